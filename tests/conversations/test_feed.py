"""What listeners hear: everything committed, nothing else, in order."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction

from chatcore.conversations import feed, services
from chatcore.conversations.feed import Committed
from tests.cast import CARD, answered, say, waiting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard() -> Iterator[list[Committed]]:
    news: list[Committed] = []
    feed.listen(news.append)
    yield news
    feed.stop_listening(news.append)


def test_a_listener_hears_what_was_committed(cast, heard):
    conversation = waiting(cast.mia)
    assert [[event.kind for event in item.events] for item in heard] == [["opened"], ["message"]]
    last = heard[-1]
    assert (last.conversation, last.head) == (str(conversation.public_id), 2)
    assert (last.site, last.visitor) == (cast.florist.pk, cast.mia.pk)


def test_nothing_is_heard_before_the_commit(cast, heard):
    with transaction.atomic():
        waiting(cast.mia)
        assert heard == []
    assert len(heard) == 2


def test_nothing_is_heard_of_what_was_rolled_back(cast, heard):
    with transaction.atomic():
        waiting(cast.mia)
        transaction.set_rollback(True)
    assert heard == []


def test_a_repeated_or_refused_act_is_no_news(cast, heard):
    conversation, client_id = answered(cast.mia, cast.ann), uuid4()
    services.note(conversation, agent=cast.ann, text="once", client_id=client_id)
    before = len(heard)
    services.note(conversation, agent=cast.ann, text="once", client_id=client_id)
    assert len(heard) == before


def test_numbers_are_heard_in_order(cast, heard):
    conversation = waiting(cast.mia)
    for _ in range(3):
        say(cast.mia)
    say(cast.mia, f"my card is {CARD}")
    numbers = [event.seq for item in heard for event in item.events]
    assert numbers == list(range(1, conversation.events.count() + 1))


def test_a_failing_listener_is_logged_and_hides_nothing(cast, heard, caplog):
    def fail(_: Committed) -> None:
        raise RuntimeError("deaf")

    feed.listen(fail)
    try:
        conversation = waiting(cast.mia)
    finally:
        feed.stop_listening(fail)
    assert conversation.events.count() == 2
    assert len(heard) == 2
    assert "a listener of the feed failed" in caplog.text
    assert "purple" not in caplog.text


def test_listening_twice_is_hearing_once(cast, heard):
    feed.listen(heard.append)
    waiting(cast.mia)
    assert len(heard) == 2
