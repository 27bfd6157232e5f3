"""The widget in a shop's page: what it does there, and what the page can never learn."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Frame,
    FrameLocator,
    Page,
    Route,
    WebSocketRoute,
    expect,
)

from tests.journeys.conftest import sign_in
from tests.journeys.serving import RunningServer
from tests.journeys.test_florist_story import accept_first, conversation_of, open_chat, write
from tests.journeys.wire import CARD_TRACE, Wire

pytestmark = pytest.mark.chromium

CARD = "4242 4242 4242 4242"
REPORT_VIOLATIONS = """
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  console.error(`violation: ${violatedDirective} ${blockedURI}`));
"""
LISTEN_TO_EVERYTHING = """
window.heard = [];
for (const name of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'change']) {
  addEventListener(name, ({ key, data }) => heard.push(String(key ?? data)), true);
}
addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)), true);
"""
STORED = "[...Object.entries(localStorage), ...Object.entries(sessionStorage), document.cookie]"
BROKEN_GUARD = """
export function find() { throw new Error('broken'); }
export const mask = find, codePointSpans = find;
"""


def launcher(page: Page):
    """The button on the shop's page, whatever its count."""
    return page.get_by_role("button", name=re.compile(r"^Chat with us"))


def message_box(chat: FrameLocator):
    """Where the customer writes."""
    return chat.get_by_role("textbox", name="Message", exact=True)


def inner_frame(page: Page) -> Frame:
    """The chat's own document."""
    (frame,) = [frame for frame in page.frames if "/widget/" in frame.url]
    return frame


def serve_page(context: BrowserContext, server: RunningServer, body: str) -> str:
    """A merchant's page of our making, at the shop's own origin; returns its address."""
    address = f"{server.shop}made-for-a-test/"
    context.route(address, lambda route: route.fulfill(content_type="text/html", body=body))
    return address


