"""Reads of callbacks."""

from __future__ import annotations

from uuid import UUID

from chatcore.conversations import access
from chatcore.conversations.kinds import CallbackState
from chatcore.conversations.models import Agent
from chatcore.errors import NoCallback
from chatcore.handoff.models import Callback


def number_for(agent: Agent, conversation_id: UUID) -> str:
    """The full E.164 number of the open callback, for the agent who holds the conversation.

    Raises: Forbidden, NotAssigned, ConversationClosed, NoCallback.
    """
    conversation = access.for_agent(agent, conversation_id)
    access.check_assigned(conversation, agent)
    callback = (
        Callback.objects.filter(conversation=conversation)
        .exclude(state__in=[CallbackState.OFFERED, CallbackState.ENDED])
        .first()
    )
    if callback is None:
        raise NoCallback
    return callback.number
