"""The console's page: who gets it, what protects it, and the way in and out."""

from __future__ import annotations

import html
import json
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

PASSWORD = "ringback-demo"


@pytest.fixture
def anns(client: Client, cast: Cast) -> Client:
    """Ann's browser, signed in."""
    client.force_login(cast.ann.user)
    return client


def give_password(cast: Cast) -> None:
    """Let Ann sign in by hand."""
    cast.ann.user.set_password(PASSWORD)
    cast.ann.user.save()


# The page


def test_an_agent_gets_the_console(anns: Client, cast: Cast):
    response = anns.get(reverse("console"))
    assert response.status_code == 200
    page = response.content.decode()
    assert f'name="agent" content="{cast.ann.public_id}"' in page
    assert re.search(r'name="csrf-token" content="\w{64}"', page)
    for name in ("Mine", "Queue"):
        assert re.search(rf'<ul id="\w+" role="list" aria-label="{name}">', page)


def test_the_page_tells_the_agents_own_sites_only(anns: Client, cast: Cast):
    assert not cast.ann.sites.filter(pk=cast.bakery.pk).exists(), "the premise"
    page = anns.get(reverse("console")).content.decode()
    sites = json.loads(html.unescape(re.search(r'data-sites="([^"]*)"', page)[1]))
    assert sites == [{"name": "Florist", "locale": "en", "timeZone": "UTC"}]


def test_the_page_is_never_kept_by_a_cache(anns: Client):
    assert "no-store" in anns.get(reverse("console")).headers["Cache-Control"]


def test_the_page_allows_no_inline_script_and_no_markup_from_text(anns: Client):
    policy = anns.get(reverse("console")).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert "unsafe" not in policy


def test_a_stranger_is_asked_to_sign_in(client: Client, cast: Cast):
    response = client.get(reverse("console"))
    assert response.status_code == 302
    assert response.headers["Location"] == f"{reverse('console-login')}?next=/console/"


def test_a_user_who_is_no_agent_is_told_so(client: Client, db: None):
    client.force_login(User.objects.create_user("paula"))
    response = client.get(reverse("console"))
    assert response.status_code == 403
    page = response.content.decode()
    assert "not as an agent" in page
    assert "paula" in page
    assert "console.js" not in page
    assert f'action="{reverse("console-logout")}"' in page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_only_read(anns: Client, method: str):
    assert getattr(anns, method)(reverse("console")).status_code == 405


# The way in


def test_name_and_password_open_the_console(client: Client, cast: Cast):
    give_password(cast)
    response = client.post(
        reverse("console-login"), {"username": "ann", "password": PASSWORD, "next": ""}
    )
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("console")
    assert client.get(reverse("console")).status_code == 200


def test_a_wrong_password_is_refused_without_saying_which_was_wrong(client: Client, cast: Cast):
    give_password(cast)
    known = client.post(reverse("console-login"), {"username": "ann", "password": "wrong"})
    unknown = client.post(reverse("console-login"), {"username": "zoe", "password": "wrong"})
    said = [
        re.search(r'role="alert"[^>]*>([^<]+)<', r.content.decode())[1] for r in (known, unknown)
    ]
    assert said[0] == said[1]
    assert "do not match" in said[0]
    assert client.get(reverse("console")).status_code == 302


def test_the_password_is_never_shown_again(client: Client, cast: Cast):
    response = client.post(reverse("console-login"), {"username": "ann", "password": "s3cret-try"})
    page = response.content.decode()
    assert 'value="ann"' in page
    assert "s3cret-try" not in page


def test_a_name_cannot_become_markup(client: Client, db: None):
    form = {"username": '"><script>alert(1)</script>', "password": "x"}
    page = client.post(reverse("console-login"), form).content.decode()
    assert "<script>alert" not in page


def test_signing_in_goes_on_only_to_our_own_pages(client: Client, cast: Cast):
    give_password(cast)
    form = {"username": "ann", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(reverse("console-login"), form).headers["Location"] == reverse("console")


def test_who_is_signed_in_goes_straight_on(anns: Client):
    assert anns.get(reverse("console-login")).headers["Location"] == reverse("console")


def test_the_login_page_is_labelled_and_not_cached(client: Client, db: None):
    response = client.get(reverse("console-login"))
    page = response.content.decode()
    for name in ("username", "password"):
        assert f'<label for="id_{name}">' in page
        assert f'<input id="id_{name}"' in page
    assert 'autocomplete="current-password"' in page
    assert "no-store" in response.headers["Cache-Control"]


def test_signing_in_needs_the_token_against_forged_requests(cast: Cast):
    give_password(cast)
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("console-login"), {"username": "ann", "password": PASSWORD})
    assert response.status_code == 403


# The way out


def test_a_post_signs_out(anns: Client):
    response = anns.post(reverse("console-logout"))
    assert response.headers["Location"] == reverse("console-login")
    assert anns.get(reverse("console")).status_code == 302


def test_a_link_cannot_sign_an_agent_out(anns: Client):
    assert anns.get(reverse("console-logout")).status_code == 405
    assert anns.get(reverse("console")).status_code == 200
