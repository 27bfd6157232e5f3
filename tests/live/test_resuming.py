"""After a loss: exactly what is missing, in order, and then the news."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from django.utils import timezone

from chatcore.conversations import kinds
from chatcore.conversations.models import Conversation, Event
from chatcore.live import outgoing
from chatcore.protocol import limits
from tests.cast import answered, safe, say, waiting
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)


def grow(conversation: Conversation, head: int) -> None:
    """A log of this length, at once: 500 services would take seconds."""
    rows = [
        Event(
            conversation=conversation, seq=seq, kind="message", audience="everyone",
            author_kind="visitor", author_id=conversation.visitor.public_id,
            body=kinds.MessagePosted(text=safe(f"number {seq}")), at=timezone.now(),
        )
        for seq in range(conversation.events.count() + 1, head + 1)
    ]  # fmt: skip
    Event.objects.bulk_create(rows)
    Conversation.objects.filter(pk=conversation.pk).update(head=head)


async def numbers(tab, count: int) -> list[int]:
    return [event["seq"] for event in await tab.events(count)]


@pytest.mark.parametrize("seen", range(6))
async def test_a_browser_gets_exactly_what_it_has_not_seen(cast, tabs, seen):
    conversation = await in_database(answered, cast.mia, cast.ann)
    for _ in range(2):
        await in_database(say, cast.mia)
    for tab in (
        await tabs.visitor(cast.mia, {conversation.public_id: seen}),
        await tabs.agent(cast.ann, {conversation.public_id: seen}),
    ):
        assert await numbers(tab, 5 - seen) == list(range(seen + 1, 6))
        assert (await tab.next("live"))["head"] == 5
        assert not [frame for frame in await tab.everything() if frame["t"] == "ev"]


async def test_what_comes_after_the_replay_is_news(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    mia = await tabs.visitor(cast.mia, {conversation.public_id: 1})
    assert [frame["t"] for frame in await mia.everything()] == ["ready", "ev", "live"]
    await mia.ask("message", {"text": "news"})
    assert await numbers(mia, 1) == [3]


async def test_a_number_the_log_never_reached_begins_anew(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    mia = await tabs.visitor(cast.mia, {conversation.public_id: 99})
    assert (await mia.next("ready"))["convs"][0]["after"] == 0
    assert await numbers(mia, 2) == [1, 2]


# A gap


async def test_a_hole_is_filled_on_request(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    mia = await tabs.visitor(cast.mia, {conversation.public_id: 3})
    await mia.everything()
    await mia.send(t="gap", conv=str(conversation.public_id), after=1)
    assert await numbers(mia, 2) == [2, 3]
    assert (await mia.next("live"))["head"] == 3


async def test_an_agent_opens_a_conversation_by_asking_for_its_gap(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    ann = await tabs.agent(cast.ann)
    await ann.send(t="gap", conv=str(conversation.public_id), after=0)
    assert await ann.kinds(2) == ["opened", "message"]
    await in_database(say, cast.mia, "news")
    assert (await ann.next("ev"))["data"]["text"] == "news"


@pytest.mark.parametrize("person", ["noah", "otto"])
async def test_who_may_not_read_it_gets_no_gap_and_no_news(cast, tabs, person):
    conversation = await in_database(waiting, cast.mia)
    tab = await (tabs.visitor(cast.noah) if person == "noah" else tabs.agent(cast.otto))
    await tab.everything()
    for conv in (conversation.public_id, uuid4()):
        await tab.send(t="gap", conv=str(conv), after=0)
        error = await tab.next("err")
        assert error == {"t": "err", "code": "forbidden", "message": "You cannot do that here."}
    await in_database(say, cast.mia, "not for them")
    assert await tab.everything() == []


# Too long a gap


async def test_a_gap_too_long_for_the_socket_says_so_and_sends_the_end(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    head = limits.REPLAY_MAX_EVENTS + 5
    await in_database(grow, conversation, head)
    mia = await tabs.visitor(cast.mia)
    followed = (await mia.next("ready"))["convs"][0]
    assert (followed["limited"], followed["head"], followed["after"]) == (True, head, 5)
    received = await numbers(mia, limits.REPLAY_MAX_EVENTS)
    assert received == list(range(6, head + 1))
    assert (await mia.next("live"))["head"] == head


async def test_a_gap_just_short_enough_is_sent_whole(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    await in_database(grow, conversation, limits.REPLAY_MAX_EVENTS)
    mia = await tabs.visitor(cast.mia)
    assert (await mia.next("ready"))["convs"][0]["limited"] is False
    assert await numbers(mia, limits.REPLAY_MAX_EVENTS) == list(range(1, 501))
    await mia.ask("message", {"text": "news"})
    assert await numbers(mia, 1) == [501]


# The heartbeat


async def test_the_heartbeat_tells_where_every_conversation_is(cast, tabs, monkeypatch):
    monkeypatch.setattr(outgoing, "HEARTBEAT_SECONDS", 0.05)
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 3})
    beat = await ann.next("hb")
    assert beat["heads"] == {str(conversation.public_id): 3}
    assert beat["ts"] > 0
    await ann.ask("message", {"text": "news"}, conv=conversation.public_id)
    beat = await ann.next("hb", heads={str(conversation.public_id): 4})
    await ann.send(t="hb_ack", ts=beat["ts"])


async def test_who_is_silent_for_too_long_is_let_go(cast, tabs, monkeypatch):
    monkeypatch.setattr(outgoing, "HEARTBEAT_SECONDS", 0.05)
    monkeypatch.setattr(limits, "HEARTBEAT_ANSWER_WITHIN_SECONDS", 0.8)
    mia = await tabs.visitor(cast.mia)
    for _ in range(10):
        await mia.send(t="hb_ack", ts=1)
        await asyncio.sleep(0.1)
    assert (await mia.ask("message", {"text": "Still here"}))["t"] == "ack"
    assert await mia.closed() == 4000


# Everything at once


async def test_snapshot_and_news_together_are_the_later_snapshot(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    public_id = str(conversation.public_id)
    early = await tabs.agent(cast.ann, {public_id: 0})
    await early.ask("note", {"text": "one"}, conv=public_id)
    await early.ask("message", {"text": "two"}, conv=public_id)
    await in_database(say, cast.mia, "three")
    late = await tabs.agent(cast.ann, {public_id: 0})
    assert await early.events(6) == await late.events(6)
