"""One socket's cursor: it only ever moves by one, whatever comes in whatever order."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatcore.live import following as module
from chatcore.live.following import Following


@dataclass(frozen=True)
class Row:
    seq: int


@dataclass(eq=False)
class Socket:
    shown: list[int] = field(default_factory=list)
    staff: bool = False

    def deliver(self, frame: str) -> None:
        self.shown.append(int(frame))

    def deliver_event(self, event: Any, conversation: str) -> None:
        self.shown.append(event.seq)


@dataclass
class Log:
    """A log that grows, and how often it was read."""

    head: int = 0
    reads: int = 0
    page: int = 500

    async def after(self, _: str, cursor: int) -> list[Any]:
        self.reads += 1
        await asyncio.sleep(0)
        return [Row(seq) for seq in range(cursor + 1, self.head + 1)][: self.page]


@pytest.fixture
def socket() -> Socket:
    return Socket()


@pytest.fixture
def following(socket) -> Following:
    return Following(socket, "c", cursor=3)


def test_news_that_continue_are_passed_on(socket, following):
    assert following.accept(4, "4")
    assert following.accept(5, "5")
    assert socket.shown == [4, 5]
    assert following.cursor == 5


def test_old_news_are_dropped(socket, following):
    assert following.accept(3, "3")
    assert following.accept(1, "1")
    assert socket.shown == []


def test_news_after_a_hole_ask_for_the_log(socket, following):
    assert not following.accept(5, "5")
    assert socket.shown == []
    assert following.cursor == 3


async def test_a_hole_is_filled_from_the_log(socket, following):
    log = Log(head=6)
    assert not following.accept(6, "6")
    await following.pull(log.after)
    assert socket.shown == [4, 5, 6]


async def test_news_during_a_pull_are_not_shown_twice_nor_lost(socket, following):
    log = Log(head=5)
    pulling = asyncio.create_task(following.pull(log.after))
    await asyncio.sleep(0)
    log.head = 7
    for seq in (4, 6):
        assert not following.accept(seq, str(seq)), "while the log is read, news wait"
    await following.pull(log.after)
    await pulling
    assert socket.shown == [4, 5, 6, 7]


async def test_bells_during_a_pull_cost_one_more_read(socket, following):
    log = Log(head=4)
    pulling = asyncio.create_task(following.pull(log.after))
    await asyncio.sleep(0)
    for _ in range(10):
        await following.pull(log.after)
    await pulling
    assert log.reads == 2


async def test_a_long_gap_is_read_page_by_page(socket, following, monkeypatch):
    monkeypatch.setattr(module, "REPLAY_MAX_EVENTS", 10)
    log = Log(head=33, page=10)
    await following.pull(log.after)
    assert socket.shown == list(range(4, 34))


async def test_a_pull_that_fails_does_not_block_the_next(socket, following):
    async def fail(_: str, __: int) -> list[Any]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await following.pull(fail)
    await following.pull(Log(head=4).after)
    assert socket.shown == [4]


def test_it_is_behind_when_the_log_has_more(following):
    assert following.is_behind(4)
    assert not following.is_behind(3)


@given(news=st.lists(st.integers(1, 12), max_size=40), pulls=st.sets(st.integers(0, 40)))
def test_whatever_arrives_the_numbers_shown_have_no_hole_and_no_repeat(news, pulls):
    async def play() -> Socket:
        socket = Socket()
        following, log = Following(socket, "c", cursor=0), Log()
        for turn, seq in enumerate(news):
            log.head = max(log.head, seq)
            if not following.accept(seq, str(seq)) or turn in pulls:
                await following.pull(log.after)
        await following.pull(log.after)
        assert following.cursor == log.head
        return socket

    shown = asyncio.run(play()).shown
    assert shown == list(range(1, max(news, default=0) + 1))
