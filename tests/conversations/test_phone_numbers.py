"""Numbers as people write them, and what others see of them."""

from __future__ import annotations

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatcore.conversations import phone_numbers
from chatcore.conversations.models import Site
from chatcore.errors import InvalidPhoneNumber, Refusal, SensitiveInput
from chatcore.guard import SafeText
from tests.cast import PHONE_E164

NONSENSE = "020 7946 00"


@pytest.mark.parametrize(
    "written",
    [
        "+44 20 7946 0018",
        "+442079460018",
        "+44 (0)20 7946-0018",
        "+44.20.7946.0018",
        "０２０ 7946 0018",
    ],
)
def test_a_number_is_kept_as_e164_however_it_is_written(written):
    assert phone_numbers.parse(written, region="GB") == PHONE_E164


@pytest.mark.parametrize(
    ("region", "written", "e164"),
    [("GB", "020 7946 0018", "+442079460018"), ("DE", "030 901820", "+4930901820")],
)
def test_a_national_number_is_read_in_the_shops_country(region, written, e164):
    assert phone_numbers.parse(written, region=region) == e164


def test_a_number_with_its_country_code_is_read_anywhere():
    assert phone_numbers.parse("+49 30 901820", region="GB") == "+4930901820"


def test_a_national_number_without_a_country_is_refused():
    with pytest.raises(InvalidPhoneNumber):
        phone_numbers.parse("020 7946 0018")


@pytest.mark.parametrize(
    "written", ["", "hello", "1", "999", "+44", "+999 1234567", "0" * 40, "٠" * 9, "+44 20 7946 00"]
)
def test_what_cannot_be_called_is_refused(written):
    with pytest.raises(InvalidPhoneNumber):
        phone_numbers.parse(written, region="GB")


@pytest.mark.parametrize(
    "card", ["4242 4242 4242 4242", "5555555555554444", "3782 822463 10005", "+4242424242424242"]
)
def test_a_card_number_is_refused_as_such(card):
    with pytest.raises(SensitiveInput):
        phone_numbers.parse(card, region="GB")


@pytest.mark.parametrize("written", [NONSENSE, "+999 7946 0018", "4242 4242 4242 4242"])
def test_a_refusal_does_not_repeat_the_number(written):
    with pytest.raises(Refusal) as caught:
        phone_numbers.parse(written, region="GB")
    assert caught.value.args == ()
    # The library's own exception would lead to the text.
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    shown = "".join(traceback.format_exception(caught.value, chain=True))
    assert written not in shown


def test_others_see_the_country_and_two_digits():
    hint = phone_numbers.hint(PHONE_E164)
    assert hint == "+44 … 18"
    assert isinstance(hint, SafeText)
    assert phone_numbers.hint("") == ""


def test_the_assigned_agent_reads_it_as_people_write_it():
    assert phone_numbers.readable(PHONE_E164) == "+44 20 7946 0018"


def test_a_shops_country_is_that_of_its_number():
    assert phone_numbers.region_of(Site(phone_number="+4930901820")) == "DE"


@given(written=st.text(max_size=60) | st.from_regex(r"[+0-9 ().\-]{1,40}", fullmatch=True))
def test_any_text_gives_a_number_or_a_refusal(written):
    try:
        number = phone_numbers.parse(written, region="GB")
    except Refusal:
        return
    assert number.startswith("+")
    assert len(number) <= 16, "the column holds sixteen characters"


@pytest.mark.parametrize(
    "written", ["0900 123 4567", "+44 909 879 0000", "0845 046 4640", "020 7946 0123 ext 4"]
)
def test_what_would_cost_the_shop_or_be_dialed_in_part_is_refused(written):
    with pytest.raises(InvalidPhoneNumber):
        phone_numbers.parse(written, region="GB")
