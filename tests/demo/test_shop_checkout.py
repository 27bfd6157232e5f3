"""The checkout: an address, a day and words for a card; never a payment card."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from chatcore.demo.shop import delivery, orders

CHECKOUT = "/demo/shop/checkout/"
FILLED_IN = {
    "recipient": "Maria Novak",
    "street": "14 Tanner Street, flat 2",
    "postcode": "se1 3ld",
    "card_words": "Happy birthday, Maria!",
    "sender": "Mia",
    "phone": "+44 20 7946 0123",
    "email": "mia@example.com",
}


@pytest.fixture
def buyer(client):
    """A customer with one Evensong in the cart."""
    address = reverse("shop:add_to_cart", args=["evensong"])
    client.post(address, {"size": "classic", "quantity": 1})
    return client


def order(buyer, **changes):
    """Fill in the checkout for the first day offered and press "Place the order"."""
    days = buyer.get(CHECKOUT).context["form"].fields["delivery_day"].choices
    return buyer.post(CHECKOUT, FILLED_IN | {"delivery_day": days[0][0]} | changes, follow=True)


def test_an_order_is_thanked_for_with_its_reference_and_total(buyer):
    page = order(buyer)
    assert page.redirect_chain == [(reverse("shop:thanks"), 302)]
    assert re.search(r"<strong>TW-[A-Z0-9]{4}</strong>", page.content.decode())
    assert "£60.50" in page.content.decode()


def test_after_an_order_the_cart_is_empty(buyer):
    order(buyer)
    assert buyer.get(reverse("shop:cart")).context["cart"].count == 0


def test_the_thank_you_page_says_that_we_ring_and_never_ask_in_writing(buyer):
    page = " ".join(order(buyer).content.decode().split())
    assert "We ring you, usually within the hour" in page
    assert "We never ask for a card number in writing." in page


def test_the_card_may_stay_without_words(buyer):
    assert order(buyer, card_words="").redirect_chain


def test_no_field_asks_for_a_payment_card(buyer):
    form = buyer.get(CHECKOUT).context["form"]
    assert set(form.fields) == {*FILLED_IN, "delivery_day"}
    assert "cc-" not in buyer.get(CHECKOUT).content.decode()


def test_the_checkout_says_that_payment_is_by_telephone(buyer):
    page = " ".join(buyer.get(CHECKOUT).content.decode().split())
    assert "You pay by telephone" in page
    assert "there is no card to type in here" in page


@pytest.mark.parametrize(
    "field", ["recipient", "street", "postcode", "delivery_day", "sender", "phone", "email"]
)
def test_a_missing_answer_is_asked_for_and_the_rest_is_kept(buyer, field):
    page = order(buyer, **{field: ""})
    assert not page.redirect_chain
    assert list(page.context["form"].errors) == [field]
    assert 'role="alert"' in page.content.decode()
    kept = "recipient" if field != "recipient" else "sender"
    assert f'value="{FILLED_IN[kept]}"' in page.content.decode()


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("postcode", "M1 1AE"),
        ("postcode", "somewhere"),
        ("phone", "call me"),
        ("phone", "12345"),
        ("phone", "1" * 25),
        ("email", "mia at example"),
        ("recipient", "M" * 81),
        ("street", "S" * 161),
        ("sender", "M" * 81),
        ("card_words", "w" * 201),
        ("delivery_day", "2020-01-01"),
        ("delivery_day", "soon"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused(buyer, field, written):
    page = order(buyer, **{field: written})
    assert not page.redirect_chain
    assert list(page.context["form"].errors) == [field]


@pytest.mark.parametrize("postcode", ["SE1 3LD", "EC1A1BB", "w1a 0ax", " N1 9GU ", "NW10 4AB"])
def test_london_postcodes_are_taken_however_they_are_written(buyer, postcode):
    assert order(buyer, postcode=postcode).redirect_chain


def test_what_a_customer_wrote_is_shown_as_text_only(buyer):
    page = order(buyer, recipient="<script>alert(1)</script>", postcode="")
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_an_error_is_tied_to_its_field_for_screen_readers(buyer):
    page = order(buyer, postcode="M1 1AE").content.decode()
    field = re.search(r'<input[^>]*name="postcode"[^>]*>', page).group()
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_postcode_helptext id_postcode_error"' in field
    assert 'id="id_postcode_error"' in page


def test_with_an_empty_cart_there_is_nothing_to_check_out(client):
    response = client.get(CHECKOUT)
    assert (response.status_code, response["Location"]) == (302, reverse("shop:cart"))


def test_without_an_order_there_is_no_thank_you(client):
    response = client.get(reverse("shop:thanks"))
    assert (response.status_code, response["Location"]) == (302, reverse("shop:home"))


def test_a_forged_order_is_not_shown(buyer):
    order(buyer)
    assert buyer.get(reverse("shop:thanks")).status_code == 200
    genuine = buyer.cookies[orders.COOKIE_NAME].value
    buyer.cookies[orders.COOKIE_NAME] = genuine.replace("60.50", "0.50")
    assert buyer.get(reverse("shop:thanks")).status_code == 302


def test_nothing_about_the_customer_is_kept_or_mailed(buyer):
    order(buyer)
    kept = [cookie.value for cookie in buyer.cookies.values()]
    assert re.match(r"TW-[A-Z0-9]{4}~\d{4}-\d\d-\d\d~60\.50:", kept[-1])
    assert not [said for said in FILLED_IN.values() for value in kept if said in value]
    assert mail.outbox == []


# Delivery days


def test_until_two_o_clock_flowers_come_today():
    monday_noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert delivery.days_offered(monday_noon)[0] == date(2026, 11, 23)


def test_from_two_o_clock_they_come_tomorrow():
    monday_two = datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert delivery.days_offered(monday_two)[0] == date(2026, 11, 24)


def test_the_clock_is_londons_in_summer_too():
    half_past_two_in_london = datetime(2026, 7, 20, 13, 30, tzinfo=UTC)
    assert delivery.days_offered(half_past_two_in_london)[0] == date(2026, 7, 21)


def test_on_saturday_afternoon_the_next_day_is_monday():
    saturday = datetime(2026, 11, 28, 16, tzinfo=UTC)
    assert delivery.days_offered(saturday)[0] == date(2026, 11, 30)


@pytest.mark.parametrize("hours", range(0, 24 * 8, 7))
def test_seven_days_are_offered_in_order_and_never_a_sunday(hours):
    days = delivery.days_offered(datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hours))
    assert len(set(days)) == 7
    assert list(days) == sorted(days)
    assert all(day.strftime("%A") != "Sunday" for day in days)
