"""The only code that appends to a conversation's log.

The row of the conversation is locked until commit, so numbers rise in commit order and a
rolled-back transaction leaves no hole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from chatcore.conversations import feed
from chatcore.conversations.authors import SYSTEM, Author
from chatcore.conversations.kinds import (
    EventBody,
    MessagePosted,
    NotePosted,
    NoteRedacted,
    Redacted,
)
from chatcore.conversations.models import Conversation, Event
from chatcore.guard import Masked


@dataclass(frozen=True)
class Recorded:
    """An event that is in the log. `repeated`: it already was, and nothing was written."""

    event: Event
    repeated: bool = False


Change = Callable[[Conversation], None]


def unchanged(_: Conversation) -> None:
    """The change of an event that moves nothing but the log."""


class Writing:
    """A conversation under its row lock, and what has been appended so far."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.appended: list[Event] = []

    def append(self, body: EventBody, *, author: Author, client_id: UUID | None = None) -> Event:
        """Take the next number and insert the event."""
        self.conversation.head += 1
        event = Event.objects.create(
            conversation=self.conversation,
            seq=self.conversation.head,
            kind=body.kind,
            audience=body.audience,
            author_kind=author.kind,
            author_id=author.identifier,
            author_name=author.name,
            body=body,
            client_id=client_id,
            at=timezone.now(),
        )
        self.appended.append(event)
        return event

    def redact(self, event: Event, masked: Masked) -> None:
        """Take out of an earlier row what turned out to be part of a number, and say so.

        The one change ever made to a row: the digits must not stay for the sake of the order.
        """
        body = event.typed_body
        assert isinstance(body, MessagePosted | NotePosted)
        kinds_masked = tuple(sorted({*body.masked, *masked.kinds}))
        body = msgspec.structs.replace(body, text=masked.text, masked=kinds_masked)
        Event.objects.filter(pk=event.pk).update(body=body)
        told = NoteRedacted if isinstance(body, NotePosted) else Redacted
        self.append(told(target=event.seq, text=masked.text, masked=kinds_masked), author=SYSTEM)

    def earlier(self, *, author: Author, client_id: UUID) -> Event | None:
        """The event this author already wrote under this client id, if any."""
        return self.conversation.events.filter(
            author_kind=author.kind, author_id=author.identifier, client_id=client_id
        ).first()


def record(
    conversation: Conversation,
    body: EventBody,
    *,
    author: Author,
    client_id: UUID,
    change: Change = unchanged,
) -> Recorded:
    """Append one event once: a repeated client id returns the first one and changes nothing.

    `change` checks and moves the locked conversation's columns; what it raises stops it all.
    """
    with writing(conversation) as session:
        if earlier := session.earlier(author=author, client_id=client_id):
            return Recorded(earlier, repeated=True)
        change(session.conversation)
        return Recorded(session.append(body, author=author, client_id=client_id))


@contextmanager
def writing(conversation: Conversation) -> Iterator[Writing]:
    """Lock the conversation, let the caller append and change its columns, save, publish.

    One transaction; nests in a surrounding one. Raises: Conversation.DoesNotExist.
    """
    with transaction.atomic():
        locked = (
            Conversation.objects.select_for_update(of=("self",))
            .select_related("agent", "visitor", "site")
            .get(pk=conversation.pk)
        )
        session = Writing(locked)
        yield session
        if session.appended:
            locked.save()
            feed.publish_after_commit(_committed(session))


def _committed(session: Writing) -> feed.Committed:
    conversation = session.conversation
    return feed.Committed(
        conversation=str(conversation.public_id),
        site=conversation.site_id,
        visitor=conversation.visitor_id,
        head=conversation.head,
        events=tuple(session.appended),
    )
