"""The order of a run: start, send everything in, plant the controls, search, judge.

Everything happens in a folder and, where PostgreSQL is used, a database made for the run; both
are removed at its end, and the controls with them.
"""

from __future__ import annotations

import http.client
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from websockets.exceptions import WebSocketException

from chatcore.canary.callers import NoAnswer
from chatcore.canary.cells import Cell, Surface, deal
from chatcore.canary.database import Database, PostgresDatabase, SQLiteDatabase
from chatcore.canary.encodings import Encoding
from chatcore.canary.numbers import Mint
from chatcore.canary.search import Search, Verdict
from chatcore.canary.server import CanaryServer
from chatcore.canary.stage import Stage
from chatcore.canary.stores import every
from chatcore.canary.stores.kept import Store

Say = Callable[[str], None]
# What can go wrong on the way in without being the product's answer.
NOT_SENT = (NoAnswer, OSError, http.client.HTTPException, WebSocketException, ValueError)


@dataclass(frozen=True)
class Plan:
    """What to try, and on which stores. Empty URLs: SQLite, and one process."""

    surfaces: tuple[Surface, ...]
    encodings: tuple[Encoding, ...]
    postgres_url: str = ""
    redis_url: str = ""
    as_in_production: bool = False
    keep: bool = False


@dataclass
class Outcome:
    """What became of every cell."""

    plan: Plan
    cells: list[Cell]
    refused: set[int] = field(default_factory=set)
    not_sent: dict[int, str] = field(default_factory=dict)
    verdict: Verdict = field(default_factory=Verdict)
    unread: list[str] = field(default_factory=list)
    # Settings of the database that would copy rejected words into its log.
    warnings: list[str] = field(default_factory=list)


def execute(plan: Plan, *, say: Say) -> Outcome:
    """Do it all. Raises: ServerFailed."""
    mint = Mint()
    outcome = Outcome(plan, deal(plan.surfaces, plan.encodings, mint))
    with ExitStack() as tidy:
        folder = tidy.enter_context(_folder(plan))
        url = tidy.enter_context(_postgres_database(plan.postgres_url))
        server = CanaryServer(
            folder,
            database_url=url,
            redis_url=plan.redis_url,
            as_in_production=plan.as_in_production,
        )
        tidy.callback(server.stop)
        stage = Stage(server, _database(server, url))
        stores = every.watch_redis(plan.redis_url)
        say("starting a server of its own")
        server.start()
        server.add_administrator()
        found, outcome.unread = every.watch_database(stage.database)
        outcome.warnings = every.silent_copies(stage.database)
        stage.open()
        stores += [*every.on_stage(stage), *found]
        send_all(stage, outcome, say)
        search_all(stage, stores, outcome, mint, say)
    return outcome


def send_all(stage: Stage, outcome: Outcome, say: Say) -> None:
    """Every cell, surface by surface."""
    sent: Surface | None = None
    for index, cell in enumerate(outcome.cells):
        if sent is not None and cell.surface is not sent:
            _finish(stage, sent)
        sent = cell.surface
        try:
            # Every piece must go out, also when the first was refused.
            refusals = [cell.surface.inject(stage, shot) for shot in cell.shots]
        except NOT_SENT as failure:
            # The failure's own words may hold the number.
            outcome.not_sent[index] = type(failure).__name__
        else:
            if any(refusals):
                outcome.refused.add(index)
        if index % 200 == 0:
            say(f"sent {index} of {len(outcome.cells)}")
    if sent is not None:
        _finish(stage, sent)


def search_all(stage: Stage, stores: list[Store], outcome: Outcome, mint: Mint, say: Say) -> None:
    """Plant one control a store, read what needs a running server, stop it, read the rest."""
    controls = {store.name: mint.draw() for store in stores}
    for store in stores:
        store.plant(controls[store.name])
    search = Search(outcome.cells, controls)
    for store in (store for store in stores if not store.at_rest):
        say(f"searching {store.name}")
        search.look(store)
    stage.close()
    stage.server.stop()
    for store in (store for store in stores if store.at_rest):
        say(f"searching {store.name}")
        search.look(store)
    outcome.verdict = search.verdict


def _finish(stage: Stage, surface: Surface) -> None:
    if surface.after:
        surface.after(stage)


@contextmanager
def _folder(plan: Plan) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="ringback-canary-"))
    try:
        yield folder
    finally:
        if not plan.keep:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgres_database(url: str) -> Iterator[str]:
    """A database of the run's own on the server the URL leads to."""
    if not url:
        yield ""
        return
    owner, name = PostgresDatabase(url), f"ringback_canary_{uuid4().hex[:8]}"
    owner.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{url.rsplit('/', 1)[0]}/{name}"
    finally:
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _database(server: CanaryServer, url: str) -> Database:
    return PostgresDatabase(url) if url else SQLiteDatabase(server.data / "ringback.sqlite3")
