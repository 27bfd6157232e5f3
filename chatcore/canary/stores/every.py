"""The stores of a run, and those that this machine does not let us read."""

from __future__ import annotations

from chatcore.canary.database import Database, PostgresDatabase, SQLiteDatabase
from chatcore.canary.stage import Stage
from chatcore.canary.stores import files, heard, postgres, redis, shown
from chatcore.canary.stores.kept import Store
from chatcore.conversations import checks


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


def silent_copies(database: Database) -> list[str]:
    """What `check --database` says of this database."""
    if not isinstance(database, PostgresDatabase):
        return []

    def read(name: str) -> str | None:
        ((value,),) = database.execute("SELECT current_setting(?, true)", [name])
        return value if value is None else str(value)

    return [f"{found.id}: {found.msg}" for found in checks.warnings(read)]


def watch_redis(url: str) -> list[Store]:
    """Redis's stores, watched from now on; none where there is no Redis."""
    return [redis.Keys(url), redis.Commands(url)] if url else []


def on_stage(stage: Stage) -> list[Store]:
    """What the people of the run are shown, and the server's own files."""
    return [
        shown.StaffPages(stage),
        shown.EventPages(stage),
        heard.AgentFrames(stage),
        heard.OtherVisitorFrames(stage),
        heard.SenderFrames(stage),
        shown.Answers(stage),
        files.Log(stage.server),
        files.TemporaryFiles(stage.server),
        files.DataFolder(stage.server),
    ]
