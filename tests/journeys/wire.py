"""Everything a browser sends and receives, for assertions about what must not be there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, Request, WebSocket

# Half of the test card, however it is spaced: nothing else on the wire looks like it.
CARD_TRACE = re.compile(r"4242[\s.-]?4242")
# The same in full-width digits, raw or as JSON writes them.
FULL_WIDTH_TRACE = re.compile(r"(?:(?:４|\\u[fF][fF]14)(?:２|\\u[fF][fF]12)[\s.-]?){2}")
ANY_CARD_TRACE = re.compile(f"{CARD_TRACE.pattern}|{FULL_WIDTH_TRACE.pattern}")
CARD_TRACE_BYTES = re.compile(rb"4242[\s.-]?4242")


@dataclass
class Wire:
    """Texts in the order they crossed the wire."""

    sent: list[str] = field(default_factory=list)
    received: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @classmethod
    def tap(cls, page: Page) -> Wire:
        """Listen to all sockets and requests of the page, its frames included."""
        wire = cls()
        page.on("websocket", wire._listen)
        page.context.on("request", wire._note)
        return wire

    def everything_sent(self) -> str:
        """Frames and requests, one after the other."""
        return "\n".join([*self.sent, *self.requests])

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: self.sent.append(str(payload)))
        socket.on("framereceived", lambda payload: self.received.append(str(payload)))

    def _note(self, request: Request) -> None:
        self.requests.append(f"{request.method} {request.url} {request.post_data or ''}")
