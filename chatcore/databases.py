"""Which databases serve the log, and how they must be set so that an ack means durable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

OPTIONS: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {
        # A transaction that reads first and writes later would fail instead of waiting.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an acknowledged message survives a power cut.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;",
    },
    # Requests come on threads that end: a pool keeps the connections, which would otherwise be
    # made anew for each request at four fifths of the speed.
    "django.db.backends.postgresql": {"pool": {"min_size": 1, "max_size": 8}},
}


def configure(url: str, *, data_directory: Path) -> dict[str, Any]:
    """Django's settings for the database; SQLite in the data folder when `url` is empty.

    Raises: ImproperlyConfigured for any other engine.
    """
    database: dict[str, Any] = dict(
        dj_database_url.parse(
            url or f"sqlite:///{data_directory}/ringback.sqlite3", conn_health_checks=True
        )
    )
    if database["ENGINE"] not in OPTIONS:
        raise ImproperlyConfigured("RINGBACK_DATABASE_URL must be postgres:// or sqlite://")
    database["OPTIONS"] = OPTIONS[database["ENGINE"]]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, not memory: sockets are tested from several threads, as they run.
        database["TEST"] = {"NAME": data_directory / "test.sqlite3"}
    return database
