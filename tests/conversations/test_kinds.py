"""Every kind of event, from row to typed body to frame and to a person's line."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from chatcore import guard
from chatcore.conversations import authors, encoding, kinds, log, transcript
from chatcore.conversations.authors import SYSTEM
from chatcore.conversations.kinds import Audience, CallbackEnding, CallbackState, EventBody
from chatcore.conversations.models import Event
from chatcore.guard import Kind, SafeText
from tests.cast import safe, waiting

CALLBACK = UUID(int=7)

CASES: dict[str, tuple[EventBody, dict[str, object]]] = {
    "opened": (
        kinds.Opened(page_url=safe("https://shop.example/"), page_title=safe("Shop")),
        {"page_url": "https://shop.example/", "page_title": "Shop"},
    ),
    "message": (
        kinds.MessagePosted(text=safe("It is ••••"), masked=(Kind.CARD, Kind.CVV)),
        {"text": "It is ••••", "masked": ["card", "cvv"], "vouched": []},
    ),
    "note": (
        kinds.NotePosted(
            text=safe("Regular"), vouched=(kinds.Vouched(kind=Kind.SSN, rule=safe("ssn")),)
        ),
        {"text": "Regular", "masked": [], "vouched": [{"kind": "ssn", "rule": "ssn"}]},
    ),
    "redacted": (
        kinds.Redacted(target=2, text=safe("It is ••••"), masked=(Kind.CARD,)),
        {"target": 2, "text": "It is ••••", "masked": ["card"]},
    ),
    "note_redacted": (
        kinds.NoteRedacted(target=2, text=safe("Was ••••"), masked=(Kind.CARD,)),
        {"target": 2, "text": "Was ••••", "masked": ["card"]},
    ),
    "page": (
        kinds.MovedToPage(page_url=safe("https://shop.example/roses"), page_title=safe("Roses")),
        {"page_url": "https://shop.example/roses", "page_title": "Roses"},
    ),
    "claimed": (kinds.Claimed(), {}),
    "released": (kinds.Released(), {}),
    "closed": (kinds.Closed(), {}),
    "callback": (
        kinds.CallbackMoved(
            callback=CALLBACK,
            state=CallbackState.ENDED,
            number_hint=safe("+44 … 18"),
            ending=CallbackEnding.TALKED,
        ),
        {
            "callback": str(CALLBACK),
            "state": "ended",
            "number_hint": "+44 … 18",
            "ending": "talked",
        },
    ),
}
FOR_STAFF = {"note", "note_redacted", "page"}


def record(conversation, body: EventBody, *, author=SYSTEM) -> Event:
    """In the log, and read back from the database."""
    written = log.record(conversation, body, author=author, client_id=uuid4()).event
    return Event.objects.get(pk=written.pk)


def frame_of(event: Event, *, staff: bool):
    return encoding.event_frame(event, "c", staff=staff)


def test_there_is_a_case_of_every_kind():
    assert set(CASES) == set(kinds.KINDS)


@pytest.mark.parametrize("kind", CASES)
def test_every_kind_round_trips_from_body_to_row_to_body_to_frame(cast, kind):
    body, data = CASES[kind]
    event = record(waiting(cast.mia), body, author=authors.of_agent(cast.ann))
    assert event.kind == kind
    assert event.typed_body == body
    frame = frame_of(event, staff=True)
    assert (frame.kind, frame.seq, frame.conv) == (kind, 3, "c")
    assert json.loads(bytes(frame.data)) == data
    assert (frame.by.kind, frame.by.id, frame.by.name) == ("agent", str(cast.ann.public_id), "Ann")
    assert frame.cid == str(event.client_id)
    assert frame.ts == pytest.approx(event.at.timestamp() * 1000, abs=1)


@pytest.mark.parametrize("kind", CASES)
def test_text_read_back_is_guarded_text(cast, kind):
    body = record(waiting(cast.mia), CASES[kind][0]).typed_body
    for name, hint in kinds.fields_of(type(body)).items():
        if hint is SafeText:
            assert isinstance(getattr(body, name), SafeText)


@pytest.mark.parametrize("kind", CASES)
def test_a_customer_sees_every_kind_but_those_for_staff(cast, kind):
    event = record(waiting(cast.mia), CASES[kind][0])
    frame = frame_of(event, staff=False)
    assert (event.audience == Audience.STAFF) == (kind in FOR_STAFF)
    assert frame.kind == ("hidden" if kind in FOR_STAFF else kind)
    assert frame.seq == event.seq


def test_a_hidden_row_is_a_bare_number(cast):
    event = record(waiting(cast.mia), CASES["note"][0], author=authors.of_agent(cast.ann))
    frame = frame_of(event, staff=False)
    assert bytes(frame.data) == b"{}"
    assert (frame.by.kind, frame.by.id, frame.by.name) == ("system", "", "")
    assert frame.cid is UNSET


@pytest.mark.parametrize("kind", CASES)
def test_every_kind_reads_as_a_line_of_the_transcript(cast, kind):
    conversation = waiting(cast.mia)
    record(conversation, CASES[kind][0])
    line = transcript.lines(conversation)[-1]
    assert line.text.strip()
    assert line.spoken == (kind in {"message", "note"})
    assert line.for_staff == (kind in FOR_STAFF)


def test_every_step_of_a_callback_has_its_words():
    assert set(transcript.ENDING_WORDS) == set(CallbackEnding)
    assert set(transcript.CALLBACK_WORDS) == set(CallbackState) - {CallbackState.ENDED}


@given(text=st.text(max_size=200))
def test_any_words_round_trip(text):
    body = kinds.NotePosted(text=guard.safe(text))
    assert kinds.from_store("note", kinds.encode(body)) == body


def test_a_row_that_holds_no_such_body_is_an_error_and_not_an_empty_message():
    with pytest.raises(ValueError, match="text"):
        kinds.from_store("message", "{}")


# The answer to a `send`


def acknowledgement(event: Event, *, repeated: bool = False):
    return encoding.acknowledgement(event, "c", client_id="mine", repeated=repeated)


def test_an_acknowledgement_repeats_no_words_that_were_stored_as_sent(cast):
    event = record(waiting(cast.mia), kinds.MessagePosted(text=safe("Hello")))
    ack = acknowledgement(event)
    assert (ack.cid, ack.seq, ack.dup, ack.masked, ack.text) == ("mine", 3, False, False, UNSET)


@pytest.mark.parametrize("kind", [kinds.MessagePosted, kinds.NotePosted])
def test_an_acknowledgement_shows_what_is_left_after_masking(cast, kind):
    event = record(waiting(cast.mia), kind(text=safe("It is ••••"), masked=(Kind.CARD,)))
    ack = acknowledgement(event, repeated=True)
    assert (ack.masked, ack.text, ack.dup) == (True, "It is ••••", True)
