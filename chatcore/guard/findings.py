"""What the guard reports: where, what kind, by which rule, how certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found. Stored and counted, so a value never changes its meaning."""

    CARD = "card"
    CVV = "cvv"
    PIN = "pin"
    OTP = "otp"
    PASSWORD = "password"  # noqa: S105 -- the name of a kind
    IBAN = "iban"
    BANK_ACCOUNT = "bank_account"
    ROUTING = "routing"
    SSN = "ssn"
    NATIONAL_ID = "national_id"


class Certainty(StrEnum):
    """`sure` is held back in the browser; about `likely` the browser asks. Both are masked."""

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


def merged(own: Sequence[Finding], found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Both, where they overlap the longer one."""
    kept: list[Finding] = []
    for finding in sorted((*own, *found), key=lambda each: (each.start - each.end, each.start)):
        if all(finding.end <= other.start or finding.start >= other.end for other in kept):
            kept.append(finding)
    return tuple(sorted(kept))
