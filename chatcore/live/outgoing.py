"""The way out of a socket: a bounded queue, one frame after the other, a heartbeat when idle."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

from chatcore.live.answers import now_milliseconds
from chatcore.protocol import frames, limits
from chatcore.protocol.frames import CloseCode

HEARTBEAT_SECONDS = limits.HEARTBEAT_MILLISECONDS / 1000


class Outgoing:
    """`put` never waits: a reader too slow for the bound is closed and resumes from the log."""

    def __init__(
        self,
        send: Callable[[str], Awaitable[None]],
        close: Callable[[int], Awaitable[None]],
        *,
        heads: Callable[[], dict[str, int]],
    ) -> None:
        self._send = send
        self._close = close
        self._heads = heads
        self._queue: asyncio.Queue[str | CloseCode] = asyncio.Queue()
        self._heard_at = self._beaten_at = time.monotonic()
        self._ending = False

    def start(self) -> None:
        """Begin to send."""
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """The socket is gone."""
        self._ending = True
        self._task.cancel()

    def heard(self) -> None:
        """The browser said something, so it is alive."""
        self._heard_at = time.monotonic()

    def put(self, frame: str) -> None:
        """Queue a frame."""
        if self._ending:
            return
        if self._queue.qsize() >= limits.OUTGOING_MAX_FRAMES:
            self._forget_queued()
            self.end(CloseCode.SLOW_READER)
            return
        self._queue.put_nowait(frame)

    def end(self, code: CloseCode) -> None:
        """Send what is queued, then close."""
        if not self._ending:
            self._ending = True
            self._queue.put_nowait(code)

    def _forget_queued(self) -> None:
        while not self._queue.empty():
            self._queue.get_nowait()

    async def _run(self) -> None:
        # A socket that breaks while it is written to is gone; `disconnect` follows.
        with contextlib.suppress(ConnectionError):
            while True:
                item = await self._next()
                if isinstance(item, CloseCode):
                    await self._close(item)
                    return
                await self._send(item)

    async def _next(self) -> str | CloseCode:
        # Beaten by the clock, not after silence: a busy socket must find a dead peer too.
        until_beat_seconds = self._beaten_at + HEARTBEAT_SECONDS - time.monotonic()
        if until_beat_seconds <= 0:
            return self._heartbeat()
        try:
            async with asyncio.timeout(until_beat_seconds):
                return await self._queue.get()
        except TimeoutError:
            return self._heartbeat()

    def _heartbeat(self) -> str | CloseCode:
        self._beaten_at = time.monotonic()
        silent_seconds = self._beaten_at - self._heard_at
        if silent_seconds > limits.HEARTBEAT_ANSWER_WITHIN_SECONDS:
            return CloseCode.HEARTBEAT_LOST
        return frames.encode(frames.Heartbeat(ts=now_milliseconds(), heads=self._heads()))
