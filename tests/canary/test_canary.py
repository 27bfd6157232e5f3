"""The command as people run it: a real server, real sockets, real stores. A part of the table."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from chatcore.canary.encodings import Encoding
from chatcore.canary.management.commands import canary
from tests import servers

ROOT = Path(__file__).resolve().parents[2]
# The whole table runs by command; this many keep every commit honest.
SURFACES = "24"
ENDS_WITHIN_SECONDS = 240

pytestmark = pytest.mark.slow


def run_canary(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "RINGBACK_DATA_DIR": str(tmp_path / "unused"),
        "TMPDIR": str(tmp_path),
    }
    return subprocess.run(
        [sys.executable, "manage.py", "canary", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=ENDS_WITHIN_SECONDS,
        check=False,
    )


def assert_clean(finished: subprocess.CompletedProcess[str]) -> None:
    assert finished.returncode == 0, finished.stdout + finished.stderr
    closing = finished.stdout.strip().splitlines()[-1]
    assert closing.startswith(f"canary: CLEAN: {SURFACES} surfaces")
    found, expected = map(int, re.search(r"controls found (\d+) of (\d+)", closing).groups())
    assert found == expected >= 11


def or_skip(url: str | None, cure: str) -> str:
    if url is None:
        pytest.fail(cure) if os.environ.get("CI") == "true" else pytest.skip(cure)
    return url


def test_no_number_is_kept_on_sqlite(tmp_path):
    finished = run_canary(tmp_path, "--surfaces", SURFACES)
    assert_clean(finished)
    assert not list(tmp_path.glob("ringback-canary-*")), "the run's folder was left behind"


@pytest.mark.services
def test_no_number_is_kept_on_postgres_and_redis(tmp_path):
    postgres = or_skip(servers.postgres_url(), servers.POSTGRES_CURE)
    redis = or_skip(servers.redis_url(), servers.REDIS_CURE)
    chosen = ("--surfaces", SURFACES, "--postgres", postgres, "--redis", redis)
    finished = run_canary(tmp_path, *chosen)
    assert_clean(finished)
    assert "Redis" not in finished.stdout.partition("not searched")[2]


def test_an_unknown_encoding_is_named_with_those_there_are(tmp_path):
    with pytest.raises(CommandError, match="Encodings are: plain, spaces"):
        call_command("canary", encodings="nothing")


@pytest.mark.parametrize(("text", "planted", "status"), [
    ("", True, 0), ("{}", True, 1), ("", False, 2), ("{}", False, 2),
])  # fmt: skip
def test_the_exit_status_tells_clean_from_leak_from_void(
    bench, monkeypatch, capsys, text, planted, status
):
    bench.write("log.txt", text.format(bench.cell(Encoding.PLAIN).number.digits))
    outcome = bench.search(with_control=planted)
    monkeypatch.setattr("chatcore.canary.run.execute", lambda *_, **__: outcome)
    with pytest.raises(SystemExit) as ended:
        call_command("canary")
    assert ended.value.code == status
    assert capsys.readouterr().out.splitlines()[-1].startswith("canary: ")


def test_a_missing_client_is_named_with_its_cure(tmp_path, monkeypatch):
    monkeypatch.setattr(canary, "find_spec", lambda _: None)
    with pytest.raises(CommandError, match=r"pip install 'ringback\[canary\]'"):
        call_command("canary")
