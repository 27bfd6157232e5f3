"""Frames the server says by itself: hello, refusals, errors. Constant texts only."""

from __future__ import annotations

import time

from django.utils.translation import gettext
from msgspec import UNSET

from chatcore import __version__
from chatcore.errors import Refusal
from chatcore.protocol import frames, limits

WINDOW_EVENTS = 50


def hello(epoch: str) -> frames.Hello:
    """The terms of a connection."""
    return frames.Hello(
        v=limits.PROTOCOL_VERSION,
        epoch=epoch,
        hb_ms=limits.HEARTBEAT_MILLISECONDS,
        max_body=limits.TEXT_MAX_CHARACTERS,
        window=WINDOW_EVENTS,
        server_ver=__version__,
        ts=now_milliseconds(),
    )


def refused(client_id: str, refusal: Refusal) -> frames.Refused:
    """A `send` that was not recorded."""
    return frames.Refused(
        cid=client_id,
        code=refusal.code,
        message=gettext(refusal.wording),
        retry_ms=UNSET
        if refusal.retry_after_milliseconds is None
        else refusal.retry_after_milliseconds,
    )


def error(refusal: Refusal) -> frames.ErrorFrame:
    """A frame that was refused."""
    return frames.ErrorFrame(code=refusal.code, message=gettext(refusal.wording))


def now_milliseconds() -> int:
    """Milliseconds since the epoch; for display, never for order."""
    return int(time.time() * 1000)
