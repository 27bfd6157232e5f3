"""The verbs of a callback: offer, request, cancel, dial, answer, report an outcome, close.

Every step is one transaction: the row and its event in the conversation's log.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from chatcore.conversations import access, authors, log, phone_numbers, queries, services
from chatcore.conversations.authors import SYSTEM, Author
from chatcore.conversations.kinds import CallbackEnding, CallbackState
from chatcore.conversations.log import Recorded, Writing
from chatcore.conversations.models import Agent, Conversation, Event, Visitor
from chatcore.conversations.services import NO_PAGE, Page
from chatcore.errors import CallbackOpen, NoConversation
from chatcore.handoff.machine import Step
from chatcore.handoff.progress import Progress
from chatcore.protocol.commands import Outcome
from chatcore.routing import intake


def offer(conversation: Conversation) -> None:
    """Offer a call, unless one is already offered or under way."""
    with log.writing(conversation) as writing:
        if Progress.find(writing) is None:
            Progress.offer(writing, author=SYSTEM)


def report_held(visitor: Visitor, *, client_id: UUID) -> Recorded:
    """The customer's browser held payment data back: offer a call, so that staff see it too.

    Raises: NoConversation for somebody who has not written yet.
    """
    author = authors.of_visitor(visitor)

    def offer_call() -> Recorded:
        with log.writing(_open_conversation(visitor)) as writing:
            if already := Progress.find(writing):
                return Recorded(already.latest_event(), repeated=True)
            offered = Progress.offer(writing, author=author, client_id=client_id)
            return Recorded(offered.latest_event())

    return _once(visitor, client_id, offer_call)


def request(visitor: Visitor, *, phone: str, client_id: UUID, page: Page = NO_PAGE) -> Recorded:
    """The customer asks to be called on this number, now.

    Opens a conversation where none is open. Raises: InvalidPhoneNumber, SensitiveInput;
    IllegalStep when a call was already asked for.
    """
    number = phone_numbers.parse(phone, region=phone_numbers.region_of(visitor.site))
    author = authors.of_visitor(visitor)

    def ask() -> Recorded:
        with log.writing(intake.open_or_continue(visitor, page=page)) as writing:
            progress = Progress.find(writing) or Progress.offer(writing, author=author)
            return Recorded(progress.confirm(number, author=author, client_id=client_id))

    return _once(visitor, client_id, ask)


def cancel(visitor: Visitor, *, client_id: UUID) -> Recorded:
    """The customer no longer wants the call, or the offer of one.

    Raises: NoConversation, NoCallback; IllegalStep once the agent is dialing.
    """
    author = authors.of_visitor(visitor)

    def withdraw(progress: Progress) -> Event:
        offered = progress.state == CallbackState.OFFERED
        ending = CallbackEnding.DECLINED if offered else CallbackEnding.CANCELED
        return progress.end(ending, author=author, client_id=client_id)

    def stop() -> Recorded:
        return _move(_open_conversation(visitor), withdraw, author=author, client_id=client_id)

    return _once(visitor, client_id, stop)


def dial(conversation: Conversation, *, agent: Agent, client_id: UUID) -> Recorded:
    """The agent dials the number. Raises: NotAssigned, NoCallback, IllegalStep."""
    return _take(conversation, Step.DIAL, agent=agent, client_id=client_id)


def answer(conversation: Conversation, *, agent: Agent, client_id: UUID) -> Recorded:
    """The customer picked up. Raises: NotAssigned, NoCallback, IllegalStep."""
    return _take(conversation, Step.ANSWER, agent=agent, client_id=client_id)


def report(
    conversation: Conversation, *, agent: Agent, outcome: Outcome, client_id: UUID
) -> Recorded:
    """The call is over, as the agent tells. Raises: NotAssigned, NoCallback, IllegalStep."""
    author = authors.of_agent(agent)

    def finish(progress: Progress) -> Event:
        return progress.end(CallbackEnding(outcome.value), author=author, client_id=client_id)

    return _move(conversation, finish, author=author, client_id=client_id, agent=agent)


def close(conversation: Conversation, *, agent: Agent, client_id: UUID) -> Recorded:
    """End the conversation; an offer nobody took up ends with it.

    Raises: CallbackOpen while a promised call is due; NotAssigned, ConversationClosed.
    """
    with transaction.atomic():
        with log.writing(conversation) as writing:
            progress = Progress.find(writing)
            if progress:
                access.check_assigned(writing.conversation, agent)
                if progress.state != CallbackState.OFFERED:
                    raise CallbackOpen
                progress.end(CallbackEnding.DECLINED, author=SYSTEM)
        return services.close(conversation, agent=agent, client_id=client_id)


def _once(visitor: Visitor, client_id: UUID, act: Callable[[], Recorded]) -> Recorded:
    """Act under the visitor's lock; what is sent again may belong to an ended conversation."""
    with transaction.atomic():
        intake.lock(visitor)
        if earlier := queries.said_before(visitor, client_id):
            return Recorded(earlier, repeated=True)
        return act()


def _take(conversation: Conversation, step: Step, *, agent: Agent, client_id: UUID) -> Recorded:
    author = authors.of_agent(agent)

    def advance(progress: Progress) -> Event:
        return progress.take(step, author=author, client_id=client_id)

    return _move(conversation, advance, author=author, client_id=client_id, agent=agent)


def _move(
    conversation: Conversation,
    move: Callable[[Progress], Event],
    *,
    author: Author,
    client_id: UUID,
    agent: Agent | None = None,
) -> Recorded:
    with log.writing(conversation) as writing:
        if earlier := writing.earlier(author=author, client_id=client_id):
            return Recorded(earlier, repeated=True)
        _check(writing, agent)
        return Recorded(move(Progress.get(writing)))


def _check(writing: Writing, agent: Agent | None) -> None:
    if agent is None:
        access.check_open(writing.conversation)
    else:
        access.check_assigned(writing.conversation, agent)


def _open_conversation(visitor: Visitor) -> Conversation:
    conversation = queries.lock_open_of(visitor)
    if conversation is None:
        raise NoConversation
    return conversation
