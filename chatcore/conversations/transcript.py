"""The log as a person reads it: one line an event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chatcore.conversations import kinds
from chatcore.conversations.inbox import visitor_label
from chatcore.conversations.kinds import Audience, CallbackEnding, CallbackState
from chatcore.conversations.models import AuthorKind, Conversation, Event

CALLBACK_WORDS = {
    CallbackState.OFFERED: _("A call was offered."),
    CallbackState.CONFIRMED: _("A call was asked for ({number})."),
    CallbackState.DIALING: _("Dialing {number}."),
    CallbackState.TALKING: _("The customer picked up."),
}
ENDING_WORDS = {
    CallbackEnding.TALKED: _("The call is over: talked."),
    CallbackEnding.NO_ANSWER: _("The call is over: no answer."),
    CallbackEnding.BUSY: _("The call is over: busy."),
    CallbackEnding.WRONG_NUMBER: _("The call is over: wrong number."),
    CallbackEnding.CANCELED: _("The customer canceled the call."),
    CallbackEnding.DECLINED: _("The call was not wanted."),
}


@dataclass(frozen=True)
class Line:
    """`spoken`: the author's own words; otherwise what happened."""

    seq: int
    at: datetime
    author: str
    text: str
    spoken: bool
    for_staff: bool
    masked: tuple[str, ...]


def lines(conversation: Conversation) -> list[Line]:
    """The whole log, in order."""
    return [_line(event, conversation) for event in conversation.events.order_by("seq")]


def _line(event: Event, conversation: Conversation) -> Line:
    body = event.typed_body
    spoken = isinstance(body, kinds.MessagePosted | kinds.NotePosted)
    return Line(
        seq=event.seq,
        at=event.at,
        author=_author(event, conversation),
        text=_WORDS[type(body)](body),
        spoken=spoken,
        for_staff=event.audience == Audience.STAFF,
        masked=tuple(body.masked)
        if isinstance(body, kinds.MessagePosted | kinds.NotePosted)
        else (),
    )


def _author(event: Event, conversation: Conversation) -> str:
    if event.author_kind == AuthorKind.VISITOR:
        return visitor_label(conversation.visitor)
    return str(event.author_name) or gettext("Ringback")


def _callback(body: kinds.CallbackMoved) -> str:
    words = ENDING_WORDS[body.ending] if body.ending else CALLBACK_WORDS[body.state]
    return str(words).format(number=body.number_hint)


def _redacted(body: kinds.Redacted) -> str:
    words = gettext("Message {number} held part of a number and was masked.")
    return words.format(number=body.target)


def _page(body: kinds.Opened | kinds.MovedToPage) -> str:
    return str(body.page_title or body.page_url)


_WORDS: dict[type[kinds.EventBody], Callable[[Any], str]] = {
    kinds.Opened: lambda body: gettext("Opened the chat on: {page}").format(page=_page(body)),
    kinds.MessagePosted: lambda body: str(body.text),
    kinds.NotePosted: lambda body: str(body.text),
    kinds.Redacted: _redacted,
    kinds.NoteRedacted: _redacted,
    kinds.MovedToPage: lambda body: gettext("Moved to: {page}").format(page=_page(body)),
    kinds.Claimed: lambda _body: gettext("Accepted the conversation."),
    kinds.Released: lambda _body: gettext("Gave the conversation back to the queue."),
    kinds.Closed: lambda _body: gettext("Closed the conversation."),
    kinds.CallbackMoved: _callback,
}
