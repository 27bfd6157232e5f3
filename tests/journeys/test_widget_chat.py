"""The chat in the widget's frame: opening and reading, and what is held back or fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    BrowserContext,
    Route,
    WebSocketRoute,
    expect,
)

from tests.journeys.conftest import sign_in
from tests.journeys.serving import RunningServer
from tests.journeys.test_florist_story import conversation_of, open_chat, write
from tests.journeys.widget_steps import (
    CARD,
    accept,
    close_from,
    launcher,
    message_box,
    own_words,
    ticks,
)
from tests.journeys.wire import CARD_TRACE, Wire

pytestmark = pytest.mark.chromium

BROKEN_GUARD = """
export function find() { throw new Error('broken'); }
export const mask = find, codePointSpans = find, joinMessages = find, askedFor = find;
"""


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server that this test may stop."""
    running = RunningServer(tmp_path)
    running.start()
    yield running
    running.stop()


# Opening, closing, reading


def test_focus_goes_into_the_chat_and_comes_back(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    shop.goto(server.shop)
    launcher(shop).focus()
    shop.keyboard.press("Enter")
    chat = shop.frame_locator("iframe")
    expect(message_box(chat)).to_be_focused()
    expect(launcher(shop)).to_have_attribute("aria-expanded", "true")
    shop.keyboard.press("Escape")
    expect(launcher(shop)).to_be_focused()
    expect(launcher(shop)).to_have_attribute("aria-expanded", "false")
    expect(message_box(chat)).to_be_hidden()


def test_history_survives_a_reload_and_is_not_read_out_again(
    customer: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    chat = open_chat(shop, server)
    write(chat, "Message", "Do you have irises?")
    expect(ticks(chat)).to_have_count(1)
    expect(chat.get_by_text("We have your message.")).to_be_visible()
    shop.goto(f"{server.shop}visit/")
    expect(launcher(shop)).to_have_attribute("aria-expanded", "false")
    launcher(shop).click()
    expect(conversation_of(chat)).to_contain_text("Do you have irises?")
    expect(conversation_of(chat).get_by_text("Do you have irises?")).to_have_count(1)
    expect(conversation_of(chat)).to_have_attribute("aria-live", "polite")
    write(chat, "Message", "And roses?")
    expect(conversation_of(chat).locator(".message")).to_have_count(2)


def test_unread_replies_are_counted_on_the_launcher(
    customer: BrowserContext, staff: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    chat = open_chat(shop, server)
    write(chat, "Message", "I will look around meanwhile")
    console = sign_in(staff, server, "ann")
    accept(console, "look around")
    chat.get_by_role("button", name="Close chat").click()
    write(console, "Reply", "Take your time.")
    expect(launcher(shop)).to_have_accessible_name("Chat with us, 1 unread")
    shop.goto(f"{server.shop}visit/")
    expect(launcher(shop)).to_have_accessible_name("Chat with us, 1 unread")

    launcher(shop).click()
    expect(conversation_of(chat)).to_contain_text("Take your time.")
    expect(chat.get_by_text("Ann is with you")).to_be_visible()
    expect(launcher(shop)).to_have_accessible_name("Chat with us")
    chat.get_by_role("button", name="Close chat").click()
    shop.reload()
    expect(conversation_of(chat)).to_contain_text("Take your time.")
    expect(launcher(shop)).to_have_accessible_name("Chat with us")
    close_from(console)


def test_writing_after_the_end_starts_a_new_conversation(
    customer: BrowserContext, staff: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    chat = open_chat(shop, server)
    write(chat, "Message", "First question")
    console = sign_in(staff, server, "ann")
    accept(console, "First question")
    close_from(console)
    expect(
        chat.get_by_text("This conversation has ended. Write to start a new one.")
    ).to_be_visible()
    write(chat, "Message", "Second question")
    expect(ticks(chat)).to_have_count(2)
    expect(chat.get_by_text("New conversation")).to_have_count(1)
    accept(console, "Second question")
    expect(conversation_of(console)).to_contain_text("Second question")
    expect(conversation_of(console)).not_to_contain_text("First question")
    close_from(console)


# What is held back, and what fails


def test_a_card_in_the_phone_field_never_leaves(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    chat.get_by_role("button", name="Call me", exact=True).click()
    field = chat.get_by_role("textbox", name="Phone number", exact=True)
    expect(field).to_be_focused()
    field.fill(CARD)
    field.press("Enter")
    expect(chat.get_by_role("alert").get_by_text("do not enter a card number")).to_be_visible()
    field.fill("")
    field.press("Enter")
    expect(chat.get_by_role("alert").get_by_text("enter your phone number")).to_be_visible()
    assert wire.sent == []
    assert not CARD_TRACE.search(wire.everything_sent())


def test_a_held_text_stays_until_it_is_edited(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    box = message_box(chat)
    box.press_sequentially(f"Card {CARD}")
    box.press("Enter")
    title = chat.get_by_role("heading", name="That looks like a card number")
    expect(title).to_be_focused()
    chat.get_by_role("button", name="Edit", exact=True).click()
    expect(title).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value(f"Card {CARD}")
    assert box.evaluate("each => each.value.slice(each.selectionStart, each.selectionEnd)") == CARD
    box.press("End")
    box.press("Backspace")
    box.press("Backspace")
    expect(title).to_be_hidden()
    assert wire.sent == []
    box.fill("Please call me about paying")
    box.press("Enter")
    expect(ticks(chat)).to_have_count(1)
    assert not CARD_TRACE.search(wire.everything_sent())


def test_a_broken_guard_lets_nothing_through(customer: BrowserContext, server: RunningServer):
    customer.route("**/chatcore/guard/js/guard.js", broken)
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    write(chat, "Message", "quokka")
    expect(chat.get_by_role("heading", name="We could not check that text")).to_be_visible()
    expect(message_box(chat)).to_have_value("quokka")
    assert "quokka" not in wire.everything_sent()


def test_a_refused_message_says_so_and_can_be_tried_again(
    customer: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    sent: list[dict[str, str]] = []

    def refuse_first(browser: WebSocketRoute) -> None:
        behind = browser.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            frame = json.loads(message)
            if frame["t"] == "send":
                sent.append(frame)
            if len(sent) == 1 and frame["t"] == "send":
                refusal = {"t": "nack", "cid": frame["cid"], "code": "failed", "message": "Sorry."}
                browser.send(json.dumps(refusal))
            else:
                behind.send(message)

        browser.on_message(pass_on)

    shop.route_web_socket("**/ws/visitor", refuse_first)
    chat = open_chat(shop, server)
    write(chat, "Message", "Good morning")
    expect(conversation_of(chat)).to_contain_text("Not sent. Sorry.")
    chat.get_by_role("button", name="Try again").click()
    expect(ticks(chat)).to_have_count(1)
    expect(conversation_of(chat).get_by_text("Good morning")).to_have_count(1)
    assert sent[0]["cid"] == sent[1]["cid"]


def test_words_written_while_the_line_is_down_arrive_when_it_is_back(
    customer: BrowserContext, own_server: RunningServer
):
    shop = customer.new_page()
    chat = open_chat(shop, own_server)
    write(chat, "Message", "One")
    expect(ticks(chat)).to_have_count(1)
    own_server.stop()
    expect(chat.get_by_text("Reconnecting… your words are safe")).to_be_visible()
    write(chat, "Message", "Two")
    write(chat, "Message", "Three")
    own_server.start()
    expect(ticks(chat)).to_have_count(3, timeout=40_000)
    assert own_words(chat) == ["One", "Two", "Three"]
    expect(chat.get_by_text("Reconnecting")).to_have_count(0)


def test_a_call_can_be_asked_for_without_writing_and_called_off(
    customer: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    chat = open_chat(shop, server)
    chat.get_by_role("button", name="Call me", exact=True).click()
    field = chat.get_by_role("textbox", name="Phone number", exact=True)
    field.fill("12")
    chat.get_by_role("button", name="Request call", exact=True).click()
    expect(
        chat.get_by_role("alert").get_by_text("does not look like a phone number")
    ).to_be_visible()
    field.fill("020 7946 0123")
    chat.get_by_role("button", name="Request call", exact=True).click()
    expect(chat.get_by_role("heading", name="We will call you")).to_be_focused()
    expect(chat.get_by_role("button", name="Call me", exact=True)).to_have_count(0)
    expect(conversation_of(chat)).to_contain_text("You asked for a call on +44 … 23")
    expect(chat.get_by_text("We will ring +44 … 23. Please keep your phone close.")).to_be_visible()
    expect(chat.get_by_text("We have your message")).to_have_count(0)
    chat.get_by_role("button", name="Cancel call").click()
    expect(conversation_of(chat)).to_contain_text("Call canceled")
    expect(chat.get_by_role("button", name="Call me", exact=True)).to_have_count(1)


def test_a_call_takes_only_the_digits_out_of_what_was_held(
    customer: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    message_box(chat).fill(f"Two dozen irises, card {CARD} please")
    chat.get_by_role("button", name="Call me", exact=True).click()
    chat.get_by_role("textbox", name="Phone number", exact=True).fill("020 7946 0123")
    chat.get_by_role("button", name="Request call", exact=True).click()
    expect(chat.get_by_text("The card number was removed from the message box.")).to_be_visible()
    expect(message_box(chat)).to_have_value("Two dozen irises, card please")
    chat.get_by_role("button", name="Send", exact=True).click()
    expect(ticks(chat)).to_have_count(1)
    assert not CARD_TRACE.search(wire.everything_sent())


def broken(route: Route) -> None:
    """A browser in which the guard itself fails."""
    route.fulfill(content_type="text/javascript", body=BROKEN_GUARD)
