"""What a customer's socket and an agent's socket have in common.

Methods marked "in a thread" touch the database; the consumer calls them through one hop a frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, Self
from uuid import UUID

from msgspec import UNSET

from chatcore.conversations.encoding import acknowledgement
from chatcore.conversations.log import Recorded
from chatcore.conversations.models import Conversation
from chatcore.errors import Forbidden
from chatcore.protocol import commands, frames
from chatcore.protocol.commands import Command
from chatcore.protocol.limits import REPLAY_MAX_EVENTS

Handler = Callable[[Any, Any, UUID, frames.Send], Recorded]


class Role(Protocol):
    """Whose socket it is, fixed when the ticket was redeemed."""

    @property
    def staff(self) -> bool:
        """Whether this person may see staff rows."""

    @property
    def principal(self) -> str:
        """The name under which this person's sockets are counted."""

    @property
    def sockets_max(self) -> int:
        """How many sockets this person may have."""

    @classmethod
    def redeem(cls, ticket: str) -> Self:
        """In a thread. Raises: TicketRefused."""

    def me(self) -> frames.Author:
        """The person, as browsers see them."""

    def sites_watched(self) -> list[int]:
        """In a thread: sites whose lists this socket shows."""

    def welcome(self) -> list[frames.Inbox]:
        """In a thread: the lists as they are now, in frames of bounded size."""

    def followed(self, wanted: Mapping[str, int]) -> list[frames.Followed]:
        """In a thread: what the socket follows from now on."""

    def find(self, conversation: UUID) -> Conversation:
        """In a thread: a conversation this person may read. Raises: Forbidden."""

    def record(self, frame: frames.Send) -> frames.Acknowledged:
        """In a thread: do what was asked. Raises: any Refusal."""


def run(
    handlers: Mapping[type[Command], Handler], role: Role, frame: frames.Send
) -> frames.Acknowledged:
    """Parse the command, call its handler, and word the answer. Raises: any Refusal."""
    command = commands.parse(frame.kind, frame.body)
    handler = handlers.get(type(command))
    if handler is None:
        raise Forbidden
    recorded = handler(role, command, UUID(frame.cid), frame)
    event = recorded.event
    conversation = str(event.conversation.public_id)
    return acknowledgement(event, conversation, client_id=frame.cid, repeated=recorded.repeated)


def follow_from(conversation: Conversation, seen: int) -> frames.Followed:
    """Resume after `seen`, or near the end when the gap is too long for a socket.

    A number the log never reached comes from before a restore: begin anew.
    """
    head = conversation.head
    after = seen if seen <= head else 0
    limited = head - after > REPLAY_MAX_EVENTS
    return frames.Followed(
        conv=str(conversation.public_id),
        head=head,
        after=head - REPLAY_MAX_EVENTS if limited else after,
        limited=limited,
    )


def conversation_named(frame: frames.Send | frames.TypingUp) -> UUID | None:
    """The conversation the frame names, if it names one."""
    return None if frame.conv is UNSET else UUID(str(frame.conv))
