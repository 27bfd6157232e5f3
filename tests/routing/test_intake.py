"""The one door for anything a customer says."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection

from chatcore import guard
from chatcore.conversations.models import Conversation, Event
from chatcore.errors import GuardFailed, SensitiveInput, TextTooLong
from chatcore.handoff import services as handoff
from chatcore.handoff.models import Callback
from chatcore.routing import intake
from tests.cast import CARD, answered, kinds_of, page, say, texts_of, waiting
from tests.threads import at_once

CARD_TRACE = re.compile(rb"4242[ .-]?4242")


def test_the_first_words_open_a_conversation_on_their_page(cast):
    intake.say(cast.mia, text="Hello", client_id=uuid4(), page=page("bouquets"))
    conversation = Conversation.objects.get()
    assert kinds_of(conversation) == ["opened", "message"]
    assert (conversation.visitor, conversation.site) == (cast.mia, cast.florist)
    assert conversation.page_title == "Bouquets"


def test_further_words_go_on_in_the_same_conversation(cast):
    conversation = answered(cast.mia, cast.ann)
    say(cast.mia, "And white ones?")
    assert Conversation.objects.get() == conversation
    assert kinds_of(conversation) == ["opened", "message", "claimed", "message"]


def test_words_after_the_end_open_another(cast):
    conversation = answered(cast.mia, cast.ann)
    handoff.close(conversation, agent=cast.ann, client_id=uuid4())
    assert say(cast.mia).conversation != conversation


def test_each_customer_has_their_own(cast):
    assert waiting(cast.mia) != waiting(cast.noah)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_two_tabs_that_speak_at_once_open_one_conversation(cast, turn):
    events = at_once(partial(say, cast.mia, "one"), partial(say, cast.mia, "two"))
    conversation = Conversation.objects.get()
    assert {event.conversation_id for event in events} == {conversation.pk}
    assert sorted(texts_of(conversation)) == ["one", "two"]
    assert kinds_of(conversation) == ["opened", "message", "message"]


# Sent again


def test_a_message_sent_again_is_written_once(cast):
    client_id = uuid4()
    first = intake.say(cast.mia, text="Hello", client_id=client_id)
    again = intake.say(cast.mia, text="Hello", client_id=client_id)
    assert (first.repeated, again.repeated) == (False, True)
    assert again.event == first.event
    assert Event.objects.filter(kind="message").count() == 1


def test_a_message_sent_again_after_the_end_is_not_doubled(cast):
    conversation, client_id = answered(cast.mia, cast.ann), uuid4()
    first = intake.say(cast.mia, text="Thank you", client_id=client_id)
    handoff.close(conversation, agent=cast.ann, client_id=uuid4())
    again = intake.say(cast.mia, text="Thank you", client_id=client_id)
    assert again.repeated
    assert again.event == first.event
    assert Conversation.objects.count() == 1


def test_the_same_client_id_of_another_customer_is_another_message(cast):
    client_id = uuid4()
    intake.say(cast.mia, text="Mia's", client_id=client_id)
    assert not intake.say(cast.noah, text="Noah's", client_id=client_id).repeated


# Payment data


def test_payment_data_is_masked_and_a_call_is_offered(cast):
    event = say(cast.mia, f"my card is {CARD}, cvv 123")
    assert event.typed_body.text == "my card is ••••, cvv ••••"
    assert kinds_of(event.conversation) == ["opened", "message", "callback"]
    assert Callback.objects.get().state == "offered"


def test_harmless_words_offer_nothing(cast):
    say(cast.mia, "Call me? I live at 4242 Garden Street.")
    assert not Callback.objects.exists()


def test_a_second_card_does_not_offer_a_second_call(cast):
    say(cast.mia, CARD)
    say(cast.mia, CARD)
    assert Callback.objects.count() == 1


def test_a_card_sent_again_does_not_offer_anew(cast):
    client_id = uuid4()
    conversation = intake.say(cast.mia, text=CARD, client_id=client_id).event.conversation
    handoff.cancel(cast.mia, client_id=uuid4())
    assert intake.say(cast.mia, text=CARD, client_id=client_id).repeated
    assert kinds_of(conversation) == ["opened", "message", "callback", "callback"]


def test_words_and_offer_are_one_transaction(cast, monkeypatch):
    def fail(_: Conversation) -> None:
        raise RuntimeError

    monkeypatch.setattr(intake, "_reactions", [fail])
    with pytest.raises(RuntimeError):
        say(cast.mia, CARD)
    assert not Event.objects.exists()


def test_a_reaction_is_added_once():
    before = list(intake._reactions)
    assert before == [handoff.offer], "the premise: handoff has joined at start"
    intake.when_payment_data_is_found(handoff.offer)
    assert intake._reactions == before


# Refused


def test_too_long_a_text_is_refused_and_opens_nothing(cast):
    with pytest.raises(TextTooLong):
        say(cast.mia, "x" * (guard.MAX_TEXT_CHARACTERS + 1))
    assert not Conversation.objects.exists()


def test_when_the_guard_fails_nothing_is_stored(cast, monkeypatch):
    def fail(_: guard.Message) -> guard.MaskedMessage:
        raise GuardFailed

    monkeypatch.setattr(guard, "mask_message", fail)
    with pytest.raises(GuardFailed):
        say(cast.mia)
    assert not Conversation.objects.exists()


# Nowhere


def every_row() -> str:
    return "\n".join(
        str(row) for model in apps.get_models() for row in model._default_manager.values()
    )


def test_no_digit_of_a_card_is_in_any_row_of_any_table(cast):
    say(cast.mia, f"canary-before {CARD} canary-after")
    intake.say(cast.mia, text="Hi", client_id=uuid4(), page=page(CARD))
    rows = every_row()
    assert "canary-before ••••" in rows, "the control: words are found where they are kept"
    assert not CARD_TRACE.search(rows.encode())


def everything_on_disk() -> bytes:
    database = Path(str(connection.settings_dict["NAME"]))
    files = sorted(database.parent.glob(f"{database.name}*"))
    assert any(file.name.endswith("-wal") for file in files), "the premise: the log is scanned too"
    return b"".join(file.read_bytes() for file in files)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
@pytest.mark.django_db(transaction=True)
def test_no_digit_of_a_card_reaches_the_database_files(cast):
    with pytest.raises(SensitiveInput):
        handoff.request(cast.mia, phone=CARD, client_id=uuid4())
    say(cast.mia, f"canary-before {CARD} canary-after")
    intake.say(cast.mia, text="Hi", client_id=uuid4(), page=page(CARD))
    kept = everything_on_disk()
    assert b"canary-before" in kept, "the control: words are found where they are kept"
    assert b"canary-after" in kept
    assert not CARD_TRACE.search(kept)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the files of SQLite")
@pytest.mark.django_db(transaction=True)
def test_the_scan_would_find_a_card_that_was_stored(cast):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE conversations_visitor SET name = %s", [CARD])
    assert CARD_TRACE.search(everything_on_disk())
    # Leave none behind for the scan of another test: rows are overwritten when they are deleted.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE conversations_visitor SET name = ''")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not CARD_TRACE.search(everything_on_disk())
