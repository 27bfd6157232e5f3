"""`kill -9` between a send and its acknowledgement: the message is there exactly once."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import BrowserContext, WebSocketRoute, expect

from tests.journeys.serving import RunningServer
from tests.journeys.test_florist_story import conversation_of, open_chat, write

pytestmark = pytest.mark.chromium

WORDS = "Only once, please"


class DeafLine:
    """A line between browser and server on which answers can be held back."""

    def __init__(self) -> None:
        self.deaf = False
        self.held: list[str] = []

    def join(self, browser: WebSocketRoute) -> None:
        """Stand between the browser's socket and the server's."""
        server = browser.connect_to_server()

        def answer(message: str | bytes) -> None:
            if self.deaf:
                self.held.append(str(message))
            else:
                browser.send(message)

        server.on_message(answer)


def stored(server: RunningServer) -> int:
    """How often the words stand in the log, as the database file says."""
    with sqlite3.connect(server.data_directory / "ringback.sqlite3") as database:
        query = "SELECT count(*) FROM conversations_event WHERE body LIKE ?"
        return int(database.execute(query, [f"%{WORDS}%"]).fetchone()[0])


@pytest.mark.parametrize("times", range(3))
def test_a_message_killed_between_commit_and_ack_is_there_exactly_once(
    customer: BrowserContext, tmp_path, times: int
):
    server = RunningServer(tmp_path)
    server.start()
    line = DeafLine()
    shop = customer.new_page()
    shop.route_web_socket("**/ws/visitor", line.join)
    chat = open_chat(shop, server)
    write(chat, "Message", "Good morning")
    expect(conversation_of(chat)).to_contain_text("Good morning")
    expect(chat.get_by_text("Sent").first).to_be_attached()

    line.deaf = True
    write(chat, "Message", WORDS)
    wait_until_stored(shop, server)
    server.kill()
    assert any('"ack"' in frame for frame in line.held), "the premise: the ack was held back"
    assert stored(server) == 1
    line.deaf = False

    server.start()
    own = conversation_of(chat).get_by_text(WORDS)
    expect(chat.get_by_text("Sent")).to_have_count(2, timeout=40_000)
    expect(own).to_have_count(1)
    assert stored(server) == 1
    server.stop()


def wait_until_stored(page, server: RunningServer) -> None:
    """The commit is durable; its answer is held on the line."""
    for _ in range(100):
        if stored(server):
            page.wait_for_timeout(100)
            return
        page.wait_for_timeout(50)
    raise AssertionError("the message was never committed")
