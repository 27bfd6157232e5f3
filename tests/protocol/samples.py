"""One good example of everything that crosses the wire."""

from __future__ import annotations

from typing import Any

from msgspec import Raw

from chatcore.protocol import frames

CONVERSATION = "11111111-1111-4111-8111-111111111111"
CLIENT_ID = "22222222-2222-4222-8222-222222222222"
ANN = frames.Author(kind="agent", id=CLIENT_ID, name="Ann")

# As a browser writes them.
UP: dict[str, dict[str, Any]] = {
    "auth": {
        "t": "auth",
        "v": 1,
        "ticket": "abc",
        "dev": "tab-1",
        "want": [{"conv": CONVERSATION, "seen": 3}],
    },
    "send": {
        "t": "send",
        "cid": CLIENT_ID,
        "conv": CONVERSATION,
        "kind": "message",
        "body": {"text": "Do you have purple flowers?"},
    },
    "seen": {"t": "seen", "conv": CONVERSATION, "seq": 7, "read": True},
    "gap": {"t": "gap", "conv": CONVERSATION, "after": 7},
    "hb_ack": {"t": "hb_ack", "ts": 1_790_000_000_000},
    "typing": {"t": "typing", "on": True, "conv": CONVERSATION},
}

DOWN: dict[str, frames.DownFrame] = {
    "hello": frames.Hello(
        v=1, epoch="e", hb_ms=25_000, max_body=8_000, window=50, server_ver="0.1.0", ts=1
    ),
    "ready": frames.Ready(
        you=ANN, convs=[frames.Followed(conv=CONVERSATION, head=9, after=7, limited=True)]
    ),
    "ack": frames.Acknowledged(
        cid=CLIENT_ID, conv=CONVERSATION, seq=8, ts=2, dup=True, masked=True, text="my card ••••"
    ),
    "nack": frames.Refused(cid=CLIENT_ID, code="busy", message="Wait.", retry_ms=1000),
    "ev": frames.EventFrame(
        conv=CONVERSATION,
        seq=8,
        kind="message",
        data=Raw(b'{"text":"White ones, too."}'),
        by=ANN,
        ts=3,
        cid=CLIENT_ID,
    ),
    "live": frames.Live(conv=CONVERSATION, head=8),
    "hb": frames.Heartbeat(ts=4, heads={CONVERSATION: 8}),
    "typing": frames.TypingDown(conv=CONVERSATION, on=True, by=ANN),
    "inbox": frames.Inbox(
        full=True,
        items=[
            frames.Summary(
                conv=CONVERSATION, site="Florist", state="waiting", agent=None,
                visitor="Visitor 1a2b", page_url="", page_title="", waiting_since=5, opened=5,
                head=8, last_text="White ones, too.", last_by="agent", last_at=6,
            )
        ],
    ),
    "drain": frames.Drain(spread_ms=5_000, reason="restart"),
    "err": frames.ErrorFrame(code="bad", message="That could not be understood."),
}  # fmt: skip

COMMANDS: dict[str, dict[str, Any]] = {
    "message": {"text": "Hello", "page": {"url": "https://shop.example/", "title": "Shop"}},
    "note": {"text": "A regular customer"},
    "page": {"page": {"url": "https://shop.example/roses", "title": "Roses"}},
    "claim": {},
    "release": {},
    "close": {},
    "callback.offer": {},
    "callback.request": {"phone": "+44 20 7946 0018"},
    "callback.cancel": {},
    "callback.dial": {},
    "callback.answer": {},
    "callback.outcome": {"outcome": "no_answer"},
}
