"""Seeded numbers: cards of every brand, and how they are grouped and written."""

from __future__ import annotations

import random

from chatcore.guard.rules import RULES

_SIZES = {15: (4, 6, 5), 14: (4, 6, 4), 13: (4, 3, 3, 3)}


def luhn_digit(body: str) -> str:
    """The digit that completes it."""
    total = 0
    for index, digit in enumerate(reversed(body)):
        value = int(digit) * (2 - index % 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("0123456789", k=count))


def make_card(chance: random.Random, *, brand: str = "") -> str:
    """A number that needs no wording beside it."""
    issuers = [each for each in RULES.issuers if not each.wording and brand in ("", each.brand)]
    issuer = chance.choice(issuers)
    low, high = chance.choice(issuer.ranges)
    length = issuer.lengths[0] if brand else chance.choice(issuer.lengths)
    body = (str(chance.randint(low, high)) + digits(chance, length))[: length - 1]
    return body + luhn_digit(body)


def grouped(number: str) -> list[str]:
    """As printed on the card."""
    groups, position = [], 0
    for size in _SIZES.get(len(number), (4, 4, 4, 4, 4)):
        groups.append(number[position : position + size])
        position += size
    return [group for group in groups if group]


def in_script(number: str, zero: int) -> str:
    return "".join(chr(zero + int(digit)) for digit in number)
