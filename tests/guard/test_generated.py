"""Recall and false alarms on generated numbers; `RINGBACK_GUARD_NUMBERS` says how many."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable

import pytest

from chatcore import guard
from chatcore.guard.conversing import find_in_messages
from tests.guard.cases import Case, cases
from tests.guard.conftest import ROOT
from tests.guard.numbers import digits, grouped, make_card
from tests.guard.traps import honest_numbers

# 200_000 for the figures in docs/guard.md; a sample in the normal run.
NUMBERS = int(os.environ.get("RINGBACK_GUARD_NUMBERS", "5000"))
LAYOUTS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "spaced": lambda number: " ".join(grouped(number)),
    "dashed": lambda number: "-".join(grouped(number)),
    "dots": lambda number: ".".join(grouped(number)),
    "lines": lambda number: "\n".join(grouped(number)),
    "no-break": lambda number: "\u00a0".join(grouped(number)),
    "full-width": lambda number: "".join(chr(0xFF10 + int(digit)) for digit in number),
}
FRAMES = ("{}", "my card is {} thanks", "Visa: {}", "bitte {} belasten", "({})", "カードは{}です")


def is_covered(text: str, number: str) -> bool:
    start = text.index(number)
    return any(
        finding.start <= start and start + len(number) <= finding.end
        for finding in guard.find(text)
    )


def test_cards_of_all_brands_in_common_layouts_are_found() -> None:
    chance = random.Random(11)
    missed = []
    for _ in range(NUMBERS):
        number = LAYOUTS[chance.choice(sorted(LAYOUTS))](make_card(chance))
        text = chance.choice(FRAMES).format(number)
        if not is_covered(text, number):
            missed.append(text)
    assert len(missed) <= NUMBERS / 1000, missed[:20]


def test_honest_numbers_raise_no_alarm() -> None:
    chance = random.Random(12)
    alarms = [text for text in honest_numbers(chance, NUMBERS) if guard.find(text)]
    assert len(alarms) <= NUMBERS / 1000, alarms[:20]


def is_caught(case: Case) -> bool:
    covered = {
        (index, place)
        for index, findings in enumerate(find_in_messages(case["messages"]))
        for each in findings
        for place in range(each.start, each.end)
    }
    return all(
        (span["message"], place) in covered
        for span in case["spans"]
        if not span.get("optional")
        for place in range(span["start"], span["end"])
        if case["messages"][span["message"]][place].isalnum()
    )


def labelled_cases() -> list[Case]:
    lines = (ROOT / "tests/vectors/guard-cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    "made",
    [list(cases(1, held=False)), list(cases(1, held=True)), labelled_cases()],
    ids=["looked-at", "held-back", "written-after"],
)
def test_other_languages_layouts_and_traps_hold_the_bar(made: list[Case]) -> None:
    positives = [case for case in made if case["spans"]]
    negatives = [case for case in made if not case["spans"]]
    caught = sum(map(is_caught, positives))
    alarms = [case for case in negatives if any(find_in_messages(case["messages"]))]
    assert caught / len(positives) >= 0.97
    assert len(alarms) / len(negatives) <= 0.01, [case["messages"] for case in alarms]


def test_whole_long_numbers_hold_no_card() -> None:
    chance = random.Random(13)
    numbers = [digits(chance, chance.randint(20, 40)) for _ in range(NUMBERS)]
    alarms = [number for number in numbers if guard.find(number)]
    assert len(alarms) <= NUMBERS / 500, alarms[:20]
