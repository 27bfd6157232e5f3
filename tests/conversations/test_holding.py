"""Claim, release, close: whose conversation it is."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from chatcore.conversations import services
from chatcore.conversations.log import Recorded
from chatcore.errors import AlreadyClaimed, ConversationClosed, NotAssigned
from tests.cast import answered, kinds_of, waiting
from tests.threads import at_once


def claim(conversation, agent):
    return services.claim(conversation, agent=agent, client_id=uuid4())


def release(conversation, agent):
    return services.release(conversation, agent=agent, client_id=uuid4())


def close(conversation, agent):
    return services.close(conversation, agent=agent, client_id=uuid4())


def closed(cast):
    conversation = answered(cast.mia, cast.ann)
    close(conversation, cast.ann)
    conversation.refresh_from_db()
    return conversation


# Claim


def test_an_agent_accepts_a_waiting_conversation(cast):
    conversation = waiting(cast.mia)
    event = claim(conversation, cast.ann).event
    conversation.refresh_from_db()
    assert (conversation.agent, conversation.state) == (cast.ann, "active")
    assert conversation.waiting_since is None
    assert (event.kind, event.author_id) == ("claimed", cast.ann.public_id)


def test_the_second_agent_is_told(cast):
    conversation = answered(cast.mia, cast.ann)
    with pytest.raises(AlreadyClaimed):
        claim(conversation, cast.ben)
    conversation.refresh_from_db()
    assert conversation.agent == cast.ann


def test_a_supervisor_takes_over_what_a_colleague_holds(cast):
    conversation = answered(cast.mia, cast.ann)
    services.claim(conversation, agent=cast.sven, client_id=uuid4())
    conversation.refresh_from_db()
    assert conversation.agent == cast.sven
    assert kinds_of(conversation)[-2:] == ["claimed", "claimed"]
    with pytest.raises(NotAssigned):
        services.post(conversation, agent=cast.ann, text="Still me?", client_id=uuid4())


def test_nobody_takes_over_from_themselves_nor_an_agent_from_a_supervisor(cast):
    conversation = answered(cast.mia, cast.sven)
    for agent in (cast.sven, cast.ann):
        with pytest.raises(AlreadyClaimed):
            services.claim(conversation, agent=agent, client_id=uuid4())


def test_a_closed_conversation_cannot_be_accepted(cast):
    with pytest.raises(ConversationClosed):
        claim(closed(cast), cast.ben)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_of_two_agents_at_the_same_time_exactly_one_wins(cast, turn):
    conversation = waiting(cast.mia)
    outcomes = at_once(
        partial(claim, conversation, cast.ann), partial(claim, conversation, cast.ben)
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyClaimed", "Recorded"]
    winner = next(outcome for outcome in outcomes if isinstance(outcome, Recorded))
    conversation.refresh_from_db()
    assert conversation.agent.public_id == winner.event.author_id
    assert kinds_of(conversation) == ["opened", "message", "claimed"]


# Release


def test_an_agent_gives_a_conversation_back_and_a_colleague_takes_it(cast):
    conversation = answered(cast.mia, cast.ann)
    release(conversation, cast.ann)
    conversation.refresh_from_db()
    assert (conversation.agent, conversation.state) == (None, "waiting")
    assert conversation.waiting_since is not None
    claim(conversation, cast.ben)
    assert kinds_of(conversation)[2:] == ["claimed", "released", "claimed"]


def test_only_the_holder_gives_back(cast):
    conversation = answered(cast.mia, cast.ann)
    with pytest.raises(NotAssigned):
        release(conversation, cast.ben)


def test_a_closed_conversation_is_not_given_back(cast):
    with pytest.raises(ConversationClosed):
        release(closed(cast), cast.ann)


# Close


def test_the_holder_ends_it(cast):
    conversation = closed(cast)
    assert conversation.state == "closed"
    assert conversation.closed_at is not None
    assert conversation.agent == cast.ann, "who held it stays known"
    assert kinds_of(conversation)[-1] == "closed"


def test_only_the_holder_ends_it(cast):
    conversation = answered(cast.mia, cast.ann)
    for colleague in (cast.ben, cast.sven):
        with pytest.raises(NotAssigned):
            close(conversation, colleague)


def test_it_ends_once(cast):
    with pytest.raises(ConversationClosed):
        close(closed(cast), cast.ann)


def test_a_customer_may_open_another_after_the_end(cast):
    first = closed(cast)
    second = waiting(cast.mia)
    assert second != first
    assert second.state == "waiting"
