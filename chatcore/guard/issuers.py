"""Which brands a number may belong to, by its first six digits, length, check digit and wording."""

from __future__ import annotations

from collections.abc import Callable

from chatcore.guard.chains import passes_luhn
from chatcore.guard.rules import RULES, Issuer

_PREFIX_DIGITS = 6
Worded = Callable[[str], bool]


def _by_first_two() -> dict[str, tuple[tuple[int, int, Issuer], ...]]:
    """A small bucket per first two digits, so that most numbers end at one look-up."""
    buckets: dict[str, tuple[tuple[int, int, Issuer], ...]] = {}
    for issuer in RULES.issuers:
        for low, high in issuer.ranges:
            for two in range(low // 10_000, high // 10_000 + 1):
                buckets[str(two)] = (*buckets.get(str(two), ()), (low, high, issuer))
    return buckets


_BUCKETS = _by_first_two()


def possible_issuers(digits: str) -> list[Issuer]:
    """The issuers whose ranges hold the first six digits, the strongest first."""
    bucket = _BUCKETS.get(digits[:2])
    if bucket is None or len(digits) < _PREFIX_DIGITS:
        return []
    number = int(digits[:_PREFIX_DIGITS])
    return [issuer for low, high, issuer in bucket if low <= number <= high]


def strongest_of(digits: str) -> Issuer | None:
    """The brand whose whole number this is, whatever stands beside it."""
    return issuer_of(digits, possible_issuers(digits), lambda _: False)


def issuer_of(digits: str, issuers: list[Issuer], is_worded: Worded) -> Issuer | None:
    """The strongest of these issuers that the number fits; `is_worded` tells what is beside it."""
    count = len(digits)
    fitting = [issuer for issuer in issuers if count in issuer.lengths]
    if not fitting:
        return None
    luhn = passes_luhn(digits)
    for issuer in fitting:
        if (luhn or not issuer.luhn) and _wording_allows(issuer, is_worded):
            return issuer
    return None


def _wording_allows(issuer: Issuer, is_worded: Worded) -> bool:
    if issuer.unless and is_worded(issuer.unless):
        return False
    return not issuer.wording or is_worded(issuer.wording)
