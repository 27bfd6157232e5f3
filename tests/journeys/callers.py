"""Customers and agents without a browser: they speak the protocol over real sockets."""

from __future__ import annotations

import http.cookiejar
import json
import re
import urllib.parse
import urllib.request
from contextlib import ExitStack
from typing import Any, Self
from uuid import uuid4

from websockets.sync.client import connect
from websockets.typing import Origin

from chatcore.demo import cast
from tests.journeys.serving import RunningServer

ANSWERS_WITHIN_SECONDS = 10


class Caller:
    """One open socket, and every frame it was sent."""

    def __init__(self, address: str, *, origin: str) -> None:
        self._line = ExitStack()
        self._socket = self._line.enter_context(connect(address, origin=Origin(origin)))
        self.frames: list[dict[str, Any]] = []

    @classmethod
    def visitor(cls, server: RunningServer, token: str) -> Self:
        """A customer with this token."""
        ticket = _post(server, "/api/v1/visitor/ticket", {"Authorization": f"Bearer {token}"})
        return cls._enter(server, "visitor", ticket["ticket"])

    @classmethod
    def agent(cls, server: RunningServer, username: str) -> Self:
        """An agent who signs in first."""
        return cls._enter(server, "agent", _agent_ticket(server, username))

    @classmethod
    def _enter(cls, server: RunningServer, door: str, ticket: str) -> Self:
        address = f"ws://localhost:{server.port}/ws/{door}"
        caller = cls(address, origin=server.origin)
        caller.tell(t="auth", v=1, ticket=ticket, dev="test")
        caller.wait_for(lambda frame: frame["t"] == "ready")
        return caller

    def tell(self, **frame: Any) -> None:
        """Send one frame."""
        self._socket.send(json.dumps(frame))

    def ask(self, kind: str, body: dict[str, Any], **rest: Any) -> dict[str, Any]:
        """Send a command and wait for its ack or nack."""
        cid = str(uuid4())
        self.tell(t="send", cid=cid, kind=kind, body=body, **rest)
        return self.wait_for(lambda f: f["t"] in ("ack", "nack") and f["cid"] == cid)

    def wait_for(self, wanted: Any) -> dict[str, Any]:
        """The first frame from now on that is wanted, reading what comes."""
        while True:
            frame = json.loads(self._socket.recv(timeout=ANSWERS_WITHIN_SECONDS))
            self.frames.append(frame)
            if wanted(frame):
                return frame

    def close(self) -> None:
        """Hang up."""
        self._line.close()


def new_token(server: RunningServer) -> str:
    """Become a visitor of the demo's shop."""
    return str(_post(server, f"/api/v1/sites/{cast.SITE_KEY}/visitors")["token"])


def _post(
    server: RunningServer, path: str, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310
        server.origin + path,
        data=b"{}",
        headers={"Content-Type": "application/json", **(headers or {})},
    )
    with urllib.request.urlopen(request, timeout=ANSWERS_WITHIN_SECONDS) as answer:  # noqa: S310
        return dict(json.load(answer))


def _agent_ticket(server: RunningServer, username: str) -> str:
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{server.console}login/").read().decode()
    form = {
        "username": username,
        "password": cast.PASSWORD,
        "csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1],  # type: ignore[index]
    }
    opener.open(f"{server.console}login/", urllib.parse.urlencode(form).encode())
    cookies = {cookie.name: cookie.value or "" for cookie in jar}
    request = urllib.request.Request(  # noqa: S310
        f"{server.origin}/api/v1/agent/ticket",
        data=b"{}",
        headers={"Content-Type": "application/json", "X-CSRFToken": cookies["csrftoken"]},
    )
    return str(json.load(opener.open(request))["ticket"])
