"""The stores of a run, and those that this machine does not let us read."""

from __future__ import annotations

from chatcore.canary.database import Database, PostgresDatabase, SQLiteDatabase
from chatcore.canary.stage import Stage
from chatcore.canary.stores import files, postgres, redis, shown
from chatcore.canary.stores.kept import Store


def watch_database(database: Database) -> tuple[list[Store], list[str]]:
    """The database's stores, watched from now on, and the names of those out of reach."""
    if isinstance(database, SQLiteDatabase):
        return [files.DatabaseFile(database), files.Journal(database)], []
    assert isinstance(database, PostgresDatabase)
    stores: list[Store] = [postgres.Dump(database)]
    unread: list[str] = []
    if log := postgres.find_log(database):
        stores.append(postgres.ServerLog(database, log))
    else:
        unread.append(postgres.ServerLog.name)
    if data := postgres.find_data(database):
        stores.append(postgres.OwnFiles(database, data))
    else:
        unread.append(postgres.OwnFiles.name)
    return stores, unread


def watch_redis(url: str) -> list[Store]:
    """Redis's stores, watched from now on; none where there is no Redis."""
    return [redis.Keys(url), redis.Commands(url)] if url else []


def on_stage(stage: Stage) -> list[Store]:
    """What the people of the run are shown, and the server's own files."""
    return [
        shown.StaffPages(stage),
        shown.EventPages(stage),
        shown.AgentFrames(stage),
        shown.OtherVisitorFrames(stage),
        shown.SenderFrames(stage),
        shown.Answers(stage),
        files.Log(stage.server),
        files.TemporaryFiles(stage.server),
        files.DataFolder(stage.server),
    ]
