"""Card numbers told in pieces within one text: "4242, then 4242, then 4242 and lastly 4242"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from chatcore.guard.context import is_labelled, names_card
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.folding import words_of
from chatcore.guard.issuers import strongest_of
from chatcore.guard.lexicon import lexicon
from chatcore.guard.rules import RULES

_PIECE = re.compile("[0-9]+(?:[ .-]{1,2}[0-9]+)*")
_KNOWN = lexicon("join_piece", "fillers").exact
_GAP_MOST = 26
_UNKNOWN_WORDS_MOST = 1
_PIECES_MOST = 8
_LEAST, _MOST = RULES.limits["card_digits_least"], RULES.limits["card_digits_most"]
_SIZES = {4, 8, 12}
_GROUP = re.compile("[0-9]+")


def find_scattered(text: str, words: Sequence[str]) -> list[Finding]:
    """All the text's digits as one number, if each piece is of whole groups of four."""
    pieces = [(match.start(), match.end()) for match in _PIECE.finditer(text)]
    numbers = [re.sub("[^0-9]", "", text[start:end]) for start, end in pieces]
    pieces = [piece for piece, number in zip(pieces, numbers, strict=True) if len(number) > 1]
    numbers = [number for number in numbers if len(number) > 1]
    digits = "".join(numbers)
    if not 2 <= len(pieces) <= _PIECES_MOST or not _LEAST <= len(digits) <= _MOST:  # noqa: PLR2004
        return []
    sizes = {len(group) for start, end in pieces for group in _GROUP.findall(text, start, end)}
    if not sizes <= _SIZES:
        return []
    issuer = strongest_of(digits)
    if issuer is None or not _belong_together(text, words, pieces):
        return []
    return [Finding(start, end, Kind.CARD, issuer.brand, Certainty.LIKELY) for start, end in pieces]


def _belong_together(text: str, words: Sequence[str], pieces: list[tuple[int, int]]) -> bool:
    """Little but filler between the pieces, or a card is named; and no label before."""
    if is_labelled(text, 0, pieces[0][0]):
        return False
    gaps = [text[a[1] : b[0]] for a, b in pairwise(pieces)]
    if any(len(gap) > _GAP_MOST or "•" in gap for gap in gaps):
        return False
    unknown = [word for gap in gaps for word in words_of(gap) if word not in _KNOWN]
    return len(unknown) <= _UNKNOWN_WORDS_MOST or names_card(list(words), text)
