"""Interleaved rounds: the two take turns, so that a busy moment hits both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

ROUNDS = 7
CALLS_PER_ROUND = 2_000
MICROSECONDS_PER_SECOND = 1_000_000


def interleaved(
    ours: Callable[[], object], theirs: Callable[[], object], calls: int = CALLS_PER_ROUND
) -> tuple[float, float]:
    """Medians in microseconds a call."""
    rounds = [(timed(ours, calls), timed(theirs, calls)) for _ in range(ROUNDS)]
    return statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds)


def timed(work: Callable[[], object], calls: int) -> float:
    """Microseconds a call in one round."""
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - start) / calls * MICROSECONDS_PER_SECOND


def show(name: str, ours: float, other_name: str, other: float) -> None:
    """The ratio first."""
    print(f"{ours / other:6.1f}x  {name}: {ours:.1f} us; {other_name}: {other:.1f} us")
