"""Rows of the log as the frames browsers receive."""

from __future__ import annotations

from datetime import datetime

from msgspec import UNSET, Raw

from chatcore.conversations import kinds
from chatcore.conversations.authors import author_frame
from chatcore.conversations.kinds import Audience
from chatcore.conversations.models import Event
from chatcore.protocol import frames

HIDDEN_KIND = "hidden"
_NOBODY = frames.Author(kind="system", id="", name="")


def event_frame(event: Event, conversation: str, *, staff: bool) -> frames.EventFrame:
    """The event as its reader may see it.

    A staff row reaches a customer as a bare number: the numbers they get have no holes, so a
    hole always means a loss.
    """
    if event.audience == Audience.STAFF and not staff:
        return frames.EventFrame(
            conv=conversation,
            seq=event.seq,
            kind=HIDDEN_KIND,
            data=Raw(b"{}"),
            by=_NOBODY,
            ts=milliseconds(event.at),
        )
    return frames.EventFrame(
        conv=conversation,
        seq=event.seq,
        kind=event.kind,
        data=Raw(kinds.encode(event.typed_body)),
        by=author_frame(event.author_kind, event.author_id, event.author_name),
        ts=milliseconds(event.at),
        cid=str(event.client_id) if event.client_id else UNSET,
    )


def acknowledgement(
    event: Event, conversation: str, *, client_id: str, repeated: bool
) -> frames.Acknowledged:
    """The answer to a `send` that is durable; it shows the text where digits were taken out."""
    body = event.typed_body
    masked = isinstance(body, kinds.MessagePosted | kinds.NotePosted) and bool(body.masked)
    return frames.Acknowledged(
        cid=client_id,
        conv=conversation,
        seq=event.seq,
        ts=milliseconds(event.at),
        dup=repeated,
        masked=masked,
        text=str(body.text) if masked else UNSET,  # type: ignore[attr-defined]
    )


def milliseconds(at: datetime) -> int:
    """Milliseconds since the epoch."""
    return int(at.timestamp() * 1000)
