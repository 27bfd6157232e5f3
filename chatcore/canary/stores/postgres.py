"""PostgreSQL: the dump, and where this machine lets us read them, its log and its own files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from chatcore.canary.database import PostgresDatabase
from chatcore.canary.numbers import Number
from chatcore.canary.stores.kept import CONTROL_WORDS, Kept, Nature, plant_row

DUMP_WITHIN_SECONDS = 120
OWN_TABLES = (
    "SELECT c.relname, pg_relation_filepath(c.oid) FROM pg_class c"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname IN ('public', 'pg_toast') AND c.relkind IN ('r', 't', 'i')"
    " AND c.oid >= 16384"
)


class Dump:
    """Everything in the tables, as a backup would carry it away."""

    name: ClassVar[str] = "database dump"
    nature: ClassVar[Nature] = Nature.CURRENT
    at_rest: ClassVar[bool] = True

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def plant(self, number: Number) -> None:
        """A row of a table that is not the product's."""
        plant_row(self._database, number)

    def read(self) -> Iterable[Kept]:
        """What `pg_dump` writes; where it is missing or too old, each table by `COPY`."""
        program = shutil.which("pg_dump")
        if program:
            finished = subprocess.run(  # noqa: S603 -- PostgreSQL's own program
                [program, "--dbname", self._database.url, "--format=plain"],
                capture_output=True,
                timeout=DUMP_WITHIN_SECONDS,
                check=False,
            )
            if finished.returncode == 0:
                yield Kept("pg_dump", finished.stdout)
                return
        yield from self._copies()

    def _copies(self) -> Iterable[Kept]:
        import psycopg  # noqa: PLC0415 -- an extra: SQLite needs no driver

        tables = self._database.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        with psycopg.connect(self._database.url) as connection, connection.cursor() as cursor:
            for (table,) in tables:
                with cursor.copy(f'COPY "{table}" TO STDOUT'.encode()) as copy:
                    yield Kept(table, b"".join(bytes(part) for part in copy))


class ServerLog:
    """PostgreSQL's log from the start of the run on, where it is on this machine and readable."""

    name: ClassVar[str] = "PostgreSQL log"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, database: PostgresDatabase, path: Path) -> None:
        self._database = database
        self._path = path
        self._start = path.stat().st_size

    def plant(self, number: Number) -> None:
        """A line that is written at any log level."""
        self._database.execute(f"DO $$ BEGIN RAISE LOG '{CONTROL_WORDS} {number.digits}'; END $$")

    def read(self) -> Iterable[Kept]:
        """What was added since the start."""
        with self._path.open("rb") as log:
            log.seek(self._start)
            yield Kept(self._path.name, log.read())


class OwnFiles:
    """The files of the run's tables and its part of the write-ahead log, where readable."""

    name: ClassVar[str] = "PostgreSQL files"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, database: PostgresDatabase, data: Path) -> None:
        self._database = database
        self._data = data
        self._start = self._position()

    def plant(self, number: Number) -> None:
        """A row of a table that is not the product's."""
        plant_row(self._database, number)

    def read(self) -> Iterable[Kept]:
        """Tables with what was deleted from them, then the log between start and now."""
        self._database.execute("CHECKPOINT")
        for name, path in self._database.execute(OWN_TABLES):
            if path and (self._data / path).exists():
                yield Kept(name, (self._data / path).read_bytes())
        yield from self._write_ahead_log()

    def _write_ahead_log(self) -> Iterable[Kept]:
        first, start = self._start
        last, end = self._position()
        for path in sorted((self._data / "pg_wal").glob("[0-9A-F]" * 24)):
            if first <= path.name <= last:
                data = path.read_bytes()
                data = data[:end] if path.name == last else data
                yield Kept(path.name, data[start:] if path.name == first else data)

    def _position(self) -> tuple[str, int]:
        ((name, offset),) = self._database.execute(
            "SELECT file_name, file_offset FROM pg_walfile_name_offset(pg_current_wal_insert_lsn())"
        )
        return str(name), int(offset)


def find_log(database: PostgresDatabase) -> Path | None:
    """Where PostgreSQL writes its log: its own file, or what its standard error leads to."""
    ((current, process),) = database.execute(
        "SELECT pg_current_logfile(), pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"
    )
    folder = find_data(database)
    if current and folder:
        return _readable(folder / str(current))
    try:
        parent = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1]
        return _readable(Path(f"/proc/{parent}/fd/2").resolve())
    except OSError:
        return None


def find_data(database: PostgresDatabase) -> Path | None:
    """PostgreSQL's data folder, if it is here and we may read it."""
    ((folder,),) = database.execute("SELECT current_setting('data_directory', true)")
    return _readable(Path(str(folder)) / "PG_VERSION", Path(str(folder))) if folder else None


def _readable(path: Path, answer: Path | None = None) -> Path | None:
    try:
        with path.open("rb") as opened:
            opened.read(1)
    except OSError:
        return None
    return (answer or path) if path.is_file() else None
