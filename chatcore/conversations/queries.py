"""Reads: what a browser needs to (re)build its view of the log."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from chatcore.conversations.models import (
    Agent,
    AuthorKind,
    Conversation,
    ConversationState,
    Event,
    Installation,
    Visitor,
)
from chatcore.protocol.limits import REPLAY_MAX_EVENTS


@cache
def epoch() -> str:
    """The log's identity, read once a process: a restore changes it and restarts the server."""
    return Installation.objects.get().epoch.hex


def open_of(visitor: Visitor) -> Conversation | None:
    """The visitor's open conversation."""
    return visitor.conversations.exclude(state=ConversationState.CLOSED).first()


def lock_open_of(visitor: Visitor) -> Conversation | None:
    """The same for a writer, inside a transaction: one that is just being closed is not open."""
    rows = visitor.conversations.select_for_update(of=("self",))
    return rows.exclude(state=ConversationState.CLOSED).first()


def sites_of_active(agents: Iterable[int]) -> dict[int, set[int]]:
    """By primary keys: the sites of each of these agents who may still sign in."""
    rows = Agent.objects.filter(pk__in=list(agents), user__is_active=True)
    return {
        agent.pk: {site.pk for site in agent.sites.all()}
        for agent in rows.prefetch_related("sites")
    }


def latest_of(visitor: Visitor) -> Conversation | None:
    """The conversation a returning visitor sees: the newest, open or ended."""
    return visitor.conversations.order_by("-pk").first()


def said_before(visitor: Visitor, client_id: UUID) -> Event | None:
    """What the visitor already wrote under this client id, in any of their conversations."""
    return (
        Event.objects.select_related("conversation")
        .filter(author_kind=AuthorKind.VISITOR, author_id=visitor.public_id, client_id=client_id)
        .first()
    )


def events_after(conversation_id: UUID | str, after: int) -> list[Event]:
    """The next events, at most 500."""
    rows = Event.objects.filter(conversation__public_id=conversation_id, seq__gt=after)
    return list(rows.order_by("seq")[:REPLAY_MAX_EVENTS])


def heads(conversation_ids: Iterable[str]) -> dict[str, int]:
    """The last number of each conversation, in one query."""
    rows = Conversation.objects.filter(public_id__in=list(conversation_ids))
    return {str(public_id): head for public_id, head in rows.values_list("public_id", "head")}
