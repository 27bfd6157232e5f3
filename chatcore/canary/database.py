"""SQL around the product: to plant what must be found, and to break things on purpose."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

SQLITE_WAITS_SECONDS = 30


class Database(Protocol):
    """The run's own database, seen from outside the product."""

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement with `?` for values, commit, return the rows."""


class SQLiteDatabase:
    """A file that the server has open at the same time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """One connection a statement."""
        with closing(self.connect()) as connection:
            return connection.execute(statement, list(values)).fetchall()

    def connect(self) -> sqlite3.Connection:
        """A connection that commits by itself; safe to close on another thread."""
        return sqlite3.connect(
            self.path, timeout=SQLITE_WAITS_SECONDS, isolation_level=None, check_same_thread=False
        )


class PostgresDatabase:
    """A database by URL."""

    def __init__(self, url: str) -> None:
        self.url = url

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """One connection a statement; rows are returned where there are any."""
        import psycopg  # noqa: PLC0415 -- an extra: SQLite needs no driver

        with psycopg.connect(self.url, autocommit=True) as connection:
            text = statement.replace("%", "%%").replace("?", "%s")
            cursor = connection.execute(text.encode(), list(values) or None)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def table_away(database: Database, table: str) -> Iterator[None]:
    """While this lasts the table has another name, and whoever needs it fails."""
    database.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_away"')
    try:
        yield
    finally:
        database.execute(f'ALTER TABLE "{table}_away" RENAME TO "{table}"')
