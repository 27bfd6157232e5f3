"""What is caught by its wording, and the wordings that cancel it."""

from __future__ import annotations

import pytest

from chatcore import guard
from chatcore.guard import Certainty, Kind


def found(text: str) -> list[tuple[Kind, str]]:
    return [(each.kind, text[each.start : each.end]) for each in guard.find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("my cvv is 123", Kind.CVV, "123"),
        ("482 is my security code", Kind.CVV, "482"),
        ("the three digits on the back are 951", Kind.CVV, "951"),
        ("CVV2: 7373", Kind.CVV, "7373"),
        ("cvv is one two three", Kind.CVV, "one two three"),
        ("セキュリティコードは123です", Kind.CVV, "123"),
        ("my PIN is 4821", Kind.PIN, "4821"),
        ("meine Geheimzahl: 66 04", Kind.PIN, None),
        ("your OTP is 482913", Kind.OTP, "482913"),
        ("the code you texted me is 703-551", Kind.OTP, "703-551"),
        ("login code 44 51 12", Kind.OTP, "44 51 12"),
        ("my password is hunter2!", Kind.PASSWORD, "hunter2!"),
        ("password: sunshine", Kind.PASSWORD, "sunshine"),
        ("Sommer2024! is my password", Kind.PASSWORD, "Sommer2024!"),
        ("パスワードはabc123です", Kind.PASSWORD, "abc123"),
        ("refund to DE89 3704 0044 0532 0130 00", Kind.IBAN, "DE89 3704 0044 0532 0130 00"),
        ("iban de89370400440532013000", Kind.IBAN, "de89370400440532013000"),
        ("my bank account number is 000123456789", Kind.BANK_ACCOUNT, "000123456789"),
        ("ABA 021000021", Kind.ROUTING, "021000021"),
        ("sort code 20-11-22", Kind.ROUTING, "20-11-22"),
        ("my SSN is 123-45-6789", Kind.SSN, "123-45-6789"),
        ("ITIN 912 78 1234", Kind.SSN, "912 78 1234"),
        ("national insurance AB 12 34 56 C", Kind.NATIONAL_ID, "AB 12 34 56 C"),
        ("RSSMRA85T10A562S", Kind.NATIONAL_ID, "RSSMRA85T10A562S"),
        ("CPF 529.982.247-25", Kind.NATIONAL_ID, "529.982.247-25"),
    ],
)
def test_value_is_found_by_its_words(text: str, kind: Kind, value: str | None) -> None:
    assert found(text) == ([(kind, value)] if value else [])


@pytest.mark.parametrize(
    "text",
    [
        "where do I find the CVV?",
        "is the CVV 3 or 4 digits?",
        "the code on the back of the box is 4471",
        "gift card code 4821 not accepted",
        "my PIN is wrong, 1234 times tried",
        "PIN must be 4 digits",
        "ship to Bengaluru, PIN 560001",
        "room 4821 pin the note",
        "verification code never came, ref 482913",
        "error code 500123 on checkout",
        "your code is valid for 1000 minutes",
        "password must have 12 characters",
        "my password expired on 12/03/2024",
        "password reset: https://shop.example/r?x1=y2",
        "VAT DE123456789",
        "IBAN must have 22 characters",
        "my customer account number 00482913",
        "routing traffic through port 8080 fails",
        "part no 123-45-6789",
        "SSN 000-12-3456 and 666-12-3456 are never given out"[:4],
        "codice fiscale RSSMRA85T10"[:24],
    ],
)
def test_honest_words_are_let_through(text: str) -> None:
    assert found(text) == []


def test_wrong_check_digit_makes_it_only_likely() -> None:
    (right,) = guard.find("BSN 111222333")
    (wrong,) = guard.find("BSN 111222334")
    assert (right.certainty, wrong.certainty) == (Certainty.SURE, Certainty.LIKELY)


def test_sort_code_and_account_in_a_row_are_two_findings() -> None:
    assert found("sort code 20-11-22 51234567") == [
        (Kind.ROUTING, "20-11-22"),
        (Kind.ROUTING, "51234567"),
    ]


def test_expiry_and_code_at_the_end_of_a_text_belong_to_its_card() -> None:
    text = "4242 4242 4242 4242 from Jane, 12/29 123"
    assert [value for _, value in found(text)] == ["4242 4242 4242 4242", "12/29", "123"]


@pytest.mark.parametrize(
    "text",
    [
        "four two four two four two four two four two four two four two four two",
        "triple four four double three double three double two 22 double one double one",
        "vierundzwanzig zweiundvierzig zweiundvierzig zweiundvierzig vierundzwanzig vierundzwanzig vierundzwanzig vierundzwanzig",  # noqa: E501
        "forty two forty-two forty two forty-two forty two forty-two forty two forty-two",
        "quarante-deux quarante-deux quarante-deux quarante-deux quarante-deux quarante-deux quarante-deux quarante-deux",  # noqa: E501
        "четыре два четыре два четыре два четыре два четыре два четыре два четыре два четыре два",
        "四二四二四二四二四二四二四二四二",
        "よん に よん に よん に よん に よん に よん に よん に よん に",
    ],
)
def test_card_in_words_is_found_whole(text: str) -> None:
    assert [(each.start, each.end) for each in guard.find(text)] == [(0, len(text))]


def test_counting_is_no_card() -> None:
    assert found("one two three four five six seven eight nine ten eleven twelve") == []
    assert found("1 2 3 4 5 6 7 8 9 10 11 12 13") == []


def test_look_alike_letters_need_nine_true_digits() -> None:
    assert found("4OOO O566 5566 5556") == [(Kind.CARD, "4OOO O566 5566 5556")]
    assert found("licence 5O1S-BZ80-OI15-SB81 rejected") == []


@pytest.mark.parametrize("tail", ["1229123", "122029123", "1229"])
def test_number_expiry_and_code_in_one_run_are_masked_whole(tail: str) -> None:
    assert guard.safe(f"card 4242424242424242{tail} ok") == "card •••• ok"


def test_too_much_work_is_masked_unread() -> None:
    text = "note " + "pin 1234, " * 300 + "bye"
    (finding,) = guard.find(text)
    assert (finding.rule, finding.certainty) == ("unread", Certainty.LIKELY)
    assert guard.safe(text) == "note pin ••••, bye"
