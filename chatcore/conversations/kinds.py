"""Every kind of event: its fields, declared once.

The same class validates a row, encodes the frame and makes the browser's type
(`manage.py export_frames`). Words people wrote are `SafeText`; everything else is a code or a
number from our own vocabulary.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, get_type_hints
from uuid import UUID

import msgspec
from msgspec import Struct

from chatcore.guard import Kind, SafeText
from chatcore.protocol.commands import Outcome


class Audience(StrEnum):
    """Who may read an event."""

    EVERYONE = "everyone"
    STAFF = "staff"


class CallbackState(StrEnum):
    """Where a callback stands; the steps between are in `handoff/machine.py`."""

    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DIALING = "dialing"
    TALKING = "talking"
    ENDED = "ended"


class CallbackEnding(StrEnum):
    """Why a callback ended: the agent's report, or nobody wants it any more."""

    TALKED = Outcome.TALKED.value
    NO_ANSWER = Outcome.NO_ANSWER.value
    BUSY = Outcome.BUSY.value
    WRONG_NUMBER = Outcome.WRONG_NUMBER.value
    CANCELED = "canceled"
    DECLINED = "declined"


class UnguardedText(TypeError):
    """A programming error: text reached the log without passing the guard. Carries no text."""


class EventBody(Struct, frozen=True, kw_only=True):
    """What all kinds share: `kind` is the name in the row and on the wire."""

    kind: ClassVar[str]
    audience: ClassVar[Audience] = Audience.EVERYONE

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, str) and not isinstance(value, SafeText | StrEnum):
                raise UnguardedText(f"{type(self).__name__}.{name}")


class Vouched(Struct, frozen=True):
    """A likely finding that its writer said is none. The rule only; never what was written."""

    kind: Kind
    rule: SafeText


class Opened(EventBody, frozen=True):
    """The customer started the conversation on this page."""

    kind = "opened"
    page_url: SafeText
    page_title: SafeText


class MessagePosted(EventBody, frozen=True):
    """Words for everyone. `masked`: kinds of sensitive data taken out of them."""

    kind = "message"
    text: SafeText
    masked: tuple[Kind, ...] = ()
    vouched: tuple[Vouched, ...] = ()


class NotePosted(EventBody, frozen=True):
    """Words for staff."""

    kind = "note"
    audience = Audience.STAFF
    text: SafeText
    masked: tuple[Kind, ...] = ()
    vouched: tuple[Vouched, ...] = ()


class Redacted(EventBody, frozen=True):
    """The words of message `target` now read `text`: a later message made part of a number whole.

    The row itself was rewritten in the same transaction; this tells whoever has shown it.
    """

    kind = "redacted"
    target: int
    text: SafeText
    masked: tuple[Kind, ...]


class NoteRedacted(Redacted, frozen=True):
    """The same for a note, for staff."""

    kind = "note_redacted"
    audience = Audience.STAFF


class MovedToPage(EventBody, frozen=True):
    """The customer is on another page of the shop."""

    kind = "page"
    audience = Audience.STAFF
    page_url: SafeText
    page_title: SafeText


class Claimed(EventBody, frozen=True):
    """The author, an agent, now answers."""

    kind = "claimed"


class Released(EventBody, frozen=True):
    """The author, an agent, gave the conversation back to the queue."""

    kind = "released"


class Closed(EventBody, frozen=True):
    """The author ended the conversation."""

    kind = "closed"


class CallbackMoved(EventBody, frozen=True):
    """The callback reached a state. `number_hint` is the country and last two digits only."""

    kind = "callback"
    callback: UUID
    state: CallbackState
    number_hint: SafeText
    ending: CallbackEnding | None = None


KINDS: dict[str, type[EventBody]] = {
    kind.kind: kind
    for kind in (
        Opened, MessagePosted, NotePosted, Redacted, NoteRedacted, MovedToPage, Claimed, Released,
        Closed, CallbackMoved,
    )
}  # fmt: skip


def encode(body: EventBody) -> bytes:
    """The body as JSON, as stored and as sent."""
    return msgspec.json.encode(body, enc_hook=str)


def from_store(kind: str, stored: str | bytes) -> EventBody:
    """Read a row's body back; what the log holds has passed the guard when it was written."""
    return msgspec.json.decode(stored, type=KINDS[kind], dec_hook=_text_from_store)


def _text_from_store(wanted: type, value: Any) -> SafeText:
    if wanted is not SafeText or not isinstance(value, str):
        raise NotImplementedError(wanted)
    return SafeText.from_store(value)


def fields_of(kind: type[EventBody]) -> dict[str, Any]:
    """Field names and their types, resolved."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__}
