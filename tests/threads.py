"""Several people at the very same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

WAITS_SECONDS = 30


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call returned or raised, each in a thread and a connection of its own.

    For tests marked `transaction=True`: other connections see only what is committed.
    """
    start = Barrier(len(calls), timeout=WAITS_SECONDS)

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        running = [threads.submit(run, call) for call in calls]
    return [future.exception() or future.result() for future in running]
