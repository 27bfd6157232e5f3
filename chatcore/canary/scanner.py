"""Finds a known number in bytes however it is written there, and says where, never what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chatcore.canary.numbers import WINDOW_DIGITS, Number
from chatcore.canary.views import View, views

# Up to three bytes may part two digits: a dash, a no-break space, a zero-width space, the zero
# bytes of UTF-16 and UTF-32.
_RUN = re.compile(rb"[0-9](?:[^0-9A-Za-z]{0,3}[0-9]){%d,}" % (WINDOW_DIGITS - 1))
_NOT_DIGITS = re.compile(rb"[^0-9]+")
_WORD_OF_DIGITS = re.compile(rb"(?<![0-9])[0-9]{4,8}(?![0-9])")


@dataclass(frozen=True)
class Hit:
    """A number, by its index, at an offset; `via` is what had to be undone to read it."""

    index: int
    offset: int
    digits: int
    via: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Numbers found whole or nearly so, and pieces of split numbers (index, piece number)."""

    hits: tuple[Hit, ...]
    pieces: frozenset[tuple[int, int]]


class Scanner:
    """Knows the numbers of a run; `pieces` maps an index to the texts it was split into."""

    def __init__(
        self, numbers: Iterable[Number], pieces: dict[int, tuple[str, ...]] | None = None
    ) -> None:
        self._windows = {
            window.encode(): index
            for index, number in enumerate(numbers)
            for window in number.windows()
        }
        self._pieces: dict[bytes, set[tuple[int, int]]] = {}
        for index, texts in (pieces or {}).items():
            for place, text in enumerate(texts):
                self._pieces.setdefault(text.encode(), set()).add((index, place))

    def scan(self, data: bytes) -> Found:
        """Everything of ours in these bytes."""
        hits: dict[tuple[int, tuple[str, ...]], Hit] = {}
        pieces: set[tuple[int, int]] = set()
        for view in views(data):
            for hit in self._hits(view):
                known = hits.get((hit.index, hit.via))
                if known is None or known.digits < hit.digits:
                    hits[hit.index, hit.via] = hit
            for word in _WORD_OF_DIGITS.finditer(view.data):
                pieces |= self._pieces.get(word.group(), set())
        return Found(tuple(hits.values()), frozenset(pieces))

    def _hits(self, view: View) -> Iterator[Hit]:
        for run in _RUN.finditer(view.data):
            digits = _NOT_DIGITS.sub(b"", run.group())
            for index, length in self._matches(digits):
                offset = view.offset if view.via else run.start()
                yield Hit(index, offset, length, view.via)

    def _matches(self, digits: bytes) -> Iterator[tuple[int, int]]:
        """Which numbers the digits hold, and how many digits of each."""
        counts: dict[int, int] = {}
        for start in range(len(digits) - WINDOW_DIGITS + 1):
            index = self._windows.get(digits[start : start + WINDOW_DIGITS])
            if index is not None:
                counts[index] = counts.get(index, WINDOW_DIGITS - 1) + 1
        yield from counts.items()
