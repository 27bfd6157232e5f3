"""The server's tests once more, on PostgreSQL: what holds on SQLite must hold there too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import servers

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("conversations", "routing", "handoff", "live", "api")
ENDS_WITHIN_SECONDS = 400


def database_url() -> str:
    """A database of this run's own, on the server that was found; Django makes and drops it."""
    found = servers.postgres_url()
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(servers.POSTGRES_CURE)
    if found is None:
        pytest.skip(servers.POSTGRES_CURE)
    return urlsplit(found)._replace(path=f"/ringback_{os.getpid()}").geturl()


@pytest.mark.services
@pytest.mark.slow
def test_the_server_holds_on_postgresql(tmp_path, capsys):
    settings = {"RINGBACK_DATABASE_URL": database_url(), "RINGBACK_DATA_DIR": str(tmp_path)}
    run = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow",
            *(f"tests/{folder}" for folder in FOLDERS),
        ],
        cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True,
        timeout=ENDS_WITHIN_SECONDS, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-5_000:]
    closing = run.stdout.rstrip().splitlines()[-1]
    assert " passed" in closing
    with capsys.disabled():
        sys.stdout.write(f"\non PostgreSQL: {closing}\n")
