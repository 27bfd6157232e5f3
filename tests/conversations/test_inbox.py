"""What the console's lists show."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore.conversations import identity, inbox, services
from chatcore.handoff import services as handoff
from tests.cast import CARD, answered, page, safe, say, waiting


def listed(conversation):
    return inbox.listed(str(conversation.public_id)).summary


def test_a_waiting_conversation_shows_who_waits_where_and_since_when(cast):
    conversation = services.open_conversation(cast.mia, page=page("bouquets"))
    say(cast.mia, "Do you have purple flowers?")
    item = listed(conversation)
    assert item.conv == str(conversation.public_id)
    assert (item.site, item.state, item.agent) == ("Florist", "waiting", None)
    assert item.visitor == f"Visitor {cast.mia.public_id.hex[:4]}"
    assert item.page_title == "Bouquets"
    assert item.waiting_since == item.opened > 0
    assert (item.last_text, item.last_by, item.head) == (
        "Do you have purple flowers?", "visitor", 2,
    )  # fmt: skip


def test_an_accepted_conversation_shows_its_agent_and_the_last_words_of_either_side(cast):
    conversation = answered(cast.mia, cast.ann)
    services.post(conversation, agent=cast.ann, text="White ones, too.", client_id=uuid4())
    item = listed(conversation)
    assert (item.agent.name, item.state, item.waiting_since) == ("Ann", "active", None)
    assert (item.last_text, item.last_by) == ("White ones, too.", "agent")


def test_neither_notes_nor_steps_are_last_words(cast):
    conversation = answered(cast.mia, cast.ann)
    services.note(conversation, agent=cast.ann, text="Rude!", client_id=uuid4())
    assert listed(conversation).last_text == "Do you have purple flowers?"


def test_a_conversation_without_words_yet_has_none(cast):
    item = listed(services.open_conversation(cast.mia))
    assert (item.last_text, item.last_at) == ("", item.opened)


def test_a_long_text_is_shown_by_its_beginning(cast):
    say(cast.mia, "x" * 500)
    item = listed(cast.mia.conversations.get())
    assert item.last_text == "x" * inbox.LAST_TEXT_CHARACTERS


def test_what_was_masked_is_masked_in_the_list(cast):
    say(cast.mia, f"my card is {CARD}")
    assert listed(cast.mia.conversations.get()).last_text == "my card is ••••"


def test_a_visitor_who_gave_a_name_is_called_by_it(cast):
    cast.mia.name = safe("Mia")
    cast.mia.save()
    assert listed(waiting(cast.mia)).visitor == "Mia"


# The whole list


def names(agent) -> list[str]:
    return [item.conv for item in inbox.inbox_of(agent)]


def test_an_agent_sees_the_open_conversations_of_their_sites_oldest_first(cast):
    first, second = waiting(cast.noah), answered(cast.mia, cast.ben)
    assert names(cast.ann) == [str(first.public_id), str(second.public_id)]
    assert names(cast.otto) == []


def test_an_ended_conversation_leaves_the_list(cast):
    conversation = answered(cast.mia, cast.ann)
    handoff.close(conversation, agent=cast.ann, client_id=uuid4())
    assert names(cast.ann) == []
    assert listed(conversation).state == "closed"


@pytest.mark.parametrize("customers", [1, 5])
def test_a_longer_list_costs_no_more_queries(cast, customers, django_assert_num_queries):
    for _ in range(customers):
        waiting(identity.welcome(cast.florist)[0])
    with django_assert_num_queries(2):
        assert len(inbox.inbox_of(cast.ann)) == customers


def test_one_entry_costs_two_queries_and_says_whom_it_concerns(cast, django_assert_num_queries):
    conversation = answered(cast.mia, cast.ann)
    with django_assert_num_queries(2):
        entry = inbox.listed(str(conversation.public_id))
    assert (entry.site, entry.visitor) == (cast.florist.pk, cast.mia.pk)
