"""What people are shown over HTTP: pages for staff, events for everybody, answers to the sender.

Their controls are words in the log that were written around the guard: whoever reads the log
must show them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import cycle
from typing import ClassVar
from uuid import UUID

import msgspec

from chatcore.canary.database import Database
from chatcore.canary.numbers import Number
from chatcore.canary.stage import AGENTS, Customer, Stage
from chatcore.canary.stores.kept import CONTROL_WORDS, Kept, Nature
from chatcore.canary.web import Web
from chatcore.conversations.models import Conversation, Event
from chatcore.handoff.models import Callback

EVENTS, CONVERSATIONS = Event._meta.db_table, Conversation._meta.db_table
ADMIN_PAGES = (
    "/admin/", "/admin/conversations/site/", "/admin/conversations/agent/",
    "/admin/conversations/conversation/?all=", "/admin/handoff/callback/?all=",
    "/admin/auth/user/", "/admin/auth/group/", "/console/",
)  # fmt: skip
TOO_MANY_REQUESTS, RETRY_SECONDS = 429, 2
ADMIN_ROWS = {
    "conversations/site": "conversations_site",
    "conversations/agent": "conversations_agent",
    "conversations/conversation": CONVERSATIONS,
    "handoff/callback": Callback._meta.db_table,
    "auth/user": "auth_user",
    "auth/group": "auth_group",
}


def put_into_log(database: Database, customer: Customer, number: Number) -> None:
    """The customer says something harmless, and SQL makes it the control."""
    said = customer.say()
    body = msgspec.json.encode({"text": f"{CONTROL_WORDS} {number.digits}", "masked": []})
    database.execute(
        f"UPDATE {EVENTS} SET body = ? WHERE seq = ? AND conversation_id ="  # noqa: S608
        f" (SELECT id FROM {CONVERSATIONS} WHERE replace(CAST(public_id AS text), '-', '') = ?)",
        [body.decode(), said["seq"], customer.conversation.replace("-", "")],
    )


class StaffPages:
    """Every page of the admin that shows rows, transcripts and histories; the console."""

    name: ClassVar[str] = "staff pages"
    nature: ClassVar[Nature] = Nature.CURRENT
    at_rest: ClassVar[bool] = False

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def plant(self, number: Number) -> None:
        """Words in a transcript."""
        put_into_log(self._stage.database, self._stage.noah, number)

    def read(self) -> Iterable[Kept]:
        """As the superuser sees them."""
        for path in (*ADMIN_PAGES, *self._rows()):
            yield Kept(path, self._stage.root.ask("GET", path, keep=False).body)

    def _rows(self) -> Iterable[str]:
        for path, table in ADMIN_ROWS.items():
            for (row,) in self._stage.database.execute(f"SELECT id FROM {table}"):  # noqa: S608
                yield f"/admin/{path}/{row}/change/"
                yield f"/admin/{path}/{row}/history/"


class EventPages:
    """The log over REST, as customers and as staff read it."""

    name: ClassVar[str] = "events over REST"
    nature: ClassVar[Nature] = Nature.CURRENT
    at_rest: ClassVar[bool] = False

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def plant(self, number: Number) -> None:
        """Words in the log."""
        put_into_log(self._stage.database, self._stage.noah, number)

    def read(self) -> Iterable[Kept]:
        """Every conversation for staff, by turns of staff; each customer's own."""
        rows = self._stage.database.execute(f"SELECT public_id FROM {CONVERSATIONS}")  # noqa: S608
        for agent, (identifier,) in zip(cycle(AGENTS), rows, strict=False):
            path = f"/api/v1/agent/conversations/{UUID(str(identifier))}/events"
            yield from _pages(self._stage.staff[agent], path, {})
        for customer in (*self._stage.customers, self._stage.noah):
            if customer.conversation:
                path = f"/api/v1/visitor/conversations/{customer.conversation}/events"
                yield from _pages(customer.web, path, customer.bearer)


def _pages(web: Web, path: str, headers: dict[str, str]) -> Iterable[Kept]:
    """All events of a conversation, however many requests that takes."""
    after, head = 0, 1
    while after < head:
        answer = web.ask("GET", f"{path}?after={after}", headers=headers, keep=False)
        if answer.status == TOO_MANY_REQUESTS:
            time.sleep(RETRY_SECONDS)
            continue
        document = answer.json()
        yield Kept(path, answer.body)
        head = document["head"]
        after = document["events"][-1]["seq"]


class Answers:
    """Answers over HTTP to whoever sent a number. What repeats it there is kept nowhere."""

    name: ClassVar[str] = "answers to the sender"
    nature: ClassVar[Nature] = Nature.ECHO
    at_rest: ClassVar[bool] = True

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def plant(self, number: Number) -> None:
        """Words in the log, which Ann reads over REST."""
        put_into_log(self._stage.database, self._stage.noah, number)
        conversation = self._stage.noah.conversation
        self._stage.staff["ann"].ask("GET", f"/api/v1/agent/conversations/{conversation}/events")

    def read(self) -> Iterable[Kept]:
        """One after the other."""
        for number, answer in enumerate(self._stage.answers):
            yield Kept(f"answer {number}", answer.raw)
