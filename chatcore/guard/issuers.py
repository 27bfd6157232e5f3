"""Which brands a number may belong to, by its first six digits, length, check digit and wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatcore.guard.chains import Chain
from chatcore.guard.rules import RULES, Issuer

_REACH = RULES.limits["wording_reach_characters"]
_LEAST_DIGITS = RULES.limits["card_digits_least"]
_MOST_DIGITS = RULES.limits["card_digits_most"]
_PREFIX_DIGITS = 6
_WORDINGS = {
    name: (re.compile(before), re.compile(after))
    for name, (before, after) in RULES.wordings.items()
}


def _by_first_two() -> dict[str, tuple[tuple[int, int, Issuer], ...]]:
    """A small bucket per first two digits, so that most numbers end at one look-up."""
    buckets: dict[str, tuple[tuple[int, int, Issuer], ...]] = {}
    for issuer in RULES.issuers:
        for low, high in issuer.ranges:
            for two in range(low // 10_000, high // 10_000 + 1):
                buckets[str(two)] = (*buckets.get(str(two), ()), (low, high, issuer))
    return buckets


_BUCKETS = _by_first_two()


def possible_issuers(prefix: str) -> list[Issuer]:
    """The issuers whose ranges hold these six digits, the strongest first."""
    bucket = _BUCKETS.get(prefix[:2])
    if bucket is None or len(prefix) < _PREFIX_DIGITS:
        return []
    number = int(prefix)
    return [issuer for low, high, issuer in bucket if low <= number <= high]


def is_worded(name: str, folded: str, floor: int, start: int, end: int) -> bool:
    """Whether such a word stands right before or after, with no digit or mask in between."""
    before, after = _WORDINGS[name]
    left = folded[max(floor, start - _REACH) : start].rpartition("•")[2]
    return bool(before.search(left) or after.search(folded[end : end + _REACH]))


def numbers_from(chain: Chain, first: int, folded: str, floor: int) -> Iterator[tuple[int, Issuer]]:
    """Whole groups from `first` on that can be a card number: (group after the last, issuer)."""
    begin = chain.offsets[first]
    issuers = possible_issuers(chain.digits[begin : begin + _PREFIX_DIGITS])
    if not issuers:
        return
    for last in range(first + 1, len(chain) + 1):
        count = chain.offsets[last] - begin
        if count > _MOST_DIGITS:
            return
        if count < _LEAST_DIGITS:
            continue
        luhn = chain.passes_luhn(first, last)
        for issuer in issuers:
            if count not in issuer.lengths or (issuer.luhn and not luhn):
                continue
            if _wording_allows(issuer, folded, floor, chain.starts[first], chain.ends[last - 1]):
                yield last, issuer
                break


def _wording_allows(issuer: Issuer, folded: str, floor: int, start: int, end: int) -> bool:
    if issuer.unless and is_worded(issuer.unless, folded, floor, start, end):
        return False
    return not issuer.wording or is_worded(issuer.wording, folded, floor, start, end)
