"""The cart: chosen without any script, carried in a signed cookie."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from chatcore.demo.shop.cart import COOKIE_NAME, COOKIE_SALT, Cart, Line
from chatcore.demo.shop.catalogue import BOUQUETS, SIZES, pounds

TULIPS = Line(BOUQUETS["market-tulips"], SIZES["posy"], 1)
PEONIES = Line(BOUQUETS["peony-sunday"], SIZES["grand"], 1)


def add(client, slug="evensong", *, size="classic", quantity=1):
    """Press "Add to cart" on a product page."""
    address = reverse("shop:add_to_cart", args=[slug])
    return client.post(address, {"size": size, "quantity": quantity}, follow=True)


def change(client, line, quantity):
    """Press "Update" or "Remove" on a line of the cart."""
    return client.post(
        reverse("shop:change_cart"), {"line": line, "quantity": quantity}, follow=True
    )


def content_of(client) -> dict[str, int]:
    """What the cart page holds: line key -> quantity."""
    shown = client.get(reverse("shop:cart")).context["cart"]
    return {line.key: line.quantity for line in shown.lines}


def carry(client, value):
    """Give the browser a cart cookie that the shop has signed."""
    response = HttpResponse()
    response.set_signed_cookie(COOKIE_NAME, value, salt=COOKIE_SALT)
    client.cookies[COOKIE_NAME] = response.cookies[COOKIE_NAME].value


def test_a_bouquet_goes_into_the_cart_and_the_cart_is_shown(client):
    page = add(client, quantity=2)
    assert page.redirect_chain == [(reverse("shop:cart"), 302)]
    assert content_of(client) == {"evensong.classic": 2}
    assert "£106" in page.content.decode()


def test_the_same_again_makes_one_fuller_line(client):
    add(client, quantity=2)
    add(client, quantity=3)
    assert content_of(client) == {"evensong.classic": 5}


def test_another_size_is_another_line(client):
    add(client, size="posy")
    add(client, size="grand")
    assert content_of(client) == {"evensong.posy": 1, "evensong.grand": 1}


def test_nine_of_a_kind_are_the_limit(client):
    add(client, quantity=8)
    add(client, quantity=8)
    assert content_of(client) == {"evensong.classic": 9}


@pytest.mark.parametrize(
    "choice",
    [
        {"size": "enormous"},
        {"size": ""},
        {"quantity": 0},
        {"quantity": 10},
        {"quantity": -1},
        {"quantity": "many"},
    ],
)
def test_an_impossible_choice_is_explained_and_adds_nothing(client, choice):
    page = add(client, **choice)
    assert 'role="alert"' in page.content.decode()
    assert content_of(client) == {}


def test_an_unknown_bouquet_cannot_be_added(client):
    assert add(client, "no-such-bouquet").status_code == 404
    assert content_of(client) == {}


def test_a_quantity_can_be_changed(client):
    add(client)
    change(client, "evensong.classic", 4)
    assert content_of(client) == {"evensong.classic": 4}


def test_a_line_can_be_removed_and_the_others_stay(client):
    add(client)
    add(client, "first-frost")
    change(client, "evensong.classic", 0)
    assert content_of(client) == {"first-frost.classic": 1}


@pytest.mark.parametrize(
    ("line", "quantity"),
    [
        ("evensong.classic", 10),
        ("evensong.classic", -1),
        ("evensong.classic", ""),
        ("evensong.posy", 3),
        ("x" * 500, 3),
    ],
)
def test_a_senseless_change_leaves_the_cart_as_it_is(client, line, quantity):
    add(client)
    change(client, line, quantity)
    assert content_of(client) == {"evensong.classic": 1}


def test_an_empty_cart_says_so_and_offers_no_checkout(client):
    page = client.get(reverse("shop:cart")).content.decode()
    assert "Nothing in it yet." in page
    assert reverse("shop:checkout") not in page


def test_every_page_counts_the_bouquets_in_the_cart(client):
    add(client, quantity=3)
    assert '<span class="count">3</span>' in client.get(reverse("shop:home")).content.decode()


# The cookie


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(client):
    add(client)
    cookie = client.cookies[COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_forged_cart_counts_as_empty(client):
    add(client)
    assert content_of(client)
    genuine = client.cookies[COOKIE_NAME].value
    client.cookies[COOKIE_NAME] = genuine.replace("classic", "posy", 1)
    assert content_of(client) == {}


def test_a_bouquet_no_longer_made_drops_out_of_an_old_cart(client):
    carry(client, "evensong.posy.2~dandelion.posy.1~first-frost.colossal.1")
    assert content_of(client) == {"evensong.posy": 2}


@pytest.mark.parametrize("name", ["shop:change_cart", "shop:checkout"])
def test_another_sites_form_is_refused(name):
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(reverse(name), {"line": "evensong.posy"}).status_code == 403


@pytest.mark.parametrize(
    "address", [reverse("shop:change_cart"), reverse("shop:add_to_cart", args=["evensong"])]
)
def test_a_link_alone_changes_nothing(client, address):
    assert client.get(address).status_code == 405


# What it costs


def test_delivery_is_added_below_seventy_five_pounds():
    chosen = Cart((TULIPS,))
    assert (chosen.goods, chosen.delivery, chosen.total) == ("£26", "£7.50", "£33.50")


def test_delivery_is_free_from_seventy_five_pounds():
    chosen = Cart((PEONIES,))
    assert chosen.goods_pence >= 7500
    assert (chosen.goods, chosen.delivery, chosen.total) == ("£89", "", "£89")


def test_the_cart_says_from_when_delivery_is_free(client):
    assert "Delivery is free from £75." in add(client).content.decode()


def test_adding_makes_a_new_cart_and_leaves_the_old_one():
    before = Cart((TULIPS,))
    after = before.with_added(PEONIES)
    assert before.count == 1
    assert after.count == 2


@pytest.mark.parametrize(("pence", "written"), [(3400, "£34"), (750, "£7.50"), (3405, "£34.05")])
def test_prices_are_written_as_people_write_them(pence, written):
    assert pounds(pence) == written
