"""What a message and a connection cost in statements, so that growth is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chatcore.conversations import identity, queries, services
from chatcore.handoff import services as handoff
from chatcore.live.agent_role import AgentRole
from chatcore.live.visitor_role import VisitorRole
from chatcore.routing import intake
from tests.cast import CARD, PHONE, answered, say, waiting

BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")


@contextmanager
def costs(statements: int) -> Iterator[None]:
    """Exactly so many, without the marks of nested transactions."""
    with CaptureQueriesContext(connection) as captured:
        yield
    run = [item["sql"] for item in captured if not item["sql"].startswith(BOOKKEEPING)]
    assert len(run) == statements, "\n".join(run)


@pytest.mark.parametrize("said", [1, 20])
def test_a_customers_message(cast, said):
    for _ in range(said):
        say(cast.mia)
    with costs(8):
        say(cast.mia, "And white ones?")


def test_a_customers_first_message_opens_the_conversation(cast):
    with costs(12):
        say(cast.mia)


def test_a_message_that_offers_a_call(cast):
    say(cast.mia)
    with costs(16):
        say(cast.mia, CARD)


def test_a_message_sent_again(cast):
    client_id = say(cast.mia).client_id
    with costs(2):
        assert intake.say(cast.mia, text="again", client_id=client_id).repeated


@pytest.mark.parametrize("posted", [0, 20])
def test_an_agents_answer(cast, posted):
    conversation = answered(cast.mia, cast.ann)

    def post() -> None:
        services.post(conversation, agent=cast.ann, text="Hi", client_id=uuid4())

    for _ in range(posted):
        post()
    with costs(5):
        post()


def test_a_request_for_a_call(cast):
    waiting(cast.mia)
    with costs(10):
        handoff.request(cast.mia, phone=PHONE, client_id=uuid4())


# Connecting


@pytest.mark.parametrize("customers", [1, 6])
def test_an_agent_connects(cast, customers):
    for _ in range(customers):
        waiting(identity.welcome(cast.florist)[0])
    conversation = answered(cast.mia, cast.ann)
    ticket = identity.issue_ticket(agent=cast.ann)
    with costs(2):
        role = AgentRole.redeem(ticket)
    with costs(1):
        assert role.sites_watched() == [cast.florist.pk]
    with costs(1):
        assert role.followed({str(conversation.public_id): 0})
    with costs(2):
        (lists,) = role.welcome()
    assert len(lists.items) == customers + 1
    with costs(1):
        queries.events_after(conversation.public_id, 0)


def test_a_customer_connects(cast):
    conversation = answered(cast.mia, cast.ann)
    ticket = identity.issue_ticket(visitor=cast.mia)
    with costs(2):
        role = VisitorRole.redeem(ticket)
    with costs(1):
        assert role.followed({})[0].conv == str(conversation.public_id)
    with costs(0):
        assert role.sites_watched() == []
        assert role.welcome() == []
