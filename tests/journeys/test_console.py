"""The console in a browser: by keyboard, with a colleague, on a telephone, and through a loss."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.callers import Caller
from tests.journeys.conftest import sign_in
from tests.journeys.console_steps import (
    NO_TELEPHONE,
    Customers,
    accept,
    entries,
    reply_box,
    transcript,
)
from tests.journeys.serving import RunningServer

pytestmark = pytest.mark.chromium

PHONE_SCREEN = {"width": 390, "height": 844}
CARD = "4242 4242 4242 4242"
PHONE = "+44 20 7946 0123"

Arrive = Callable[[str], Caller]


@pytest.fixture
def arrive(server: RunningServer) -> Iterator[Arrive]:
    """A customer comes and says something; whoever is left at the end is served and gone."""
    customers = Customers(server)
    yield customers.arrive
    customers.serve_and_leave()


@pytest.fixture
def bens(browser: Browser) -> Iterator[BrowserContext]:
    """Ben's browser profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def pocket(browser: Browser) -> Iterator[BrowserContext]:
    """Ann's telephone."""
    context = browser.new_context(viewport=PHONE_SCREEN, has_touch=True)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def test_accept_reply_note_and_close_need_no_mouse(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    mia = arrive("Do you have lilac?")
    accept_button = entries(console, "Queue").get_by_role("button", name="Accept", exact=True)
    expect(accept_button).to_be_visible()
    for _ in range(30):
        if accept_button.evaluate("(button) => button === document.activeElement"):
            break
        console.keyboard.press("Tab")
    console.keyboard.press("Enter")

    expect(reply_box(console)).to_be_focused()
    console.keyboard.type("We do.")
    console.keyboard.press("Enter")
    heard = mia.wait_for(
        lambda f: f["t"] == "ev" and f["by"]["kind"] == "agent" and "text" in f["data"]
    )
    assert heard["data"]["text"] == "We do."

    console.keyboard.press("Alt+p")
    expect(console.get_by_role("textbox", name="Note", exact=True)).to_be_focused()
    console.keyboard.type("Likes lilac")
    console.keyboard.press("Enter")
    expect(transcript(console)).to_contain_text("Likes lilac")
    assert mia.wait_for(lambda f: f["t"] == "ev" and f["seq"] > heard["seq"])["kind"] == "hidden"

    console.keyboard.press("Alt+l")
    expect(reply_box(console)).to_be_focused()
    console.keyboard.press("Alt+e")
    expect(transcript(console)).to_contain_text("You closed the conversation.")
    expect(entries(console, "Mine")).to_have_count(0)
    expect(
        console.get_by_role("region", name=re.compile("Visitor")).get_by_role("heading")
    ).to_be_focused()
    expect(reply_box(console)).to_be_hidden()


def test_keys_move_through_mine_and_the_queue(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    arrive("I am first")
    accept(console, "I am first")
    arrive("I wait")
    expect(entries(console, "Queue")).to_have_count(1)
    console.keyboard.press("Alt+j")
    expect(transcript(console)).to_contain_text("I wait")
    expect(reply_box(console)).to_be_hidden()
    console.keyboard.press("Alt+1")
    expect(transcript(console)).to_contain_text("I am first")
    expect(reply_box(console)).to_be_focused()

    console.get_by_role("button", name="Keyboard shortcuts").click()
    expect(console.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    console.keyboard.press("Escape")
    expect(console.get_by_role("dialog")).to_be_hidden()


def test_reading_along_claims_nothing(staff: BrowserContext, server: RunningServer, arrive: Arrive):
    console = sign_in(staff, server, "ann")
    arrive("Is anybody there?")
    entries(console, "Queue").get_by_role("button", name=re.compile("Is anybody there")).click()
    expect(transcript(console)).to_contain_text("Is anybody there?")
    expect(reply_box(console)).to_be_hidden()
    expect(console.get_by_role("button", name="Close conversation", exact=True)).to_be_hidden()
    expect(entries(console, "Queue")).to_have_count(1)
    expect(entries(console, "Mine")).to_have_count(0)


def test_of_two_agents_one_gets_it_and_the_other_is_told(
    staff: BrowserContext, bens: BrowserContext, server: RunningServer, arrive: Arrive
):
    anns_console = sign_in(staff, server, "ann")
    bens_console = sign_in(bens, server, "ben")
    arrive("Me, please")
    for console in (anns_console, bens_console):
        expect(entries(console, "Queue")).to_have_count(1)
    # Ann's browser has not heard of it when she clicks.
    button = anns_console.get_by_role("button", name="Accept", exact=True).element_handle()
    accept(bens_console, "Me, please")
    button.evaluate("(late) => late.click()")

    expect(anns_console.get_by_text("Ben was faster.")).to_be_visible()
    expect(entries(anns_console, "Queue")).to_have_count(0)
    expect(entries(anns_console, "Mine")).to_have_count(0)
    expect(entries(bens_console, "Mine")).to_have_count(1)
    expect(reply_box(bens_console)).to_be_focused()


def test_each_conversation_keeps_its_own_draft(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    arrive("I am Mia")
    arrive("I am Noah")
    accept(console, "I am Mia")
    reply_box(console).fill("Dear Mia")
    accept(console, "I am Noah")
    expect(reply_box(console)).to_have_value("")
    reply_box(console).fill("Dear Noah")

    console.keyboard.press("Alt+1")
    expect(reply_box(console)).to_have_value("Dear Mia")
    console.keyboard.press("Alt+p")
    expect(console.get_by_role("textbox", name="Note", exact=True)).to_have_value("")
    console.keyboard.press("Alt+2")
    expect(reply_box(console)).to_have_value("Dear Noah")
    expect(transcript(console)).to_contain_text("I am Noah")
    assert console.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_card_number_does_not_leave_the_agents_browser(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    arrive("Can I pay?")
    accept(console, "Can I pay?")
    reply_box(console).press_sequentially(f"Is it {CARD}")
    console.keyboard.press("Enter")
    expect(console.get_by_role("alert").filter(has_text="card number")).to_be_visible()
    expect(reply_box(console)).to_have_value(f"Is it {CARD}")
    expect(transcript(console)).not_to_contain_text("Is it")

    reply_box(console).fill("Is it a Visa")
    expect(console.get_by_role("alert").filter(has_text="card number")).to_be_hidden()
    console.get_by_role("button", name="Send", exact=True).click()
    expect(transcript(console)).to_contain_text("Is it a Visa")


def test_a_call_is_made_step_by_step_and_only_by_its_agent(
    staff: BrowserContext, bens: BrowserContext, server: RunningServer, arrive: Arrive
):
    staff.add_init_script(NO_TELEPHONE)
    console, others = sign_in(staff, server, "ann"), sign_in(bens, server, "ben")
    mia = arrive("Call me, please")
    accept(console, "Call me, please")
    mia.ask("callback.request", {"phone": PHONE})

    expect(entries(console, "Mine").get_by_text("Call due")).to_be_attached()
    card = console.get_by_role("region", name="Call", exact=True)
    dial = card.get_by_role("link", name="Dial +44 20 7946 0123")
    expect(dial).to_have_attribute("href", "tel:+442079460123")
    expect(card.get_by_role("button", name="They picked up")).to_be_hidden()

    others.locator("summary").filter(has_text="Team").click()
    entries(others, "Team").get_by_role("button").first.click()
    expect(others.get_by_role("region", name="Call", exact=True)).to_contain_text("+44 … 23")
    assert "0123" not in others.content()

    dial.click()
    expect(card.get_by_role("listitem").filter(has_text="Dialing")).to_have_attribute(
        "aria-current", "step"
    )
    card.get_by_role("button", name="They picked up").click()
    expect(card.get_by_role("button", name="No answer", exact=True)).to_be_disabled()
    card.get_by_role("button", name="Talked", exact=True).click()
    expect(card).to_contain_text("Call ended: talked.")
    expect(transcript(others)).to_contain_text("Call ended: talked.")
    expect(entries(console, "Mine").get_by_text("Call due")).to_be_hidden()


def test_an_offer_after_a_held_card_is_told_in_words(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    mia = arrive("I would like to pay")
    accept(console, "I would like to pay")
    mia.ask("callback.offer", {})
    words = "Card number withheld in the browser; a call was offered."
    expect(transcript(console)).to_contain_text(words)
    expect(console.get_by_role("region", name="Call", exact=True)).to_contain_text(words)
    expect(console.get_by_role("button", name="Talked", exact=True)).to_be_hidden()


def test_a_telephone_shows_one_pane_at_a_time_with_a_way_back(
    pocket: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(pocket, server, "ann")
    arrive("Hello from the bus")
    accept_button = console.get_by_role("button", name="Accept", exact=True)
    expect(accept_button).to_be_visible()
    accept_button.tap()
    expect(reply_box(console)).to_be_focused()
    expect(console.get_by_role("navigation", name="Conversations")).to_be_hidden()
    assert console.evaluate("document.documentElement.scrollWidth") <= PHONE_SCREEN["width"]

    console.get_by_role("button", name="Customer", exact=True).tap()
    expect(console.get_by_role("region", name="Customer", exact=True)).to_be_visible()
    expect(transcript(console)).to_be_hidden()
    console.get_by_role("button", name="Back to the conversation").tap()
    expect(transcript(console)).to_be_visible()
    console.get_by_role("button", name="Lists", exact=True).tap()
    expect(entries(console, "Mine")).to_be_visible()
    expect(transcript(console)).to_be_hidden()


def test_a_loss_is_shown_openly_and_what_was_missed_arrives(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    sign = console.get_by_role("status").filter(has_text=re.compile("Live|Offline|Catching up"))
    expect(sign).to_have_text("Live")
    mia = arrive("Before the loss")
    accept(console, "Before the loss")
    server.kill()
    expect(sign).to_have_text("Offline, trying again")
    reply_box(console).fill("Sent while offline")
    console.keyboard.press("Enter")
    expect(transcript(console)).to_contain_text("Sending…")

    server.start()
    expect(sign).to_have_text("Live", timeout=40_000)
    expect(transcript(console).get_by_text("Sent while offline")).to_have_count(1)
    expect(transcript(console)).not_to_contain_text("Sending…")
    mia.close()


def test_no_script_breaks_a_rule_of_the_page(
    staff: BrowserContext, server: RunningServer, arrive: Arrive
):
    console = sign_in(staff, server, "ann")
    said: list[str] = []
    console.on("console", lambda message: said.append(message.text))
    console.on("pageerror", lambda error: said.append(str(error)))
    console.reload()
    arrive("<img src=x onerror=alert(1)> {{7*7}}")
    accept(console, "<img src=x onerror=alert(1)> {{7*7}}")
    expect(transcript(console)).to_contain_text("<img src=x onerror=alert(1)> {{7*7}}")
    assert transcript(console).locator("img").count() == 0
    assert said == []


def test_the_title_counts_who_waits(staff: BrowserContext, server: RunningServer, arrive: Arrive):
    console = sign_in(staff, server, "ann")
    expect(console).to_have_title("Ringback")
    arrive("One")
    arrive("Two")
    expect(console).to_have_title("(2) Ringback")
    accept(console, "One")
    expect(console).to_have_title("(1) Ringback")
