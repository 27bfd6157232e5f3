"""GET .../callback-number: in full, for the assigned agent only."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from chatcore.conversations import services
from tests.api.conftest import assert_refused
from tests.cast import PHONE, PHONE_E164, PHONE_TRACES
from tests.handoff.calls import request


@pytest.fixture
def path(mias) -> str:
    """Of Mia's conversation, after she asked for a call."""
    request(mias[0].visitor)
    return f"agent/conversations/{mias[0].public_id}/callback-number"


def test_the_assigned_agent_reads_the_number(as_agent, cast, path):
    response = as_agent("get", path, cast.ann)
    assert response.status_code == 200
    assert response.json() == {"number": PHONE_E164, "readable": PHONE}
    assert response["Cache-Control"] == "no-store"


def test_colleagues_do_not(as_agent, cast, path):
    for colleague in (cast.ben, cast.sven):
        assert_refused(as_agent("get", path, colleague), 403, "not_assigned")


def test_neither_does_an_agent_of_another_site(as_agent, cast, path):
    assert_refused(as_agent("get", path, cast.otto), 403, "forbidden")


def test_neither_does_the_customer_nor_a_stranger(as_visitor, mias, path):
    assert_refused(as_visitor("get", path, mias[1]), 401, "login")
    assert_refused(Client().get(f"/api/v1/{path}"), 401, "login")


def test_who_gave_the_conversation_back_no_longer_does(as_agent, cast, mias, path):
    services.release(mias[0], agent=cast.ann, client_id=uuid4())
    assert_refused(as_agent("get", path, cast.ann), 403, "not_assigned")


def test_without_a_call_there_is_no_number(as_agent, cast, mias):
    path = f"agent/conversations/{mias[0].public_id}/callback-number"
    assert_refused(as_agent("get", path, cast.ann), 409, "no_callback")


def test_a_refusal_repeats_no_digit(as_agent, cast, path):
    for agent in (cast.ben, cast.otto):
        said = as_agent("get", path, agent).content.decode()
        assert not [trace for trace in PHONE_TRACES if trace in said]
