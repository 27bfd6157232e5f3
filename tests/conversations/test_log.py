"""Numbers without holes, once a client id, whoever writes at the same time."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction

from chatcore.conversations import authors, kinds, log, services
from chatcore.conversations.authors import SYSTEM
from chatcore.conversations.models import Conversation, Event
from tests.cast import answered, safe, say, waiting
from tests.threads import at_once


def post(conversation, agent, text="White ones, too."):
    return services.post(conversation, agent=agent, text=text, client_id=uuid4())


def numbers(conversation) -> list[int]:
    return list(conversation.events.order_by("seq").values_list("seq", flat=True))


def assert_no_holes(conversation) -> None:
    conversation.refresh_from_db()
    assert numbers(conversation) == list(range(1, conversation.head + 1))


def test_events_are_numbered_from_one_and_the_head_is_the_last(cast):
    conversation = answered(cast.mia, cast.ann)
    for _ in range(3):
        post(conversation, cast.ann)
    conversation.refresh_from_db()
    assert conversation.head == 6
    assert_no_holes(conversation)


def test_each_conversation_counts_for_itself(cast):
    mias, noahs = waiting(cast.mia), waiting(cast.noah)
    say(cast.mia)
    assert numbers(mias) == [1, 2, 3]
    assert numbers(noahs) == [1, 2]


def test_what_is_rolled_back_leaves_no_hole(cast):
    conversation = answered(cast.mia, cast.ann)
    with transaction.atomic():
        post(conversation, cast.ann, "never committed")
        transaction.set_rollback(True)
    post(conversation, cast.ann)
    assert_no_holes(conversation)
    assert conversation.head == 4


def test_a_refused_change_writes_nothing(cast):
    conversation = waiting(cast.mia)

    def refuse(_: Conversation) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        log.record(conversation, kinds.Claimed(), author=SYSTEM, client_id=uuid4(), change=refuse)
    assert_no_holes(conversation)
    assert conversation.head == 2


def test_writing_without_appending_changes_nothing(cast):
    conversation = waiting(cast.mia)
    with log.writing(conversation) as writing:
        writing.conversation.state = "closed"
    conversation.refresh_from_db()
    assert conversation.state == "waiting"


def test_several_events_of_one_transaction_stand_together(cast):
    conversation = waiting(cast.mia)
    with log.writing(conversation) as writing:
        first = writing.append(kinds.Claimed(), author=authors.of_agent(cast.ann))
        second = writing.append(kinds.Closed(), author=SYSTEM)
    assert (first.seq, second.seq) == (3, 4)
    assert_no_holes(conversation)


# The client id


def test_a_repeated_client_id_returns_the_first_event_and_writes_nothing(cast):
    conversation, client_id = answered(cast.mia, cast.ann), uuid4()
    first = services.post(conversation, agent=cast.ann, text="one", client_id=client_id)
    again = services.post(conversation, agent=cast.ann, text="two", client_id=client_id)
    assert not first.repeated
    assert again.repeated
    assert again.event == first.event
    assert str(again.event.typed_body.text) == "one"
    assert Event.objects.filter(client_id=client_id).count() == 1


def test_a_repeated_client_id_is_harmless_even_when_the_verb_is_no_longer_allowed(cast):
    conversation, client_id = waiting(cast.mia), uuid4()
    services.claim(conversation, agent=cast.ann, client_id=client_id)
    assert services.claim(conversation, agent=cast.ann, client_id=client_id).repeated


def test_a_client_id_belongs_to_its_author(cast):
    conversation, client_id = waiting(cast.mia), uuid4()
    ann = services.note(conversation, agent=cast.ann, text="Ann's", client_id=client_id)
    ben = services.note(conversation, agent=cast.ben, text="Ben's", client_id=client_id)
    assert not ben.repeated
    assert ben.event.seq == ann.event.seq + 1


# At the same time


@pytest.mark.django_db(transaction=True)
def test_posts_at_the_same_time_leave_no_hole_and_no_repeat(cast):
    conversation = answered(cast.mia, cast.ann)

    def write(number: int) -> list[int]:
        texts = [f"{number}.{turn}" for turn in range(5)]
        return [post(conversation, cast.ann, text).event.seq for text in texts]

    written = at_once(*(partial(write, number) for number in range(4)))
    assert sorted(number for thread in written for number in thread) == list(range(4, 24))
    assert all(thread == sorted(thread) for thread in written)
    assert_no_holes(conversation)


@pytest.mark.django_db(transaction=True)
def test_the_same_message_sent_twice_at_the_same_time_is_written_once(cast):
    conversation, client_id = answered(cast.mia, cast.ann), uuid4()
    send = partial(services.post, conversation, agent=cast.ann, text="Hi", client_id=client_id)
    written = at_once(send, send, send)
    assert sorted(recorded.repeated for recorded in written) == [False, True, True]
    assert len({recorded.event.pk for recorded in written}) == 1
    assert_no_holes(conversation)


@pytest.mark.django_db(transaction=True)
def test_a_failure_beside_a_success_leaves_no_hole(cast):
    conversation = answered(cast.mia, cast.ann)

    def fail() -> None:
        with transaction.atomic():
            post(conversation, cast.ann, "never committed")
            raise RuntimeError

    outcomes = at_once(fail, partial(post, conversation, cast.ann), fail)
    assert [type(outcome) for outcome in outcomes] == [RuntimeError, log.Recorded, RuntimeError]
    assert_no_holes(conversation)


def test_a_body_is_refused_when_it_was_not_guarded(cast):
    with pytest.raises(kinds.UnguardedText, match=r"^MessagePosted.text$"):
        kinds.MessagePosted(text="raw words")
    assert kinds.MessagePosted(text=safe("guarded words"))
