"""A customer's socket: every field of every command, well formed and not."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from chatcore.canary.callers import NoAnswer
from chatcore.canary.cells import Shot, Surface
from chatcore.canary.encodings import Encoding
from chatcore.canary.stage import Customer, Stage
from chatcore.protocol import limits

FRAME = frozenset({Encoding.JSON})
# The page's address is stored as the browser tells it, escapes and all, and people read it.
PAGE_ADDRESS = frozenset({Encoding.JSON, Encoding.URL})
PHONE = "+44 20 7946 0018"
SHOP = "https://shop.example"

Body = Callable[[Shot], dict[str, Any]]


def command(name: str, kind: str, body: Body, **more: Any) -> Surface:
    """A command in the customer's open conversation."""

    def inject(stage: Stage, shot: Shot) -> bool:
        return stage.customer(shot).send(kind, shot, body(shot))

    return Surface(f"visitor socket: {name}", inject, **{"undoes": FRAME, **more})


def opening(name: str, kind: str, body: Body, **more: Any) -> Surface:
    """A command that opens a conversation: only then is the page of it kept."""

    def inject(stage: Stage, shot: Shot) -> bool:
        customer = stage.customer(shot)
        stage.settle(customer)
        refused = customer.send(kind, shot, body(shot))
        if customer.conversation:
            stage.follow(customer.conversation)
        return refused

    return Surface(f"visitor socket: {name}", inject, **{"undoes": FRAME, **more})


def _address(shot: Shot) -> str:
    return f"{SHOP}/search?q={shot.address}"


def _path(shot: Shot) -> str:
    return f"{SHOP}/orders/{shot.address}/"


def _page(url: str = SHOP, title: str = "Roses") -> dict[str, Any]:
    return {"page": {"url": url, "title": title}}


def _repeat(stage: Stage, shot: Shot) -> bool:
    """The same client id again with other words."""
    customer, cid = stage.customer(shot), str(uuid4())
    frame = {"t": "send", "cid": cid, "kind": "message"}
    for text in ("First", shot.sentence):
        customer.socket.tell_raw(shot.json({**frame, "body": {"text": text}}))
        customer.socket.answer_to(cid)
    return False


def _no_conversation(stage: Stage, shot: Shot) -> bool:
    customer = stage.customer(shot)
    stage.settle(customer)
    return customer.send("page", shot, _page(title=shot.sentence))


def _over_rate(stage: Stage, shot: Shot) -> bool:
    """More frames at once than the burst allows, then the number."""
    customer = stage.customer(shot)
    caller = customer.open_socket(paced=False)
    for _ in range(limits.VISITOR_FRAMES_BURST + 5):
        caller.tell({"t": "hb_ack", "ts": 0})
    frame = {"t": "send", "cid": str(uuid4()), "kind": "message", "body": {"text": shot.sentence}}
    caller.tell_raw(shot.json(frame))
    answer = caller.wait_for(lambda answer: answer["t"] in ("err", "ack"))
    caller.close()
    return bool(answer["t"] == "err")


def _killed(stage: Stage, shot: Shot) -> bool:
    """Sent without waiting: the process dies when the last cell is out."""
    customer = stage.customer(shot)
    frame = {"t": "send", "cid": str(uuid4()), "kind": "message", "body": {"text": shot.sentence}}
    customer.socket.tell_raw(shot.json(frame))
    return False


def _restart(stage: Stage) -> None:
    stage.restart_after_kill()
    for customer in stage.customers:
        with contextlib.suppress(NoAnswer):
            _ = customer.socket


def _foreign(stage: Stage, shot: Shot) -> bool:
    """A conversation that belongs to somebody else."""
    customer: Customer = stage.customer(shot)
    body = {"text": shot.sentence}
    return customer.send("message", shot, body, conv=stage.noah.conversation)


LONG = "x " * (limits.TEXT_MAX_CHARACTERS // 2)

SURFACES = (
    command("message, among words", "message", lambda s: {"text": s.sentence}, conversational=True),
    command("message, bare", "message", lambda s: {"text": s.text}, conversational=True),
    command(
        "message, in a web address",
        "message",
        lambda s: {"text": f"See {_address(s)}"},
        undoes=PAGE_ADDRESS,
    ),
    command(
        "message, in a web address that says card",
        "message",
        lambda s: {"text": f"See {SHOP}/pay?card={s.address}"},
        undoes=PAGE_ADDRESS,
    ),
    opening("message, page address", "message", lambda s: {"text": "Hi", **_page(_address(s))},
            undoes=PAGE_ADDRESS),
    opening("message, page title", "message", lambda s: {"text": "Hi", **_page(title=s.sentence)}),
    command("page, address query", "page", lambda s: _page(_address(s)), undoes=PAGE_ADDRESS),
    command("page, address path", "page", lambda s: _page(_path(s)), undoes=PAGE_ADDRESS),
    command("page, title", "page", lambda s: _page(title=s.sentence)),
    opening("call, page address", "callback.request",
            lambda s: {"phone": PHONE, **_page(_address(s))}, undoes=PAGE_ADDRESS),
    opening("call, page title", "callback.request",
            lambda s: {"phone": PHONE, **_page(title=s.sentence)}),
    command("message, unknown key", "message", lambda s: {"text": "Hi", "subject": s.text}),
    command("message, number as key", "message", lambda s: {"text": "Hi", s.text: 1}),
    command("call offer, unknown key", "callback.offer", lambda s: {"card": s.text}),
    Surface("visitor socket: message, client id again", _repeat, FRAME),
    command("call, bad phone number", "callback.request", lambda s: {"phone": s.text},
            failing=True),
    command("call, phone number too long", "callback.request",
            lambda s: {"phone": s.sentence + " " * limits.PHONE_MAX_CHARACTERS}, failing=True),
    command("message, text of a wrong type", "message", lambda s: {"text": [s.text]},
            failing=True),
    command("message, too long", "message", lambda s: {"text": LONG + s.sentence}, failing=True),
    command("page, address too long", "page",
            lambda s: _page(_address(s) + "&x" * limits.ADDRESS_MAX_CHARACTERS), failing=True),
    command("page, title too long", "page",
            lambda s: _page(title=s.sentence * limits.TITLE_MAX_CHARACTERS), failing=True),
    command("a command of agents", "note", lambda s: {"text": s.sentence}, failing=True),
    Surface("visitor socket: page, no conversation", _no_conversation, FRAME, failing=True),
    Surface("visitor socket: message, over the rate", _over_rate, FRAME, failing=True),
    Surface("visitor socket: message, another's conversation", _foreign, FRAME, failing=True),
    Surface("visitor socket: message, server killed", _killed, FRAME, failing=True,
            after=_restart),
)  # fmt: skip
