"""Reads from which a browser (re)builds its view."""

from __future__ import annotations

from uuid import uuid4

from chatcore.conversations import identity, queries
from chatcore.conversations.models import Installation
from chatcore.handoff import services as handoff
from chatcore.routing import intake
from tests.cast import answered, say, waiting


def test_the_epoch_names_the_log_and_is_read_once(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.epoch() == queries.epoch()
    assert queries.epoch() == Installation.objects.get().epoch.hex


def test_the_newest_conversation_is_the_latest_and_may_be_ended(cast):
    assert queries.latest_of(cast.mia) is None
    assert queries.open_of(cast.mia) is None
    first = answered(cast.mia, cast.ann)
    assert queries.latest_of(cast.mia) == queries.open_of(cast.mia) == first
    handoff.close(first, agent=cast.ann, client_id=uuid4())
    assert queries.latest_of(cast.mia) == first
    assert queries.open_of(cast.mia) is None
    second = waiting(cast.mia)
    assert queries.latest_of(cast.mia) == queries.open_of(cast.mia) == second


def test_what_a_visitor_said_before_is_theirs_alone(cast):
    client_id = uuid4()
    event = intake.say(cast.mia, text="Hello", client_id=client_id).event
    assert queries.said_before(cast.mia, client_id) == event
    assert queries.said_before(cast.noah, client_id) is None
    assert queries.said_before(cast.mia, uuid4()) is None


def test_events_after_a_number_come_in_order_and_bounded(cast, monkeypatch):
    conversation = waiting(cast.mia)
    for _ in range(3):
        say(cast.mia)
    public_id = conversation.public_id

    def numbers(after: int) -> list[int]:
        return [event.seq for event in queries.events_after(public_id, after)]

    assert numbers(0) == [1, 2, 3, 4, 5]
    assert numbers(3) == [4, 5]
    assert numbers(5) == numbers(99) == []
    monkeypatch.setattr(queries, "REPLAY_MAX_EVENTS", 2)
    assert numbers(1) == [2, 3]
    assert queries.events_after(uuid4(), 0) == []


def test_heads_of_many_conversations_cost_one_query(cast, django_assert_num_queries):
    mias, noahs = waiting(cast.mia), waiting(identity.welcome(cast.florist)[0])
    say(cast.mia)
    wanted = [str(mias.public_id), str(noahs.public_id), str(uuid4())]
    with django_assert_num_queries(1):
        heads = queries.heads(wanted)
    assert heads == {str(mias.public_id): 3, str(noahs.public_id): 2}
