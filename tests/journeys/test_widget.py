"""The widget in a shop's page: what it does there, and what the page can never learn."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
)

from tests.journeys.serving import RunningServer
from tests.journeys.test_florist_story import conversation_of, open_chat, write
from tests.journeys.widget_steps import (
    CARD,
    expect_eventually,
    inner_frame,
    launcher,
    message_box,
    ticks,
)
from tests.journeys.wire import Wire

pytestmark = pytest.mark.chromium

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
STORED = """() => {
  const kept = document.cookie ? [document.cookie] : [];
  for (const name of ['localStorage', 'sessionStorage']) {
    // A frame of another site is refused both where third-party cookies are blocked.
    try { kept.push(...Object.keys(window[name])); } catch { continue; }
  }
  return kept.join(' ');
}"""
STUB = """
window.Ringback = function () { (Ringback.q = Ringback.q || []).push(arguments) };
window.told = [];
for (const name of ['ready', 'open', 'close']) Ringback('on', name, () => told.push(name));
Ringback('open');
"""


def test_widget_breaks_no_rule_of_a_strict_page(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    problems = problems_of(shop)
    policy = shop.goto(server.shop).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "trusted-types 'none'" in policy

    chat = open_chat(shop, server)
    write(chat, "Message", "Good morning https://shop.example/iris")
    expect(ticks(chat)).to_have_count(1)
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
    assert shop.evaluate(STORED) == ""
    assert inner_frame(shop).evaluate(STORED) == ""
    assert customer.cookies() == []
    assert [asked for asked in wire.requests if "/api/" in asked] == []
    assert wire.sent == []

    message_box(chat).press("Enter")
    expect(ticks(chat)).to_have_count(1)
    assert "ringback.visitor.florist-demo" in inner_frame(shop).evaluate(STORED)
    assert shop.evaluate("Object.entries(localStorage)") == [["ringback.conversation", "1"]]
    assert shop.evaluate(STORED) == "ringback.conversation"


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
    browser: Browser, server: RunningServer
):
    # The shop's own policy would not let a test add scripts.
    context = browser.new_context(bypass_csp=True)
    shop = context.new_page()
    shop.add_init_script(STUB)
    shop.goto(server.shop)
    shop.add_script_tag(url=f"{server.origin}/widget.js?site=florist-demo")
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
    context.close()


def test_chat_survives_a_page_that_swaps_its_body(customer: BrowserContext, server: RunningServer):
    shop = customer.new_page()
    chat = open_chat(shop, server)
    message_box(chat).fill("Half a sentence")
    shop.evaluate("document.body.replaceWith(document.body.cloneNode(true))")
    expect(message_box(chat)).to_have_value("Half a sentence")
    shop.evaluate("document.documentElement.replaceChildren(document.body)")
    expect(launcher(shop)).to_be_visible()


def test_a_page_that_is_not_the_sites_may_not_show_the_chat(
    customer: BrowserContext, server: RunningServer
):
    page = customer.new_page()
    problems = problems_of(page)
    with foreign_page(f'<iframe src="{server.origin}/widget/florist-demo/"></iframe>') as address:
        page.goto(address)
        expect_eventually(page, lambda: any("frame-ancestors" in said for said in problems))
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_have_count(0)


def test_a_chat_that_does_not_answer_can_be_closed_and_opened_anew(
    browser: Browser, server: RunningServer
):
    context = browser.new_context(viewport={"width": 390, "height": 640}, has_touch=True)
    context.set_default_timeout(10_000)
    context.route("**/widget/florist-demo/", lambda route: route.abort())
    shop = context.new_page()
    warnings: list[str] = []
    shop.on("console", lambda said: said.type == "warning" and warnings.append(said.text))
    shop.clock.install()
    chat = open_chat(shop, server)
    expect(launcher(shop)).to_be_visible()
    assert waiting_words(shop) == '"One moment…"'
    shop.clock.run_for(9_000)
    assert waiting_words(shop) == '"The chat cannot be reached."'
    assert [said for said in warnings if f"no answer from {server.origin}" in said] == warnings[-1:]

    launcher(shop).click()
    expect(launcher(shop)).to_have_attribute("aria-expanded", "false")
    context.unroute("**/widget/florist-demo/")
    launcher(shop).click()
    expect(message_box(chat)).to_be_visible()
    expect(launcher(shop)).to_be_hidden()
    context.close()


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


def waiting_words(page: Page) -> str:
    """What stands in the panel while the frame has not answered."""
    return page.locator("ringback-chat div").evaluate(
        "panel => getComputedStyle(panel, '::before').content"
    )


def problems_of(page: Page) -> list[str]:
    """What the page's console complains of from now on, its frames included."""
    problems: list[str] = []
    page.context.add_init_script(REPORT_VIOLATIONS)
    page.on("console", lambda said: said.type == "error" and problems.append(said.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    return problems


@contextmanager
def foreign_page(body: str) -> Iterator[str]:
    """Another web server on this machine, and so another origin."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as foreign:
        Thread(target=foreign.serve_forever).start()
        yield f"http://127.0.0.1:{foreign.server_port}/"
        foreign.shutdown()


def resources(page: Page) -> list[str]:
    """Addresses the page has loaded besides itself."""
    return page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
