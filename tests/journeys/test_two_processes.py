"""Two server processes on PostgreSQL and Redis: a customer on one, the agent on the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from tests import servers
from tests.journeys.callers import Caller, new_token
from tests.journeys.serving import RunningServer

pytestmark = pytest.mark.services


def or_skip(url: str | None, cure: str) -> str:
    """The service's URL; without it a skip, and in CI a failure."""
    if url is None:
        pytest.fail(cure) if os.environ.get("CI") == "true" else pytest.skip(cure)
    return url


@pytest.fixture
def pair(tmp_path) -> Iterator[tuple[RunningServer, RunningServer]]:
    """Two processes that share a database and ring each other."""
    postgres = or_skip(servers.postgres_url(), servers.POSTGRES_CURE)
    redis = or_skip(servers.redis_url(), servers.REDIS_CURE)
    name = f"ringback_{uuid4().hex[:8]}"
    with psycopg.connect(postgres, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}")
        shared = {
            "RINGBACK_DATABASE_URL": f"{postgres.rsplit('/', 1)[0]}/{name}",
            "RINGBACK_REDIS_URL": redis,
        }
        both = []
        for number in (1, 2):
            folder = tmp_path / str(number)
            folder.mkdir()
            both.append(RunningServer(folder, settings=shared))
            both[-1].start()
        yield both[0], both[1]
        for server in both:
            server.stop()
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_words_typing_and_lists_cross_from_one_process_to_the_other(pair):
    first, second = pair
    token = new_token(first)
    mia, ann = Caller.visitor(first, token), Caller.agent(second, "ann")
    other_tab = Caller.visitor(second, token)

    conversation = mia.ask("message", {"text": "Are you open today?"})["conv"]
    listed = ann.wait_for(lambda f: f["t"] == "inbox" and f["items"] and not f.get("full"))
    assert listed["items"][0]["conv"] == conversation
    shown = other_tab.wait_for(lambda f: f["t"] == "ev" and f["kind"] == "message")
    assert shown["data"]["text"] == "Are you open today?"

    ann.tell(t="gap", conv=conversation, after=0)
    ann.wait_for(lambda f: f["t"] == "live")
    assert ann.ask("claim", {}, conv=conversation)["t"] == "ack"
    ann.tell(t="typing", on=True, conv=conversation)
    assert mia.wait_for(lambda f: f["t"] == "typing")["by"]["name"] == "Ann"
    ann.ask("message", {"text": "Until six."}, conv=conversation)
    answer = mia.wait_for(lambda f: f["t"] == "ev" and f["kind"] == "message" and f["seq"] > 2)
    assert answer["data"]["text"] == "Until six."
    for caller in (mia, ann, other_tab):
        caller.close()
