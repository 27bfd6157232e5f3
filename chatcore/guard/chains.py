"""Digit groups that belong together: "4242 4242-4242" is one chain of three groups.

A number is sought in whole groups only. A window sliding inside a run would find a card in a
third of all 22-digit parcel numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from chatcore.guard.rules import RULES

CHAIN = re.compile(RULES.patterns["chain"])
_GROUP = re.compile("[0-9]+")
_VALUES = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED = bytes.maketrans(bytes(range(10)), bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
_LEAST_IN_SEQUENCE = 6
_LEAST_RUN = 12


@dataclass(frozen=True, slots=True)
class Chain:
    """`starts` and `ends` are text offsets per group; `gaps` what joins a group to the one before.

    `offsets` are positions in `digits` where the groups begin, plus the end.
    """

    starts: list[int]
    ends: list[int]
    gaps: list[str]
    sizes: list[int]
    digits: str
    offsets: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def shape(self, first: int, last: int) -> str:
        """Group lengths as in the data: "4 6 5"."""
        return " ".join(map(str, self.sizes[first:last]))

    def is_even(self) -> bool:
        """Groups of one length, too short for a number each, in one way of joining."""
        return len(set(self.sizes)) == 1 == len(set(self.gaps[1:])) and self.sizes[0] < _LEAST_RUN

    def is_sequence(self) -> bool:
        """Counting up or down, as in a list or a countdown."""
        if len(self) < _LEAST_IN_SEQUENCE:
            return False
        values = [int(self.digits[a:b]) for a, b in pairwise(self.offsets)]
        steps = {after - before for before, after in pairwise(values)}
        return steps in ({1}, {-1}, {2}, {10})


def read_chain(text: str, start: int, end: int) -> Chain:
    """The chain that stands there."""
    spans = [group.span() for group in _GROUP.finditer(text, start, end)]
    starts = [begin for begin, _ in spans]
    ends = [stop for _, stop in spans]
    sizes = [stop - begin for begin, stop in spans]
    return Chain(
        starts=starts,
        ends=ends,
        gaps=["", *[_joint(text[a:b]) for a, b in zip(ends, starts[1:], strict=False)]],
        sizes=sizes,
        digits="".join([text[begin:stop] for begin, stop in spans]),
        offsets=[0, *accumulate(sizes)],
    )


def _joint(gap: str) -> str:
    """What joins, odd spacing aside."""
    if len(gap) == 1:
        return gap
    return "\n" if "\n" in gap else gap.strip()[:1] or " "


def passes_luhn(digits: str) -> bool:
    values = digits.encode().translate(_VALUES)
    return (sum(values[-1::-2]) + sum(values[-2::-2].translate(_DOUBLED))) % 10 == 0
