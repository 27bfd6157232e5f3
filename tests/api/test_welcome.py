"""POST /sites/<key>/visitors: a browser becomes a visitor."""

from __future__ import annotations

import pytest

from chatcore.conversations import identity
from chatcore.conversations.models import Conversation, Visitor
from tests.api.conftest import assert_refused

ADDRESS = "/api/v1/sites/florist/visitors"


def test_a_browser_gets_a_token_that_is_shown_once(client, cast):
    response = client.post(ADDRESS, {}, content_type="application/json")
    assert response.status_code == 201
    body = response.json()
    assert set(body) == {"visitor", "token"}
    visitor = identity.visitor_of(body["token"])
    assert str(visitor.public_id) == body["visitor"]
    assert visitor.site == cast.florist
    assert response["Cache-Control"] == "no-store"


def test_no_cookie_is_set_and_no_conversation_opened(client, cast):
    assert not client.post(ADDRESS).cookies
    assert not Conversation.objects.exists()


def test_whatever_else_is_sent_is_not_looked_at(client, cast):
    body = b'{"token": "mine", "public_id": "mine", "site": 99'
    assert client.post(ADDRESS, body, content_type="application/json").status_code == 201


@pytest.mark.parametrize("key", ["unknown", "FLORIST", "florist-2"])
def test_an_unknown_site_is_refused_and_nobody_is_welcomed(client, cast, key):
    before = Visitor.objects.count()
    assert_refused(client.post(f"/api/v1/sites/{key}/visitors"), 404, "unknown_site")
    assert Visitor.objects.count() == before


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_only_a_post_welcomes(client, cast, method):
    assert_refused(getattr(client, method)(ADDRESS), 405, "bad")


def test_who_asks_too_often_must_wait(client, cast):
    before = Visitor.objects.count()
    codes = [client.post(ADDRESS).status_code for _ in range(30)]
    assert set(codes) == {201}
    refused = client.post(ADDRESS)
    assert_refused(refused, 429, "rate")
    assert int(refused["Retry-After"]) > 0
    assert Visitor.objects.count() == before + 30


def test_a_made_up_address_is_no_way_around_the_wait(client, cast):
    for _ in range(30):
        client.post(ADDRESS)
    refused = client.post(ADDRESS, headers={"X-Forwarded-For": "203.0.113.7"})
    assert refused.status_code == 429
    assert client.post(ADDRESS, REMOTE_ADDR="203.0.113.7").status_code == 201
