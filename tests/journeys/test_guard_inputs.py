"""Every way text gets into the message box is held; pieces and doubts too."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, FrameLocator, Page, expect

from tests.journeys.conftest import sign_in
from tests.journeys.serving import RunningServer
from tests.journeys.test_florist_story import blind, conversation_of, open_chat, write
from tests.journeys.widget_steps import (
    CARD,
    accept,
    close_from,
    launcher,
    message_box,
    own_words,
    ticks,
)
from tests.journeys.wire import ANY_CARD_TRACE, Wire

pytestmark = pytest.mark.chromium

FULL_WIDTH_CARD = "４２４２ ４２４２ ４２４２ ４２４２"
# Grouped as no card is: it may be another number.
UNUSUAL_CARD = "4242 42424242 4242"
COPY = """(text) => {
  const source = document.createElement('textarea');
  source.value = text;
  document.body.append(source);
  source.select();
  document.execCommand('copy');
  source.remove();
}"""
AUTOFILL = """(box, text) => {
  box.value = text;
  for (const name of ['input', 'change']) box.dispatchEvent(new Event(name, { bubbles: true }));
}"""


def paste(shop: Page, chat: FrameLocator) -> None:
    """From the clipboard of the machine."""
    shop.evaluate(COPY, CARD)
    message_box(chat).focus()
    shop.keyboard.press("Control+V")


def drop(shop: Page, chat: FrameLocator) -> None:
    """A marked text, dragged here with the mouse."""
    place = message_box(chat).bounding_box()
    assert place is not None
    item = {"mimeType": "text/plain", "data": CARD}
    data = {"items": [item], "dragOperationsMask": 1}
    where = {"x": place["x"] + 30, "y": place["y"] + 15}
    browser = session(shop)
    for step in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": step, "data": data, **where})


def type_in(shop: Page, chat: FrameLocator) -> None:
    """Key by key."""
    message_box(chat).press_sequentially(CARD)


def fill(shop: Page, chat: FrameLocator) -> None:
    """All at once, as the browser's own form filling does."""
    message_box(chat).fill(CARD)


def fill_by_program(shop: Page, chat: FrameLocator) -> None:
    """All at once, as a password store does: no keys, and events without a kind."""
    message_box(chat).evaluate(AUTOFILL, CARD)


def compose(shop: Page, chat: FrameLocator) -> None:
    """With an input method that writes full-width digits."""
    message_box(chat).focus()
    editor = session(shop)
    for length in range(1, len(FULL_WIDTH_CARD) + 1):
        shown = {"text": FULL_WIDTH_CARD[:length], "selectionStart": length, "selectionEnd": length}
        editor.send("Input.imeSetComposition", shown)
    editor.send("Input.insertText", {"text": FULL_WIDTH_CARD})


def session(shop: Page) -> CDPSession:
    """What only Chromium's own protocol can do."""
    return shop.context.new_cdp_session(shop)


@pytest.mark.parametrize(
    ("enter", "written"),
    [
        (paste, CARD),
        (drop, CARD),
        (type_in, CARD),
        (fill, CARD),
        (fill_by_program, CARD),
        (compose, FULL_WIDTH_CARD),
    ],
)
def test_a_card_is_held_however_it_gets_into_the_box(
    customer: BrowserContext, server: RunningServer, enter, written: str
):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    write(chat, "Message", "Good morning")
    expect(ticks(chat)).to_have_count(1)
    enter(shop, chat)
    expect(message_box(chat)).to_have_value(written)
    title = chat.get_by_role("heading", name="That looks like a card number")
    expect(title).to_be_visible()
    message_box(chat).press("Enter")
    expect(title).to_be_focused()
    chat.get_by_role("button", name="Send", exact=True).click()
    expect(chat.get_by_role("button", name="Call me", exact=True)).to_be_visible()
    expect(chat.get_by_role("button", name="Not a card number", exact=True)).to_have_count(0)
    expect(message_box(chat)).to_have_value(written)
    assert own_words(chat) == ["Good morning"]
    assert "Good morning" in wire.everything_sent(), "the premise: the wire is heard"
    assert not ANY_CARD_TRACE.search(wire.everything_sent())


