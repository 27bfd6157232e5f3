"""The verbs of a conversation: open, say, post, note, claim, release, close, move to a page.

Order everywhere: authorise, mask, transaction. A repeated client id returns the first event.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from chatcore import guard
from chatcore.conversations import access, addresses, authors, kinds, log, speech
from chatcore.conversations.log import Recorded
from chatcore.conversations.models import Agent, Conversation, ConversationState, Role, Visitor
from chatcore.conversations.speech import Words
from chatcore.errors import AlreadyClaimed
from chatcore.guard import SafeText


@dataclass(frozen=True)
class Page:
    """A page of the shop, after the guard."""

    url: SafeText
    title: SafeText


def page_of(url: str, title: str) -> Page:
    """Mask what a browser says of its page: an address can hold a number too."""
    return Page(url=addresses.safe(url), title=guard.safe(title))


NO_PAGE = page_of("", "")


def open_conversation(visitor: Visitor, *, page: Page = NO_PAGE) -> Conversation:
    """Start a conversation that waits for an agent. The visitor must have none open."""
    now = timezone.now()
    conversation = Conversation.objects.create(
        site=visitor.site,
        visitor=visitor,
        page_url=page.url,
        page_title=page.title,
        opened_at=now,
        waiting_since=now,
    )
    with log.writing(conversation) as writing:
        body = kinds.Opened(page_url=page.url, page_title=page.title)
        writing.append(body, author=authors.of_visitor(visitor))
    return conversation


def say(conversation: Conversation, *, visitor: Visitor, words: Words, client_id: UUID) -> Recorded:
    """A customer says something; reached through `routing.intake` only.

    Raises: ConversationClosed, GuardFailed, TextTooLong.
    """
    return speech.record(
        conversation,
        words,
        kind=kinds.MessagePosted,
        author=authors.of_visitor(visitor),
        client_id=client_id,
        change=access.check_open,
    )


def post(
    conversation: Conversation, *, agent: Agent, text: str, client_id: UUID, vouched: bool = False
) -> Recorded:
    """An agent says something to the customer.

    Raises: NotAssigned, ConversationClosed, GuardFailed, TextTooLong.
    """
    return speech.record(
        conversation,
        Words(text, vouched),
        kind=kinds.MessagePosted,
        author=authors.of_agent(agent),
        client_id=client_id,
        change=lambda locked: access.check_assigned(locked, agent),
    )


def note(
    conversation: Conversation, *, agent: Agent, text: str, client_id: UUID, vouched: bool = False
) -> Recorded:
    """Write something only staff can read; also after the end.

    Raises: GuardFailed, TextTooLong.
    """
    return speech.record(
        conversation,
        Words(text, vouched),
        kind=kinds.NotePosted,
        author=authors.of_agent(agent),
        client_id=client_id,
    )


def move_to_page(
    conversation: Conversation, *, visitor: Visitor, page: Page, client_id: UUID
) -> Recorded:
    """The customer is now on another page. Raises: ConversationClosed."""

    def move(locked: Conversation) -> None:
        access.check_open(locked)
        locked.page_url = page.url
        locked.page_title = page.title

    return log.record(
        conversation,
        kinds.MovedToPage(page_url=page.url, page_title=page.title),
        author=authors.of_visitor(visitor),
        client_id=client_id,
        change=move,
    )


def claim(conversation: Conversation, *, agent: Agent, client_id: UUID) -> Recorded:
    """Take a waiting conversation; of two agents exactly one gets it.

    A supervisor may also take over what a colleague holds, so that no customer is left alone with
    an agent who went. Raises: AlreadyClaimed, ConversationClosed.
    """

    def take(locked: Conversation) -> None:
        access.check_open(locked)
        held = locked.agent_id is not None
        if held and (agent.role != Role.SUPERVISOR or locked.agent_id == agent.pk):
            raise AlreadyClaimed
        locked.agent = agent
        locked.state = ConversationState.ACTIVE
        locked.waiting_since = None

    return _step(conversation, kinds.Claimed(), agent=agent, client_id=client_id, change=take)


def release(conversation: Conversation, *, agent: Agent, client_id: UUID) -> Recorded:
    """Give it back to the queue. Raises: NotAssigned, ConversationClosed."""

    def give_back(locked: Conversation) -> None:
        access.check_assigned(locked, agent)
        locked.agent = None
        locked.state = ConversationState.WAITING
        locked.waiting_since = timezone.now()

    body = kinds.Released()
    return _step(conversation, body, agent=agent, client_id=client_id, change=give_back)


def close(conversation: Conversation, *, agent: Agent, client_id: UUID) -> Recorded:
    """End it; reached through `handoff.services.close`, which first looks for a call still due.

    Raises: NotAssigned, ConversationClosed.
    """

    def end(locked: Conversation) -> None:
        access.check_assigned(locked, agent)
        locked.state = ConversationState.CLOSED
        locked.closed_at = timezone.now()

    return _step(conversation, kinds.Closed(), agent=agent, client_id=client_id, change=end)


def _step(
    conversation: Conversation,
    body: kinds.EventBody,
    *,
    agent: Agent,
    client_id: UUID,
    change: log.Change,
) -> Recorded:
    author = authors.of_agent(agent)
    return log.record(conversation, body, author=author, client_id=client_id, change=change)
