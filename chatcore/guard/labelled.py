"""Short numbers that only their wording gives away: codes, PINs, accounts, national numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chatcore.guard.budget import Budget
from chatcore.guard.findings import Finding
from chatcore.guard.folding import digits_in, words_of
from chatcore.guard.judging import Value, judge
from chatcore.guard.rules import RULES
from chatcore.guard.topics import (
    TOPICS,
    is_near,
    is_unit_first,
    topic_after,
    topic_before,
)

_VALUE = re.compile(RULES.patterns["value"])
_AFTER = re.compile(RULES.patterns["value_after"])
_GROUP = re.compile("[0-9]+")
_NUMBER_OR_MASK = re.compile("[0-9]{3,}|•")
_SENTENCE_END = re.compile("[0-9•.!?\\n;]")
_REACH = RULES.limits["label_reach_characters"]
_REACH_AFTER = 44
_STEPS_PER_VALUE = 8
_LEAST_DIGITS = 3
_SEPARATORS = " .,/_\n-"
_BANKING = frozenset({"routing", "bank_account", "account"})


def find_labelled(
    text: str, words: Sequence[str], budget: Budget, *, beside_card: bool
) -> list[Finding]:
    """All numbers named by words. `beside_card`: the text holds a card, so "code" is its code."""
    if not is_near(words, text, beside_card=beside_card):
        return []
    found: list[Finding] = []
    for match in _VALUE.finditer(text):
        if len(digits_in(match[0])) < _LEAST_DIGITS:
            continue
        budget.spend()
        start, end = match.span()
        side = f"{_before(text, start)} {text[end : end + _REACH_AFTER]}"
        if is_near(words_of(side), side, beside_card=beside_card):
            budget.spend(_STEPS_PER_VALUE)
            found += _in_chain(text, start, end, beside_card=beside_card)
    return found


def find_answer(text: str, topics: frozenset[str]) -> list[Finding]:
    """The first number of the text, if it can be of one of the topics."""
    match = _VALUE.search(text)
    if match is None:
        return []
    for value in _values(text, *match.span(), before=""):
        for topic in sorted(topics & TOPICS.keys()):
            if finding := _judge(topic, value):
                return [finding]
    return []


def _in_chain(text: str, start: int, end: int, *, beside_card: bool) -> Iterator[Finding]:
    topic: str | None = None
    while start < end:
        finding = None
        for value in _values(text, start, end, before=_before(text, start)):
            named = topic_before(value.before, value.after, beside_card=beside_card)
            named = named or topic_after(value.after) or (topic if topic in _BANKING else None)
            if named and (finding := _judge(named, value)):
                topic = named
                break
        if finding is None:
            return
        yield finding
        rest = text[finding.end : end]
        start = end - len(rest.lstrip(_SEPARATORS))


def _judge(topic: str, value: Value) -> Finding | None:
    if _AFTER.match(value.text[value.end : value.end + 3]) or is_unit_first(value.after):
        return None
    return judge(topic, value)


def _before(text: str, start: int) -> str:
    """The words that may name the number: up to another number or a mask."""
    return _NUMBER_OR_MASK.split(text[max(0, start - _REACH) : start])[-1]


def _after(text: str, end: int) -> str:
    return _SENTENCE_END.split(text[end : end + _REACH_AFTER], maxsplit=1)[0]


def _values(text: str, start: int, end: int, *, before: str) -> Iterator[Value]:
    """The whole chain, its first evenly joined groups, its first group."""
    spans = [match.span() for match in _GROUP.finditer(text, start, end)]
    gaps = [text[left[1] : right[0]] for left, right in pairwise(spans)]
    even = 1
    while even <= len(gaps) and gaps[even - 1] == gaps[0]:
        even += 1
    for count in sorted({len(spans), even, 1}, reverse=True):
        stop = spans[count - 1][1]
        groups = tuple(text[a:b] for a, b in spans[:count])
        yield Value(text, spans[0][0], stop, groups, before, _after(text, stop))
