"""An agent's socket: what staff write, and what they may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from chatcore.canary.cells import Shot, Surface
from chatcore.canary.encodings import Encoding
from chatcore.canary.stage import Stage
from chatcore.canary.surfaces.visitor import LONG

FRAME = frozenset({Encoding.JSON})
Body = Callable[[Shot], dict[str, Any]]


def _tell(stage: Stage, shot: Shot, kind: str, body: Any, conversation: str) -> bool:
    cid = str(uuid4())
    frame = {"t": "send", "cid": cid, "kind": kind, "body": body, "conv": conversation}
    stage.ann.tell_raw(shot.json(frame))
    return bool(stage.ann.answer_to(cid)["t"] != "ack")


def command(name: str, kind: str, body: Body, **more: Any) -> Surface:
    """A command in a conversation that Ann holds."""

    def inject(stage: Stage, shot: Shot) -> bool:
        conversation = stage.hold(stage.customer(shot))
        return _tell(stage, shot, kind, body(shot), conversation)

    return Surface(f"agent socket: {name}", inject, FRAME, **more)


def _not_hers(stage: Stage, shot: Shot) -> bool:
    return _tell(stage, shot, "message", {"text": shot.sentence}, stage.noah.conversation)


def _closed(stage: Stage, shot: Shot) -> bool:
    customer = stage.customer(shot)
    conversation = customer.conversation
    stage.settle(customer)
    return _tell(stage, shot, "message", {"text": shot.sentence}, conversation)


def _note_after_the_end(stage: Stage, shot: Shot) -> bool:
    customer = stage.customer(shot)
    conversation = customer.conversation
    stage.settle(customer)
    return _tell(stage, shot, "note", {"text": shot.sentence}, conversation)


def _unknown_conversation(stage: Stage, shot: Shot) -> bool:
    return _tell(stage, shot, "note", {"text": shot.sentence}, str(uuid4()))


SURFACES = (
    command("message", "message", lambda s: {"text": s.sentence}, conversational=True),
    command("note", "note", lambda s: {"text": s.sentence}, conversational=True),
    command("note, unknown key", "note", lambda s: {"text": "Hi", "tag": s.text}),
    command("claim, unknown key", "claim", lambda s: {"reason": s.text}),
    Surface("agent socket: note after the end", _note_after_the_end, FRAME),
    command("message, too long", "message", lambda s: {"text": LONG + s.sentence}, failing=True),
    command("call, outcome", "callback.outcome", lambda s: {"outcome": s.text}, failing=True),
    command("unknown command", "macro", lambda s: {"text": s.sentence}, failing=True),
    Surface("agent socket: message, not accepted", _not_hers, FRAME, failing=True),
    Surface("agent socket: message, closed conversation", _closed, FRAME, failing=True),
    Surface("agent socket: note, unknown conversation", _unknown_conversation, FRAME, failing=True),
)
