"""Several processes, one log: bells between them, and the sweep when a bell is lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from channels.layers import InMemoryChannelLayer

from chatcore.conversations import feed, services
from chatcore.conversations.encoding import event_frame
from chatcore.conversations.models import Conversation
from chatcore.live import doorbell
from chatcore.live import hub as module
from chatcore.live.hub import Hub
from chatcore.live.visitor_role import visitor_principal
from chatcore.protocol import frames
from tests.cast import answered, say
from tests.live.bells import SharedLayer
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)

HEARS_WITHIN_SECONDS = 5


@dataclass(eq=False)
class Screen:
    """A socket of the other process."""

    staff: bool = True
    shown: list[dict[str, Any]] = field(default_factory=list)

    def deliver(self, frame: str) -> None:
        self.shown.append(json.loads(frame))

    def deliver_event(self, event: Any, conversation: str) -> None:
        self.deliver(frames.encode(event_frame(event, conversation, staff=self.staff)))

    def of_type(self, name: str) -> list[dict[str, Any]]:
        return [frame for frame in self.shown if frame["t"] == name]

    def numbers(self) -> list[int]:
        return [frame["seq"] for frame in self.of_type("ev")]


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(HEARS_WITHIN_SECONDS):
        while not happened():
            await asyncio.sleep(0.01)


@pytest.fixture
async def layer(monkeypatch) -> SharedLayer:
    shared = SharedLayer()
    monkeypatch.setattr(doorbell, "get_channel_layer", lambda: shared)
    return shared


@pytest.fixture
async def here(layer, hub) -> Hub:
    """The process that commits: the feed tells it."""
    hub.start()
    return hub


@pytest.fixture
async def there(layer, here) -> Hub:
    """Another process: it hears bells only."""
    other = Hub()
    other.start()
    await until(lambda: len(layer.groups[doorbell.GROUP]) == 2)
    return other


async def conversation_of(cast) -> Conversation:
    return await in_database(answered, cast.mia, cast.ann)


# The bell


async def test_what_is_committed_here_is_shown_there(cast, here, there):
    conversation = await conversation_of(cast)
    screen = Screen()
    await there.follow(screen, str(conversation.public_id), after=3)
    await in_database(say, cast.mia, "one")
    await in_database(say, cast.mia, "two")
    await until(lambda: screen.numbers() == [4, 5])
    assert [frame["data"]["text"] for frame in screen.of_type("ev")] == ["one", "two"]


async def test_a_bell_carries_no_words(cast, here, there, layer):
    conversation = await conversation_of(cast)
    layer.sent.clear()
    await in_database(say, cast.mia, "purple-canary")
    await until(lambda: layer.sent)
    assert [set(message) for message in layer.sent] == [{"type", "conv", "head", "from"}]
    assert layer.sent[0]["conv"] == str(conversation.public_id)
    assert layer.sent[0]["head"] == 4
    assert "canary" not in str(layer.sent)


async def test_a_process_does_not_answer_its_own_bell(cast, here, there, layer):
    conversation = await conversation_of(cast)
    screen = Screen()
    await here.follow(screen, str(conversation.public_id), after=3)
    await in_database(say, cast.mia, "once")
    await until(screen.numbers)
    await asyncio.sleep(0.05)
    assert screen.numbers() == [4]


async def test_lists_there_change_with_what_happens_here(cast, here, there):
    screen = Screen()
    there.watch(screen, cast.florist.pk)
    stranger = Screen()
    there.watch(stranger, cast.bakery.pk)
    await in_database(say, cast.mia, "Hello")
    await until(lambda: screen.of_type("inbox"))
    assert screen.of_type("inbox")[-1]["items"][0]["last_text"] == "Hello"
    assert stranger.shown == []


async def test_a_new_conversation_shows_in_a_tab_there(cast, here, there):
    mia, noah = Screen(staff=False), Screen(staff=False)
    there.join(mia, visitor_principal(cast.mia.pk), at_most=8)
    there.join(noah, visitor_principal(cast.noah.pk), at_most=8)
    await in_database(say, cast.mia, "Hello")
    await until(lambda: mia.numbers() == [1, 2])
    assert noah.shown == []


async def test_typing_here_is_shown_there_and_carries_no_words(cast, here, there, layer):
    conversation = str((await conversation_of(cast)).public_id)
    typist, screen = Screen(), Screen()
    await here.follow(typist, conversation, after=3)
    await there.follow(screen, conversation, after=3)
    by = frames.Author(kind="visitor", id=str(cast.mia.public_id), name="")
    layer.sent.clear()
    here.typing(frames.TypingDown(conv=conversation, on=True, by=by), by=typist)
    await until(lambda: screen.of_type("typing"))
    assert screen.of_type("typing")[0]["by"]["kind"] == "visitor"
    assert typist.of_type("typing") == []
    assert set(layer.sent[0]["frame"]) <= {"t", "conv", "on", "by"}


async def test_staff_rows_are_hidden_from_a_customer_there(cast, here, there):
    conversation = await conversation_of(cast)
    mia = Screen(staff=False)
    await there.follow(mia, str(conversation.public_id), after=3)
    await in_database(
        services.note, conversation, agent=cast.ann, text="purple-canary", client_id=uuid4()
    )
    await until(lambda: mia.numbers() == [4])
    assert mia.of_type("ev")[0]["kind"] == "hidden"
    assert "canary" not in str(mia.shown)


# When the bell is lost


async def test_the_sweep_finds_what_a_lost_bell_hid(cast, here, there, layer):
    conversation = await conversation_of(cast)
    screen = Screen()
    await there.follow(screen, str(conversation.public_id), after=3)
    layer.deaf = True
    await in_database(say, cast.mia, "unheard")
    await asyncio.sleep(0.05)
    assert screen.numbers() == [], "the premise: the bell was not heard"
    await there._sweep()
    assert screen.numbers() == [4]


async def test_the_sweep_comes_by_itself_and_survives_a_failure(cast, layer, monkeypatch, caplog):
    calls = 0

    async def read_heads(conversations: list[str]) -> dict[str, int]:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("no database")
        return {}

    monkeypatch.setattr(module, "SWEEP_SECONDS", 0.01)
    monkeypatch.setattr(module, "_read_heads", read_heads)
    hub = Hub()
    conversation = await conversation_of(cast)
    await hub.follow(Screen(), str(conversation.public_id), after=3)
    hub.start()
    await until(lambda: calls > 2)
    assert "the sweep failed; it will be tried again" in caplog.text


async def test_a_sweep_with_nobody_there_asks_nothing(cast, layer, monkeypatch):
    async def read_heads(_: list[str]) -> dict[str, int]:
        raise AssertionError

    monkeypatch.setattr(module, "_read_heads", read_heads)
    await Hub()._sweep()


async def test_a_broken_layer_costs_nothing_here_and_is_logged(cast, here, layer, caplog):
    conversation = await conversation_of(cast)
    screen = Screen()
    await here.follow(screen, str(conversation.public_id), after=3)
    layer.broken = True
    await in_database(say, cast.mia, "Hello")
    await until(lambda: screen.numbers() == [4])
    await until(lambda: "a bell could not be rung" in caplog.text)


async def test_listening_comes_back_with_the_layer(cast, layer, monkeypatch, caplog):
    monkeypatch.setattr(doorbell, "RETRY_SECONDS", 0.01)
    layer.broken = True
    hub = Hub()
    hub.start()
    await until(lambda: "the channel layer is out of reach" in caplog.text)
    layer.broken = False
    await until(lambda: layer.groups[doorbell.GROUP])


# One process


async def test_a_process_alone_rings_nobody(cast, hub, monkeypatch):
    rung: list[object] = []

    async def group_send(*message: object) -> None:
        rung.append(message)

    monkeypatch.setattr(InMemoryChannelLayer, "group_send", group_send)
    hub.start()
    await conversation_of(cast)
    await asyncio.sleep(0.05)
    assert rung == []


async def test_starting_again_does_no_harm(hub):
    hub.start()
    tasks = set(hub._tasks)
    hub.start()
    assert hub._tasks == tasks


def test_a_command_rings_the_serving_processes(cast, monkeypatch):
    shared = SharedLayer()
    monkeypatch.setattr(doorbell, "get_channel_layer", lambda: shared)
    command = Hub()
    feed.listen(command.committed)
    try:
        conversation = say(cast.mia).conversation
    finally:
        feed.stop_listening(command.committed)
    assert {message["conv"] for message in shared.sent} == {str(conversation.public_id)}
    assert shared.sent[-1]["head"] == 2


async def test_work_that_fails_is_logged(hub, caplog):
    async def fail() -> None:
        raise RuntimeError("our fault")

    hub._spawn(fail())
    await until(lambda: "work of the hub failed" in caplog.text)


async def test_a_person_is_counted_while_connected(hub):
    one, other = Screen(), Screen()
    assert hub.join(one, "visitor:1", at_most=1)
    assert not hub.join(other, "visitor:1", at_most=1)
    hub.leave(one)
    assert hub.join(other, "visitor:1", at_most=1)
