"""`find`: the gate, then passes over the folded text until nothing is left to find."""

from __future__ import annotations

from chatcore.errors import GuardFailed, TextTooLong
from chatcore.guard.beside import blank, find_worded
from chatcore.guard.cards import find_cards
from chatcore.guard.findings import Finding
from chatcore.guard.folding import fold, has_enough_digits
from chatcore.guard.rules import RULES

MAX_TEXT_CHARACTERS = RULES.limits["text_characters"]
_MOST_PASSES = RULES.limits["passes_most"]


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
    if not has_enough_digits(text):
        return ()
    folded = fold(text)
    found: list[Finding] = []
    # What a finding leaves on either side may be a number by itself once the finding is masked.
    for _ in range(_MOST_PASSES):
        fresh = _look_once(folded)
        if not fresh:
            return tuple(sorted(found))
        found += fresh
        folded = blank(folded, fresh)
    raise OverflowError("still finding after the last pass")


def _look_once(folded: str) -> list[Finding]:
    cards = find_cards(folded)
    return cards + find_worded(blank(folded, cards)) if cards else []
