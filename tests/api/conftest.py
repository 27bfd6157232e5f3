"""People who ask over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from chatcore.conversations import identity
from chatcore.conversations.models import Agent, Conversation
from tests.cast import Cast, answered

Ask = Callable[..., HttpResponse]


@pytest.fixture
def mias(cast: Cast) -> tuple[Conversation, str]:
    """Mia's conversation, which Ann holds, and Mia's token."""
    mia, token = identity.welcome(cast.florist)
    return answered(mia, cast.ann), token


@pytest.fixture
def as_visitor(client: Client) -> Ask:
    """Ask with a token."""

    def ask(method: str, path: str, token: str) -> HttpResponse:
        headers = {"Authorization": f"Bearer {token}"}
        return getattr(client, method)(f"/api/v1/{path}", headers=headers)

    return ask


@pytest.fixture
def as_agent() -> Ask:
    """Ask with a session; the browser proves where a write comes from unless told not to."""

    def ask(method: str, path: str, agent: Agent, *, csrf: bool = True) -> HttpResponse:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(agent.user)
        headers: dict[str, Any] = {}
        if csrf:
            browser.cookies["csrftoken"] = "a" * 32
            headers["X-CSRFToken"] = "a" * 32
        address = f"/api/v1/{path}"
        return browser.generic(
            method.upper(), address, content_type="application/json", headers=headers
        )

    return ask


def assert_refused(response: HttpResponse, status: int, code: str) -> None:
    """A coded refusal in JSON, worded for a person."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert response.json()["code"] == code
    assert response.json()["message"].endswith(".")
    assert set(response.json()) == {"code", "message"}
