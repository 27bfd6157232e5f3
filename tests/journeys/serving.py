"""A real server process with its own data, which a test may kill and start again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
START_WITHIN_SECONDS = 60


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RunningServer:
    """`manage.py demo` on a port of its own."""

    data_directory: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        """Where the chat is."""
        return f"http://localhost:{self.port}"

    @property
    def shop(self) -> str:
        """The demo shop, on another site than the chat."""
        return f"http://127.0.0.1:{self.port}/demo/shop/"

    @property
    def console(self) -> str:
        """The agents' console."""
        return f"{self.origin}/console/"

    @property
    def log(self) -> Path:
        """Everything the process printed."""
        return self.data_directory / "server.log"

    def start(self) -> None:
        """Start and wait until it answers."""
        environment = {
            **os.environ,
            "RINGBACK_DATA_DIR": str(self.data_directory),
            "RINGBACK_LOG_LEVEL": "DEBUG",
            "PYTHONUNBUFFERED": "1",
        }
        # The story reads every byte that is kept, so the data must be in this folder.
        environment.pop("RINGBACK_DATABASE_URL", None)
        environment.update(self.settings)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--port", str(self.port)],
                cwd=REPOSITORY,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_it_answers()

    def kill(self) -> None:
        """`kill -9`: no chance to say goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """A polite end."""
        self._end(signal.SIGTERM)

    def every_byte_kept(self) -> dict[str, bytes]:
        """File name to content of all that the server has written: database, journal, log."""
        return {
            str(path.relative_to(self.data_directory)): path.read_bytes()
            for path in self.data_directory.rglob("*")
            if path.is_file()
        }

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(timeout=20)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_WITHIN_SECONDS
        while time.monotonic() < deadline:
            assert self._process is not None
            if self._process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.origin}/widget.js", timeout=2).close()  # noqa: S310
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"the server did not start:\n{self.log.read_text()[-3000:]}")
