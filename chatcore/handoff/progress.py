"""One callback under its conversation's lock: each step moves the row and appends its event."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.utils import timezone

from chatcore.conversations import phone_numbers
from chatcore.conversations.authors import Author
from chatcore.conversations.kinds import CallbackEnding, CallbackMoved, CallbackState
from chatcore.conversations.log import Writing
from chatcore.conversations.models import Event
from chatcore.errors import NoCallback
from chatcore.handoff import machine
from chatcore.handoff.machine import Step
from chatcore.handoff.models import Callback


class Progress:
    """The open callback of a conversation that is being written."""

    def __init__(self, writing: Writing, callback: Callback) -> None:
        self._writing = writing
        self._callback = callback

    @classmethod
    def find(cls, writing: Writing) -> Self | None:
        """The open callback, if there is one."""
        rows = Callback.objects.filter(conversation=writing.conversation)
        callback = rows.exclude(state=CallbackState.ENDED).first()
        return cls(writing, callback) if callback else None

    @classmethod
    def get(cls, writing: Writing) -> Self:
        """The open callback. Raises: NoCallback."""
        progress = cls.find(writing)
        if progress is None:
            raise NoCallback
        return progress

    @classmethod
    def offer(cls, writing: Writing, *, author: Author, client_id: UUID | None = None) -> Self:
        """Start a new callback in its first state."""
        callback = Callback(conversation=writing.conversation, state=CallbackState.OFFERED)
        progress = cls(writing, callback)
        progress._record(author=author, client_id=client_id)
        return progress

    @property
    def state(self) -> CallbackState:
        """Where the callback stands."""
        return CallbackState(self._callback.state)

    def latest_event(self) -> Event:
        """The event of the last step."""
        return self._writing.conversation.events.filter(kind=CallbackMoved.kind).latest("seq")

    def confirm(self, number: str, *, author: Author, client_id: UUID) -> Event:
        """The customer asked to be called on this E.164 number. Raises: IllegalStep."""
        self._callback.state = machine.after(self.state, Step.CONFIRM)
        self._callback.number = number
        self._callback.confirmed_at = timezone.now()
        return self._record(author=author, client_id=client_id)

    def take(self, step: Step, *, author: Author, client_id: UUID | None) -> Event:
        """Go one step on. Raises: IllegalStep."""
        self._callback.state = machine.after(self.state, step)
        return self._record(author=author, client_id=client_id)

    def end(
        self, ending: CallbackEnding, *, author: Author, client_id: UUID | None = None
    ) -> Event:
        """End it, taking the steps on the way that this ending implies. Raises: IllegalStep."""
        *implied, last = machine.path_to(self.state, ending)
        for step in implied:
            self.take(step, author=author, client_id=None)
        self._callback.state = machine.after(self.state, last)
        self._callback.ending = ending
        self._callback.ended_at = timezone.now()
        return self._record(author=author, client_id=client_id)

    def _record(self, *, author: Author, client_id: UUID | None) -> Event:
        callback = self._callback
        callback.save()
        body = CallbackMoved(
            callback=callback.public_id,
            state=CallbackState(callback.state),
            number_hint=phone_numbers.hint(callback.number),
            ending=CallbackEnding(callback.ending) if callback.ending else None,
        )
        return self._writing.append(body, author=author, client_id=client_id)
