"""What the guard and the log cost, beside the plainest thing that could stand in their place.

Each figure is the median of interleaved rounds in this one run; the ratios hold across machines,
the absolute times do not.
"""

from __future__ import annotations

import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from uuid import uuid4

ROUNDS = 7
GUARD_CALLS_PER_ROUND = 2_000
POSTS_PER_ROUND = 40
MICROSECONDS_PER_SECOND = 1_000_000

PLAIN = "Do you have purple and white flowers for a wedding on Friday?"
WITH_CARD = "My card is 4242 4242 4242 4242, exp 12/27, thanks"
FIRST_SIGHT_RULE = re.compile(r"\b(?:\d[ -]?){13,16}\b")


def main() -> None:
    """Print one line a comparison."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RINGBACK_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "chatcore.settings"
        prepare()
        compare_guard("guard, message without digits", PLAIN)
        compare_guard("guard, message with a card", WITH_CARD)
        compare_log()


def prepare() -> None:
    """An empty database on this disk, as durable as in production."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def compare_guard(name: str, text: str) -> None:
    """Masking against one regular expression of the kind found in other products."""
    from chatcore import guard

    ours, theirs = interleaved(
        lambda: guard.mask(text), lambda: FIRST_SIGHT_RULE.search(text), GUARD_CALLS_PER_ROUND
    )
    show(name, ours, "one regular expression", theirs)


def compare_log() -> None:
    """A numbered, deduplicated, masked, durable message against one bare insert."""
    from django.contrib.auth.models import Group

    from chatcore.conversations import identity
    from chatcore.demo import seed
    from chatcore.routing import intake

    visitor, _ = identity.welcome(seed.plant(port=8000))
    ours, theirs = interleaved(
        lambda: intake.say(visitor, text=PLAIN, client_id=uuid4()),
        lambda: Group.objects.create(name=uuid4().hex),
        POSTS_PER_ROUND,
    )
    show("log, one durable message", ours, "one bare durable insert", theirs)


def interleaved(
    ours: Callable[[], object], theirs: Callable[[], object], calls: int
) -> tuple[float, float]:
    """Medians in microseconds a call, the two taking turns."""
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


if __name__ == "__main__":
    main()
