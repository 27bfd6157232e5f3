"""The one-command start."""

from __future__ import annotations

import socket

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from chatcore.conversations.models import Agent, Site
from chatcore.demo import cast, seed
from chatcore.demo.management.commands import demo


@pytest.fixture
def served(monkeypatch) -> list[int]:
    """The ports the command would have served on."""
    ports: list[int] = []
    monkeypatch.setattr(demo, "serve", ports.append)
    return ports


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_seeds_serves_and_says_where(db, served, capsys):
    port = free_port()
    call_command("demo", port=port)
    said = capsys.readouterr().out
    assert served == [port]
    for address in (
        f"http://127.0.0.1:{port}/demo/shop/",
        f"http://localhost:{port}/console/",
        f"http://localhost:{port}/admin/",
        "ann (agent), ben (agent), sven (supervisor)",
        cast.PASSWORD,
    ):
        assert address in said


def test_the_cast_can_sign_in_where_it_should(client, db):
    seed.plant(port=8000)
    for username, _, _ in cast.STAFF:
        assert client.login(username=username, password=cast.PASSWORD)
    assert client.get("/admin/").status_code == 200, "sven, the last, supervises"
    client.login(username="ann", password=cast.PASSWORD)
    assert client.get("/admin/").status_code == 302


def test_a_second_start_changes_nothing_but_the_port(db):
    seed.plant(port=8000)
    before = set(Agent.objects.values_list("public_id", flat=True))
    seed.plant(port=9000)
    assert set(Agent.objects.values_list("public_id", flat=True)) == before
    assert Site.objects.get().allowed_origins == ["http://127.0.0.1:9000", "http://localhost:9000"]


def test_a_port_in_use_is_refused_before_anything_is_written(db, served):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CommandError, match="cannot be used"):
            call_command("demo", port=taken.getsockname()[1])
    assert served == []
    assert not Site.objects.exists()


def test_production_refuses_the_public_passwords(db, served, settings):
    settings.IN_PRODUCTION = True
    with pytest.raises(CommandError, match="does not run in production"):
        call_command("demo", port=free_port())
    with pytest.raises(ImproperlyConfigured):
        seed.plant(port=8000)
    assert not Site.objects.exists()
