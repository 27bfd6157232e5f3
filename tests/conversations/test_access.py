"""Knowing an id grants nothing: whoever may not is refused as if it did not exist."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore.conversations import access
from chatcore.errors import ConversationClosed, Forbidden, NotAssigned
from chatcore.handoff import services as handoff
from tests.cast import answered, waiting


def refusal(act) -> tuple[type[Exception], tuple[object, ...]]:
    """All that the asker learns."""
    with pytest.raises(Forbidden) as caught:
        act()
    return type(caught.value), caught.value.args


def test_a_visitor_finds_their_own_conversation(cast):
    conversation = waiting(cast.mia)
    assert access.for_visitor(cast.mia, conversation.public_id) == conversation


def test_an_agent_finds_the_conversations_of_their_sites_held_or_not(cast):
    conversation = waiting(cast.mia)
    for agent in (cast.ann, cast.ben, cast.sven):
        assert access.for_agent(agent, conversation.public_id) == conversation


def test_everybody_else_is_refused_exactly_as_for_one_that_does_not_exist(cast):
    conversation = waiting(cast.mia)
    cast.ben.user.is_active = False
    cast.ben.user.save()
    missing = refusal(lambda: access.for_visitor(cast.noah, uuid4()))
    assert missing == (Forbidden, ())
    for act in (
        lambda: access.for_visitor(cast.noah, conversation.public_id),
        lambda: access.for_agent(cast.otto, conversation.public_id),
        lambda: access.for_agent(cast.ben, conversation.public_id),
        lambda: access.for_agent(cast.ann, uuid4()),
    ):
        assert refusal(act) == missing


def test_an_agent_taken_off_the_site_is_refused_even_with_a_conversation_in_hand(cast):
    conversation = answered(cast.mia, cast.ann)
    cast.ann.sites.set([cast.bakery])
    with pytest.raises(Forbidden):
        access.for_agent(cast.ann, conversation.public_id)


def test_an_agent_of_two_sites_finds_both_once(cast):
    cast.otto.sites.add(cast.florist)
    conversation = waiting(cast.mia)
    assert access.for_agent(cast.otto, conversation.public_id) == conversation


def test_the_holder_passes_and_a_colleague_does_not(cast):
    conversation = answered(cast.mia, cast.ann)
    access.check_assigned(conversation, cast.ann)
    with pytest.raises(NotAssigned):
        access.check_assigned(conversation, cast.ben)


def test_a_closed_conversation_is_closed_to_its_holder_too(cast):
    conversation = answered(cast.mia, cast.ann)
    handoff.close(conversation, agent=cast.ann, client_id=uuid4())
    conversation.refresh_from_db()
    with pytest.raises(ConversationClosed):
        access.check_assigned(conversation, cast.ann)