def problems_of(page: Page) -> list[str]:
    """What the page's console complains of from now on, its frames included."""
    problems: list[str] = []
    page.context.add_init_script(REPORT_VIOLATIONS)
    page.on("console", lambda said: said.type == "error" and problems.append(said.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems


# The shop's page


def test_widget_breaks_no_rule_of_a_strict_page(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    problems = problems_of(shop)
    policy = shop.goto(server.shop).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "trusted-types 'none'" in policy

    chat = open_chat(shop, server)
    write(chat, "Message", "Good morning https://shop.example/iris")
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
    message_box(chat).fill(CARD)
    chat.get_by_role("button", name="Call me", exact=True).click()
    chat.get_by_role("button", name="Cancel", exact=True).click()
    chat.get_by_role("link", name=re.compile(r"^Call us on")).click()
    chat.get_by_role("button", name="Close chat").click()
    expect(launcher(shop)).to_have_attribute("aria-expanded", "false")
    assert problems == []

    shop.evaluate("document.head.append(document.createElement('style').appendChild("
                  "document.createTextNode('p{}')).parentNode)")  # fmt: skip
    expect_eventually(shop, lambda: problems != [])


def test_no_script_of_the_page_hears_what_is_typed(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    shop.add_init_script(LISTEN_TO_EVERYTHING)
    chat = open_chat(shop, server)
    message_box(chat).press_sequentially("quokka")
    chat.get_by_role("button", name="Send", exact=True).click()
    expect(conversation_of(chat)).to_contain_text("quokka")
    chat.get_by_role("button", name="Call me", exact=True).click()
    chat.get_by_role("textbox", name="Phone number", exact=True).press_sequentially("0779")
    heard = shop.evaluate("heard")
    assert [json.loads(words)["ringback"] for words in heard][:1] == ["ready"]
    assert not re.search(r"quokka|\"[quoka0-9]\"|0779", "\n".join(heard))

    shop.evaluate("document.body.tabIndex = 0; document.body.focus()")
    shop.keyboard.press("q")
    assert "q" in shop.evaluate("heard"), "the premise: this listener hears the page's own keys"


def test_nothing_is_stored_or_asked_before_the_visitor_acts(
    customer: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    expect(message_box(chat)).to_be_focused()
    message_box(chat).press_sequentially("Not sent yet")
    assert shop.evaluate(STORED) == [""]
    assert inner_frame(shop).evaluate(STORED) == [""]
    assert customer.cookies() == []
    assert [asked for asked in wire.requests if "/api/" in asked] == []
    assert wire.sent == []

    message_box(chat).press("Enter")
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
    kept = inner_frame(shop).evaluate("Object.keys(localStorage)")
    assert "ringback.visitor.florist-demo" in kept
    assert shop.evaluate("Object.entries(localStorage)") == [["ringback.conversation", "1"]]


def test_a_page_without_a_conversation_loads_no_frame(
    customer: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    shop.goto(server.shop, wait_until="networkidle")
    expect(launcher(shop)).to_be_visible()
    assert len(shop.frames) == 1
    foreign = {urlsplit(entry).netloc for entry in resources(shop)} - {urlsplit(server.shop).netloc}
    assert foreign == {urlsplit(server.origin).netloc}
    assert [entry for entry in resources(shop) if server.origin in entry] == [
        f"{server.origin}/widget.js"
    ]


def test_commands_work_before_and_after_loading_and_twice_loaded_is_once(
    customer: BrowserContext, server: RunningServer
):
    tag = f'<script src="{server.origin}/widget.js?site=florist-demo"></script>'
    stub = """<script>
      window.Ringback = function () { (Ringback.q = Ringback.q || []).push(arguments) };
      window.told = [];
      for (const name of ['ready', 'open', 'close']) Ringback('on', name, () => told.push(name));
      Ringback('open');
    </script>"""
    shop = customer.new_page()
    shop.goto(serve_page(customer, server, f"<!DOCTYPE html><title>Shop</title>{stub}{tag}{tag}"))
    chat = shop.frame_locator("iframe")
    expect(message_box(chat)).to_be_visible()
    expect(launcher(shop)).to_have_count(1)
    assert shop.evaluate("told") == ["open", "ready"]

    shop.evaluate("Ringback('toggle')")
    expect(launcher(shop)).to_have_attribute("aria-expanded", "false")
    shop.evaluate("Ringback('hide')")
    expect(launcher(shop)).to_be_hidden()
    shop.evaluate("Ringback('show')")
    expect(launcher(shop)).to_be_visible()
    shop.evaluate("window.off = Ringback('on', 'open', () => told.push('twice')); off()")
    shop.evaluate("Ringback('open'); Ringback('close')")
    assert shop.evaluate("told") == ["open", "ready", "close", "open", "close"]

    shop.evaluate("Ringback('destroy')")
    expect(launcher(shop)).to_have_count(0)
    assert shop.evaluate("'Ringback' in window") is False
    assert shop.evaluate("Object.keys(window).filter((key) => key === 'frame')") == []


def test_chat_survives_a_page_that_swaps_its_body(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    chat = open_chat(shop, server)
    message_box(chat).fill("Half a sentence")
    shop.evaluate("document.body.replaceWith(document.body.cloneNode(true))")
    expect(message_box(chat)).to_have_value("Half a sentence")
    shop.evaluate("document.documentElement.replaceChildren(document.body)")
    expect(launcher(shop)).to_be_visible()


def test_a_foreign_page_may_not_show_the_chat(customer: BrowserContext, server: RunningServer):
    foreign = f"http://localhost.localdomain:{server.port}/"
    frame = f'<iframe src="{server.origin}/widget/florist-demo/"></iframe>'
    customer.route(foreign, lambda route: route.fulfill(content_type="text/html", body=frame))
    page = customer.new_page()
    problems = problems_of(page)
    page.goto(foreign)
    expect_eventually(page, lambda: any("frame-ancestors" in said for said in problems))
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_have_count(0)


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
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
    shop.goto(f"{server.shop}visit/")
    expect(conversation_of(chat)).to_contain_text("Do you have irises?")
    expect(conversation_of(chat).get_by_text("Do you have irises?")).to_have_count(1)
    expect(conversation_of(chat)).to_have_attribute("aria-live", "polite")
    expect(message_box(chat)).not_to_be_focused()
    write(chat, "Message", "And roses?")
    expect(conversation_of(chat).locator(".message")).to_have_count(2)


def test_unread_replies_are_counted_on_the_launcher(
    customer: BrowserContext, staff: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    chat = open_chat(shop, server)
    write(chat, "Message", "I will look around meanwhile")
    console = sign_in(staff, server, "ann")
    accept_first(console)
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
    accept_first(console)
    close_from(console)
    expect(
        chat.get_by_text("This conversation has ended. Write to start a new one.")
    ).to_be_visible()
    write(chat, "Message", "Second question")
    expect(chat.get_by_text("New conversation")).to_have_count(1)
    expect(chat.get_by_text("Sent", exact=True)).to_have_count(2)
    accept_first(console)
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
    box.press("End")
    box.press("Backspace")
    box.press("Backspace")
    expect(title).to_be_hidden()
    assert wire.sent == []
    box.fill("Please call me about paying")
    box.press("Enter")
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
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
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
    expect(conversation_of(chat).get_by_text("Good morning")).to_have_count(1)
    assert sent[0]["cid"] == sent[1]["cid"]


def test_words_written_while_the_line_is_down_arrive_when_it_is_back(
    customer: BrowserContext, tmp_path
):
    server = RunningServer(tmp_path)
    server.start()
    shop = customer.new_page()
    chat = open_chat(shop, server)
    write(chat, "Message", "One")
    expect(chat.get_by_text("Sent", exact=True)).to_be_attached()
    server.stop()
    expect(chat.get_by_text("Reconnecting… your words are safe")).to_be_visible()
    write(chat, "Message", "Two")
    write(chat, "Message", "Three")
    server.start()
    expect(chat.get_by_text("Sent", exact=True)).to_have_count(3, timeout=40_000)
    assert own_words(chat) == ["One", "Two", "Three"]
    expect(chat.get_by_text("Reconnecting")).to_have_count(0)
    server.stop()


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
    chat.get_by_role("button", name="Cancel call").click()
    expect(conversation_of(chat)).to_contain_text("Call canceled")
    expect(chat.get_by_role("button", name="Call me", exact=True)).to_have_count(1)


# Small windows


@pytest.mark.parametrize("width", [390, 320])
def test_panel_fills_a_phone_without_scrolling_sideways(
    browser: Browser, server: RunningServer, width: int
):
    context = browser.new_context(viewport={"width": width, "height": 640}, has_touch=True)
    context.set_default_timeout(10_000)
    shop = context.new_page()
    chat = open_chat(shop, server)
    expect(message_box(chat)).to_be_visible()
    assert shop.locator("iframe").bounding_box() == {"x": 0, "y": 0, "width": width, "height": 640}
    expect(launcher(shop)).to_be_hidden()
    message_box(chat).fill(CARD)
    expect(chat.get_by_role("button", name="Call me", exact=True)).to_be_in_viewport()
    expect(chat.get_by_role("button", name="Send", exact=True)).to_be_in_viewport()
    expect(chat.get_by_role("link", name=re.compile(r"^Call us on"))).to_be_in_viewport()
    assert inner_frame(shop).evaluate("document.documentElement.scrollWidth") == width
    chat.get_by_role("button", name="Close chat").click()
    expect(launcher(shop)).to_be_visible()
    context.close()


def test_every_target_is_large_enough_for_a_finger(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    chat = open_chat(shop, server)
    message_box(chat).fill(CARD)
    expect(chat.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    small = inner_frame(shop).evaluate(
        """[...document.querySelectorAll('button, a, input, textarea')]
          .map((each) => [each.id || each.textContent, each.getBoundingClientRect()])
          .filter(([, { height }]) => height > 0 && height < 24)"""
    )
    assert small == []


# How the above look


def broken(route: Route) -> None:
    """A browser in which the guard itself fails."""
    route.fulfill(content_type="text/javascript", body=BROKEN_GUARD)


def close_from(console: Page) -> None:
    """End the conversation from the agent's side."""
    console.get_by_role("button", name="Close conversation", exact=True).click()
    expect(console.get_by_role("list", name="Mine").get_by_role("listitem")).to_have_count(0)


def own_words(chat: FrameLocator) -> list[str]:
    """What the customer sees of their own messages, in order."""
    return conversation_of(chat).locator(".own .words").all_inner_texts()


def resources(page: Page) -> list[str]:
    """Addresses the page has loaded besides itself."""
    return page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")


def expect_eventually(page: Page, happened: Callable[[], bool]) -> None:
    """Let the browser work until it did; fails after five seconds."""
    for _ in range(100):
        if happened():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not happen")
