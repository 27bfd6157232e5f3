"""Files: the SQLite database with its journal, what the process printed, what it left lying."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from chatcore.canary.database import SQLiteDatabase
from chatcore.canary.numbers import Number
from chatcore.canary.server import CanaryServer
from chatcore.canary.stores.kept import CONTROL_WORDS, Kept, Nature, files_below, plant_row

CONTROL_FILE = "canary-control.txt"


class Journal:
    """SQLite's write-ahead log, while the server has it open."""

    name: ClassVar[str] = "database journal"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = False

    def __init__(self, database: SQLiteDatabase) -> None:
        self._database = database
        # As long as one connection is open, SQLite does not throw the journal away.
        self._held_open = database.connect()
        self._held_open.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def plant(self, number: Number) -> None:
        """A row that has not reached the database file."""
        plant_row(self._database, number)

    def read(self) -> Iterable[Kept]:
        """The journal and its index."""
        for ending in ("-wal", "-shm"):
            path = self._database.path.with_name(self._database.path.name + ending)
            if path.exists():
                yield Kept(path.name, path.read_bytes())
        self._held_open.close()


class DatabaseFile:
    """SQLite's file, after everything in the journal has been carried over."""

    name: ClassVar[str] = "database file"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, database: SQLiteDatabase) -> None:
        self._database = database

    def plant(self, number: Number) -> None:
        """A row of a table that is not the product's."""
        plant_row(self._database, number)

    def read(self) -> Iterable[Kept]:
        """The file."""
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield Kept(self._database.path.name, self._database.path.read_bytes())


class Log:
    """Everything the process printed, at level DEBUG."""

    name: ClassVar[str] = "server log"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, server: CanaryServer) -> None:
        self._server = server

    def plant(self, number: Number) -> None:
        """A line that no formatter has seen."""
        with self._server.log.open("a") as log:
            log.write(f"{CONTROL_WORDS} {number.digits}\n")

    def read(self) -> Iterable[Kept]:
        """The file."""
        yield Kept(self._server.log.name, self._server.log.read_bytes())


class TemporaryFiles:
    """What is left in the folder for temporary files, also after `kill -9`."""

    name: ClassVar[str] = "temporary files"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, server: CanaryServer) -> None:
        self._folder = server.temporary

    def plant(self, number: Number) -> None:
        """One more file."""
        (self._folder / CONTROL_FILE).write_text(f"{CONTROL_WORDS} {number.digits}")

    def read(self) -> Iterable[Kept]:
        """Every file, name and content."""
        yield from files_below(self._folder)


class DataFolder:
    """Everything else in the data folder: collected static files, media when there are any."""

    name: ClassVar[str] = "data folder"
    nature: ClassVar[Nature] = Nature.CURRENT
    at_rest: ClassVar[bool] = True

    def __init__(self, server: CanaryServer) -> None:
        self._folder = server.data

    def plant(self, number: Number) -> None:
        """One more file."""
        (self._folder / CONTROL_FILE).write_text(f"{CONTROL_WORDS} {number.digits}")

    def read(self) -> Iterable[Kept]:
        """Every file but the database's own."""
        yield from files_below(self._folder, leave_out=["ringback.sqlite3"])
