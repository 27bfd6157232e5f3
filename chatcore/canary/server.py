"""A server process of the run's own, with data, temporary files and a port of its own."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

START_WITHIN_SECONDS = 60
STOP_WITHIN_SECONDS = 20
ADMINISTRATOR = "root"


class ServerFailed(Exception):
    """The server did not start; its log is named, not shown."""


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class CanaryServer:
    """`manage.py demo` at log level DEBUG; URLs empty mean SQLite and one process."""

    folder: Path
    database_url: str = ""
    redis_url: str = ""
    as_in_production: bool = False
    port: int = field(default_factory=free_port)
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        """Where the chat is."""
        return f"http://localhost:{self.port}"

    @property
    def data(self) -> Path:
        """The data folder: database, journal, collected files."""
        return self._made("data")

    @property
    def temporary(self) -> Path:
        """The only place the server may put temporary files."""
        return self._made("tmp")

    @property
    def log(self) -> Path:
        """Everything the process printed."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Start and wait until it answers. Raises: ServerFailed.

        Only `demo` plants the cast, so Daphne's own program takes over from it.
        """
        if self.as_in_production and self._process is None:
            self._run(self._command("demo", "--port", str(self.port)))
            self.stop()
        self._run(self._serving())

    def _run(self, command: list[str]) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 -- our own program
                command,
                cwd=settings.REPOSITORY,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait_until_it_answers()

    def add_administrator(self) -> None:
        """A superuser, who alone may open every form of the admin."""
        subprocess.run(  # noqa: S603 -- our own program
            self._command("createsuperuser", "--noinput", "--username", ADMINISTRATOR, "--email="),
            cwd=settings.REPOSITORY,
            env=self._environment() | {"DJANGO_SUPERUSER_PASSWORD": self.password},
            check=True,
            capture_output=True,
        )

    def kill(self) -> None:
        """`kill -9`: no chance to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """A polite end."""
        self._end(signal.SIGTERM)

    def _serving(self) -> list[str]:
        if not self.as_in_production:
            return self._command("demo", "--port", str(self.port))
        address = ("-b", "127.0.0.1", "-p", str(self.port))
        return [sys.executable, "-m", "daphne", "-v", "0", *address, "chatcore.asgi:application"]

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "chatcore", *arguments]

    def _environment(self) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("RINGBACK_")}
        return inherited | {
            "RINGBACK_DATA_DIR": str(self.data),
            "RINGBACK_DATABASE_URL": self.database_url,
            "RINGBACK_REDIS_URL": self.redis_url,
            "RINGBACK_LOG_LEVEL": "DEBUG",
            "PYTHONUNBUFFERED": "1",
            "TMPDIR": str(self.temporary),
        }

    def _made(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(timeout=STOP_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

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
        raise ServerFailed(f"the server did not start; its log is {self.log}")
