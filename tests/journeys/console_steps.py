"""What agents do and see in the console, and customers who come for it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.journeys.callers import Caller, new_token
from tests.journeys.serving import RunningServer

# A headless browser stops listening once it has asked for a telephone program that is not there.
NO_TELEPHONE = """
addEventListener('click', (event) => {
  if (event.target.closest('a[href^="tel:"]')) event.preventDefault();
}, true);
"""


class Customers:
    """Whoever came during one test."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._came: dict[str, Caller] = {}

    def arrive(self, text: str) -> Caller:
        """A new customer says this."""
        caller = Caller.visitor(self._server, new_token(self._server))
        self._came[caller.ask("message", {"text": text})["conv"]] = caller
        return caller

    def serve_and_leave(self) -> None:
        """End what is left open, so that the next test begins with empty lists."""
        for name in ("ann", "ben", "sven"):
            agent = Caller.agent(self._server, name)
            for conversation in self._came:
                agent.ask("claim", {}, conv=conversation)
                agent.ask("callback.outcome", {"outcome": "busy"}, conv=conversation)
                agent.ask("callback.outcome", {"outcome": "talked"}, conv=conversation)
                agent.ask("close", {}, conv=conversation)
            agent.close()
        for caller in self._came.values():
            caller.close()


def entries(console: Page, name: str) -> Locator:
    """The conversations in a list."""
    return console.get_by_role("list", name=name, exact=True).get_by_role("listitem")


def accept(console: Page, text: str) -> None:
    """Accept the one in the queue who said this."""
    entry = entries(console, "Queue").filter(has_text=text)
    entry.get_by_role("button", name="Accept", exact=True).click()
    expect(entries(console, "Mine").filter(has_text=text)).to_be_visible()


def reply_box(console: Page) -> Locator:
    """Where Ann writes to the customer."""
    return console.get_by_role("textbox", name="Reply", exact=True)


def transcript(console: Page) -> Locator:
    """What was said."""
    return console.get_by_role("log", name="Conversation", exact=True)
