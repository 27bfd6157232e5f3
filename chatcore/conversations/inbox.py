"""What the console's lists show: one summary a conversation, the same for every agent of a site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from chatcore.conversations import authors
from chatcore.conversations.encoding import milliseconds
from chatcore.conversations.kinds import MessagePosted
from chatcore.conversations.models import Agent, Conversation, ConversationState, Event, Visitor
from chatcore.protocol import frames

LAST_TEXT_CHARACTERS = 120


def inbox_of(agent: Agent) -> list[frames.Summary]:
    """Every open conversation of the agent's sites, oldest first."""
    rows = _with_people().filter(site__agents=agent).exclude(state=ConversationState.CLOSED)
    waiting = list(rows.order_by("opened_at"))
    last = _last_messages(waiting)
    return [_summary(row, last.get(row.pk)) for row in waiting]


@dataclass(frozen=True)
class Listed:
    """A conversation's list entry, and whom it concerns (primary keys)."""

    site: int
    visitor: int
    summary: frames.Summary


def listed(conversation: str) -> Listed:
    """The list entry of the conversation with this public id."""
    row = _with_people().get(public_id=conversation)
    last = _last_messages([row]).get(row.pk)
    return Listed(site=row.site_id, visitor=row.visitor_id, summary=_summary(row, last))


def visitor_label(visitor: Visitor) -> str:
    """The name they gave, or a short stand-in that tells visitors apart."""
    return str(visitor.name) or f"Visitor {visitor.public_id.hex[:4]}"


def _summary(conversation: Conversation, last: Event | None) -> frames.Summary:
    agent = conversation.agent
    since = conversation.waiting_since
    return frames.Summary(
        conv=str(conversation.public_id),
        site=str(conversation.site.name),
        state=conversation.state,  # type: ignore[arg-type]
        agent=authors.of_agent(agent).as_frame() if agent else None,
        visitor=visitor_label(conversation.visitor),
        page_url=str(conversation.page_url),
        page_title=str(conversation.page_title),
        waiting_since=milliseconds(since) if since else None,
        opened=milliseconds(conversation.opened_at),
        head=conversation.head,
        last_text=_beginning(last),
        last_by=last.author_kind if last else "visitor",  # type: ignore[arg-type]
        last_at=milliseconds(last.at if last else conversation.opened_at),
    )


def _last_messages(conversations: Iterable[Conversation]) -> dict[int, Event]:
    """The newest message by conversation, in one query however long the list is."""
    messages = Event.objects.filter(conversation=OuterRef("pk"), kind=MessagePosted.kind)
    newest = Subquery(messages.order_by("-seq").values("pk")[:1])
    rows = Conversation.objects.filter(pk__in=[row.pk for row in conversations])
    found = Event.objects.filter(pk__in=rows.values_list(newest, flat=True))
    return {event.conversation_id: event for event in found}


def _beginning(last: Event | None) -> str:
    body = last.typed_body if last else None
    return str(body.text[:LAST_TEXT_CHARACTERS]) if isinstance(body, MessagePosted) else ""


def _with_people() -> QuerySet[Conversation]:
    return Conversation.objects.select_related("site", "visitor", "agent")
