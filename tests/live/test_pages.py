"""The loader that shops embed, and the frame it opens."""

from __future__ import annotations

import json
import re

import pytest

from chatcore import headers
from chatcore.conversations import administration
from chatcore.conversations.administration import Shop
from chatcore.live import views

ORIGINS = ["https://shop.example", "https://www.shop.example:8443"]


@pytest.fixture
def shop(cast):
    """The florist with two origins."""
    florist = cast.florist
    florist.allowed_origins = administration.origins(ORIGINS)
    florist.save()
    return florist


# The loader


def test_the_loader_is_the_file_itself(client):
    response = client.get("/widget.js")
    assert response.status_code == 200
    assert response.content == views.LOADER.read_bytes()
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_pages_of_other_sites_may_load_it(client):
    response = client.get("/widget.js")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies


@pytest.mark.parametrize(
    "query", ["?site=florist", "?callback=alert(1)", "?</script>", "?%0d%0aX:y", "?" + "x" * 4_000]
)
def test_no_query_changes_a_byte_of_it(client, query):
    plain, asked = client.get("/widget.js"), client.get(f"/widget.js{query}")
    assert asked.content == plain.content
    assert dict(asked.headers) == dict(plain.headers)


def test_a_browser_that_has_it_is_told_so(client):
    etag = client.get("/widget.js")["ETag"]
    response = client.get("/widget.js", headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")


def test_its_renewal_does_not_take_back_that_other_sites_may_load_it(client):
    first = client.get("/widget.js")
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = client.get("/widget.js", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.get("Cross-Origin-Resource-Policy", "cross-origin") == "cross-origin"


def test_it_needs_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/widget.js")


@pytest.mark.parametrize("path", ["/widget.js", "/widget/florist/"])
def test_pages_are_only_read(client, cast, path):
    for method in (client.post, client.put, client.delete):
        assert method(path).status_code == 405


# The frame


def policy(response) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


def test_exactly_the_sites_origins_may_show_the_frame(client, shop):
    response = client.get("/widget/florist/")
    assert response.status_code == 200
    assert policy(response)["frame-ancestors"] == ORIGINS
    assert "X-Frame-Options" not in response, "it knows only one origin and would forbid them all"


def test_a_site_without_origins_is_shown_nowhere(client, shop):
    shop.allowed_origins = []
    shop.save()
    assert policy(client.get("/widget/florist/"))["frame-ancestors"] == ["'none'"]


def test_the_frame_runs_our_scripts_only_and_writes_no_markup(client, shop):
    rules = policy(client.get("/widget/florist/"))
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == ["'self'"]
    assert rules["require-trusted-types-for"] == ["'script'"]
    assert rules["form-action"] == rules["base-uri"] == ["'none'"]
    assert not [value for values in rules.values() for value in values if "unsafe" in value]


def test_the_frame_holds_no_inline_script_and_no_inline_style(client, shop):
    page = client.get("/widget/florist/").content.decode()
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert scripts
    assert all("src=" in tag or 'type="application/json"' in tag for tag in scripts)
    assert not re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", page)


def test_the_frame_is_neither_kept_nor_told_to_others(client, shop):
    response = client.get("/widget/florist/")
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Permissions-Policy"] == headers.PERMISSIONS_POLICY
    assert not response.cookies


def test_the_frame_knows_its_site_and_the_number_to_call(client, shop):
    page = client.get("/widget/florist/").content.decode()
    assert 'href="tel:+442079460018"' in page
    assert "+44 20 7946 0018" in page
    written = re.search(r'<script id="configuration"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert json.loads(written[1]) == {
        "siteKey": "florist", "allowedOrigins": ORIGINS, "locale": "en",
    }  # fmt: skip


def test_a_name_with_markup_stays_a_name(client, shop):
    administration.set_up_site(
        shop,
        Shop(
            key="florist",
            name="<script>alert(1)</script>",
            allowed_origins=ORIGINS,
            phone_number="+442079460018",
        ),
    )
    page = client.get("/widget/florist/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("key", ["unknown", "FLORIST", "florist-2"])
def test_an_unknown_site_has_no_frame(client, shop, key):
    response = client.get(f"/widget/{key}/")
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain"
    assert response.content == b"This chat is not set up here."
    assert policy(response)["frame-ancestors"] == ["'none'"]
