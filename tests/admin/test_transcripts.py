from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore.conversations import kinds, services
from chatcore.conversations.models import Conversation
from chatcore.handoff import services as handoff
from chatcore.protocol.commands import Outcome
from tests import cast as people
from tests.cast import CARD, CARD_DIGITS, PHONE, PHONE_E164


def page_of(conversation: Conversation) -> str:
    return f"/admin/conversations/conversation/{conversation.pk}/change/"


@pytest.fixture
def story(cast) -> Conversation:
    """Every kind of event, once."""
    conversation = people.waiting(cast.mia)
    people.say(cast.mia, f"my card {CARD}")
    people.say(cast.mia, "3782 822463")
    people.say(cast.mia, "10005")
    page = services.page_of("https://shop.example/cart", "Your cart")
    services.move_to_page(conversation, visitor=cast.mia, page=page, client_id=uuid4())
    services.claim(conversation, agent=cast.ben, client_id=uuid4())
    services.release(conversation, agent=cast.ben, client_id=uuid4())
    services.claim(conversation, agent=cast.ann, client_id=uuid4())
    for note in ("<b>kind</b> customer", "5555 5555", "5555 4444"):
        services.note(conversation, agent=cast.ann, text=note, client_id=uuid4())
    handoff.request(cast.mia, phone=PHONE, client_id=uuid4())
    handoff.report(conversation, agent=cast.ann, outcome=Outcome.TALKED, client_id=uuid4())
    handoff.close(conversation, agent=cast.ann, client_id=uuid4())
    return conversation


def test_a_transcript_shows_every_kind_of_event_as_words(sven, story):
    assert set(people.kinds_of(story)) == set(kinds.KINDS), "the premise: no kind is left out"
    page = sven.get(page_of(story)).content.decode()
    for words in (
        "Do you have purple flowers?", "my card ••••", "Moved to: Your cart",
        "Accepted the conversation.", "Gave the conversation back", "A call was offered.",
        "A call was asked for (+44 … 18).", "Dialing +44 … 18.", "The customer picked up.",
        "The call is over: talked.", "Closed the conversation.", "staff only",
        "card details withheld", "Message 5 held part of a number and was masked.",
    ):  # fmt: skip
        assert words in page, words


def test_a_transcript_holds_neither_the_card_nor_the_phone_number(sven, story):
    page = sven.get(page_of(story)).content.decode()
    assert CARD not in page
    assert CARD_DIGITS not in page
    assert PHONE_E164[-7:] not in page


def test_words_are_shown_as_text_not_as_markup(sven, story):
    page = sven.get(page_of(story)).content.decode()
    assert "&lt;b&gt;kind&lt;/b&gt;" in page
    assert "<b>kind</b>" not in page


def test_a_transcript_cannot_be_changed_added_or_deleted(admin_client, story):
    assert admin_client.post(page_of(story), {"state": "waiting"}).status_code == 403
    assert admin_client.get("/admin/conversations/conversation/add/").status_code == 403
    assert admin_client.post(page_of(story).replace("change", "delete")).status_code == 403


def test_a_supervisor_of_another_shop_sees_none_of_it(client, cast, story):
    boss = people.make_agent("olga", cast.bakery, role="supervisor")
    client.force_login(boss.user)
    assert str(story) not in client.get("/admin/conversations/conversation/").content.decode()
    assert client.get(page_of(story)).status_code == 302


def test_callbacks_are_listed_with_a_hint_of_the_number_only(sven, story):
    listed = sven.get("/admin/handoff/callback/").content.decode()
    callback = story.callbacks.get()
    detail = sven.get(f"/admin/handoff/callback/{callback.pk}/change/").content.decode()
    for page in (listed, detail):
        assert "+44 … 18" in page
        assert PHONE_E164 not in page
    assert callback.number == PHONE_E164, "the premise: the row knows it"
