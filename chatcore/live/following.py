"""One socket following one conversation: a cursor that only ever moves by one.

News that continues the cursor is passed on; anything else is a hole, and a hole is filled from
the log, which is the only truth.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from chatcore.conversations.models import Event
from chatcore.protocol.frames import CloseCode
from chatcore.protocol.limits import REPLAY_MAX_EVENTS

ReadAfter = Callable[[str, int], Awaitable[Sequence[Event]]]


class Follower(Protocol):
    """A socket, as the hub sees it."""

    @property
    def staff(self) -> bool:
        """Whether the reader may see staff rows."""

    def end(self, code: CloseCode) -> None:
        """Say no more, and close with this code."""

    def deliver(self, frame: str) -> None:
        """Queue one encoded frame for the browser."""

    def deliver_event(self, event: Event, conversation: str) -> None:
        """Encode one event as this reader may see it, and queue it."""


class Following:
    """`cursor` is the last number handed to the socket."""

    def __init__(self, follower: Follower, conversation: str, *, cursor: int) -> None:
        self.follower = follower
        self.conversation = conversation
        self.cursor = cursor
        self._pulling = False
        self._rung = False

    def is_behind(self, head: int) -> bool:
        """The log has more than the socket was handed."""
        return head > self.cursor

    def accept(self, seq: int, frame: str) -> bool:
        """Pass news on if it continues the cursor; false when the log must be read."""
        if self._pulling or seq > self.cursor + 1:
            return False
        if seq == self.cursor + 1:
            self.cursor = seq
            self.follower.deliver(frame)
        return True

    async def pull(self, read_after: ReadAfter) -> None:
        """Hand over everything after the cursor, also what is committed meanwhile."""
        self._rung = True
        if self._pulling:
            return
        self._pulling = True
        try:
            while self._rung:
                self._rung = False
                await self._hand_over(read_after)
        finally:
            self._pulling = False

    async def _hand_over(self, read_after: ReadAfter) -> None:
        events = await read_after(self.conversation, self.cursor)
        for event in events:
            self.cursor = event.seq
            self.follower.deliver_event(event, self.conversation)
        if len(events) == REPLAY_MAX_EVENTS:
            self._rung = True
