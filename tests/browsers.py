"""Finds a Chromium for the browser tests, or gets one. Start reading at `obtain_chromium`."""

from __future__ import annotations

import functools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

STARTS_WITHIN_SECONDS = 30
DOWNLOADS_WITHIN_SECONDS = 240
INSTALLS_WITHIN_SECONDS = 600

PROGRAM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CURE = "no Chromium found; `make browser` tries to get one, or set RINGBACK_CHROMIUM to a program"

PLAYWRIGHT_PATH_PROGRAM = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


@functools.cache
def find_chromium() -> Path | None:
    """Return a Chromium on this machine that starts, or None; `CURE` says what to do then.

    Raises:
        FileNotFoundError: RINGBACK_CHROMIUM names a program that does not start. A wish that is
            silently replaced by another browser would test something else than was asked.
    """
    wished = os.environ.get("RINGBACK_CHROMIUM")
    if wished and not _starts(Path(wished)):
        raise FileNotFoundError(f"RINGBACK_CHROMIUM={wished} does not start")
    if wished:
        return Path(wished)
    return next(filter(_starts, _candidates()), None)


def obtain_chromium() -> Path | None:
    """Return a Chromium, fetching one if need be: Playwright's download, then Debian's package."""
    for fetch in (_nothing, _download_with_playwright, _install_with_apt):
        fetch()
        find_chromium.cache_clear()
        if found := find_chromium():
            return found
    return None


def main() -> int:
    found = obtain_chromium()
    print(f"Browser tests use {found}" if found else f"Browser tests cannot run: {CURE}")
    # A CI run that leaves the browser tests out would pass without having shown anything.
    return 1 if found is None and os.environ.get("CI") == "true" else 0


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for name in PROGRAM_NAMES if (found := shutil.which(name)))
    # A process of its own: Playwright refuses to start where an event loop already runs.
    answer = _run([sys.executable, "-c", PLAYWRIGHT_PATH_PROGRAM], STARTS_WITHIN_SECONDS)
    if answer:
        yield Path(answer.strip().splitlines()[-1])


def _starts(program: Path) -> bool:
    # Being there is not enough: it may lack libraries, or only advise to install a snap.
    return (
        program.is_file() and _run([str(program), "--version"], STARTS_WITHIN_SECONDS) is not None
    )


def _nothing() -> None:
    """Do not fetch what is already here."""


def _download_with_playwright() -> None:
    print("Downloading Chromium ...", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    _run(command, DOWNLOADS_WITHIN_SECONDS)


def _install_with_apt() -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("Installing Debian's package chromium ...", flush=True)
    _run(["apt-get", "update"], INSTALLS_WITHIN_SECONDS)
    packages = ["chromium", "fonts-liberation"]
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    _run(command, INSTALLS_WITHIN_SECONDS)


def _run(command: list[str], limit_seconds: int) -> str | None:
    """Return the command's standard output, or None when it failed or took too long."""
    process = subprocess.Popen(
        command,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # A group of its own, so that what it started can be ended with it.
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=limit_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None
    return output if process.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
