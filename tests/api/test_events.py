"""GET .../events: the log for a gap too long for the socket."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from chatcore.conversations import identity, queries, services
from tests.api.conftest import assert_refused


@pytest.fixture
def path(mias, cast) -> str:
    """Of Mia's conversation, with a note in it."""
    conversation = mias[0]
    services.note(conversation, agent=cast.ann, text="A regular", client_id=uuid4())
    services.post(conversation, agent=cast.ann, text="Hello", client_id=uuid4())
    return f"conversations/{conversation.public_id}/events"


def kinds(response) -> list[str]:
    return [event["kind"] for event in response.json()["events"]]


def test_a_customer_reads_their_log_without_what_is_for_staff(as_visitor, mias, path):
    response = as_visitor("get", f"visitor/{path}", mias[1])
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store"
    assert kinds(response) == ["opened", "message", "claimed", "hidden", "message"]
    assert [event["seq"] for event in response.json()["events"]] == [1, 2, 3, 4, 5]
    assert response.json()["head"] == 5
    assert "regular" not in response.content.decode()


def test_every_agent_of_the_site_reads_all_of_it(as_agent, cast, path):
    for agent in (cast.ann, cast.ben, cast.sven):
        response = as_agent("get", f"agent/{path}", agent)
        assert kinds(response) == ["opened", "message", "claimed", "note", "message"]
        assert response["Cache-Control"] == "no-store"
        assert "A regular" in response.content.decode()


def test_an_event_looks_as_on_the_socket(as_visitor, mias, path):
    event = as_visitor("get", f"visitor/{path}?after=4", mias[1]).json()["events"][0]
    assert set(event) == {"t", "conv", "seq", "kind", "data", "by", "ts", "cid"}
    assert (event["t"], event["data"]) == ("ev", {"text": "Hello", "masked": [], "vouched": []})


@pytest.mark.parametrize(
    ("after", "count"), [("0", 5), ("4", 1), ("5", 0), ("999999999", 0), ("", 0)]
)
def test_only_what_comes_after_the_number_asked_for(as_visitor, mias, path, after, count):
    response = as_visitor("get", f"visitor/{path}?after={after}", mias[1])
    if after == "":
        assert_refused(response, 400, "bad")
    else:
        assert len(response.json()["events"]) == count


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "1e3", "0x1", " 1", "9" * 10, "²", "1;"])
def test_what_is_no_number_is_refused(as_visitor, as_agent, cast, mias, path, after):
    assert_refused(as_visitor("get", f"visitor/{path}?after={after}", mias[1]), 400, "bad")
    assert_refused(as_agent("get", f"agent/{path}?after={after}", cast.ann), 400, "bad")


def test_an_answer_is_bounded(as_visitor, mias, path, monkeypatch):
    monkeypatch.setattr(queries, "REPLAY_MAX_EVENTS", 2)
    response = as_visitor("get", f"visitor/{path}?after=1", mias[1])
    assert [event["seq"] for event in response.json()["events"]] == [2, 3]
    assert response.json()["head"] == 5


# Not theirs


def test_another_customer_is_refused_as_if_there_were_none(as_visitor, cast, path):
    _, token = identity.welcome(cast.florist)
    theirs = as_visitor("get", f"visitor/{path}", token)
    missing = as_visitor("get", f"visitor/conversations/{uuid4()}/events", token)
    assert_refused(theirs, 403, "forbidden")
    assert theirs.content == missing.content


def test_an_agent_of_another_site_is_refused_as_if_there_were_none(as_agent, cast, path):
    theirs = as_agent("get", f"agent/{path}", cast.otto)
    missing = as_agent("get", f"agent/conversations/{uuid4()}/events", cast.otto)
    assert_refused(theirs, 403, "forbidden")
    assert theirs.content == missing.content


def test_nobody_reads_without_a_name(client, as_visitor, as_agent, cast, mias, path):
    assert_refused(as_visitor("get", f"visitor/{path}", "wrong"), 401, "login")
    assert_refused(client.get(f"/api/v1/visitor/{path}"), 401, "login")
    assert_refused(Client().get(f"/api/v1/agent/{path}"), 401, "login")
    assert_refused(as_agent("get", f"visitor/{path}", cast.ann), 401, "login")
    assert_refused(as_visitor("get", f"agent/{path}", mias[1]), 401, "login")


def test_the_log_is_not_written_here(as_visitor, mias, path):
    for method in ("post", "put", "patch", "delete"):
        assert_refused(as_visitor(method, f"visitor/{path}", mias[1]), 405, "bad")


def test_who_reads_too_often_must_wait(as_visitor, mias, path):
    for _ in range(120):
        as_visitor("get", f"visitor/{path}?after=5", mias[1])
    assert_refused(as_visitor("get", f"visitor/{path}", mias[1]), 429, "rate")
