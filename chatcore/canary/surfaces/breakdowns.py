"""Things that break while somebody writes: each is made to happen in the database, for real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session

from chatcore.canary.cells import Shot, Surface
from chatcore.canary.database import Database, table_away
from chatcore.canary.encodings import Encoding
from chatcore.canary.stage import Stage
from chatcore.canary.surfaces.administration import SITE, SITES
from chatcore.conversations.models import Conversation, Event, Site, Visitor

FRAME = frozenset({Encoding.JSON})
ADDRESS = frozenset({Encoding.URL})
EVENTS = Event._meta.db_table
CONVERSATIONS = Conversation._meta.db_table
NUMBERS_AHEAD = 1


@contextmanager
def _next_number_taken(database: Database, conversation: str) -> Iterator[None]:
    """A row in the place of the next event: the product's own insert breaks a unique rule."""
    (row,) = database.execute(
        f"SELECT id, head FROM {CONVERSATIONS} WHERE public_id = ?",  # noqa: S608 -- our table
        [_identifier(database, conversation)],
    )
    taken = [row[0], row[1] + NUMBERS_AHEAD]
    database.execute(
        f"INSERT INTO {EVENTS} (conversation_id, seq, kind, audience, author_kind, author_name,"  # noqa: S608
        " body, at) VALUES (?, ?, 'closed', 'staff', 'system', '', '{}', '2026-11-23 10:00:00')",
        taken,
    )
    try:
        yield
    finally:
        database.execute(
            f"DELETE FROM {EVENTS} WHERE conversation_id = ? AND seq = ?",  # noqa: S608
            taken,
        )


def _identifier(database: Database, conversation: str) -> str:
    """SQLite keeps a UUID without its dashes."""
    return conversation.replace("-", "") if hasattr(database, "path") else conversation


def _unique(stage: Stage, shot: Shot) -> bool:
    customer = stage.customer(shot)
    with _next_number_taken(stage.database, customer.conversation):
        return customer.send("message", shot, {"text": shot.sentence})


def _message_without(table: str) -> Surface:
    def inject(stage: Stage, shot: Shot) -> bool:
        customer = stage.customer(shot)
        with table_away(stage.database, table):
            return customer.send("message", shot, {"text": shot.sentence})

    return Surface(f"breakdown: message, no table {table}", inject, FRAME, failing=True)


def _admin_form(stage: Stage, shot: Shot) -> bool:
    """The shop is saved, then the admin's own record of it fails: an exception on a page."""
    fields = {"key": f"broken-{uuid4().hex[:8]}", **SITE, "name": shot.address}
    body = "&".join(f"{name}={value}" for name, value in fields.items())
    with table_away(stage.database, LogEntry._meta.db_table):
        return stage.root.post_form(f"{SITES}add/", body).refused


def _login(stage: Stage, shot: Shot) -> bool:
    web = stage.newcomer()
    web.ask("GET", "/console/login/")
    body = f"username={shot.address}&password={shot.address}"
    with table_away(stage.database, "auth_user"):
        return web.post_form("/console/login/", body).refused


def _page(stage: Stage, shot: Shot) -> bool:
    with table_away(stage.database, Session._meta.db_table):
        return stage.staff["sven"].ask("GET", f"{SITES}?q={shot.address}").refused


def _groups(stage: Stage, shot: Shot) -> bool:
    """Words searched for go into SQL: a rejected statement would carry them into a log."""
    with table_away(stage.database, "auth_group"):
        return stage.root.ask("GET", f"/admin/auth/group/?q={shot.address}").refused


def _site_key(stage: Stage, shot: Shot) -> bool:
    path = f"/api/v1/sites/{shot.address}/visitors"
    with table_away(stage.database, Site._meta.db_table):
        return stage.newcomer().post_json(path).refused


def _token(stage: Stage, shot: Shot) -> bool:
    sent = {"Authorization": f"Bearer {shot.text}", "Content-Type": "application/json"}
    with table_away(stage.database, Visitor._meta.db_table):
        answer = stage.newcomer().ask("POST", "/api/v1/visitor/ticket", headers=sent, body="{}")
    return answer.refused


SURFACES = (
    Surface("breakdown: message, unique rule broken", _unique, FRAME, failing=True),
    _message_without(EVENTS),
    _message_without(Visitor._meta.db_table),
    Surface("breakdown: admin form, exception", _admin_form, ADDRESS, failing=True),
    Surface("breakdown: login form, exception", _login, ADDRESS, failing=True),
    Surface("breakdown: admin search, no sessions", _page, ADDRESS, failing=True),
    Surface("breakdown: admin search, exception", _groups, ADDRESS, failing=True),
    Surface("breakdown: site's key, exception", _site_key, ADDRESS, failing=True),
    Surface("breakdown: unknown token, exception", _token, frozenset(), failing=True),
)
