"""What every store can do: take a control, hand over all its bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import ClassVar, Protocol

from chatcore.canary.database import Database
from chatcore.canary.numbers import Number

CONTROL_TABLE = "canary_control"
CONTROL_WORDS = "control"


class Nature(Enum):
    """What bytes of a store mean for a number found in them."""

    # What the product shows and keeps now: pieces of a split number must be gone.
    CURRENT = auto()
    # What once was: first pieces of a split number may lie there until the last one betrays it.
    HISTORY = auto()
    # Answers to whoever sent the number: shown to them alone and kept nowhere.
    ECHO = auto()


@dataclass(frozen=True)
class Kept:
    """One file, table, page or stream; offsets are counted in it."""

    name: str
    data: bytes


class Store(Protocol):
    """A place where the product, or something it talks to, keeps or shows bytes."""

    name: ClassVar[str]
    nature: ClassVar[Nature]
    # Whether it is read only when the server has stopped.
    at_rest: ClassVar[bool]

    def plant(self, number: Number) -> None:
        """Put the number there, around the guard."""

    def read(self) -> Iterable[Kept]:
        """All its bytes."""


def plant_row(database: Database, number: Number) -> None:
    """A row of a table that is not the product's."""
    database.execute(f"CREATE TABLE IF NOT EXISTS {CONTROL_TABLE} (words text)")
    database.execute(
        f"INSERT INTO {CONTROL_TABLE} VALUES (?)",  # noqa: S608 -- a constant
        [f"{CONTROL_WORDS} {number.digits}"],
    )


def files_below(folder: Path, *, leave_out: Iterable[str] = ()) -> Iterable[Kept]:
    """Every file of a folder, and its name too: names can hold numbers."""
    without = tuple(leave_out)
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not name.startswith(without):
            yield Kept(name, path.read_bytes() + b"\n" + name.encode("utf-8", "surrogateescape"))
