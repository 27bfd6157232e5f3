"""Check digits against python-stdnum, on numbers right and wrong alike."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from stdnum import iban, luhn, verhoeff
from stdnum.br import cpf
from stdnum.cn import ric
from stdnum.de import idnr
from stdnum.es import dni
from stdnum.fr import nir
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.tr import tckimlik
from stdnum.us import rtn

from chatcore.guard import checks
from tests.guard.numbers import digits

TRIES = 4000
DIGITS_OF: dict[str, tuple[int, Callable[[str], bool], Callable[[str], bool]]] = {
    "luhn": (16, luhn.is_valid, checks.passes_luhn),
    "bsn": (9, bsn.is_valid, checks.is_bsn),
    "steuer": (11, idnr.is_valid, checks.is_steuer_id),
    "cpf": (11, cpf.is_valid, checks.is_cpf),
    "verhoeff": (12, verhoeff.is_valid, checks.is_aadhaar),
    "tckn": (11, tckimlik.is_valid, checks.is_tckn),
    "routing": (9, rtn.is_valid, checks.is_routing),
}


@pytest.mark.parametrize("name", DIGITS_OF)
def test_random_numbers_are_judged_alike(name: str) -> None:
    length, theirs, ours = DIGITS_OF[name]
    chance = random.Random(name)
    right = 0
    for _ in range(TRIES):
        number = str(chance.randint(2, 9)) + digits(chance, length - 1)
        if name == "routing":
            number = chance.choice(["02", "12", "21", "61", "80"]) + number[2:]
        assert ours(number) == theirs(number), number
        right += ours(number)
    # The German rule on repeated digits leaves a fraction of a percent.
    assert right > 2


def right_numbers(valid: Callable[[str], bool], lead: Callable[[random.Random], str]) -> list[str]:
    """Numbers whose last two signs are tried until they fit."""
    chance = random.Random(5)
    made: list[str] = []
    while len(made) < 40:
        body = lead(chance)
        endings = [f"{number:02}" for number in range(100)]
        made += [body + ending for ending in endings if valid(body + ending)][:1]
    return made


def test_polish_numbers_are_judged_alike() -> None:
    def lead(chance: random.Random) -> str:
        return f"{chance.randint(40, 99)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}" + (
            digits(chance, 3)
        )

    for number in right_numbers(pesel.is_valid, lead):
        assert checks.is_pesel(number)
        assert not checks.is_pesel(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_french_numbers_are_judged_alike() -> None:
    def lead(chance: random.Random) -> str:
        return f"{chance.randint(1, 2)}{digits(chance, 2)}{chance.randint(1, 12):02}75" + (
            digits(chance, 6)
        )

    for number in right_numbers(nir.is_valid, lead):
        assert checks.is_nir(number)
        assert not checks.is_nir(number[:-2] + f"{(int(number[-2:]) + 1) % 98:02}")


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz")
def test_last_letters_are_judged_alike(letter: str) -> None:
    for number in ("12345678", "87654321", "00000023"):
        assert checks.is_dni(number + letter) == dni.is_valid(number + letter)
    code = f"rssmra85t10a562{letter}"
    assert checks.is_codice_fiscale(code) == codicefiscale.is_valid(code)


@pytest.mark.parametrize("last", "0123456789x")
def test_chinese_last_signs_are_judged_alike(last: str) -> None:
    number = f"11010519491231002{last}"
    assert checks.is_chinese_id(number) == ric.is_valid(number)


@pytest.mark.parametrize(
    "number",
    ["DE89370400440532013000", "GB29NWBK60161331926819", "NO9386011117947",
     "DE88370400440532013000", "MT84MALT011000012345MTLCAST001S",
     "CH9300762011623852957", "CH9300762011623852958"],
)  # fmt: skip
def test_account_numbers_are_judged_alike(number: str) -> None:
    assert checks.is_iban(number.lower()) == iban.is_valid(number, check_country=False)


@pytest.mark.parametrize(
    ("number", "right"),
    [("123456789", True), ("000456789", False), ("666456789", False), ("123006789", False),
     ("123450000", False), ("912781234", True), ("912931234", False)],
)  # fmt: skip
def test_american_numbers_never_given_out_are_refused(number: str, right: bool) -> None:
    assert checks.is_ssn(number) is right
