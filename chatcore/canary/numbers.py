"""Card numbers that nobody else has written: each valid by its check digit, each traceable.

After the issuer's digits only 6 to 9 are drawn. No clock and no counter writes nine such digits
in a row, so a piece found in a file is ours and not a coincidence, and it names its cell.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

WINDOW_DIGITS = 9
CARD_DIGITS = 16
QUARTER_DIGITS = 4
# Visa and Mastercard, the two whose numbers everybody knows by sight.
ISSUER_STARTS = ("4", "55")
DRAWN_DIGITS = "6789"


@dataclass(frozen=True)
class Number:
    """A card number that never shows itself: not in a traceback, not in a report."""

    digits: str = field(repr=False)

    def windows(self) -> tuple[str, ...]:
        """Every run of nine digits, of which finding one is finding the number."""
        last = len(self.digits) - WINDOW_DIGITS
        return tuple(self.digits[start : start + WINDOW_DIGITS] for start in range(last + 1))

    def quarters(self) -> tuple[str, ...]:
        """The four groups as embossed on the card."""
        starts = range(0, len(self.digits), QUARTER_DIGITS)
        return tuple(self.digits[start : start + QUARTER_DIGITS] for start in starts)


class Mint:
    """Draws numbers of which no two share nine digits in a row."""

    def __init__(self, chance: random.Random | None = None) -> None:
        self._chance = chance or random.SystemRandom()
        self._taken: set[str] = set()
        self._quarters: set[str] = set()

    def draw(self, *, quarters_unique: bool = False) -> Number:
        """A fresh number; with `quarters_unique` it shares no embossed group with another such."""
        while True:
            number = self._candidate()
            if not self._taken.isdisjoint(number.windows()):
                continue
            if not quarters_unique:
                break
            if self._quarters.isdisjoint(number.quarters()):
                self._quarters.update(number.quarters())
                break
        self._taken.update(number.windows())
        return number

    def _candidate(self) -> Number:
        while True:
            start = self._chance.choice(ISSUER_STARTS)
            drawn = self._chance.choices(DRAWN_DIGITS, k=CARD_DIGITS - len(start))
            digits = start + "".join(drawn)
            if passes_luhn(digits):
                return Number(digits)


def passes_luhn(digits: str) -> bool:
    """Whether the check digit is right."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 -- the rule itself
    return total % 10 == 0
