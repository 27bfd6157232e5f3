"""Passing conversations on: a supervisor, a way out that asks, a page loaded again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.callers import Caller
from tests.journeys.conftest import sign_in
from tests.journeys.console_steps import Customers, accept, entries, reply_box, transcript
from tests.journeys.serving import RunningServer

pytestmark = pytest.mark.chromium

Arrive = Callable[[str], Caller]


@pytest.fixture
def arrive(server: RunningServer) -> Iterator[Arrive]:
    """A customer comes and says something; whoever is left at the end is served and gone."""
    customers = Customers(server)
    yield customers.arrive
    customers.serve_and_leave()


@pytest.fixture
def svens(browser: Browser) -> Iterator[BrowserContext]:
    """Sven's browser profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    yield context
    context.close()


def test_loading_the_page_again_keeps_what_is_open(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    arrive("Still there?")
    accept(console, "Still there?")
    console.reload()
    expect(transcript(console)).to_contain_text("Still there?")
    expect(reply_box(console)).to_be_visible()
    console.goto(console.url.partition("#")[0])
    expect(console.get_by_text("One of yours is open.")).to_be_visible()


def test_a_supervisor_takes_over_and_the_agent_is_told(
    staff: BrowserContext, svens: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    arrive("Is anybody there?")
    accept(console, "Is anybody there?")
    supervisor = sign_in(svens, server, "sven")
    supervisor.locator("summary").filter(has_text="Team").click()
    entries(supervisor, "Team").get_by_role("button").first.click()
    supervisor.get_by_role("button", name="Take over", exact=True).click()
    expect(entries(supervisor, "Mine")).to_have_count(1)
    expect(reply_box(supervisor)).to_be_focused()
    expect(console.get_by_role("status").filter(has_text="Sven took over")).to_be_visible()
    expect(entries(console, "Mine")).to_have_count(0)
    expect(reply_box(console)).to_be_hidden()
    expect(console.get_by_role("button", name="Take over", exact=True)).to_be_hidden()


def test_signing_out_asks_first_while_customers_are_held(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    mia = arrive("Please stay")
    accept(console, "Please stay")
    leave = console.get_by_role("button", name="Sign out", exact=True)
    leave.click()
    check = console.get_by_role("dialog", name="Sign out?")
    expect(check).to_contain_text("You still hold one conversation.")
    check.get_by_role("button", name="Stay", exact=True).click()
    expect(reply_box(console)).to_be_visible()

    leave.click()
    check.get_by_role("button", name="Back to queue and sign out", exact=True).click()
    console.wait_for_url("**/console/login/**")
    assert mia.wait_for(lambda f: f["t"] == "ev" and f["kind"] == "released")


def test_who_waits_can_be_answered_from_the_head_of_a_preview(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    arrive("May I ask?")
    entries(console, "Queue").get_by_role("button").first.click()
    console.get_by_role("button", name="Answer this customer", exact=True).click()
    expect(reply_box(console)).to_be_focused()
    expect(console.get_by_role("button", name="Answer this customer")).to_be_hidden()
