"""What the database itself refuses, whatever the code above it does."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from chatcore.conversations import identity, kinds
from chatcore.conversations.models import Conversation, Event, Installation, Ticket, Visitor
from tests.cast import answered, safe, waiting


def insert(conversation: Conversation, **changes: object) -> Event:
    row = {
        "conversation": conversation,
        "seq": 99,
        "kind": "message",
        "audience": "everyone",
        "author_kind": "visitor",
        "author_id": conversation.visitor.public_id,
        "body": kinds.MessagePosted(text=safe("Hello")),
        "client_id": uuid4(),
        "at": timezone.now(),
    }
    return Event.objects.create(**{**row, **changes})


def assert_refused(act, *, by: str) -> None:
    """By the constraint of this name, or of this column where SQLite names only those."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    assert any(name in str(caught.value) for name in by.split("|"))


def test_a_good_row_is_taken(cast):
    assert insert(waiting(cast.mia)).pk


def test_two_events_cannot_have_one_number(cast):
    conversation = waiting(cast.mia)
    assert_refused(
        lambda: insert(conversation, seq=1), by="one_event_per_number|conversations_event.seq"
    )


def test_two_events_of_one_author_cannot_have_one_client_id(cast):
    conversation, client_id = waiting(cast.mia), uuid4()
    insert(conversation, client_id=client_id)
    assert_refused(
        lambda: insert(conversation, client_id=client_id, seq=100),
        by="one_event_per_client_id|conversations_event.client_id",
    )
    assert insert(conversation, client_id=client_id, seq=101, author_id=uuid4())


def test_events_without_a_client_id_do_not_collide(cast):
    conversation = waiting(cast.mia)
    assert insert(conversation, client_id=None, seq=100)
    assert insert(conversation, client_id=None, seq=101)


def test_numbers_start_at_one(cast):
    assert_refused(lambda: insert(waiting(cast.mia), seq=0), by="numbers_start_at_one")


def test_a_person_has_an_id_and_the_system_none(cast):
    conversation = waiting(cast.mia)
    assert insert(conversation, author_kind="system", author_id=None)
    for changes in (
        {"author_kind": "system"},
        {"author_id": None},
        {"author_kind": "agent", "author_id": None},
    ):
        assert_refused(lambda row=changes: insert(conversation, seq=100, **row), by="people_have")


def test_a_visitor_has_one_open_conversation(cast):
    waiting(cast.mia)
    assert_refused(
        lambda: Conversation.objects.create(
            site=cast.florist, visitor=cast.mia, opened_at=timezone.now()
        ),
        by="one_open_conversation_per_visitor|conversations_conversation.visitor_id",
    )


@pytest.mark.parametrize(
    ("state", "by"),
    [("active", "active_means_an_agent_holds_it"), ("closed", "closed_has_its_time")],
)
def test_a_waiting_conversation_cannot_be_called_something_else(cast, state, by):
    conversation = waiting(cast.mia)
    rows = Conversation.objects.filter(pk=conversation.pk)
    assert_refused(lambda: rows.update(state=state), by=by)


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({"state": "waiting"}, "active_means_an_agent_holds_it"),
        ({"agent": None}, "active_means_an_agent_holds_it"),
        ({"closed_at": timezone.now()}, "closed_has_its_time"),
    ],
)
def test_an_active_conversation_has_an_agent_and_no_end(cast, changes, by):
    conversation = answered(cast.mia, cast.ann)
    rows = Conversation.objects.filter(pk=conversation.pk)
    assert_refused(lambda: rows.update(**changes), by=by)


def test_a_ticket_is_for_exactly_one_person(cast):
    row = {"token_hash": "h", "expires_at": timezone.now()}
    for people in ({}, {"visitor": cast.mia, "agent": cast.ann}):
        assert_refused(
            lambda given=people: Ticket.objects.create(**row, **given),
            by="ticket_is_for_one_person",
        )


def test_two_visitors_cannot_share_a_token(cast):
    _, token = identity.welcome(cast.florist)
    token_hash = identity.visitor_of(token).token_hash
    assert_refused(
        lambda: Visitor.objects.create(site=cast.florist, token_hash=token_hash),
        by="token_hash",
    )


def test_there_is_one_installation(cast):
    assert_refused(lambda: Installation.objects.create(pk=2), by="only_one_installation")
