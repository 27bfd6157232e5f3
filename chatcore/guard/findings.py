"""What the guard reports: where, what kind, by which rule, how certain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found. Stored and counted, so a value never changes its meaning."""

    CARD = "card"
    CARD_CODE = "card_code"


class Certainty(StrEnum):
    """`sure` is held back in the browser; about `likely` the browser may ask. Both are masked."""

    SURE = "sure"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One stretch of sensitive text, in code points of the original, end exclusive.

    `rule` is the brand for a card number, else the rule's name. It never holds a digit found.
    """

    start: int
    end: int
    kind: Kind
    rule: str
    certainty: Certainty
