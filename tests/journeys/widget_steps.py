"""What the widget's journeys do and look at, in the words of the tests."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Frame, FrameLocator, Page, expect

from tests.journeys.test_florist_story import conversation_of

CARD = "4242 4242 4242 4242"


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


def ticks(chat: FrameLocator):
    """One for each own message that the server has committed."""
    return conversation_of(chat).get_by_text("Sent", exact=True)


def own_words(chat: FrameLocator) -> list[str]:
    """What the customer sees of their own messages, in order."""
    return conversation_of(chat).locator(".own .words").all_inner_texts()


def accept(console: Page, words: str) -> None:
    """Take the conversation in which this was said."""
    waiting = console.get_by_role("list", name="Queue").get_by_role("listitem")
    waiting.filter(has_text=words).get_by_role("button", name="Accept", exact=True).click()
    expect(conversation_of(console)).to_contain_text(words)


def close_from(console: Page) -> None:
    """End the conversation from the agent's side."""
    console.get_by_role("button", name="Close conversation", exact=True).click()
    expect(console.get_by_role("list", name="Mine").get_by_role("listitem")).to_have_count(0)


def expect_eventually(page: Page, happened: Callable[[], bool]) -> None:
    """Let the browser work until it did; fails after five seconds."""
    for _ in range(100):
        if happened():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not happen")
