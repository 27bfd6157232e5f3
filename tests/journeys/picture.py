"""Takes the README's picture from the running product: `python -m tests.journeys.picture`."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browsers import CURE, find_chromium
from tests.journeys.conftest import LAUNCH_ARGUMENTS, sign_in
from tests.journeys.serving import REPOSITORY, RunningServer
from tests.journeys.test_florist_story import (
    CARD,
    accept_first,
    conversation_of,
    open_chat,
    write,
)

PICTURE = REPOSITORY / "docs" / "images" / "conversation.png"
SHOP_SIZE = {"width": 1000, "height": 760}
CONSOLE_SIZE = {"width": 1280, "height": 760}


def main() -> None:
    """Play the story up to the card, and picture both sides."""
    program = find_chromium()
    if program is None:
        raise SystemExit(CURE)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = RunningServer(Path(folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=program, args=LAUNCH_ARGUMENTS)
        try:
            side_by_side(browser, *play(browser, server))
        finally:
            browser.close()
            server.stop()


def play(browser: Browser, server: RunningServer) -> tuple[bytes, bytes]:
    """Both screens at the moment the customer's card is held back."""
    shop = browser.new_context(viewport=SHOP_SIZE).new_page()
    console = sign_in(browser.new_context(viewport=CONSOLE_SIZE), server, "ann")
    chat = open_chat(shop, server)
    write(chat, "Message", "Do you have purple and white flowers for Friday?")
    accept_first(console)
    write(console, "Reply", "Yes: iris and white roses came in this morning.")
    expect(conversation_of(chat)).to_contain_text("white roses")
    write(chat, "Message", "Lovely. Two bouquets, please. Can I pay by card?")
    chat.get_by_role("textbox", name="Message", exact=True).press_sequentially(CARD)
    chat.get_by_role("button", name="Edit", exact=True).wait_for()
    expect(conversation_of(console)).to_contain_text("call was offered")
    return shot(shop), shot(console)


def shot(page: Page) -> bytes:
    """The page once it has come to rest."""
    page.wait_for_timeout(600)
    return page.screenshot()


def side_by_side(browser: Browser, left: bytes, right: bytes) -> None:
    """Both screens on one sheet."""
    page = browser.new_page(viewport={"width": 1560, "height": 540})
    images = "".join(
        f'<img height="500" src="data:image/png;base64,{base64.b64encode(image).decode()}">'
        for image in (left, right)
    )
    page.set_content(
        "<style>body{margin:20px;display:flex;gap:20px;background:#e9ece6}"
        "img{border-radius:8px;box-shadow:0 2px 12px #0003}</style>" + images
    )
    page.screenshot(path=PICTURE, full_page=True)


if __name__ == "__main__":
    main()
