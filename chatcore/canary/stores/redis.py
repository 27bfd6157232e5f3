"""Redis: every key there is, and every command that was sent to it during the run."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from chatcore.canary.numbers import Number
from chatcore.canary.stores.kept import CONTROL_WORDS, Kept, Nature

if TYPE_CHECKING:
    from redis import Redis

CONTROL_KEY = "ringback-canary-control"
CONTROL_LASTS_SECONDS = 600
WAITS_SECONDS = 10.0
READERS: dict[bytes, tuple[str, ...]] = {
    b"string": ("GET", "{}"),
    b"list": ("LRANGE", "{}", "0", "-1"),
    b"set": ("SMEMBERS", "{}"),
    b"hash": ("HGETALL", "{}"),
    b"zset": ("ZRANGE", "{}", "0", "-1"),
    b"stream": ("XRANGE", "{}", "-", "+"),
}


def connect(url: str, *, waits_seconds: float | None = WAITS_SECONDS) -> Redis:
    """A client that reads bytes as they are; with None it waits for ever."""
    from redis import Redis  # noqa: PLC0415 -- an extra: one process needs no Redis

    return Redis.from_url(url, socket_timeout=waits_seconds)


class Keys:
    """Every key with its value, read by its type and as Redis itself packs it."""

    name: ClassVar[str] = "Redis keys"
    nature: ClassVar[Nature] = Nature.CURRENT
    at_rest: ClassVar[bool] = False

    def __init__(self, url: str) -> None:
        self._redis: Any = connect(url)

    def plant(self, number: Number) -> None:
        """A key that removes itself."""
        self._redis.set(CONTROL_KEY, f"{CONTROL_WORDS} {number.digits}", ex=CONTROL_LASTS_SECONDS)

    def read(self) -> Iterable[Kept]:
        """All keys of the database, and then the control is taken away."""
        for key in list(self._redis.scan_iter()):
            yield Kept(repr(key), b"\n".join([key, *self._values(key)]))
        self._redis.delete(CONTROL_KEY)

    def _values(self, key: bytes) -> Iterable[bytes]:
        kind: Any = self._redis.type(key)
        yield bytes(self._redis.dump(key) or b"")
        if command := READERS.get(kind):
            yield repr(
                self._redis.execute_command(*(_fill(part, key) for part in command))
            ).encode()


class Commands:
    """What `MONITOR` shows: every command of every process, channel messages with it."""

    name: ClassVar[str] = "Redis commands"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, url: str) -> None:
        self._redis = connect(url)
        self._lines: list[bytes] = []
        # A client that is forgotten hangs up, and its connections with it.
        self._listener = connect(url, waits_seconds=None)
        self._listening = _line_of(self._listener)
        self._listening.send_command("MONITOR")
        self._listening.read_response()
        threading.Thread(target=self._listen, daemon=True).start()

    def plant(self, number: Number) -> None:
        """A command with the number in it."""
        self._redis.echo(f"{CONTROL_WORDS} {number.digits}")

    def read(self) -> Iterable[Kept]:
        """Everything heard; a last command of our own tells that all before it has arrived."""
        self._redis.echo("canary-end")
        for _ in range(100):
            if any(b"canary-end" in line for line in self._lines[-50:]):
                break
            threading.Event().wait(0.05)
        yield Kept("MONITOR", b"\n".join(self._lines))
        self._listening.disconnect()

    def _listen(self) -> None:
        from redis.exceptions import RedisError  # noqa: PLC0415 -- an extra

        try:
            while True:
                line: Any = self._listening.read_response(disable_decoding=True)
                self._lines.append(bytes(line))
        except (RedisError, OSError, ValueError, AttributeError):
            # The connection was closed under us: the run is over.
            return


def _line_of(client: Redis) -> Any:
    """One connection of the client's, which has types for some of its methods only."""
    return client.connection_pool.get_connection()


def _fill(part: str, key: bytes) -> str | bytes:
    return key if part == "{}" else part
