"""Addresses that hold a card number: refused before a view, the database or a log sees them."""

from __future__ import annotations

import pytest
from django.test import AsyncClient, Client

from chatcore import guard
from chatcore.errors import GuardFailed
from tests.cast import CARD, CARD_DIGITS

REFUSED = b"Please do not enter a card number here."
ESCAPED = "".join(f"%{ord(digit):02X}" for digit in CARD_DIGITS)


@pytest.mark.parametrize("address", [
    f"/{CARD_DIGITS}",
    f"/console/{CARD_DIGITS}/",
    f"/widget/{CARD_DIGITS}/",
    f"/console/login/?next=/{CARD_DIGITS}/",
    f"/console/login/?q={CARD.replace(' ', '+')}",
    f"/console/login/?{CARD_DIGITS}=1",
    f"/console/login/?q={ESCAPED}",
])  # fmt: skip
def test_an_address_with_a_number_is_refused_without_a_query(
    address, django_assert_num_queries, db
):
    with django_assert_num_queries(0):
        answer = Client().get(address)
    assert (answer.status_code, answer.content) == (422, REFUSED)
    assert answer.headers["Content-Security-Policy"]


def test_the_api_refuses_in_its_own_form(db):
    answer = Client().post(f"/api/v1/sites/{CARD_DIGITS}/visitors")
    assert (answer.status_code, answer.json()["code"]) == (422, "sensitive")


async def test_asynchronous_handling_refuses_alike():
    answer = await AsyncClient().get(f"/{CARD_DIGITS}")
    assert answer.status_code == 422


@pytest.mark.parametrize("address", [
    "/console/login/?next=/console/",
    "/console/login/?order=20261123-4711&visitor=ba0e8400-e29b-41d4-a716-446655440000",
])  # fmt: skip
def test_other_addresses_are_answered(address, db):
    assert Client().get(address).status_code == 200


def test_the_loader_is_given_out_whatever_a_shop_writes_behind_it():
    assert Client().get(f"/widget.js?v={CARD_DIGITS}").status_code == 200


def test_a_guard_that_fails_refuses(monkeypatch):
    def fail(_):
        raise GuardFailed

    monkeypatch.setattr(guard, "find", fail)
    assert Client().get("/console/login/").status_code == 503


def test_an_address_too_long_to_be_checked_is_refused():
    assert Client().get("/console/login/?q=" + "1" * 8_001).status_code == 413
