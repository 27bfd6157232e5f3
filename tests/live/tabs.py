"""Browsers' tabs as a test holds them: one socket each, spoken in frames."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar
from uuid import uuid4

from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator

from chatcore.asgi import application
from chatcore.conversations import identity
from chatcore.conversations.models import Agent, Visitor

HOST = "localhost:8000"
OWN_ORIGIN = f"http://{HOST}"
ANSWERS_WITHIN_SECONDS = 10

VISITOR, AGENT = "/ws/visitor", "/ws/agent"

Value = TypeVar("Value")
Frame = dict[str, Any]


async def in_database(act: Callable[..., Value], *args: Any, **kwargs: Any) -> Value:
    """Do it where tables may be touched."""
    return await database_sync_to_async(act)(*args, **kwargs)


class Tab:
    """`next` takes the first unread frame of a type and leaves the others unread."""

    def __init__(
        self, path: str, *, origin: str | None = OWN_ORIGIN, host: str | None = HOST
    ) -> None:
        headers = [(b"origin", origin), (b"host", host)]
        self.socket = WebsocketCommunicator(
            application, path, [(name, value.encode()) for name, value in headers if value]
        )
        self.unread: list[Frame] = []

    async def open(self) -> Self:
        """A handshake that is accepted."""
        connected, _ = await self.socket.connect(timeout=ANSWERS_WITHIN_SECONDS)
        assert connected
        return self

    async def sign_in(self, ticket: str, wanted: Mapping[Any, int] | None = None) -> Self:
        """Show a ticket, and ask for conversations after the numbers seen."""
        want = [{"conv": str(conv), "seen": seen} for conv, seen in (wanted or {}).items()]
        await self.send(t="auth", v=1, ticket=ticket, dev="tab", want=want)
        return self

    async def send(self, **frame: Any) -> None:
        """One frame up."""
        await self.socket.send_to(text_data=json.dumps(frame))

    async def send_raw(self, text: str) -> None:
        """Any text up."""
        await self.socket.send_input({"type": "websocket.receive", "text": text})

    async def ask(
        self, kind: str, body: Frame | None = None, *, conv: Any = None, cid: str = ""
    ) -> Frame:
        """A `send` and its `ack` or `nack`."""
        cid = cid or str(uuid4())
        named = {"conv": str(conv)} if conv else {}
        await self.send(t="send", cid=cid, kind=kind, body=body or {}, **named)
        return await self.next("ack", "nack", cid=cid)

    async def next(self, *types: str, **having: Any) -> Frame:
        """The first frame of one of the types that has these values."""
        for number, frame in enumerate(self.unread):
            if _matches(frame, types, having):
                return self.unread.pop(number)
        while True:
            frame = await self._receive()
            if _matches(frame, types, having):
                return frame
            self.unread.append(frame)

    async def events(self, count: int) -> list[Frame]:
        """So many events, in the order they came."""
        return [await self.next("ev") for _ in range(count)]

    async def kinds(self, count: int) -> list[str]:
        """The kinds of so many events."""
        return [event["kind"] for event in await self.events(count)]

    async def everything(self) -> list[Frame]:
        """All frames up to the answer to a harmless question, which is left out.

        It waits behind the database work that came before, so nothing is still on its way.
        """
        answer = await self.ask("nothing-of-the-kind")
        assert answer["code"] == "bad"
        unread, self.unread = self.unread, []
        return unread

    async def closed(self) -> int:
        """The code with which the server closes."""
        while True:
            output = await self.socket.receive_output(ANSWERS_WITHIN_SECONDS)
            if output["type"] == "websocket.close":
                return int(output["code"])
            self.unread.append(json.loads(output["text"]))

    async def leave(self) -> None:
        """Close the tab."""
        await self.socket.disconnect()

    async def _receive(self) -> Frame:
        output = await self.socket.receive_output(ANSWERS_WITHIN_SECONDS)
        assert output["type"] == "websocket.send", output
        return json.loads(output["text"])


def _matches(frame: Frame, types: tuple[str, ...], having: Frame) -> bool:
    return frame["t"] in types and all(frame.get(key) == value for key, value in having.items())


@dataclass
class Tabs:
    """Opens tabs for the cast, and closes them after the test."""

    open: list[Tab] = field(default_factory=list)

    async def stranger(self, path: str = VISITOR, **headers: Any) -> Tab:
        """A socket that has not said who it is, after its `hello`."""
        tab = await Tab(path, **headers).open()
        self.open.append(tab)
        await tab.next("hello")
        return tab

    async def visitor(self, visitor: Visitor, wanted: Mapping[Any, int] | None = None) -> Tab:
        """A customer's tab, signed in and, if there is something to follow, live."""
        ticket = await in_database(identity.issue_ticket, visitor=visitor)
        return await self._signed_in(await self.stranger(VISITOR), ticket, wanted)

    async def agent(self, agent: Agent, wanted: Mapping[Any, int] | None = None) -> Tab:
        """An agent's tab, signed in; what it wants is live."""
        ticket = await in_database(identity.issue_ticket, agent=agent)
        return await self._signed_in(await self.stranger(AGENT), ticket, wanted)

    async def close(self) -> None:
        """Everybody leaves."""
        for tab in self.open:
            await tab.leave()

    @staticmethod
    async def _signed_in(tab: Tab, ticket: str, wanted: Mapping[Any, int] | None) -> Tab:
        await tab.sign_in(ticket, wanted)
        ready = await tab.next("ready")
        lives = [await tab.next("live", conv=item["conv"]) for item in ready["convs"]]
        # Left for the test to look at.
        tab.unread = [ready, *tab.unread, *lives]
        return tab
