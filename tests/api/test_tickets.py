"""POST /visitor/ticket and /agent/ticket: the right to open one socket."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from chatcore.conversations import identity
from chatcore.conversations.models import Ticket
from tests.api.conftest import assert_refused

# The visitor's


def test_a_visitor_gets_a_ticket_for_their_own_socket(as_visitor, mias):
    conversation, token = mias
    response = as_visitor("post", "visitor/ticket", token)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    holder = identity.redeem_ticket(response.json()["ticket"])
    assert (holder.visitor, holder.agent) == (conversation.visitor, None)


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", "bearer {}", "Basic {}", "{}", "Bearer  {}"],
)
def test_without_a_valid_token_there_is_no_ticket(client, mias, header):
    headers = {} if header is None else {"Authorization": header.format(mias[1])}
    assert_refused(client.post("/api/v1/visitor/ticket", headers=headers), 401, "login")
    assert not Ticket.objects.exists()


def test_a_token_in_the_address_is_not_looked_at(client, mias):
    response = client.post(f"/api/v1/visitor/ticket?token={mias[1]}")
    assert_refused(response, 401, "login")


def test_an_agents_session_is_no_visitors_token(as_agent, cast):
    assert_refused(as_agent("post", "visitor/ticket", cast.ann), 401, "login")


def test_a_visitor_who_asks_too_often_must_wait(as_visitor, mias):
    for _ in range(60):
        as_visitor("post", "visitor/ticket", mias[1])
    assert_refused(as_visitor("post", "visitor/ticket", mias[1]), 429, "rate")


# The agent's


def test_an_agent_gets_a_ticket_for_their_own_socket(as_agent, cast):
    response = as_agent("post", "agent/ticket", cast.ann)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert identity.redeem_ticket(response.json()["ticket"]).agent == cast.ann


def test_a_page_that_cannot_prove_itself_gets_none(as_agent, cast):
    assert_refused(as_agent("post", "agent/ticket", cast.ann, csrf=False), 403, "forbidden")
    assert not Ticket.objects.exists()


def test_nobody_signed_in_gets_none(cast):
    assert_refused(Client().post("/api/v1/agent/ticket"), 401, "login")


def test_a_user_who_is_no_agent_gets_none(cast):
    browser = Client()
    browser.force_login(User.objects.create_superuser("root"))
    assert_refused(browser.post("/api/v1/agent/ticket"), 401, "login")


def test_a_deactivated_agent_gets_none(cast):
    browser = Client()
    browser.force_login(cast.ann.user)
    User.objects.filter(pk=cast.ann.user_id).update(is_active=False)
    assert_refused(browser.post("/api/v1/agent/ticket"), 401, "login")


def test_a_visitors_token_is_no_agents_session(as_visitor, mias):
    assert_refused(as_visitor("post", "agent/ticket", mias[1]), 401, "login")


@pytest.mark.parametrize("path", ["visitor/ticket", "agent/ticket"])
def test_a_ticket_is_not_read(client, cast, path):
    assert_refused(client.get(f"/api/v1/{path}"), 405, "bad")
