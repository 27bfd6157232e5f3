"""Check digits of national and bank numbers, by the names the data uses. Digits or folded text in.

Each is written out from the issuing authority's rule; the tests compare them with python-stdnum.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from chatcore.guard.chains import passes_luhn

_DNI_LETTERS = "trwagmyfpdxbnjzsqvhlcke"
_CODICE_ODD = dict(
    zip(
        "0123456789abcdefghijklmnopqrstuvwxyz",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3,
         6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)  # fmt: skip
_TURNS = 5
_VERHOEFF_TIMES = tuple(
    tuple((a + b) % 5 if a < _TURNS else 5 + (a - b) % 5 for b in range(_TURNS))
    + tuple(5 + (a + b) % 5 if a < _TURNS else (a - b) % 5 for b in range(_TURNS))
    for a in range(10)
)  # fmt: skip


def _permutations() -> tuple[tuple[int, ...], ...]:
    """Each applies the first once more."""
    step = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
    rows = [tuple(range(10))]
    for _ in range(7):
        rows.append(tuple(step[value] for value in rows[-1]))
    return tuple(rows)


_VERHOEFF_MOVES = _permutations()
_YOUNGEST_ITIN_GROUPS = frozenset((*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)))


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def is_ssn(digits: str) -> bool:
    """A US social security or taxpayer number; no check digit, only impossible areas."""
    area, group, serial = int(digits[:3]), int(digits[3:5]), int(digits[5:])
    if area >= 900:  # noqa: PLR2004 -- taxpayer numbers begin with 9
        return group in _YOUNGEST_ITIN_GROUPS
    return bool(area and group and serial) and area != 666  # noqa: PLR2004 -- never given out


def is_routing(digits: str) -> bool:
    """A US routing number."""
    prefix = int(digits[:2])
    known = prefix <= 12 or 21 <= prefix <= 32 or 61 <= prefix <= 72 or prefix == 80  # noqa: PLR2004
    return known and _weighted(digits, (3, 7, 1) * 3) % 10 == 0 and int(digits) > 0


def is_bsn(digits: str) -> bool:
    padded = digits.zfill(9)
    return int(padded) > 0 and _weighted(padded, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def is_steuer_id(digits: str) -> bool:
    counts = sorted(digits[:10].count(digit) for digit in set(digits[:10]))
    # Of the first ten digits exactly one occurs more than once, two or three times.
    if digits[0] == "0" or counts[-1] not in {2, 3} or counts[-2] > 1:
        return False
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[10])


def is_cpf(digits: str) -> bool:
    if len(set(digits)) == 1:
        return False
    first = _weighted(digits[:9], tuple(range(10, 1, -1))) * 10 % 11 % 10
    second = _weighted(digits[:10], tuple(range(11, 1, -1))) * 10 % 11 % 10
    return digits[9:] == f"{first}{second}"


def is_aadhaar(digits: str) -> bool:
    if digits[0] in "01":
        return False
    check = 0
    for index, digit in enumerate(reversed(digits)):
        check = _VERHOEFF_TIMES[check][_VERHOEFF_MOVES[index % 8][int(digit)]]
    return check == 0


def is_dni(text: str) -> bool:
    lead = text[0]
    number = text[:-1] if lead.isdigit() else str("xyz".find(lead)) + text[1:-1]
    return number.isdigit() and _DNI_LETTERS[int(number) % 23] == text[-1]


def is_codice_fiscale(text: str) -> bool:
    even = sum(int(c) if c.isdigit() else ord(c) - 97 for c in text[1:15:2])
    odd = sum(_CODICE_ODD[c] for c in text[0:15:2])
    return chr(97 + (even + odd) % 26) == text[15]


def is_nir(digits: str) -> bool:
    return len(digits) == 15 and 97 - int(digits[:13]) % 97 == int(digits[13:])  # noqa: PLR2004


def is_pesel(digits: str) -> bool:
    return _weighted(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def is_personnummer(digits: str) -> bool:
    return passes_luhn(digits[-10:])


def is_tckn(digits: str) -> bool:
    values = [int(digit) for digit in digits]
    tenth = (sum(values[0:9:2]) * 7 - sum(values[1:8:2])) % 10
    return values[0] > 0 and values[9] == tenth and values[10] == sum(values[:10]) % 10


def is_chinese_id(text: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10x98765432"[_weighted(text[:17], weights) % 11] == text[17]


def is_iban(text: str) -> bool:
    """Country, length and check digits; `text` without separators."""
    return int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1


def is_counting(digits: str) -> bool:
    """1234 or 9876: what people write when they mean no number at all."""
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    return steps in ({1}, {-1})


CHECKS: dict[str, Callable[[str], bool]] = {
    "ssn": is_ssn,
    "luhn": passes_luhn,
    "bsn": is_bsn,
    "mod_11_10": is_steuer_id,
    "cpf": is_cpf,
    "verhoeff": is_aadhaar,
    "dni": is_dni,
    "codice": is_codice_fiscale,
    "nir": is_nir,
    "pesel": is_pesel,
    "luhn_10": is_personnummer,
    "tckn": is_tckn,
    "cn_id": is_chinese_id,
}
