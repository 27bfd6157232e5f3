"""The frames of protocol C1: one typed class each, up (browser to server) and down.

Unknown keys are ignored, an unknown `t` is refused. Times are milliseconds since the epoch.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from chatcore.errors import Malformed, TextTooLong
from chatcore.protocol import limits
from chatcore.protocol.shape import check_shape

# `\Z`, not `$`: that would let a newline through at the end.
Identifier = Annotated[str, Meta(pattern=r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
Sequence = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Milliseconds = int
AuthorKind = Literal["visitor", "agent", "system"]


class CloseCode(IntEnum):
    """Why the server closes a socket; each tells the client whether to come back."""

    RESTART = 1012
    HEARTBEAT_LOST = 4000
    NO_AUTHENTICATION = 4001
    BAD_FRAMES = 4400
    LOGIN_NEEDED = 4401
    FORBIDDEN = 4403
    SLOW_READER = 4408
    TOO_BIG = 4413
    PROTOCOL_TOO_OLD = 4426
    TOO_MANY = 4429


class Frame(Struct, tag_field="t", frozen=True, omit_defaults=True, kw_only=True):
    """What all frames share: `t` names the class on the wire."""


class Wanted(Struct, frozen=True):
    """A conversation the client follows, and the last number it has shown."""

    conv: Identifier
    seen: Sequence


class Auth(Frame, tag="auth", frozen=True):
    """First frame up: the one-use ticket fetched over HTTP, and where to resume."""

    v: int
    ticket: Annotated[str, Meta(max_length=100)]
    dev: Annotated[str, Meta(max_length=64)]
    want: Annotated[list[Wanted], Meta(max_length=limits.WANTED_CONVERSATIONS_MAX)] = []


class Send(Frame, tag="send", frozen=True):
    """Ask for something to be recorded; `cid` makes a repeat harmless.

    A visitor leaves `conv` out: the conversation comes from who they are.
    """

    cid: Identifier
    kind: Annotated[str, Meta(max_length=40)]
    body: Raw
    conv: Identifier | UnsetType = UNSET


class Seen(Frame, tag="seen", frozen=True):
    """Everything up to `seq` has arrived; with `read`, a person has seen it too."""

    conv: Identifier
    seq: Sequence
    read: bool = False


class Gap(Frame, tag="gap", frozen=True):
    """Send what comes after `after`, and go on sending: the request after any loss."""

    conv: Identifier
    after: Sequence


class HeartbeatAnswer(Frame, tag="hb_ack", frozen=True):
    """The client is alive."""

    ts: Milliseconds


class TypingUp(Frame, tag="typing", frozen=True):
    """The sender is typing, or stopped. Never what is typed."""

    on: bool
    conv: Identifier | UnsetType = UNSET


UpFrame = Auth | Send | Seen | Gap | HeartbeatAnswer | TypingUp


class Hello(Frame, tag="hello", frozen=True):
    """First frame down: the terms of this connection."""

    v: int
    epoch: str
    hb_ms: int
    max_body: int
    window: int
    server_ver: str
    ts: Milliseconds


class Author(Struct, frozen=True):
    """Who said or did it; `id` is empty for the system."""

    kind: AuthorKind
    id: str
    name: str


class Followed(Struct, frozen=True):
    """A conversation that is now sent: events follow after `after`, up to `head` and beyond.

    `limited`: the gap was too long for the socket; read the events before `after` over HTTP.
    """

    conv: str
    head: int
    after: int
    limited: bool = False


class Ready(Frame, tag="ready", frozen=True):
    """Signed in; the wanted conversations are replayed next."""

    you: Author
    convs: list[Followed]


class Acknowledged(Frame, tag="ack", frozen=True):
    """Committed durably under `seq`. `dup`: it already was. `masked`: digits were taken out."""

    cid: str
    conv: str
    seq: int
    ts: Milliseconds
    dup: bool = False
    masked: bool = False
    text: str | UnsetType = UNSET


class Refused(Frame, tag="nack", frozen=True):
    """Not recorded; never echoes what was sent. With `retry_ms`, sending again can help."""

    cid: str
    code: str
    message: str
    retry_ms: int | UnsetType = UNSET


class EventFrame(Frame, tag="ev", frozen=True):
    """One row of the log. `kind` and `data` are described in `conversations/kinds.py`.

    A row the reader may not see arrives as kind `hidden`, so that numbers have no holes.
    """

    conv: str
    seq: int
    kind: str
    data: Raw
    by: Author
    ts: Milliseconds
    cid: str | UnsetType = UNSET


class Live(Frame, tag="live", frozen=True):
    """The replay is done; what follows is news."""

    conv: str
    head: int


class Heartbeat(Frame, tag="hb", frozen=True):
    """Still here. `heads`: the last number of each followed conversation, to find holes."""

    ts: Milliseconds
    heads: dict[str, int]


class TypingDown(Frame, tag="typing", frozen=True):
    """Somebody else in the conversation is typing, or stopped."""

    conv: str
    on: bool
    by: Author


class Summary(Struct, frozen=True, kw_only=True):
    """A conversation as the console's lists show it."""

    conv: str
    site: str
    state: Literal["waiting", "active", "closed"]
    agent: Author | None
    visitor: str
    page_url: str
    page_title: str
    waiting_since: Milliseconds | None
    opened: Milliseconds
    head: int
    last_text: str
    last_by: AuthorKind
    last_at: Milliseconds


class Inbox(Frame, tag="inbox", frozen=True):
    """Conversations of the agent's sites. `full`: the whole list; otherwise what changed."""

    items: list[Summary]
    full: bool = False


class Drain(Frame, tag="drain", frozen=True):
    """The server restarts: come back at a random moment within `spread_ms`."""

    spread_ms: int
    reason: str


class ErrorFrame(Frame, tag="err", frozen=True):
    """A frame was refused; constant texts only."""

    code: str
    message: str


DownFrame = (
    Hello | Ready | Acknowledged | Refused | EventFrame | Live | Heartbeat
    | TypingDown | Inbox | Drain | ErrorFrame
)  # fmt: skip

_up_decoder: msgspec.json.Decoder[UpFrame] = msgspec.json.Decoder(UpFrame)
_encoder = msgspec.json.Encoder(enc_hook=str)


def parse(raw: str) -> UpFrame:
    """Read one frame from a browser.

    Raises: TextTooLong over 64 KiB; Malformed for anything not of the protocol's form.
    """
    check_size(raw)
    check_shape(raw)
    try:
        return _up_decoder.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        # Without `from None` the exception would keep the text it failed on.
        raise Malformed from None


def check_size(raw: str) -> None:
    """Refuse before parsing. Raises: TextTooLong."""
    too_long = len(raw) > limits.FRAME_IN_MAX_BYTES
    if too_long or len(raw.encode("utf-8", "surrogatepass")) > limits.FRAME_IN_MAX_BYTES:
        raise TextTooLong


def encode(frame: DownFrame) -> str:
    """The frame as JSON text."""
    return _encoder.encode(frame).decode()
