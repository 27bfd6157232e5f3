"""`find`: the gate, then passes over the text as it reads until nothing is left to find."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatcore.errors import GuardFailed, TextTooLong
from chatcore.guard import number_words
from chatcore.guard.allowing import AllowPattern, without_allowed
from chatcore.guard.beside import blank, find_expiries
from chatcore.guard.budget import Budget, Exhausted
from chatcore.guard.cards import find_cards
from chatcore.guard.disguised import find_disguised
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.folding import digits_in, fold, words_of
from chatcore.guard.ibans import find_ibans
from chatcore.guard.labelled import find_labelled
from chatcore.guard.passwords import find_passwords, may_hold_password
from chatcore.guard.reading import Reading, read
from chatcore.guard.rules import INVISIBLE, RULES
from chatcore.guard.scattered import find_scattered
from chatcore.guard.shaped import find_shaped
from chatcore.guard.topics import may_name_values

MAX_TEXT_CHARACTERS = RULES.limits["text_characters"]
_MOST_PASSES = RULES.limits["passes_most"]
_LEAST_FOR_CARD = RULES.limits["card_digits_least"]
_LEAST_FOR_VALUE = 3
_LEAST_SPOKEN = 6
_LEAST_FOR_SHAPE = 4
_LEAST_FOR_IBAN = 8
_LEAST_FOR_DISGUISE = 9
_MOST_SCATTERED = 24
_DIGIT = re.compile("[0-9]")


def find(text: str, *, allowed: Sequence[AllowPattern] = ()) -> tuple[Finding, ...]:
    """What is sensitive in the text, in order, never overlapping; spans in code points.

    `allowed`: a site's own number formats, which make likely findings pass.

    Raises TextTooLong above MAX_TEXT_CHARACTERS and GuardFailed on any error of the guard's own.
    Neither carries the text: not in its arguments, its context, or the guard's frames.
    """
    too_long = len(text) > MAX_TEXT_CHARACTERS
    found = None if too_long else _found_or_none(text, allowed)
    if found is None:
        # Error reports print the local variables of every frame the exception passes.
        del text
        raise TextTooLong if too_long else GuardFailed
    return found


def _found_or_none(text: str, allowed: Sequence[AllowPattern]) -> tuple[Finding, ...] | None:
    """None on any error: raised from here, GuardFailed would chain the error and its frames."""
    try:
        return without_allowed(text, _search(text), allowed)
    except Exception:  # noqa: BLE001 -- fails closed: the caller raises a coded error instead
        return None


def _search(text: str) -> tuple[Finding, ...]:
    folded = fold(text)
    found: list[Finding] = []
    for _ in range(_MOST_PASSES):
        fresh, is_as_written = _read_once(folded, text)
        found += fresh
        if not fresh or is_as_written:
            return tuple(sorted(found))
        # A text that was read otherwise than written may read otherwise without what was found.
        folded = blank(folded, fresh)
    raise OverflowError("still finding after the last reading")


def _read_once(folded: str, text: str) -> tuple[list[Finding], bool]:
    """What one reading finds, and whether it read the text as it is written."""
    seen = folded.replace(INVISIBLE, "") if INVISIBLE in folded else folded
    words = words_of(seen)
    if not _is_worth_reading(seen, words):
        return [], True
    try:
        reading = read(folded, words, len(digits_in(seen)))
        found = _look_until_nothing(reading, text, words_of(reading.text))
    except Exhausted:
        return [_everything(folded, words)], True
    return [*map(reading.in_original, found)], reading.starts is None


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
    look = _Look(reading.text, original, words)
    found: list[Finding] = []
    for _ in range(_MOST_PASSES):
        fresh = look.once()
        found += fresh
        if not fresh or (look.digits < _LEAST_FOR_VALUE and not original):
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


class _Look:
    """Each look sees the text without what the ones before it found."""

    __slots__ = ("_budget", "_found", "_original", "_words", "digits", "text")

    def __init__(self, text: str, original: str, words: Sequence[str]) -> None:
        self.text = text
        self.digits = len(digits_in(text))
        self._original = original
        self._words = words
        self._budget = Budget()
        self._found: list[Finding] = []

    def once(self) -> list[Finding]:
        """Every look in turn, the surest first."""
        self._found = []
        words, budget = self._words, self._budget
        if self.digits >= _LEAST_FOR_IBAN:
            self._take(find_ibans(self.text, words, budget))
            self._take_cards()
        beside_card = any(finding.kind is Kind.CARD for finding in self._found)
        if self.digits >= _LEAST_FOR_SHAPE:
            self._take(find_shaped(self.text, words, self.digits, budget))
        if self.digits >= _LEAST_FOR_VALUE:
            self._take(find_labelled(self.text, words, budget, beside_card=beside_card))
        if self._original:
            self._take(find_passwords(self.text, self._original, words, budget))
        return self._found

    def _take_cards(self) -> None:
        cards: list[Finding] = []
        if self.digits >= _LEAST_FOR_CARD:
            cards = find_cards(self.text, self._budget)
            if not cards and self.digits <= _MOST_SCATTERED:
                cards = find_scattered(self.text, self._words)
        self._take(cards)
        disguised: list[Finding] = []
        if self.digits >= _LEAST_FOR_DISGUISE:
            disguised = find_disguised(self.text, self._budget)
            self._take(disguised)
        if cards or disguised:
            self._take(find_expiries(self.text))

    def _take(self, fresh: list[Finding]) -> None:
        if fresh:
            self._found += fresh
            self.text = blank(self.text, fresh)
            self.digits = len(digits_in(self.text))
