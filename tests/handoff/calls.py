"""The verbs of a callback, short, and what the log says of it."""

from __future__ import annotations

from uuid import uuid4

from chatcore.conversations.log import Recorded
from chatcore.conversations.models import Agent, Conversation, Visitor
from chatcore.handoff import services
from chatcore.protocol.commands import Outcome
from tests.cast import PHONE


def request(visitor: Visitor, phone: str = PHONE) -> Recorded:
    return services.request(visitor, phone=phone, client_id=uuid4())


def cancel(visitor: Visitor) -> Recorded:
    return services.cancel(visitor, client_id=uuid4())


def hold_back(visitor: Visitor) -> Recorded:
    return services.report_held(visitor, client_id=uuid4())


def dial(conversation: Conversation, agent: Agent) -> Recorded:
    return services.dial(conversation, agent=agent, client_id=uuid4())


def answer(conversation: Conversation, agent: Agent) -> Recorded:
    return services.answer(conversation, agent=agent, client_id=uuid4())


def report(conversation: Conversation, agent: Agent, outcome: Outcome) -> Recorded:
    return services.report(conversation, agent=agent, outcome=outcome, client_id=uuid4())


def close(conversation: Conversation, agent: Agent) -> Recorded:
    return services.close(conversation, agent=agent, client_id=uuid4())


def steps_of(conversation: Conversation) -> list[str]:
    """The states in the log, an end with its ending."""
    bodies = [
        event.typed_body for event in conversation.events.filter(kind="callback").order_by("seq")
    ]
    return [f"ended {body.ending}" if body.ending else str(body.state) for body in bodies]
