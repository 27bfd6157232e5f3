"""The way out of a socket, alone: bounded, in order, ended once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from chatcore.live.outgoing import Outgoing
from chatcore.protocol import limits
from chatcore.protocol.frames import CloseCode


class Wire:
    """Takes what is sent while `reading` is set."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.codes: list[int] = []
        self.reading = asyncio.Event()
        self.reading.set()
        self.closed = asyncio.Event()

    async def send(self, text: str) -> None:
        await self.reading.wait()
        self.sent.append(text)

    async def close(self, code: int) -> None:
        self.codes.append(code)
        self.closed.set()


@pytest.fixture
async def wire() -> Wire:
    return Wire()


@pytest.fixture
async def outgoing(wire: Wire) -> AsyncIterator[Outgoing]:
    out = Outgoing(wire.send, wire.close, heads=dict)
    out.start()
    yield out
    out.stop()


async def ended(wire: Wire) -> None:
    async with asyncio.timeout(5):
        await wire.closed.wait()


async def test_frames_leave_in_order_and_then_the_close(outgoing, wire):
    for number in range(5):
        outgoing.put(str(number))
    outgoing.end(CloseCode.RESTART)
    await ended(wire)
    assert wire.sent == ["0", "1", "2", "3", "4"]
    assert wire.codes == [1012]


async def test_nothing_follows_an_end_and_the_first_code_stands(outgoing, wire):
    outgoing.end(CloseCode.BAD_FRAMES)
    outgoing.put("too late")
    outgoing.end(CloseCode.TOO_MANY)
    await ended(wire)
    await asyncio.sleep(0)
    assert (wire.sent, wire.codes) == ([], [4400])


async def test_putting_never_waits_and_a_slow_reader_is_let_go(outgoing, wire, monkeypatch):
    monkeypatch.setattr(limits, "OUTGOING_MAX_FRAMES", 10)
    wire.reading.clear()
    for number in range(30):
        outgoing.put(str(number))
        await asyncio.sleep(0)
    wire.reading.set()
    await ended(wire)
    assert wire.codes == [4408]
    assert wire.sent == ["0"], "what waited is dropped: it is read from the log again"


async def test_a_reader_just_fast_enough_stays(outgoing, wire, monkeypatch):
    monkeypatch.setattr(limits, "OUTGOING_MAX_FRAMES", 10)
    for number in range(50):
        outgoing.put(str(number))
        await asyncio.sleep(0)
    outgoing.end(CloseCode.RESTART)
    await ended(wire)
    assert (len(wire.sent), wire.codes) == (50, [1012])


async def test_a_socket_that_breaks_while_written_to_ends_quietly():
    async def broken(_: str) -> None:
        raise ConnectionResetError

    wire = Wire()
    out = Outgoing(broken, wire.close, heads=dict)
    out.start()
    out.put("x")
    await asyncio.sleep(0.01)
    assert out._task.done()
    assert out._task.exception() is None
    assert wire.codes == []


async def test_any_other_failure_is_not_hidden():
    async def broken(_: str) -> None:
        raise RuntimeError("our fault")

    out = Outgoing(broken, Wire().close, heads=dict)
    out.start()
    out.put("x")
    await asyncio.sleep(0.01)
    assert isinstance(out._task.exception(), RuntimeError)
