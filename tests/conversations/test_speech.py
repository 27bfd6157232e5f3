"""What several messages hold together: masked, redacted where it stood, vouched for, counted."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction

from chatcore import guard
from chatcore.conversations import kinds, log, queries, services, speech
from chatcore.conversations.models import Conversation, Event, FindingTally
from chatcore.conversations.speech import Words
from chatcore.errors import GuardFailed
from chatcore.guard import Kind
from chatcore.handoff.models import Callback
from chatcore.routing import intake
from tests.cast import CARD, answered, kinds_of, say, spoken_of, waiting

HALF = "42424242"
ASKS_CODE = "Could you give me the CVV on the back?"


def spoken(conversation: Conversation) -> list[str]:
    """Without the words that opened it."""
    return spoken_of(conversation)[1:]


def say_all(cast, *texts: str) -> list[Event]:
    return [say(cast.mia, text) for text in texts]


def post(conversation, agent, text: str) -> Event:
    return services.post(conversation, agent=agent, text=text, client_id=uuid4()).event


def note(conversation, agent, text: str) -> Event:
    return services.note(conversation, agent=agent, text=text, client_id=uuid4()).event


# A customer's number in pieces


@pytest.mark.parametrize(
    ("texts", "after"),
    [
        ([HALF, HALF], ["••••", "••••"]),
        (["card 4242", "4242 4242", "4242"], ["card ••••", "••••", "••••"]),
        (["4242", "4242", "4242", "4242"], ["••••"] * 4),
        ([HALF, "one moment, please", HALF], ["••••", "one moment, please", "••••"]),
        (["card 4242", "4242", "oh dear", "4242", "4242"],
         ["card ••••", "••••", "oh dear", "••••", "••••"]),
    ],
    ids=["two", "three", "four", "chatter", "four and chatter"],
)  # fmt: skip
def test_the_last_piece_is_masked_and_the_earlier_ones_are_redacted(cast, texts, after):
    conversation = waiting(cast.mia)
    *earlier, last = say_all(cast, *texts)
    assert spoken(conversation) == after
    assert last.typed_body.masked == (Kind.CARD,)
    told = [event.typed_body for event in conversation.events.filter(kind="redacted")]
    pieces = [event for event, text in zip(earlier, after, strict=False) if "••••" in text]
    assert {body.target for body in told} == {event.seq for event in pieces}
    for body in told:
        row = conversation.events.get(seq=body.target).typed_body
        assert (body.text, body.masked) == (row.text, (Kind.CARD,))
        assert row.masked == (Kind.CARD,)


def test_nothing_is_redacted_before_the_number_is_whole(cast):
    conversation = waiting(cast.mia)
    say_all(cast, "4242", "4242", "4242")
    assert spoken(conversation) == ["4242", "4242", "4242"]
    assert "redacted" not in kinds_of(conversation)


def test_redactions_stand_right_before_the_message_that_caused_them(cast):
    conversation = waiting(cast.mia)
    say_all(cast, HALF, HALF)
    assert kinds_of(conversation)[-4:] == ["message", "redacted", "message", "callback"]
    redacted = conversation.events.get(kind="redacted")
    assert (redacted.author_kind, redacted.audience) == ("system", "everyone")
    numbers = conversation.events.order_by("seq").values_list("seq", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))


def test_a_number_in_pieces_offers_a_call_too(cast):
    say_all(cast, HALF, HALF)
    assert Callback.objects.get().state == "offered"


def test_the_words_around_a_piece_and_what_was_masked_before_stay(cast):
    conversation = waiting(cast.mia)
    say_all(cast, f"my pin is 4821. card {HALF}", HALF)
    body = conversation.events.get(seq=3).typed_body
    assert body.text == "my pin is ••••. card ••••"
    assert body.masked == (Kind.CARD, Kind.PIN)


def test_a_later_replay_shows_no_piece(cast):
    conversation = waiting(cast.mia)
    say_all(cast, f"first {HALF}", f"then {HALF}")
    replayed = "".join(
        kinds.encode(event.typed_body).decode()
        for event in queries.events_after(conversation.public_id, 0)
    )
    assert "first ••••" in replayed, "the control: the words around are there"
    assert "4242" not in replayed


def test_what_is_rolled_back_leaves_row_log_and_counts_as_they_were(cast):
    conversation = waiting(cast.mia)
    say(cast.mia, HALF)
    before = kinds_of(conversation)
    with transaction.atomic():
        say(cast.mia, HALF)
        assert spoken(conversation)[0] == "••••", "the premise: it was redacted"
        transaction.set_rollback(True)
    assert spoken(conversation) == [HALF]
    assert kinds_of(conversation) == before
    assert not FindingTally.objects.exists()


def test_a_failure_after_the_redaction_takes_it_back(cast, monkeypatch):
    conversation = waiting(cast.mia)
    say(cast.mia, HALF)

    def fail(_: Conversation) -> None:
        raise RuntimeError

    monkeypatch.setattr(intake, "_reactions", [fail])
    with pytest.raises(RuntimeError):
        say(cast.mia, HALF)
    assert spoken(conversation) == [HALF]
    assert "redacted" not in kinds_of(conversation)


def test_a_completing_message_sent_again_redacts_and_counts_once(cast):
    conversation, client_id = waiting(cast.mia), uuid4()
    say(cast.mia, HALF)
    for repeated in (False, True):
        recorded = intake.say(cast.mia, text=HALF, client_id=client_id)
        assert recorded.repeated is repeated
    assert kinds_of(conversation).count("redacted") == 1
    assert FindingTally.objects.get().count == 1


def test_pieces_are_looked_for_among_the_last_messages_only(cast):
    conversation = waiting(cast.mia)
    say_all(cast, HALF, *["hm"] * speech.WINDOW_MESSAGES, HALF)
    assert "redacted" not in kinds_of(conversation)


# Pieces of staff


def test_an_agents_pieces_join_too(cast):
    conversation = answered(cast.mia, cast.ann)
    post(conversation, cast.ann, HALF)
    assert post(conversation, cast.ann, HALF).typed_body.masked == (Kind.CARD,)
    assert spoken(conversation) == ["••••", "••••"]
    assert kinds_of(conversation)[-2:] == ["redacted", "message"]


def test_pieces_in_notes_are_redacted_and_told_to_staff_only(cast):
    conversation = waiting(cast.mia)
    note(conversation, cast.ann, HALF)
    note(conversation, cast.ann, HALF)
    assert spoken(conversation) == ["••••", "••••"]
    assert kinds_of(conversation)[-2:] == ["note_redacted", "note"]
    assert conversation.events.get(kind="note_redacted").audience == "staff"


def test_a_note_and_a_message_of_one_agent_do_not_join(cast):
    conversation = answered(cast.mia, cast.ann)
    note(conversation, cast.ann, HALF)
    post(conversation, cast.ann, HALF)
    assert spoken(conversation) == [HALF, HALF]


def test_another_senders_digits_never_join(cast):
    conversation = answered(cast.mia, cast.ann)
    say(cast.mia, HALF)
    post(conversation, cast.ann, HALF)
    note(conversation, cast.ben, HALF)
    note(conversation, cast.sven, HALF)
    waiting(cast.noah)
    say(cast.noah, HALF)
    assert spoken(conversation) == [HALF] * 4
    assert not Event.objects.filter(kind__endswith="redacted").exists()


# Bare digits


def test_bare_digits_after_a_card_are_its_code(cast):
    conversation = waiting(cast.mia)
    say_all(cast, f"my card is {CARD}", "ok?", "123")
    assert spoken(conversation) == ["my card is ••••", "ok?", "••••"]


def test_bare_digits_after_anothers_card_stay(cast):
    conversation = answered(cast.mia, cast.ann)
    post(conversation, cast.ann, f"Was it {CARD}?")
    say(cast.mia, "123")
    assert spoken(conversation)[-1] == "123"


def test_bare_digits_after_a_question_for_the_code_are_the_code(cast):
    conversation = answered(cast.mia, cast.ann)
    post(conversation, cast.ann, ASKS_CODE)
    body = say(cast.mia, "482").typed_body
    assert (body.text, body.masked) == ("••••", (Kind.CVV,))


@pytest.mark.parametrize(
    ("meanwhile", "text"), [(["Take your time."], "••••"), (["Thanks.", "Which roses?"], "482")]
)
def test_a_question_stays_open_over_one_more_message_and_no_longer(cast, meanwhile, text):
    conversation = answered(cast.mia, cast.ann)
    for words in (ASKS_CODE, *meanwhile):
        post(conversation, cast.ann, words)
    assert say(cast.mia, "482").typed_body.text == text


@pytest.mark.parametrize(
    "text", ["Please never send us your CVV here.", "How many roses?", "Thank you."]
)
def test_a_warning_and_other_words_ask_for_nothing(cast, text):
    conversation = answered(cast.mia, cast.ann)
    post(conversation, cast.ann, text)
    assert say(cast.mia, "482").typed_body.text == "482"


def test_a_question_in_a_note_or_of_ones_own_asks_for_nothing(cast):
    conversation = answered(cast.mia, cast.ann)
    note(conversation, cast.ann, ASKS_CODE)
    say(cast.mia, ASKS_CODE)
    assert say(cast.mia, "How many roses?").typed_body.masked == ()
    assert say(cast.mia, "482").typed_body.text == "482"


# Refused


def test_raw_words_do_not_show_in_a_report():
    assert CARD not in repr(Words(CARD))
    assert CARD not in str(Words(CARD))


def test_when_the_guard_fails_nothing_is_stored_and_nothing_redacted(cast, monkeypatch):
    conversation = waiting(cast.mia)
    say(cast.mia, HALF)
    before = kinds_of(conversation)

    def fail(*_: object, **__: object) -> guard.Joined:
        raise RuntimeError

    monkeypatch.setattr(guard.messages, "join", fail)
    with pytest.raises(GuardFailed):
        say(cast.mia, HALF)
    assert kinds_of(conversation) == before
    assert spoken(conversation) == [HALF]


def test_only_words_are_ever_redacted(cast):
    conversation = waiting(cast.mia)
    opened = conversation.events.get(kind="opened")
    with pytest.raises(AssertionError), log.writing(conversation) as writing:
        writing.redact(opened, guard.mask(CARD))
