"""Pages: addresses, headers, cookies and requests that are none, without signing in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chatcore import __version__
from chatcore.canary.cells import Shot, Surface
from chatcore.canary.encodings import Encoding
from chatcore.canary.stage import Stage
from chatcore.canary.surfaces.rest import at, header
from chatcore.canary.web import FORM, exchange_raw
from chatcore.demo import cast

ADDRESS = frozenset({Encoding.URL})
NOWHERE: frozenset[Encoding] = frozenset()
FRAME_PATH = f"/widget/{cast.SITE_KEY}/"
LOGIN = "/console/login/"
NO_HEADERS: Mapping[str, str | bytes] = {}


def got(
    name: str,
    path: Callable[[Stage, Shot], str] = lambda *_: LOGIN,
    headers: Callable[[Stage, Shot], Mapping[str, str | bytes]] = lambda *_: NO_HEADERS,
    *,
    undoes: frozenset[Encoding] = ADDRESS,
    failing: bool = False,
    method: str = "GET",
    door: str = "page",
) -> Surface:
    """A page asked for by somebody new."""

    def inject(stage: Stage, shot: Shot) -> bool:
        web = stage.newcomer()
        return web.ask(method, path(stage, shot), headers=headers(stage, shot)).refused

    return Surface(f"{door}: {name}", inject, undoes, failing=failing)


def raw(name: str, request: Callable[[Shot], str]) -> Surface:
    """Bytes that are hardly a request."""

    def inject(stage: Stage, shot: Shot) -> bool:
        answer = exchange_raw(stage.server.port, request(shot).encode())
        stage.note_raw(answer)
        return b" 200 " not in answer[:20]

    return Surface(f"page: {name}", inject, NOWHERE, failing=True)


def _cookie(name: str) -> Callable[[Stage, Shot], Mapping[str, str | bytes]]:
    return lambda _, shot: {"Cookie": f"{name}={shot.address}"}


def _referrer(_: Stage, shot: Shot) -> dict[str, str | bytes]:
    return {"Referer": f"https://shop.example/?card={shot.address}"}


def posted(name: str, path: str, fields: str, *, forged: bool = False) -> Surface:
    """A login form; `{}` in its fields is the number."""

    def inject(stage: Stage, shot: Shot) -> bool:
        web = stage.newcomer()
        web.ask("GET", path)
        body = fields.replace("{}", shot.address)
        if not forged:
            return web.post_form(path, body).refused
        return web.ask("POST", path, headers={"Content-Type": FORM}, body=body).refused

    return Surface(f"page: {name}", inject, ADDRESS, failing=True)


SURFACES = (
    got("loader, query", at("/widget.js?site={}")),
    got("chat frame, query", at(FRAME_PATH + "?page={}")),
    got("chat frame, referrer", lambda *_: FRAME_PATH, _referrer),
    got("login, next page", at(LOGIN + "?next=/console/{}/")),
    got("console, next page of a stranger", at("/console/?open={}")),
    got("user agent", headers=header("User-Agent", "Mozilla/5.0 ({})"), undoes=NOWHERE),
    got("language", headers=header("Accept-Language", "{}"), undoes=NOWHERE),
    got("odd header", headers=header("X-Customer", "{}"), undoes=NOWHERE),
    got("forwarded address", headers=header("X-Forwarded-For", "{}"), undoes=NOWHERE),
    got("session cookie", headers=_cookie("sessionid")),
    got("cookie of another name", headers=_cookie("card")),
    got("message cookie", headers=_cookie("messages")),
    got("host", headers=header("Host", "{}.example"), undoes=NOWHERE, failing=True),
    got("origin of a form", headers=header("Origin", "https://{}"), undoes=NOWHERE, method="POST",
        failing=True),
    got("unknown path", at("/{}"), failing=True),
    got("unknown path and query", at("/pay/card?number={}"), failing=True),
    got("unknown path, another method", at("/{}"), method="DELETE", failing=True),
    got("chat frame, site's key", at("/widget/{}/"), failing=True),
    got("console, unknown path", at("/console/{}/"), failing=True),
    got("static, unknown file", at(f"/static/{__version__}/" + "{}.js"), failing=True),
    got("static, unknown folder", at("/static/{}/chat.js"), failing=True),
    posted("console login, user", LOGIN, "username={}&password=wrong"),
    posted("console login, password", LOGIN, "username=ann&password={}"),
    posted("console login, forged token", LOGIN, "username={}&password=wrong", forged=True),
    posted("admin login, user", "/admin/login/", "username={}&password=wrong"),
    posted("admin login, forged token", "/admin/login/", "username={}&next={}", forged=True),
    raw("method", lambda s: f"{s.text} / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw("request line alone", lambda s: f"{s.text}\r\n\r\n"),
    raw("protocol version", lambda s: f"GET / HTTP/{s.text}\r\nHost: localhost\r\n\r\n"),
    raw("header without a colon", lambda s: f"GET / HTTP/1.1\r\n{s.text}\r\n\r\n"),
    raw("header's name", lambda s: f"GET / HTTP/1.1\r\nHost: localhost\r\n{s.text}: 1\r\n\r\n"),
    raw("path in bytes", lambda s: f"GET /{s.text} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    raw("length", lambda s: f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {s.text}\r\n\r\n"),
)  # fmt: skip
