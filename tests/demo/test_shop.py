"""The florist's pages: what a customer finds, and the chat's tag under the strictest policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from chatcore.demo import cast
from chatcore.demo.shop.catalogue import BOUQUETS, SIZES, pounds

SHOP_HOST = "127.0.0.1:8123"
TAG = '<script async src="http://localhost:8123/widget.js" data-site="florist-demo"></script>'
POLICY = (
    "default-src 'none'; script-src http://localhost:8123; frame-src http://localhost:8123; "
    "style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
ADDRESS = {
    "recipient": "Maria Novak",
    "street": "14 Tanner Street, flat 2",
    "postcode": "SE1 3LD",
    "card_words": "Happy birthday!",
    "sender": "Mia",
    "phone": "020 7946 0123",
    "email": "mia@example.com",
}


@pytest.fixture
def shop(client):
    """A customer's browser on the shop, with one Evensong in the cart and an order placed."""
    client.defaults["HTTP_HOST"] = SHOP_HOST
    put_into_cart(client)
    form = client.get(reverse("shop:checkout")).context["form"]
    day = form.fields["delivery_day"].choices[0][0]
    client.post(reverse("shop:checkout"), ADDRESS | {"delivery_day": day})
    put_into_cart(client)
    return client


def put_into_cart(client):
    """Press "Add to cart" on the Evensong page."""
    address = reverse("shop:add_to_cart", args=["evensong"])
    client.post(address, {"size": "classic", "quantity": 1})


def text_of(response) -> str:
    """A page's text as a reader sees it, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


PAGES = {
    "home": "/demo/shop/",
    "product": "/demo/shop/flowers/evensong/",
    "cart": "/demo/shop/cart/",
    "checkout": "/demo/shop/checkout/",
    "thanks": "/demo/shop/checkout/thanks/",
    "visit": "/demo/shop/visit/",
    "not found": "/demo/shop/flowers/no-such-bouquet/",
}
every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())


def test_home_shows_six_bouquets_with_their_prices(client):
    page = text_of(client.get("/demo/shop/"))
    assert len(BOUQUETS) == 6
    for bouquet in BOUQUETS.values():
        assert f"{bouquet.name} {bouquet.colours} from {bouquet.price}" in page


def test_someone_who_wants_purple_and_white_finds_it():
    assert BOUQUETS["evensong"].colours == "Purple and white"
    assert {"White", "violet"} <= set(re.findall(r"\w+", str(BOUQUETS["first-frost"].colours)))


@pytest.mark.parametrize("slug", BOUQUETS)
def test_a_product_page_shows_story_stems_and_a_price_for_each_size(client, slug):
    bouquet = BOUQUETS[slug]
    page = text_of(client.get(reverse("shop:product", args=[slug])))
    assert str(bouquet.story) in page
    assert str(bouquet.stems) in page
    for size in SIZES.values():
        price = pounds(bouquet.price_pence_in(size))
        assert f"{size.name} {size.description} {price}" in page


def test_a_product_page_shows_three_others(client):
    others = client.get(reverse("shop:product", args=["evensong"])).context["others"]
    assert len(others) == 3
    assert BOUQUETS["evensong"] not in others


@every_page
def test_every_page_shows_the_telephone_number_and_the_opening_hours(shop, address):
    page = shop.get(address)
    assert 'href="tel:+442079460018"' in page.content.decode()
    assert cast.SHOP_PHONE_NUMBER in text_of(page)
    assert "Monday to Friday 8:00 to 18:30" in text_of(page)


def test_an_unknown_bouquet_is_answered_by_a_page_of_the_shop(client):
    response = client.get("/demo/shop/flowers/no-such-bouquet/")
    assert response.status_code == 404
    assert "That one is not on the bench" in text_of(response)


@pytest.mark.parametrize("bouquet", BOUQUETS.values(), ids=BOUQUETS.keys())
def test_every_bouquet_has_its_drawing_and_its_ground(bouquet):
    assert finders.find(bouquet.drawing)
    styles = Path(finders.find("chatcore/demo/shop_static/pages.css")).read_text()
    assert f".tone-{bouquet.slug} {{" in styles


# The chat in the shop's page


@every_page
def test_every_page_carries_the_merchants_tag_and_no_other_script(shop, address):
    page = shop.get(address).content.decode()
    assert page.count("<script") == 1
    assert re.search(re.escape(TAG) + r"\s*</body>\s*</html>\s*$", page)


@every_page
def test_every_page_has_the_strict_policy(shop, address):
    assert shop.get(address)["Content-Security-Policy"] == POLICY


@every_page
def test_no_page_holds_what_the_policy_would_block(shop, address):
    page = shop.get(address).content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<base|<iframe", page)
    loaded = re.findall(r'<(?:img|link)\b[^>]*?\s(?:src|href)="([^"]+)"', page)
    assert loaded
    assert all(source.startswith("/static/") for source in loaded)


@pytest.mark.parametrize(
    ("shop_host", "chat_origin"),
    [
        ("127.0.0.1:8000", "http://localhost:8000"),
        ("localhost:8000", "http://127.0.0.1:8000"),
        ("[::1]:9123", "http://localhost:9123"),
        ("127.0.0.1", "http://localhost:80"),
    ],
)
def test_the_chat_comes_from_the_servers_other_name(client, shop_host, chat_origin):
    response = client.get("/demo/shop/", HTTP_HOST=shop_host)
    assert f'src="{chat_origin}/widget.js"' in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert f"script-src {chat_origin}; frame-src {chat_origin};" in policy


def test_a_foreign_host_name_reaches_neither_tag_nor_policy(client):
    response = client.get("/demo/shop/", HTTP_HOST="evil.example:8000")
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize("name", ["shop:home", "shop:visit", "shop:cart", "shop:thanks"])
def test_a_page_for_reading_refuses_a_post(client, name):
    assert client.post(reverse(name)).status_code == 405
