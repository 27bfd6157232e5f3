"""`find`: the gate, then passes over the text as it reads until nothing is left to find."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatcore.errors import GuardFailed, TextTooLong
from chatcore.guard import number_words
from chatcore.guard.beside import blank, find_expiries
from chatcore.guard.budget import Budget, Exhausted
from chatcore.guard.cards import find_cards
from chatcore.guard.disguised import find_disguised
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.folding import digits_in, fold, words_of
from chatcore.guard.ibans import find_ibans
from chatcore.guard.labelled import find_labelled, may_name_values
from chatcore.guard.passwords import find_passwords, may_hold_password
from chatcore.guard.reading import Reading, read
from chatcore.guard.rules import INVISIBLE, RULES
from chatcore.guard.shaped import find_shaped

MAX_TEXT_CHARACTERS = RULES.limits["text_characters"]
_MOST_PASSES = RULES.limits["passes_most"]
_LEAST_FOR_CARD = RULES.limits["card_digits_least"]
_LEAST_FOR_VALUE = 3
_LEAST_SPOKEN = 6
_LEAST_FOR_SHAPE = 4
_LEAST_FOR_IBAN = 8
_LEAST_FOR_DISGUISE = 9
_DIGIT = re.compile("[0-9]")


def find(text: str) -> tuple[Finding, ...]:
    """What is sensitive in the text, in order, never overlapping; spans in code points.

    Raises TextTooLong above MAX_TEXT_CHARACTERS and GuardFailed on any error of the guard's own.
    Neither carries the text: not in its arguments, its context, or the guard's frames.
    """
    too_long = len(text) > MAX_TEXT_CHARACTERS
    found = None if too_long else _found_or_none(text)
    if found is None:
        # Error reports print the local variables of every frame the exception passes.
        del text
        raise TextTooLong if too_long else GuardFailed
    return found


def _found_or_none(text: str) -> tuple[Finding, ...] | None:
    """None on any error: raised from here, GuardFailed would chain the error and its frames."""
    try:
        return _search(text)
    except Exception:  # noqa: BLE001 -- fails closed: the caller raises a coded error instead
        return None


def _search(text: str) -> tuple[Finding, ...]:
    folded = fold(text)
    seen = folded.replace(INVISIBLE, "") if INVISIBLE in folded else folded
    words = words_of(seen)
    if not _is_worth_reading(seen, words):
        return ()
    try:
        reading = read(folded, words, len(digits_in(seen)))
        found = _look_until_nothing(reading, text, words)
    except Exhausted:
        return (_everything(folded, words),)
    return tuple(sorted(map(reading.in_original, found)))


def _is_worth_reading(seen: str, words: Sequence[str]) -> bool:
    """The gate most messages end at."""
    digits = len(digits_in(seen))
    if digits >= _LEAST_FOR_CARD:
        return True
    if digits >= _LEAST_FOR_VALUE and may_name_values(words, seen):
        return True
    if digits >= _LEAST_FOR_SHAPE or may_hold_password(words, seen):
        return True
    spoken = number_words.count(words)
    if spoken and (spoken + digits >= _LEAST_SPOKEN or may_name_values(words, seen)):
        return True
    return number_words.has_numerals(seen)


def _look_until_nothing(reading: Reading, text: str, words: Sequence[str]) -> list[Finding]:
    """What a finding leaves on either side may be a number itself once the finding is masked."""
    original = ""
    if may_hold_password(words, reading.text):
        original = text if reading.starts is None else "".join([text[at] for at in reading.starts])
    text = reading.text
    found: list[Finding] = []
    budget = Budget()
    for _ in range(_MOST_PASSES):
        fresh = _look_once(text, original, words, budget)
        found += fresh
        text = blank(text, fresh)
        if not fresh or not _is_worth_reading(text, words):
            return found
    raise OverflowError("still finding after the last pass")


def _everything(text: str, words: Sequence[str]) -> Finding:
    """From the first digit to the last, unread: the guard fails closed."""
    first = _DIGIT.search(text)
    if first is None or may_hold_password(words, text):
        return Finding(0, len(text), Kind.CARD, "unread", Certainty.LIKELY)
    end = max(text.rfind(digit) for digit in "0123456789") + 1
    start = first.start()
    return Finding(start, end, Kind.CARD, "unread", Certainty.LIKELY)


def _look_once(
    text: str, original: str, words: Sequence[str], budget: Budget
) -> list[Finding]:
    """Each look sees the text without what the ones before it found."""
    digits = len(digits_in(text))
    found: list[Finding] = []

    def left() -> str:
        return blank(text, found) if found else text

    if digits >= _LEAST_FOR_IBAN:
        found += find_ibans(text, words, budget)
    if digits >= _LEAST_FOR_CARD:
        found += find_cards(left(), budget)
    if digits >= _LEAST_FOR_DISGUISE:
        found += find_disguised(left(), budget)
    beside_card = any(finding.kind is Kind.CARD for finding in found)
    if beside_card:
        found += find_expiries(left())
    if digits >= _LEAST_FOR_SHAPE:
        found += find_shaped(left(), words, digits, budget)
    if digits >= _LEAST_FOR_VALUE:
        found += find_labelled(left(), words, budget, beside_card=beside_card)
    return found + (find_passwords(left(), original, words, budget) if original else [])
