"""Customers and agents on real sockets; each keeps every frame it was sent."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from chatcore.live.rate import TokenBucket

ANSWERS_WITHIN_SECONDS = 40
NOTHING_MORE_WITHIN_SECONDS = 5
# A little under the server's own rate, because clocks differ.
PACE = 0.9
Frame = dict[str, Any]


class NoAnswer(Exception):
    """The server did not answer in time. Carries nothing that was sent."""


class Caller:
    """One open socket, read on a thread of its own so that the server never waits for us."""

    def __init__(
        self,
        port: int,
        path: str,
        *,
        origin: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._socket: ClientConnection = connect(
            f"ws://localhost:{port}{path}",
            origin=Origin(origin or f"http://localhost:{port}"),
            additional_headers=dict(headers or {}),
            max_size=None,
            # No proxy may stand between us and our own machine.
            proxy=None,
        )
        self.received: list[str] = []
        self.closed = False
        self._news = threading.Condition()
        self._bucket: TokenBucket | None = None
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def pace(self, *, per_second: float, burst: int) -> None:
        """From now on never send faster than the server allows."""
        self._bucket = TokenBucket(per_second=per_second * PACE, burst=int(burst * PACE))

    def authenticate(self, ticket: str, *, want: list[Frame] | None = None) -> Frame:
        """Show the ticket and wait until the server is ready."""
        self.tell({"t": "auth", "v": 1, "ticket": ticket, "dev": "canary", "want": want or []})
        return self.wait_for(lambda frame: frame["t"] == "ready")

    def tell(self, frame: Frame) -> None:
        """Send one frame."""
        self.tell_raw(json.dumps(frame))

    def tell_raw(self, frame: str | bytes) -> None:
        """Send exactly this. A line that the server has cut is no error of ours."""
        while self._bucket and not self._bucket.take():
            time.sleep(0.02)
        with contextlib.suppress(ConnectionClosed):
            self._socket.send(frame)

    def ask(self, kind: str, body: Frame | None = None, **rest: Any) -> Frame:
        """Send a command and wait for its ack or nack."""
        cid = str(uuid4())
        self.tell({"t": "send", "cid": cid, "kind": kind, "body": body or {}, **rest})
        return self.answer_to(cid)

    def answer_to(self, cid: str) -> Frame:
        """The ack or nack of a send; an `err` stands for the frame as a whole."""
        return self.wait_for(
            lambda f: (f["t"] in ("ack", "nack") and f["cid"] == cid) or f["t"] == "err"
        )

    def wait_for(self, wanted: Callable[[Frame], bool]) -> Frame:
        """The newest frames first count: whatever arrived since the last call. Raises: NoAnswer."""
        deadline = time.monotonic() + ANSWERS_WITHIN_SECONDS
        with self._news:
            while True:
                while self._read_so_far < len(self.received):
                    frame: Frame = json.loads(self.received[self._read_so_far])
                    self._read_so_far += 1
                    if wanted(frame):
                        return frame
                left = deadline - time.monotonic()
                if self.closed or left <= 0 or not self._news.wait(left):
                    raise NoAnswer

    _read_so_far = 0

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(WebSocketException, OSError):
            self._socket.close()
        self._reader.join(NOTHING_MORE_WITHIN_SECONDS)

    def _read(self) -> None:
        with contextlib.suppress(ConnectionClosed, OSError):
            for text in self._socket:
                self._note(str(text))
        with self._news:
            self.closed = True
            self._news.notify_all()

    def _note(self, text: str) -> None:
        with self._news:
            self.received.append(text)
            self._news.notify_all()
        frame = json.loads(text)
        if frame["t"] == "hb":
            with contextlib.suppress(ConnectionClosed):
                self._socket.send(json.dumps({"t": "hb_ack", "ts": frame["ts"]}))
