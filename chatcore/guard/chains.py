"""Digit groups that belong together: "4242 4242-4242" is one chain of three groups.

A number is sought in whole groups only. A window sliding inside a run would find a card in a
third of all 22-digit parcel numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from chatcore.guard.rules import RULES

_CHAIN = re.compile(RULES.patterns["chain"])
_GROUP = re.compile("[0-9]+")
_LEAST_DIGITS = RULES.limits["card_digits_least"]
_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(bytes(range(10)), bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))


@dataclass(frozen=True, slots=True)
class Chain:
    """`starts` and `ends` are text offsets per group; `gaps` what joins a group to the one before.

    `offsets` are positions in `digits` where the groups begin, plus the end. `sums` are running
    Luhn sums (even positions doubled, odd positions doubled), so each window costs two look-ups.
    """

    starts: list[int]
    ends: list[int]
    gaps: list[str]
    digits: str
    offsets: list[int]
    sums: tuple[list[int], list[int]]

    def __len__(self) -> int:
        return len(self.starts)

    def group_digits(self, index: int) -> int:
        return self.ends[index] - self.starts[index]

    def shape(self, first: int, last: int) -> str:
        """Group lengths as in the data: "4 6 5"."""
        return " ".join(str(self.group_digits(index)) for index in range(first, last))

    def passes_luhn(self, first: int, last: int) -> bool:
        begin, end = self.offsets[first], self.offsets[last]
        running = self.sums[end % 2]
        return (running[end] - running[begin]) % 10 == 0


def read_chains(folded: str) -> Iterator[Chain]:
    """All chains with enough digits for a card, in order."""
    for match in _CHAIN.finditer(folded):
        if match.end() - match.start() >= _LEAST_DIGITS:
            chain = _read(folded, match.start(), match.end())
            if len(chain.digits) >= _LEAST_DIGITS:
                yield chain


def _read(folded: str, start: int, end: int) -> Chain:
    spans = [group.span() for group in _GROUP.finditer(folded, start, end)]
    gaps = [folded[before[1] : after[0]] for before, after in pairwise(spans)]
    digits = "".join(folded[begin:stop] for begin, stop in spans)
    return Chain(
        starts=[begin for begin, _ in spans],
        ends=[stop for _, stop in spans],
        gaps=["", *(gap.strip()[:1] or " " for gap in gaps)],
        digits=digits,
        offsets=[0, *accumulate(stop - begin for begin, stop in spans)],
        sums=_luhn_sums(digits),
    )


def _luhn_sums(digits: str) -> tuple[list[int], list[int]]:
    plain = digits.encode().translate(_VALUES)
    doubled = plain.translate(_DOUBLED)
    even, odd = bytearray(plain), bytearray(plain)
    even[0::2] = doubled[0::2]
    odd[1::2] = doubled[1::2]
    return [0, *accumulate(even)], [0, *accumulate(odd)]
