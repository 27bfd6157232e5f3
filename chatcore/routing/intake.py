"""The one door for anything a customer says, whichever way it came.

The customer's conversation comes from who they are; where none is open, one is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from chatcore.conversations import queries, services
from chatcore.conversations.kinds import MessagePosted
from chatcore.conversations.log import Recorded
from chatcore.conversations.models import Conversation, Event, Visitor
from chatcore.conversations.services import NO_PAGE, Page
from chatcore.conversations.speech import Words
from chatcore.guard import Kind

PAYMENT_DATA = frozenset({Kind.CARD, Kind.CVV})

Reaction = Callable[[Conversation], None]

# What follows, in the same transaction, when a customer's words held payment data. An outer
# topic adds itself here because routing may not import it: handoff offers a call.
_reactions: list[Reaction] = []


def when_payment_data_is_found(reaction: Reaction) -> None:
    """Add a reaction; each runs once per message that held payment data."""
    if reaction not in _reactions:
        _reactions.append(reaction)


def say(
    visitor: Visitor, *, text: str, client_id: UUID, page: Page = NO_PAGE, vouched: bool = False
) -> Recorded:
    """Record what the customer said, masked.

    Raises: GuardFailed, TextTooLong.
    """
    with transaction.atomic():
        lock(visitor)
        # A re-sent message may belong to a conversation that was closed before its ack arrived.
        if earlier := queries.said_before(visitor, client_id):
            return Recorded(earlier, repeated=True)
        conversation = open_or_continue(visitor, page=page)
        recorded = services.say(
            conversation, visitor=visitor, words=Words(text, vouched), client_id=client_id
        )
        if _holds_payment_data(recorded.event):
            _react(conversation)
    return recorded


def open_or_continue(visitor: Visitor, *, page: Page = NO_PAGE) -> Conversation:
    """The customer's open conversation, or a new one. Call with the visitor locked."""
    return queries.lock_open_of(visitor) or services.open_conversation(visitor, page=page)


def lock(visitor: Visitor) -> None:
    """Of two tabs that speak at once, one waits: the visitor's row decides who opens."""
    Visitor.objects.select_for_update().get(pk=visitor.pk)


def _holds_payment_data(event: Event) -> bool:
    body = event.typed_body
    return isinstance(body, MessagePosted) and not PAYMENT_DATA.isdisjoint(body.masked)


def _react(conversation: Conversation) -> None:
    for reaction in _reactions:
        reaction(conversation)
