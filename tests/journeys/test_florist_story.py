"""The florist's story: from a question about flowers to a call, and back to writing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, Route, expect

from tests.journeys.conftest import sign_in
from tests.journeys.serving import RunningServer
from tests.journeys.wire import CARD_TRACE, CARD_TRACE_BYTES, Wire

pytestmark = pytest.mark.chromium

CARD = "4242 4242 4242 4242"
PHONE = "+44 20 7946 0123"
PHONE_DIGITS = "+442079460123"
BLIND_GUARD = """
export function find() { return []; }
export function mask(text) { return { text, findings: [] }; }
export function codePointSpans() { return []; }
export function joinMessages() { return { findings: [], earlier: [] }; }
export function askedFor() { return new Set(); }
"""


def open_chat(page: Page, server: RunningServer) -> FrameLocator:
    """Go to the shop and open the chat."""
    page.goto(server.shop)
    page.get_by_role("button", name="Chat with us").click()
    return page.frame_locator("iframe")


def write(chat: FrameLocator | Page, box: str, text: str) -> None:
    """Type into the box and press Send."""
    chat.get_by_role("textbox", name=box, exact=True).press_sequentially(text)
    chat.get_by_role("button", name="Send", exact=True).click()


def conversation_of(chat: FrameLocator | Page):
    """The transcript."""
    return chat.get_by_role("log", name="Conversation")


def accept_first(console: Page) -> None:
    """Take the conversation that waits."""
    queue = console.get_by_role("list", name="Queue")
    queue.get_by_role("button", name="Accept", exact=True).first.click()
    expect(console.get_by_role("list", name="Mine").get_by_role("listitem")).to_have_count(1)


def test_a_question_becomes_a_call_and_goes_on_in_writing(
    customer: BrowserContext, staff: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    expect(chat.get_by_role("link", name=re.compile(r"7946 0018")).first).to_be_visible()
    write(chat, "Message", "Do you have purple and white flowers?")
    expect(conversation_of(chat)).to_contain_text("purple and white")

    console = sign_in(staff, server, "ann")
    anns_wire = Wire.tap(console)
    console.reload()
    accept_first(console)
    expect(conversation_of(console)).to_contain_text("purple and white")

    console.get_by_role("textbox", name="Reply", exact=True).press_sequentially("Yes, ")
    expect(chat.get_by_text(re.compile(r"Ann is typing"))).to_be_visible()
    write(console, "Reply", "iris and white roses.")
    expect(conversation_of(chat)).to_contain_text("Yes, iris and white roses.")

    box = chat.get_by_role("textbox", name="Message", exact=True)
    box.press_sequentially("Lovely, ")
    expect(console.get_by_text(re.compile(r"typing"), exact=False).first).to_be_visible()
    write(chat, "Message", "I will take two.")
    expect(conversation_of(console)).to_contain_text("Lovely, I will take two.")

    box.press_sequentially(CARD)
    call_me = chat.get_by_role("button", name="Call me", exact=True)
    expect(call_me).to_be_visible()
    expect(box).to_have_value(CARD)
    box.press("Enter")
    expect(box).to_have_value(CARD)
    expect(chat.get_by_role("button", name="Edit", exact=True)).to_be_visible()

    call_me.click()
    chat.get_by_role("textbox", name="Phone number", exact=True).fill(PHONE)
    chat.get_by_role("button", name="Request call", exact=True).click()
    number = console.locator(f'a[href="tel:{PHONE_DIGITS}"]').first
    expect(number).to_be_visible()
    expect(conversation_of(chat)).not_to_contain_text(PHONE_DIGITS[-7:])

    console.get_by_role("button", name="Talked", exact=True).click()
    expect(conversation_of(console)).to_contain_text(re.compile(r"talked", re.IGNORECASE))
    write(console, "Reply", "Thank you. Two bouquets on Friday.")
    expect(conversation_of(chat)).to_contain_text("Two bouquets on Friday.")
    write(chat, "Message", "Perfect, thanks!")
    expect(conversation_of(console)).to_contain_text("Perfect, thanks!")

    console.get_by_role("button", name="Close conversation", exact=True).click()
    expect(chat.get_by_text(re.compile(r"has ended"))).to_be_visible()

    assert len(wire.sent) > 5
    assert not CARD_TRACE.search(wire.everything_sent())
    assert len(anns_wire.received) > 5
    assert not CARD_TRACE.search("\n".join(anns_wire.received))
    assert_the_admin_shows_no_digit(staff, server)
    assert_nothing_kept_holds_the_card(server)


def test_with_the_browser_guard_switched_off_the_server_masks(
    customer: BrowserContext, staff: BrowserContext, server: RunningServer
):
    customer.route("**/chatcore/guard/js/guard.js", blind)
    shop = customer.new_page()
    wire = Wire.tap(shop)
    console = sign_in(staff, server, "ann")
    anns_wire = Wire.tap(console)
    console.reload()
    chat = open_chat(shop, server)
    write(chat, "Message", f"My card is {CARD}, thanks")
    expect(conversation_of(chat)).to_contain_text("My card is ••••")
    assert CARD_TRACE.search(wire.everything_sent()), "the premise: the browser let it go"

    expect(chat.get_by_role("button", name="Call me", exact=True)).to_be_visible()
    accept_first(console)
    expect(conversation_of(console)).to_contain_text("My card is ••••")
    console.get_by_role("button", name="Close conversation", exact=True).click()
    expect(chat.get_by_text(re.compile(r"has ended"))).to_be_visible()

    assert len(anns_wire.received) > 3
    assert not CARD_TRACE.search("\n".join(anns_wire.received))
    assert_nothing_kept_holds_the_card(server)


def blind(route: Route) -> None:
    """A browser whose guard finds nothing."""
    route.fulfill(content_type="text/javascript", body=BLIND_GUARD)


def assert_the_admin_shows_no_digit(staff: BrowserContext, server: RunningServer) -> None:
    """The supervisor's transcript of the story, without the card."""
    admin = staff.new_page()
    admin.context.clear_cookies()
    admin.goto(f"{server.origin}/admin/conversations/conversation/")
    admin.get_by_label("Username").fill("sven")
    admin.get_by_label("Password").fill("ringback-demo")
    admin.get_by_role("button", name="Log in").click()
    admin.locator("#result_list tbody tr a").first.click()
    transcript = admin.get_by_role("list", name="Transcript")
    expect(transcript).to_contain_text("purple and white flowers")
    expect(transcript).to_contain_text("Two bouquets on Friday.")
    assert not CARD_TRACE.search(admin.content())


def assert_nothing_kept_holds_the_card(server: RunningServer) -> None:
    """Database, journals and log, with a control that the search would find something."""
    kept = server.every_byte_kept()
    assert any(b"purple and white" in content for content in kept.values()) or any(
        "My card is ••••".encode() in content for content in kept.values()
    ), "the premise: the words are there"
    for name, content in kept.items():
        assert not CARD_TRACE_BYTES.search(content), f"the card is in {name}"
