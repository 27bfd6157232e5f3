"""International bank account numbers: country, its length, check digits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatcore.guard.budget import Budget
from chatcore.guard.checks import is_iban
from chatcore.guard.context import words_before
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.rules import RULES

_LENGTHS = {each[:2]: int(each[2:]) for each in RULES.countries.split()}
_START = re.compile(RULES.patterns["iban"])
# Spaced out only where the word stands before: "is 42" is no Icelandic account.
_START_WORDED = re.compile(RULES.patterns["iban_worded"])
_SEPARATORS = {ord(separator): None for separator in " .-/_\n:,"}
_NUMBER = re.compile("^[a-z0-9]+(?![\\s\\S])")
_REACH = 24
_LOOK_ALIKES = str.maketrans("oil", "011")
_LEAST_DIGITS = 8


def find_ibans(text: str, words: Sequence[str], budget: Budget) -> list[Finding]:
    """IBANs in the text; `words` are its words, for a first look."""
    worded = "iban" in text
    if not worded and _LENGTHS.keys().isdisjoint(words):
        return []
    found: list[Finding] = []
    floor = 0
    for pattern in (_START, _START_WORDED) if worded else (_START,):
        for match in pattern.finditer(text):
            start = match.start(1)
            if start < floor or match[2] not in _LENGTHS:
                continue
            budget.spend(2)
            named = "iban" in words_before(text, 0, start, _REACH)
            if end := _end(text, start, _LENGTHS[match[2]], named=named):
                found.append(Finding(start, end[0], Kind.IBAN, match[2], end[1]))
                floor = end[0]
    return found


def _end(text: str, start: int, length: int, *, named: bool) -> tuple[int, Certainty] | None:
    """Where the number of that many characters ends, if it is one."""
    number = text[start : start + 2 * length].translate(_SEPARATORS)[:length]
    if len(number) < length or _NUMBER.match(number) is None:
        return None
    if sum("0" <= character <= "9" for character in number) < _LEAST_DIGITS:
        return None
    position = _position_after(text, start, length)
    if is_iban(number[:2] + number[2:4].translate(_LOOK_ALIKES) + number[4:]):
        return position, Certainty.SURE
    if named and _NUMBER.match(text[position : position + 1]) is None:
        return position, Certainty.LIKELY
    return None


def _position_after(text: str, start: int, length: int) -> int:
    position = start
    while length:
        length -= ord(text[position]) not in _SEPARATORS
        position += 1
    return position
