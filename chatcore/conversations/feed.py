"""What has just been committed, told to whoever listens in this process.

The log must not know about sockets, so an outer layer adds itself here once, at start
(`live/hub.py`). A listener that fails is logged and does not undo or hide the commit.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from chatcore.conversations.models import Event

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Committed:
    """Rows of one conversation, in order, now durable."""

    conversation: str
    site: int
    visitor: int
    head: int
    events: tuple[Event, ...]


Listener = Callable[[Committed], None]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call `listener` after every commit, on the thread that committed."""
    if listener not in _listeners:
        _listeners.append(listener)


def stop_listening(listener: Listener) -> None:
    """Forget the listener."""
    _listeners.remove(listener)


def publish_after_commit(committed: Committed) -> None:
    """Tell the listeners once the surrounding transaction is durable."""
    for listener in tuple(_listeners):
        transaction.on_commit(partial(_tell, listener, committed))


def _tell(listener: Listener, committed: Committed) -> None:
    try:
        listener(committed)
    except Exception:
        logger.exception("a listener of the feed failed")
