"""HTTP without a browser and without a library's help: any path, header and body goes out as is."""

from __future__ import annotations

import http.client
import json
import re
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle, repeat
from typing import Any
from urllib.parse import urlencode

ANSWERS_WITHIN_SECONDS = 30
HTTP_REFUSED = 400
FORM = "application/x-www-form-urlencoded"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_COOKIE = re.compile(r"^([^=;]+)=([^;]*)")


@dataclass(frozen=True)
class Answer:
    """What came back. `raw` is status line, headers and body, for the search."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def refused(self) -> bool:
        """Whether the server said no."""
        return self.status >= HTTP_REFUSED

    @property
    def raw(self) -> bytes:
        """Everything the sender got to see."""
        lines = [f"{name}: {value}" for name, value in self.headers]
        return "\n".join([str(self.status), *lines, ""]).encode("latin-1", "replace") + self.body

    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)


def _addresses() -> Iterator[str]:
    """Loopback addresses by turns: the server counts requests by address."""
    return cycle(f"127.0.0.{number}" for number in range(2, 250))


@dataclass
class Web:
    """One person's requests: remembers cookies like a browser, and every answer of the server."""

    port: int
    answers: list[Answer]
    cookies: dict[str, str] = field(default_factory=dict)
    _sources: Iterator[str] = field(default_factory=_addresses)

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str | bytes] | None = None,
        body: str | bytes = b"",
        keep: bool = True,
    ) -> Answer:
        """One request, sent exactly so. Raises: OSError, http.client.HTTPException."""
        own = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        sent = {k: v for k, v in {**own, **(headers or {})}.items() if v}
        data = body.encode() if isinstance(body, str) else body
        answer = self._exchange(method, path, sent, data)
        for name, value in answer.headers:
            if name.lower() == "set-cookie" and (cookie := _COOKIE.match(value)):
                self.cookies[cookie[1]] = cookie[2]
        if keep:
            self.answers.append(answer)
        return answer

    def post_json(self, path: str, body: str = "{}", **headers: str) -> Answer:
        """A JSON request; underscores in header names become dashes."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask(
            "POST", path, headers={"Content-Type": "application/json", **named}, body=body
        )

    def post_form(self, path: str, fields: Mapping[str, str] | str) -> Answer:
        """A form with the page's own token."""
        body = fields if isinstance(fields, str) else urlencode(fields)
        token = self.cookies.get("csrftoken", "")
        return self.ask(
            "POST", path, headers={"Content-Type": FORM, "X-CSRFToken": token}, body=body
        )

    def sign_in(self, path: str, username: str, password: str) -> None:
        """Fill the login form in."""
        self.ask("GET", path)
        answer = self.post_form(path, {"username": username, "password": password})
        assert not answer.refused, "signing in failed"
        assert "sessionid" in self.cookies, "signing in failed"

    def pin_address(self) -> None:
        """From now on always from the same address, so that the server's limits apply."""
        self._sources = repeat(next(self._sources))

    def unpin_address(self) -> None:
        """By turns again."""
        self._sources = _addresses()

    def _exchange(
        self, method: str, path: str, headers: Mapping[str, str | bytes], body: bytes
    ) -> Answer:
        line = self._line()
        try:
            named = {name.lower() for name in headers}
            line.putrequest(method, path, skip_host="host" in named, skip_accept_encoding=True)
            for name, value in headers.items():
                line.putheader(name, value.encode() if isinstance(value, str) else value)
            if body and "content-length" not in named:
                line.putheader("Content-Length", str(len(body)))
            line.endheaders(body or None)
            answer = line.getresponse()
            return Answer(answer.status, tuple(answer.getheaders()), answer.read())
        finally:
            line.close()

    def _line(self) -> http.client.HTTPConnection:
        """A connection of an address of its own, where the system has more than one."""
        try:
            return self._connected((next(self._sources), 0))
        except OSError:
            return self._connected(None)

    def _connected(self, source: tuple[str, int] | None) -> http.client.HTTPConnection:
        line = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=ANSWERS_WITHIN_SECONDS, source_address=source
        )
        line.connect()
        return line


def exchange_raw(port: int, request: bytes) -> bytes:
    """Bytes that are no proper request, and what came back before the line was cut."""
    with socket.create_connection(("127.0.0.1", port), timeout=ANSWERS_WITHIN_SECONDS) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        received = bytearray()
        while part := line.recv(65536):
            received += part
    return bytes(received)
