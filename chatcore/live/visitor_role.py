"""A customer's socket: commands to services, for the one visitor the ticket was made for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from chatcore.conversations import access, authors, identity, queries, services
from chatcore.conversations.log import Recorded
from chatcore.conversations.models import Conversation, Visitor
from chatcore.conversations.services import NO_PAGE, Page, page_of
from chatcore.errors import NoConversation, TicketRefused
from chatcore.handoff import services as handoff
from chatcore.live import roles
from chatcore.live.principals import visitor_principal
from chatcore.live.roles import Handler, conversation_named
from chatcore.protocol import commands, frames, limits
from chatcore.protocol.commands import Command
from chatcore.routing import intake


@dataclass(frozen=True)
class VisitorRole:
    """See `roles.Role`."""

    visitor: Visitor
    staff: bool = False
    sockets_max: int = limits.SOCKETS_PER_VISITOR

    @classmethod
    def redeem(cls, ticket: str) -> Self:
        """Raises: TicketRefused, also for an agent's ticket."""
        visitor = identity.redeem_ticket(ticket).visitor
        if visitor is None:
            raise TicketRefused
        return cls(visitor)

    @property
    def principal(self) -> str:
        """The name under which this person's sockets are counted."""
        return visitor_principal(self.visitor.pk)

    def me(self) -> frames.Author:
        """The visitor."""
        return authors.of_visitor(self.visitor).as_frame()

    def sites_watched(self) -> list[int]:
        """None: a customer sees no lists."""
        return []

    def welcome(self) -> list[frames.Inbox]:
        """A customer sees no lists."""
        return []

    def followed(self, wanted: Mapping[str, int]) -> list[frames.Followed]:
        """The visitor's newest conversation, whatever the browser asked for."""
        latest = queries.latest_of(self.visitor)
        if latest is None:
            return []
        return [roles.follow_from(latest, wanted.get(str(latest.public_id), 0))]

    def find(self, conversation: UUID) -> Conversation:
        """Raises: Forbidden."""
        return access.for_visitor(self.visitor, conversation)

    def record(self, frame: frames.Send) -> frames.Acknowledged:
        """Raises: Forbidden when the frame names a conversation that is not theirs."""
        if named := conversation_named(frame):
            self.find(named)
        return roles.run(HANDLERS, self, frame)


def _page(page: commands.Page | None) -> Page:
    return page_of(page.url, page.title) if page else NO_PAGE


def _say(
    role: VisitorRole, command: commands.PostMessage, client_id: UUID, _: frames.Send
) -> Recorded:
    page = _page(command.page)
    return intake.say(
        role.visitor, text=command.text, client_id=client_id, page=page, vouched=command.vouched
    )


def _move(
    role: VisitorRole, command: commands.MoveToPage, client_id: UUID, _: frames.Send
) -> Recorded:
    conversation = queries.open_of(role.visitor)
    if conversation is None:
        raise NoConversation
    return services.move_to_page(
        conversation, visitor=role.visitor, page=_page(command.page), client_id=client_id
    )


def _report_held(
    role: VisitorRole, _: commands.ReportHeld, client_id: UUID, __: frames.Send
) -> Recorded:
    return handoff.report_held(role.visitor, client_id=client_id)


def _request_call(
    role: VisitorRole, command: commands.RequestCallback, client_id: UUID, _: frames.Send
) -> Recorded:
    page = _page(command.page)
    return handoff.request(role.visitor, phone=command.phone, client_id=client_id, page=page)


def _cancel_call(
    role: VisitorRole, _: commands.CancelCallback, client_id: UUID, __: frames.Send
) -> Recorded:
    return handoff.cancel(role.visitor, client_id=client_id)


HANDLERS: dict[type[Command], Handler] = {
    commands.PostMessage: _say,
    commands.MoveToPage: _move,
    commands.ReportHeld: _report_held,
    commands.RequestCallback: _request_call,
    commands.CancelCallback: _cancel_call,
}
