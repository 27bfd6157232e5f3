"""Which pages of the shop a conversation hears of."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.serving import RunningServer
from tests.journeys.test_florist_story import conversation_of, open_chat, write
from tests.journeys.widget_steps import expect_eventually, ticks
from tests.journeys.wire import Wire

pytestmark = pytest.mark.chromium


def test_a_page_is_told_once_and_not_again_by_a_reload_or_a_second_tab(
    customer: BrowserContext, server: RunningServer
):
    shop = customer.new_page()
    wire = Wire.tap(shop)
    chat = open_chat(shop, server)
    write(chat, "Message", "Where are you?")
    expect(ticks(chat)).to_have_count(1)
    shop.reload()
    expect(conversation_of(chat)).to_have_attribute("aria-live", "polite")
    shop.goto(f"{server.shop}visit/")
    expect_eventually(shop, lambda: len(pages_told(wire)) == 1)
    shop.reload()
    expect(conversation_of(chat)).to_have_attribute("aria-live", "polite")

    second = customer.new_page()
    seconds_wire = Wire.tap(second)
    second.goto(f"{server.shop}visit/")
    expect(conversation_of(second.frame_locator("iframe"))).to_have_attribute("aria-live", "polite")
    second.wait_for_timeout(1500)
    assert [page["url"] for page in pages_told(wire)] == [f"{server.shop}visit/"]
    assert pages_told(seconds_wire) == []
    assert seconds_wire.sent != [], "the premise: the second tab is connected"


def pages_told(wire: Wire) -> list[dict[str, str]]:
    """The pages that this tab has told the server after the first."""
    frames = [json.loads(sent) for sent in wire.sent]
    return [frame["body"]["page"] for frame in frames if frame.get("kind") == "page"]
