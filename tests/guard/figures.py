"""`python -m tests.guard.figures`: what the guard catches, mistakes and costs, on generated data.

Prints the figures of docs/guard.md anew. `--numbers` scales the first two tables.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable

from chatcore import guard
from chatcore.guard.conversing import find_in_messages
from tests.guard.cases import cases
from tests.guard.numbers import make_card
from tests.guard.test_generated import FRAMES, LAYOUTS, is_caught, is_covered
from tests.guard.test_rules import HOSTILE
from tests.guard.traps import honest_numbers

MICROSECONDS = 1_000_000
PLAIN = "Do you have purple and white flowers for a wedding on Friday?"
WITH_CARD = "My card is 4242 4242 4242 4242, exp 12/27, thanks"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--numbers", type=int, default=200_000)
    count = parser.parse_args().numbers
    show_recall(count)
    show_alarms(count)
    for held in (False, True):
        show_cases(held=held)
    show_speed()


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def show_recall(count: int) -> None:
    chance = random.Random(21)
    missed: Counter[str] = Counter()
    for _ in range(count):
        layout = chance.choice(sorted(LAYOUTS))
        number = LAYOUTS[layout](make_card(chance))
        missed[layout] += not is_covered(chance.choice(FRAMES).format(number), number)
    say(f"cards of all brands in {len(LAYOUTS)} layouts: {count}, missed {missed.total()}")


def show_alarms(count: int) -> None:
    alarms = sum(bool(guard.find(text)) for text in honest_numbers(random.Random(22), count))
    say(f"honest numbers: {count}, false alarms {alarms} ({100 * alarms / count:.3f} %)")


def show_cases(*, held: bool) -> None:
    """Other languages, layouts and traps; `held` are those no rule was written with."""
    name = "held back" if held else "looked at"
    made = [case for seed in (1, 2, 3) for case in cases(seed, held=held)]
    positives = [case for case in made if case["spans"]]
    negatives = [case for case in made if not case["spans"]]
    cards = [case for case in positives if case["spans"][0]["kind"] == "card"]
    alarms = sum(any(find_in_messages(case["messages"])) for case in negatives)
    say(
        f"{name}: cards {share(cards)}, all kinds {share(positives)}, "
        f"false alarms {alarms}/{len(negatives)}"
    )


def share(made: list[dict[str, object]]) -> str:
    caught = sum(map(is_caught, made))
    return f"{caught}/{len(made)} ({100 * caught / len(made):.1f} %)"


def show_speed() -> None:
    say(f"message without digits: {cost(PLAIN, 2000):.1f} us")
    say(f"message with a card: {cost(WITH_CARD, 1000):.1f} us")
    costs = sorted(cost((piece * 8000)[:8000], 5) for piece in HOSTILE)
    say(
        f"8,000 hostile characters, {len(costs)} kinds: median {statistics.median(costs):.0f} us, "
        f"worst {costs[-1]:.0f} us"
    )
    for piece in ("4242 ", "cvv 123 ", "4 "):
        each = [cost((piece * size)[:size], 20) for size in (1000, 2000, 4000, 8000)]
        say(f"  {piece!r} at 1x 2x 4x 8x: " + " ".join(f"{one / each[0]:.1f}" for one in each))


def cost(text: str, calls: int) -> float:
    """The quicker half of five rounds, in microseconds a call."""
    return statistics.median_low([timed(lambda: guard.find(text), calls) for _ in range(5)])


def timed(work: Callable[[], object], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - start) / calls * MICROSECONDS


if __name__ == "__main__":
    main()
