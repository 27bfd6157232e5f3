"""Who may read or write a conversation: the one check for sockets, REST and admin alike.

Knowing an id grants nothing, and a conversation that is not yours is refused exactly like one
that does not exist.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from chatcore.conversations.models import Agent, Conversation, ConversationState, Visitor
from chatcore.errors import ConversationClosed, Forbidden, NotAssigned


def for_visitor(visitor: Visitor, public_id: UUID) -> Conversation:
    """The visitor's own conversation. Raises: Forbidden."""
    return _one_of(Conversation.objects.filter(visitor=visitor), public_id)


def for_agent(agent: Agent, public_id: UUID) -> Conversation:
    """A conversation of one of the agent's sites. Raises: Forbidden."""
    return _one_of(
        Conversation.objects.filter(site__agents=agent, site__agents__user__is_active=True),
        public_id,
    )


def check_open(conversation: Conversation) -> None:
    """Raises: ConversationClosed."""
    if conversation.state == ConversationState.CLOSED:
        raise ConversationClosed


def check_assigned(conversation: Conversation, agent: Agent) -> None:
    """The agent is the one who accepted it. Raises: ConversationClosed, NotAssigned."""
    check_open(conversation)
    if conversation.agent_id != agent.pk:
        raise NotAssigned


def _one_of(allowed: QuerySet[Conversation], public_id: UUID) -> Conversation:
    found = allowed.select_related("site", "visitor", "agent").filter(public_id=public_id).first()
    if found is None:
        raise Forbidden
    return found
