"""A browser and a server; skipped with reason and cure where no Chromium is."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from chatcore.demo import cast
from tests.browsers import CURE, find_chromium
from tests.journeys.serving import RunningServer

# Root in a container may not use Chromium's sandbox; the rest keeps it from calling home.
LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all journeys."""
    path = find_chromium()
    if path is None:
        pytest.fail(CURE) if os.environ.get("CI") == "true" else pytest.skip(CURE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=LAUNCH_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server with data of its own for the tests of one file."""
    running = RunningServer(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def customer(browser: Browser) -> Iterator[BrowserContext]:
    """The customer's own browser profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def staff(browser: Browser) -> Iterator[BrowserContext]:
    """Ann's browser profile."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


def sign_in(context: BrowserContext, server: RunningServer, username: str) -> Page:
    """Open the console as this person."""
    page = context.new_page()
    page.goto(server.console)
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("list", name="Queue").wait_for()
    return page
