"""Frames of no proper form, and odd handshakes: a stranger's socket, one a cell."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from websockets.exceptions import WebSocketException

from chatcore.canary.callers import NoAnswer
from chatcore.canary.cells import Shot, Surface
from chatcore.canary.encodings import Encoding
from chatcore.canary.stage import Stage
from chatcore.protocol import limits

FRAME = frozenset({Encoding.JSON})
ADDRESS = frozenset({Encoding.URL})
MANY_KEYS = [f"key {number}" for number in range(limits.FRAME_MAX_KEYS)]
NOBODY = "00000000-0000-0000-0000-000000000000"


def raw(name: str, build: Callable[[Shot], str | bytes], *, undoes: Any = FRAME) -> Surface:
    """A frame exactly as written here, sent right after the server's hello."""

    def inject(stage: Stage, shot: Shot) -> bool:
        caller = stage.stranger()
        caller.tell_raw(build(shot))
        with contextlib.suppress(NoAnswer):
            caller.wait_for(lambda frame: frame["t"] == "err")
        caller.close()
        return True

    return Surface(f"socket frame: {name}", inject, undoes, failing=True)


def frame(name: str, build: Callable[[str], dict[str, Any]]) -> Surface:
    """A JSON frame around the number."""
    return raw(name, lambda shot: shot.json(build(shot.text)))


def handshake(name: str, build: Callable[[Shot], dict[str, Any]], *, undoes: Any) -> Surface:
    """A socket asked for in an odd way."""

    def inject(stage: Stage, shot: Shot) -> bool:
        try:
            stage.stranger(**build(shot)).close()
        except (WebSocketException, OSError, ValueError):
            return True
        return False

    return Surface(f"socket handshake: {name}", inject, undoes, failing=True)


def _send(text: str, **changed: Any) -> dict[str, Any]:
    cid, body = str(uuid4()), {"text": text}
    return {"t": "send", "cid": cid, "kind": "message", "body": body, **changed}


def _auth(**changed: Any) -> dict[str, Any]:
    return {"t": "auth", "v": 1, "ticket": "none", "dev": "canary", "want": [], **changed}


def _nested(text: str) -> dict[str, Any]:
    inner: Any = text
    for _ in range(limits.FRAME_MAX_DEPTH + 1):
        inner = [inner]
    return _send("Hi", extra=inner)


SURFACES = (
    frame("before signing in", _send),
    frame("type", lambda n: {"t": n}),
    frame("client id", lambda n: _send("Hi", cid=n)),
    frame("command name", lambda n: _send("Hi", kind=n)),
    frame("conversation id", lambda n: _send("Hi", conv=n)),
    frame("unknown key", lambda n: _send("Hi", card=n)),
    frame("typing, conversation id", lambda n: {"t": "typing", "on": True, "conv": n}),
    frame("gap, conversation id", lambda n: {"t": "gap", "conv": n, "after": 0}),
    frame("seen, conversation id", lambda n: {"t": "seen", "conv": n, "seq": 1}),
    frame("seen, number of a wrong type", lambda n: {"t": "seen", "conv": NOBODY, "seq": n}),
    frame("sign in, ticket", lambda n: _auth(ticket=n)),
    frame("sign in, device", lambda n: _auth(dev=n)),
    frame("sign in, version of a wrong type", lambda n: _auth(v=n)),
    frame("sign in, wanted conversation", lambda n: _auth(want=[{"conv": n, "seen": 0}])),
    frame("too deep", _nested),
    frame("too many keys", lambda n: _send(n, **dict.fromkeys(MANY_KEYS, 0))),
    frame("too big", lambda n: _send(n + " " * limits.FRAME_IN_MAX_BYTES)),
    frame("holds a zero byte", lambda n: _send(n + "\x00")),
    raw("half a surrogate", lambda s: s.json(_send(s.text)).replace('"}', '\\ud800"}', 1)),
    raw("cut off", lambda s: s.json(_send(s.text))[:-3]),
    raw("not JSON", lambda s: s.text, undoes=frozenset()),
    raw("a text and no object", lambda s: s.json(s.text)),
    raw("a key twice", lambda s: s.json(_send(s.text)).replace("{", '{"t": "send", ', 1)),
    raw("bytes", lambda s: s.json(_send(s.text)).encode()),
    handshake("unknown path", lambda s: {"path": f"/ws/{s.address}"}, undoes=ADDRESS),
    handshake("query", lambda s: {"path": f"/ws/visitor?token={s.address}"}, undoes=ADDRESS),
    handshake("origin", lambda s: {"origin": f"http://{s.text}.example"}, undoes=frozenset()),
    handshake("cookie", lambda s: {"headers": {"Cookie": f"sessionid={s.address}"}},
              undoes=ADDRESS),
    handshake("odd header", lambda s: {"headers": {"X-Card": s.text}}, undoes=frozenset()),
    handshake("user agent", lambda s: {"headers": {"User-Agent": s.sentence}}, undoes=frozenset()),
)  # fmt: skip