def test_the_second_piece_of_a_number_is_held(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    write(chat, "Message", "My card is 4242 4242")
    expect(ticks(chat)).to_have_count(1)
    message_box(chat).press_sequentially("4242 4242")
    expect(chat.get_by_role("heading", name="That looks like a card number")).to_be_visible()
    message_box(chat).press("Enter")
    expect(message_box(chat)).to_have_value("4242 4242")
    assert own_words(chat) == ["My card is 4242 4242"]
    assert len(messages(wire)) == 1

    shop.reload()
    launcher(shop).click()
    expect(ticks(chat)).to_have_count(1)
    message_box(chat).fill("4242 4242")
    expect(chat.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    assert len(messages(wire)) == 1


def test_the_answer_to_a_question_for_the_code_is_not_sent(
    customer: BrowserContext, staff: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    write(chat, "Message", "May I pay by orchid?")
    console = sign_in(staff, server, "ann")
    accept(console, "by orchid")
    message_box(chat).fill("123")
    expect(chat.get_by_role("button", name="Edit", exact=True)).to_have_count(0)
    message_box(chat).fill("")
    write(console, "Reply", "What is the security code on the back?")
    expect(conversation_of(chat)).to_contain_text("security code")
    message_box(chat).fill("123")
    message_box(chat).press("Enter")
    expect(chat.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    assert len(messages(wire)) == 1
    message_box(chat).fill("")
    close_from(console)


def test_what_may_be_a_card_is_asked_about_and_sent_once_the_customer_says_no(
    customer: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    message_box(chat).fill(UNUSUAL_CARD)
    title = chat.get_by_role("heading", name="Is that a card number?")
    expect(title).to_be_visible()
    message_box(chat).press("Enter")
    expect(title).to_be_focused()
    assert wire.sent == []
    chat.get_by_role("button", name="Edit", exact=True).click()
    expect(title).to_be_hidden()
    expect(message_box(chat)).to_be_focused()
    message_box(chat).press("Enter")
    chat.get_by_role("button", name="Not a card number", exact=True).click()
    expect(ticks(chat)).to_have_count(1)
    expect(message_box(chat)).to_have_value("")
    assert own_words(chat) == [UNUSUAL_CARD]
    assert [body.get("vouched") for body in messages(wire)] == [True]

    write(chat, "Message", "Thank you")
    expect(ticks(chat)).to_have_count(2)
    assert "vouched" not in messages(wire)[-1]


def test_an_agent_is_asked_too_and_never_about_a_sure_card(
    customer: BrowserContext, staff: BrowserContext, server: RunningServer
):
    chat = open_chat(customer.new_page(), server)
    write(chat, "Message", "Where is my crocus?")
    console = sign_in(staff, server, "ann")
    accept(console, "my crocus")
    reply = console.get_by_role("textbox", name="Reply", exact=True)
    reply.fill(f"It is {CARD}")
    reply.press("Enter")
    expect(console.get_by_role("alert").get_by_text("This holds a card number")).to_be_visible()
    expect(console.get_by_role("button", name="Not a card number", exact=True)).to_have_count(0)
    reply.fill(UNUSUAL_CARD)
    reply.press("Enter")
    expect(console.get_by_role("alert").get_by_text("Is that a card number?")).to_be_visible()
    shoot(console, "console-question-1440")
    console.get_by_role("button", name="Not a card number", exact=True).click()
    expect(conversation_of(chat)).to_contain_text(UNUSUAL_CARD)
    close_from(console)


def test_without_a_guard_here_the_server_takes_both_pieces_back_on_both_screens(
    customer: BrowserContext, staff: BrowserContext, server: RunningServer
):
    customer.route("**/chatcore/guard/js/guard.js", blind)
    shop = customer.new_page()
    chat = open_chat(shop, server)
    write(chat, "Message", "A tulip. My card is 4242 4242")
    console = sign_in(staff, server, "ann")
    accept(console, "A tulip.")
    expect(conversation_of(console)).to_contain_text("4242 4242")
    write(chat, "Message", "4242 4242")
    for screen in (chat, console):
        expect(conversation_of(screen)).to_contain_text("A tulip. My card is ••••")
        expect(conversation_of(screen)).not_to_contain_text("4242")
    assert own_words(chat) == ["A tulip. My card is ••••", "••••"]
    expect(conversation_of(chat).get_by_text("Card number withheld")).to_have_count(2)
    expect(conversation_of(console).get_by_text("taken out of an earlier message")).to_have_count(1)

    for page in (shop, console):
        page.reload()
    for screen in (chat, console):
        expect(conversation_of(screen)).to_contain_text("A tulip. My card is ••••")
        expect(conversation_of(screen)).not_to_contain_text("4242")
    expect(conversation_of(chat).get_by_text("Card number withheld")).to_have_count(2)
    close_from(console)


@pytest.mark.parametrize(
    ("written", "title", "no"),
    [
        (UNUSUAL_CARD, "Is that a card number?", "Not a card number"),
        ("123-45-6789", "That looks like private data (a social security number)", "It is not"),
        ("My PIN is 4821", "That looks like a password or code", None),
        (CARD, "That looks like a card number", None),
    ],
    ids=["question", "private", "code", "card"],
)
@pytest.mark.parametrize("width", [1280, 390])
def test_the_panel_fits_and_says_what_it_is_about(
    browser: Browser, server: RunningServer, request, width: int, written: str, title: str, no
):
    context = browser.new_context(viewport={"width": width, "height": 760})
    context.set_default_timeout(10_000)
    shop = context.new_page()
    chat = open_chat(shop, server)
    message_box(chat).fill(written)
    expect(chat.get_by_role("heading", name=title, exact=True)).to_be_in_viewport()
    for name in ("Call me", "Edit", "Send", *([no] if no else [])):
        expect(chat.get_by_role("button", name=name, exact=True)).to_be_in_viewport()
    if not no:
        expect(chat.get_by_role("button", name=re.compile("Not a card|It is not"))).to_have_count(0)
    shoot(shop, f"{request.node.callspec.id.split('-')[-1]}-{width}")
    context.close()


def messages(wire: Wire) -> list[dict[str, object]]:
    """The bodies of the messages that were sent."""
    frames = [json.loads(text) for text in wire.sent]
    return [each["body"] for each in frames if each["t"] == "send" and each["kind"] == "message"]


def shoot(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    folder = os.environ.get("RINGBACK_SHOTS")
    if folder:
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"guard-{name}.png")
