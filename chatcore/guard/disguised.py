"""Card numbers with letters that look like digits: "4OOO O566 5566 5556"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatcore.guard.budget import Budget
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.issuers import strongest_of
from chatcore.guard.rules import RULES

_LOOK_ALIKES = str.maketrans(
    dict(zip(RULES.look_alikes[::2], RULES.look_alikes[1::2], strict=True))
)
_LETTERS = "".join(sorted(set(RULES.look_alikes[::2])))
_ONE = f"[0-9{_LETTERS}]{{1,19}}(?![a-z0-9])"
_RUN = re.compile(f"(?:^|[^a-z0-9])({_ONE}(?:[ .,/_-]{{1,2}}{_ONE}){{0,24}})")
_LETTER = re.compile(f"[{_LETTERS}]")
_GROUP = re.compile(f"[0-9{_LETTERS}]+")
_TOUCHING = re.compile(f"[0-9][{_LETTERS}]|[{_LETTERS}][0-9]")
_LEAST_TRUE_DIGITS = 9
_LEAST, _MOST = RULES.limits["card_digits_least"], RULES.limits["card_digits_most"]
_WORDS_MOST = 3


def find_disguised(text: str, budget: Budget) -> list[Finding]:
    """Such numbers, whole: with nine or more true digits, brand and check digit after reading."""
    if _TOUCHING.search(text) is None:
        return []
    found: list[Finding] = []
    for start, end in _runs(text):
        budget.spend(2)
        finding = _read(text, start, end)
        if finding:
            found.append(finding)
    return found


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(text):
        digits = sum("0" <= character <= "9" for character in match[1])
        if digits >= _LEAST_TRUE_DIGITS and len(match[1]) > digits:
            yield match.span(1)


def _read(text: str, start: int, end: int) -> Finding | None:
    """Groups without any true digit at either end may be words: tried with and without them."""
    groups = [match.span() for match in _GROUP.finditer(text, start, end)]
    for first in _ends(text, groups):
        for dropped in _ends(text, groups[::-1]):
            chosen = groups[first : len(groups) - dropped]
            if finding := _judge(text, chosen):
                return finding
    return None


def _ends(text: str, groups: list[tuple[int, int]]) -> range:
    """How many groups may be left out at this end: words as long as there is no digit."""
    words = 0
    while words < _WORDS_MOST and words < len(groups) and _is_word(text, groups[words]):
        words += 1
    return range(words + 1)


def _judge(text: str, groups: list[tuple[int, int]]) -> Finding | None:
    number = "".join([text[start:end] for start, end in groups])
    if not _LEAST <= len(number) <= _MOST or _LETTER.search(number) is None:
        return None
    start, end = groups[0][0], groups[-1][1]
    issuer = strongest_of(number.translate(_LOOK_ALIKES))
    if issuer is None:
        return None
    return Finding(start, end, Kind.CARD, issuer.brand, Certainty.LIKELY)


def _is_word(text: str, group: tuple[int, int]) -> bool:
    return not any("0" <= character <= "9" for character in text[slice(*group)])
