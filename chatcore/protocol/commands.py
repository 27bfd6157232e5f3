"""What a `send` frame may ask for: its `kind` names the class, its `body` fills it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta, Raw, Struct

from chatcore.errors import Malformed
from chatcore.protocol import limits

# No upper length here: the guard's own limit refuses with `too_big`, which says more than `bad`.
Text = Annotated[str, Meta(min_length=1)]
Address = Annotated[str, Meta(max_length=limits.ADDRESS_MAX_CHARACTERS)]
Title = Annotated[str, Meta(max_length=limits.TITLE_MAX_CHARACTERS)]
PhoneText = Annotated[str, Meta(min_length=1, max_length=limits.PHONE_MAX_CHARACTERS)]


class Outcome(StrEnum):
    """How a call ended, as the agent reports it."""

    TALKED = "talked"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"


class Command(Struct, frozen=True, kw_only=True):
    """What all commands share: `kind` is their name on the wire."""

    kind: ClassVar[str]


class Page(Struct, frozen=True):
    """The page of the shop the customer is on."""

    url: Address = ""
    title: Title = ""


class PostMessage(Command, frozen=True):
    """Say something. A customer's first message also tells the page.

    `vouched`: the browser asked about a likely number, and the writer said that it is none.
    """

    kind = "message"
    text: Text
    page: Page | None = None
    vouched: bool = False


class PostNote(Command, frozen=True):
    """Write something only staff can read."""

    kind = "note"
    text: Text
    vouched: bool = False


class MoveToPage(Command, frozen=True):
    """The customer is now on another page."""

    kind = "page"
    page: Page


class Claim(Command, frozen=True):
    """Take a waiting conversation; exactly one agent can."""

    kind = "claim"


class Release(Command, frozen=True):
    """Give a conversation back to the queue."""

    kind = "release"


class Close(Command, frozen=True):
    """End the conversation."""

    kind = "close"


class ReportHeld(Command, frozen=True):
    """The browser held back payment data before it was sent. Says nothing of the digits."""

    kind = "callback.offer"


class RequestCallback(Command, frozen=True):
    """Call me now on this number."""

    kind = "callback.request"
    phone: PhoneText
    page: Page | None = None


class CancelCallback(Command, frozen=True):
    """The customer no longer wants the call, or the offer."""

    kind = "callback.cancel"


class Dial(Command, frozen=True):
    """The agent is dialing the customer's number."""

    kind = "callback.dial"


class Answer(Command, frozen=True):
    """The customer picked up."""

    kind = "callback.answer"


class ReportOutcome(Command, frozen=True):
    """The call is over."""

    kind = "callback.outcome"
    outcome: Outcome


COMMANDS: dict[str, type[Command]] = {
    command.kind: command
    for command in (
        PostMessage, PostNote, MoveToPage, Claim, Release, Close, ReportHeld,
        RequestCallback, CancelCallback, Dial, Answer, ReportOutcome,
    )
}  # fmt: skip


def parse(kind: str, body: Raw) -> Command:
    """The typed command. Raises: Malformed for an unknown kind or a wrong body."""
    command = COMMANDS.get(kind)
    if command is None:
        raise Malformed
    try:
        return msgspec.json.decode(body, type=command)
    except (msgspec.DecodeError, RecursionError):
        raise Malformed from None
