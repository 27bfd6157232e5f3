"""Seeded random texts of the pieces that matter: numbers, words, separators, odd characters."""

# ruff: noqa: E501 -- lines of data

from __future__ import annotations

import random

CARDS = (
    "4242424242424242", "5555555555554444", "378282246310005", "30569309025904", "2200000000000004",
    "6205500000000000004", "6011111111111117", "3566002020360505", "4222222222222",
    "6731012345678906", "5061460410120223210", "6250946000000017", "4242424242424241",
)  # fmt: skip
SHAPES = ((4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4, 5), (8, 8, 3), (2,) * 10, (1,) * 19, (5, 3, 7, 4))
SEPARATORS = (
    " ", "-", ".", "  ", " - ", "\u00a0", "\u2009", "–", "−", "·", "\u200b", "\t", "　", "－",
    "/", ",", "\n", "_", "",
)  # fmt: skip
WORDS = (
    "card", "my card is", "Karte", "carte n°", "tarjeta", "CARTA", "Visa", "visa ", "unionpay",
    "银联", "SIRET", "discarded", "cvv", "CVV2:", "cvc", "Prüfnummer", "cryptogramme",
    "código de seguridad", "exp", "valid thru", "gültig bis", "code", "order", "https://a.example/",
    "https://a.example/?cc=", "?id=", "www.a.example/", "+", "+49 ", "0.", "12.", "0,", "€", "$",
    "and", "🌷", "👩‍🌾", "は", "é", "İ", "ß", "••••", "•", "(", ")", "\"", "=", ":", "\ud800",
    "\x00", "\u2028", "ＣＶＶ", "e\u0301", "DE89", "x", "my pin is", "PIN-kod", "otp", "the code you texted",
    "one", "four", "double", "zwei und vierzig", "quatre-vingt", "сорок два", "четыре", "よん", "四二四二", "fyra",
    "password:", "my password is", "lösenord", "пароль", "パスワードは", "密码是", "hunter2!", "Abc#12xy", "wrong",
    "IBAN", "GB29NWBK60161331926819", "de89 3704 0044 0532 0130 00", "SSN", "123-45-6789", "routing", "account",
    "sort code", "20-11-22", "codice fiscale", "RSSMRA85T10A562S", "DNI 12345678Z", "BSN", "111222333", "aadhaar",
    "карта", "カード番号は", "카드번호는", "बैंक", "कार्ड", "بطاقة", "כרטיס", "код із смс", "п'ять", "digits", "on the back",
    "O1O0", "l1", "4OOO", "S", "4\ufe0f\u20e3", "①②", "४२४२", "٤٢٤٢", "and then", "first half", "1,99 €", "14:22:05",
)  # fmt: skip
SHORTS = ("12/29", "1229", "12 29", "12-2029", "2029-12", "123", "1234", "12", "00", "7", "4242")


def random_texts(count: int, *, seed: int) -> list[str]:
    chance = random.Random(seed)
    return [_text(chance) for _ in range(count)]


def _text(chance: random.Random) -> str:
    makers = (_card, _card, _number, _short, _word, _word)
    joints = (" ", " ", ", ", "\n", "", "-", ".", "/", "\u3000")
    pieces: list[str] = []
    for _ in range(chance.randint(1, 9)):
        pieces += chance.choice(makers)(chance), chance.choice(joints)
    return "".join(pieces)


def _card(chance: random.Random) -> str:
    digits = chance.choice(CARDS)
    return _dressed(chance, _grouped(chance, digits) if chance.random() < 0.7 else digits)


def _number(chance: random.Random) -> str:
    digits = "".join(chance.choices("0123456789", k=chance.randint(1, 26)))
    return _dressed(chance, _grouped(chance, digits) if chance.random() < 0.5 else digits)


def _grouped(chance: random.Random, digits: str) -> str:
    separator = chance.choice(SEPARATORS)
    groups, position = [], 0
    for size in chance.choice(SHAPES):
        groups.append(digits[position : position + size])
        position += size
    return separator.join((*(group for group in groups if group), digits[position:]))


def _dressed(chance: random.Random, text: str) -> str:
    if chance.random() < 0.85:
        return text
    return text.translate({ord("0") + value: 0xFF10 + value for value in range(10)})


def _short(chance: random.Random) -> str:
    return chance.choice(SHORTS)


def _word(chance: random.Random) -> str:
    return chance.choice(WORDS)
