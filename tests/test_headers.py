"""Security headers on every response, sync and async, and whose word counts."""

from __future__ import annotations

import pytest
from asgiref.sync import iscoroutinefunction
from django.http import HttpResponse
from django.test import RequestFactory

from chatcore.headers import OWN_PAGES_POLICY, PERMISSIONS_POLICY, SecurityHeaders

REQUEST = RequestFactory().get("/")


def answered(response: HttpResponse) -> HttpResponse:
    return SecurityHeaders(lambda _: response)(REQUEST)


def test_a_page_gets_every_header():
    response = answered(HttpResponse())
    assert response["Content-Security-Policy"] == OWN_PAGES_POLICY
    assert response["Permissions-Policy"] == PERMISSIONS_POLICY
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


def test_our_policy_allows_nothing_inline_and_nobody_elses():
    for forbidden in ("unsafe", "http:", "https:", "*", "blob:", "ws:"):
        assert forbidden not in OWN_PAGES_POLICY
    assert "default-src 'none'" in OWN_PAGES_POLICY
    assert "frame-ancestors 'none'" in OWN_PAGES_POLICY


def test_what_a_view_has_set_stands():
    own = {
        "Content-Security-Policy": "default-src 'none'; frame-ancestors https://shop.example",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    response = answered(HttpResponse(headers=own))
    assert {name: response[name] for name in own} == own
    assert "X-Frame-Options" not in response, "it would forbid the shop that the policy allows"


async def test_an_async_view_gets_them_too():
    async def view(_: object) -> HttpResponse:
        return HttpResponse()

    middleware = SecurityHeaders(view)
    assert iscoroutinefunction(middleware)
    response = await middleware(REQUEST)
    assert response["Content-Security-Policy"] == OWN_PAGES_POLICY


@pytest.mark.parametrize(
    "path",
    ["/", "/console/", "/console/login/", "/admin/login/", "/nowhere", "/api/v1/nowhere",
     "/widget.js", "/widget/unknown/"],
)  # fmt: skip
def test_no_address_goes_without(client, cast, path):
    response = client.get(path)
    for name in (
        "Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy",
        "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy",
    ):  # fmt: skip
        assert response[name], name
    assert "frame-ancestors" in response["Content-Security-Policy"]


def test_our_pages_cannot_be_framed(client, cast):
    for path in ("/console/login/", "/admin/login/"):
        response = client.get(path)
        assert response.status_code == 200
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_a_page_that_does_not_exist_shows_nothing_of_ours(client, db):
    response = client.get("/nowhere?words=purple-4242")
    assert response.status_code == 404
    for shown in (b"4242", b"Traceback", b"urlpatterns", b"chatcore"):
        assert shown not in response.content


def test_a_host_that_is_not_ours_is_refused(client, db):
    assert client.get("/console/login/", headers={"Host": "evil.example"}).status_code == 400


def test_not_modified_says_nothing_of_its_own():
    response = answered(HttpResponse(status=304))
    assert not {"Content-Security-Policy", "Cross-Origin-Resource-Policy"} & set(response.headers)
