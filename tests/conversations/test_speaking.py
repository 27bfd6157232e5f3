"""Open, say, post, note: words and who may write them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore import guard
from chatcore.conversations import services
from chatcore.conversations.models import Conversation
from chatcore.conversations.speech import Words
from chatcore.errors import ConversationClosed, NotAssigned, TextTooLong
from chatcore.guard import Kind
from chatcore.handoff import services as handoff
from tests.cast import CARD, answered, kinds_of, page, texts_of, waiting


def post(conversation, agent, text="White ones, too."):
    return services.post(conversation, agent=agent, text=text, client_id=uuid4())


def note(conversation, agent, text="A regular customer"):
    return services.note(conversation, agent=agent, text=text, client_id=uuid4())


def say(conversation, visitor, text="Hello"):
    return services.say(conversation, visitor=visitor, words=Words(text), client_id=uuid4())


def closed(cast) -> Conversation:
    conversation = answered(cast.mia, cast.ann)
    handoff.close(conversation, agent=cast.ann, client_id=uuid4())
    conversation.refresh_from_db()
    return conversation


# Open


def test_a_new_conversation_waits_and_knows_its_page(cast):
    conversation = services.open_conversation(cast.mia, page=page("bouquets"))
    conversation.refresh_from_db()
    assert conversation.state == "waiting"
    assert conversation.site == cast.florist
    assert conversation.waiting_since == conversation.opened_at
    assert conversation.page_url.endswith("/bouquets")
    event = conversation.events.get()
    assert event.kind == "opened"
    assert event.author_id == cast.mia.public_id
    assert event.typed_body.page_title == "Bouquets"


def test_a_card_number_in_an_address_is_masked(cast):
    shown = services.page_of(f"https://shop.example/?q={CARD}", f"Search: {CARD}")
    conversation = services.open_conversation(cast.mia, page=shown)
    conversation.refresh_from_db()
    assert conversation.page_url == "https://shop.example/?q=••••"
    assert conversation.page_title == "Search: ••••"


# Say


def test_a_customer_says_something(cast):
    conversation = waiting(cast.mia)
    recorded = say(conversation, cast.mia, "And white ones?")
    assert recorded.event.author_kind == "visitor"
    assert recorded.event.author_id == cast.mia.public_id
    assert recorded.event.audience == "everyone"
    assert texts_of(conversation)[-1] == "And white ones?"


def test_a_customer_says_nothing_in_a_closed_conversation(cast):
    conversation = closed(cast)
    with pytest.raises(ConversationClosed):
        say(conversation, cast.mia)
    assert kinds_of(conversation)[-1] == "closed"


# Post


def test_the_assigned_agent_answers(cast):
    conversation = answered(cast.mia, cast.ann)
    event = post(conversation, cast.ann).event
    assert (event.author_kind, event.author_id) == ("agent", cast.ann.public_id)
    assert event.author_name == "Ann"
    assert event.audience == "everyone"


def test_an_agents_card_number_is_masked_too(cast):
    conversation = answered(cast.mia, cast.ann)
    body = post(conversation, cast.ann, f"Was it {CARD}?").event.typed_body
    assert body.text == "Was it ••••?"
    assert body.masked == (Kind.CARD,)


def test_nobody_answers_before_accepting(cast):
    conversation = waiting(cast.mia)
    with pytest.raises(NotAssigned):
        post(conversation, cast.ann)


def test_a_colleague_does_not_answer_in_anothers_conversation(cast):
    conversation = answered(cast.mia, cast.ann)
    for colleague in (cast.ben, cast.sven):
        with pytest.raises(NotAssigned):
            post(conversation, colleague)
    assert kinds_of(conversation) == ["opened", "message", "claimed"]


def test_nobody_answers_in_a_closed_conversation(cast):
    with pytest.raises(ConversationClosed):
        post(closed(cast), cast.ann)


def test_a_text_over_the_limit_is_refused_and_nothing_is_written(cast):
    conversation = answered(cast.mia, cast.ann)
    assert post(conversation, cast.ann, "x" * guard.MAX_TEXT_CHARACTERS)
    before = kinds_of(conversation)
    for write in (post, note):
        with pytest.raises(TextTooLong):
            write(conversation, cast.ann, "x" * (guard.MAX_TEXT_CHARACTERS + 1))
    assert kinds_of(conversation) == before


# Note


def test_a_note_is_for_staff_only(cast):
    event = note(waiting(cast.mia), cast.ann).event
    assert event.audience == "staff"
    assert event.typed_body.text == "A regular customer"


def test_any_colleague_may_note_also_after_the_end(cast):
    conversation = closed(cast)
    note(conversation, cast.ben)
    assert kinds_of(conversation)[-1] == "note"


def test_a_card_number_in_a_note_is_masked(cast):
    body = note(waiting(cast.mia), cast.ann, CARD).event.typed_body
    assert (body.text, body.masked) == ("••••", (Kind.CARD,))


# Move to a page


def move(conversation, visitor, where):
    return services.move_to_page(conversation, visitor=visitor, page=where, client_id=uuid4())


def test_a_customer_on_another_page_is_shown_to_staff(cast):
    conversation = waiting(cast.mia)
    event = move(conversation, cast.mia, page("roses")).event
    conversation.refresh_from_db()
    assert conversation.page_title == "Roses"
    assert event.audience == "staff"


def test_a_closed_conversation_does_not_follow_the_customer(cast):
    conversation = closed(cast)
    with pytest.raises(ConversationClosed):
        move(conversation, cast.mia, page("roses"))
    conversation.refresh_from_db()
    assert conversation.page_title != "Roses"
