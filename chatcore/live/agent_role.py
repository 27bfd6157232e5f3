"""An agent's socket: commands to services, in conversations of the agent's sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from chatcore.conversations import access, authors, identity, inbox, services
from chatcore.conversations.log import Recorded
from chatcore.conversations.models import Agent, Conversation
from chatcore.errors import Forbidden, Malformed, TicketRefused
from chatcore.handoff import services as handoff
from chatcore.live import roles
from chatcore.live.principals import agent_principal
from chatcore.live.roles import Handler, conversation_named
from chatcore.protocol import commands, frames, limits
from chatcore.protocol.commands import Command

INBOX_FRAME_ITEMS = 200


@dataclass(frozen=True)
class AgentRole:
    """See `roles.Role`."""

    agent: Agent
    staff: bool = True
    sockets_max: int = limits.SOCKETS_PER_AGENT

    @classmethod
    def redeem(cls, ticket: str) -> Self:
        """Raises: TicketRefused, also for a visitor's ticket."""
        agent = identity.redeem_ticket(ticket).agent
        if agent is None:
            raise TicketRefused
        return cls(agent)

    @property
    def principal(self) -> str:
        """The name under which this person's sockets are counted."""
        return agent_principal(self.agent.pk)

    def me(self) -> frames.Author:
        """The agent."""
        return authors.of_agent(self.agent).as_frame()

    def sites_watched(self) -> list[int]:
        """The agent's sites."""
        return list(self.agent.sites.values_list("pk", flat=True))

    def welcome(self) -> list[frames.Inbox]:
        """Every open conversation of the agent's sites; the first frame begins the lists anew."""
        items = inbox.inbox_of(self.agent)
        return [
            frames.Inbox(items=items[start : start + INBOX_FRAME_ITEMS], full=start == 0)
            for start in range(0, max(len(items), 1), INBOX_FRAME_ITEMS)
        ]

    def followed(self, wanted: Mapping[str, int]) -> list[frames.Followed]:
        """What the browser asked for, as far as the agent may read it."""
        return [
            roles.follow_from(conversation, seen)
            for conv, seen in wanted.items()
            if (conversation := self._find_or_none(UUID(conv)))
        ]

    def find(self, conversation: UUID) -> Conversation:
        """Raises: Forbidden."""
        return access.for_agent(self.agent, conversation)

    def record(self, frame: frames.Send) -> frames.Acknowledged:
        """Raises: Forbidden when the conversation is of another site."""
        return roles.run(HANDLERS, self, frame)

    def named_in(self, frame: frames.Send) -> Conversation:
        """The conversation the frame is about. Raises: Malformed, Forbidden."""
        named = conversation_named(frame)
        if named is None:
            raise Malformed
        return self.find(named)

    def _find_or_none(self, conversation: UUID) -> Conversation | None:
        try:
            return self.find(conversation)
        except Forbidden:
            return None


def _post(
    role: AgentRole, command: commands.PostMessage, client_id: UUID, frame: frames.Send
) -> Recorded:
    conversation = role.named_in(frame)
    return services.post(
        conversation,
        agent=role.agent,
        text=command.text,
        client_id=client_id,
        vouched=command.vouched,
    )


def _note(
    role: AgentRole, command: commands.PostNote, client_id: UUID, frame: frames.Send
) -> Recorded:
    conversation = role.named_in(frame)
    return services.note(
        conversation,
        agent=role.agent,
        text=command.text,
        client_id=client_id,
        vouched=command.vouched,
    )


def _claim(role: AgentRole, _: commands.Claim, client_id: UUID, frame: frames.Send) -> Recorded:
    return services.claim(role.named_in(frame), agent=role.agent, client_id=client_id)


def _release(role: AgentRole, _: commands.Release, client_id: UUID, frame: frames.Send) -> Recorded:
    return services.release(role.named_in(frame), agent=role.agent, client_id=client_id)


def _close(role: AgentRole, _: commands.Close, client_id: UUID, frame: frames.Send) -> Recorded:
    return handoff.close(role.named_in(frame), agent=role.agent, client_id=client_id)


def _dial(role: AgentRole, _: commands.Dial, client_id: UUID, frame: frames.Send) -> Recorded:
    return handoff.dial(role.named_in(frame), agent=role.agent, client_id=client_id)


def _answer(role: AgentRole, _: commands.Answer, client_id: UUID, frame: frames.Send) -> Recorded:
    return handoff.answer(role.named_in(frame), agent=role.agent, client_id=client_id)


def _report(
    role: AgentRole, command: commands.ReportOutcome, client_id: UUID, frame: frames.Send
) -> Recorded:
    return handoff.report(
        role.named_in(frame), agent=role.agent, outcome=command.outcome, client_id=client_id
    )


HANDLERS: dict[type[Command], Handler] = {
    commands.PostMessage: _post,
    commands.PostNote: _note,
    commands.Claim: _claim,
    commands.Release: _release,
    commands.Close: _close,
    commands.Dial: _dial,
    commands.Answer: _answer,
    commands.ReportOutcome: _report,
}
