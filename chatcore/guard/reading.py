"""The text as a reader takes it: invisible characters gone, number words as digits.

Findings are made on `Reading.text` and told in offsets of the original.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

from chatcore.guard import number_words
from chatcore.guard.budget import Exhausted
from chatcore.guard.findings import Finding
from chatcore.guard.folding import words_of
from chatcore.guard.rules import INVISIBLE, RULES

_WORDS_MOST = 160
_LEAST_DIGITS = 8
_FILLERS_MOST = 40
_DRESS = 2
_IS_VISIBLE = bytes(value != ord(INVISIBLE) for value in range(256))
_FILLER = re.compile(RULES.patterns["filler"])
_FILLERS = frozenset(RULES.words["fillers"].split())
# Inside Ukrainian numbers: five, nine.
_APOSTROPHE = re.compile("([\u0430-\u045f])'(?=[\u0430-\u045f])")
_SHORT_FORM = re.compile("(^|[^a-z0-9])([ast])[/.]c(?![a-z0-9])")
_ENTITY = re.compile("(c[va][vcn]|cav)2(?![0-9])")


@dataclass(frozen=True, slots=True)
class Reading:
    """`starts[i]` and `ends[i]` are where character i stands in the original.

    None: in place, and one character long. `length` is the original's.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    length: int = 0

    def in_original(self, finding: Finding) -> Finding:
        if self.starts is None:
            return finding
        start, last = self.starts[finding.start], finding.end - 1
        if self.ends is not None:
            return replace(finding, start=start, end=self.ends[last])
        end = self.starts[last] + 1
        # What invisibly dresses the last digit, as in a keycap, goes with it.
        following = self.starts[last + 1] if last + 1 < len(self.starts) else self.length
        return replace(finding, start=start, end=following if following - end <= _DRESS else end)


def read(folded: str, words: Sequence[str], digits: int) -> Reading:
    """The reading of a folded text that has these words and so many digits."""
    text = folded
    if "cv" in text or "cav" in text:
        # The digit of "cvv2" is none.
        text = _ENTITY.sub(lambda cue: cue[1] + "x", text)
    if "/c" in text or ".c" in text:
        # "a/c", "s/c", "T.C." are words.
        text = _SHORT_FORM.sub(r"\1\2xc", text)
    if not text.isascii():
        text = number_words.numerals_to_digits(_APOSTROPHE.sub(r"\1" + INVISIBLE, text))
    if digits >= _LEAST_DIGITS and not _FILLERS.isdisjoint(words):
        text = _FILLER.sub(_hidden_if_filler, text, count=_FILLERS_MOST)
    reading = _without_invisible(text) if INVISIBLE in text else Reading(text)
    if spoken := number_words.count(words):
        if spoken > _WORDS_MOST:
            raise Exhausted
        reading = _with_words_read(reading, words)
    return reading


def _hidden_if_filler(gap: re.Match[str]) -> str:
    """ "4242 and then 4242" reads as "4242 4242"."""
    if not _FILLERS.issuperset(words_of(gap[2])):
        return gap[0]
    return gap[1] + INVISIBLE * len(gap[2])


def _without_invisible(text: str) -> Reading:
    kept = text.encode("latin-1", "replace").translate(_IS_VISIBLE)
    starts = [*compress(range(len(text)), kept)]
    return Reading(text.replace(INVISIBLE, ""), starts, length=len(text))


def _with_words_read(reading: Reading, words: Sequence[str]) -> Reading:
    numbers = number_words.spoken(reading.text, words)
    if not numbers:
        return reading
    starts = reading.starts or range(len(reading.text))
    ends = [start + 1 for start in starts]
    text: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    position = 0
    for pieces in filter(None, numbers):
        kept = slice(position, pieces[0].start)
        text.append(reading.text[kept])
        new_starts += starts[kept]
        new_ends += ends[kept]
        for piece in pieces:
            text.append(piece.digits)
            new_starts += [starts[piece.start]] * len(piece.digits)
            new_ends += [ends[piece.end - 1]] * len(piece.digits)
        position = pieces[-1].end
    text.append(reading.text[position:])
    return Reading("".join(text), [*new_starts, *starts[position:]], [*new_ends, *ends[position:]])
