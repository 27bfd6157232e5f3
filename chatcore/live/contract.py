"""The browser's half of the contract, made from the classes: types and limits."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from msgspec import Struct

from chatcore.conversations import kinds
from chatcore.protocol import commands, frames, limits, typescript

NOTICE = "// Made by `manage.py export_frames` from the Python classes. Do not edit."
FOLDER = Path(frames.__file__).parent / "js"
VALUES = (
    frames.Author,
    frames.Wanted,
    frames.Followed,
    frames.Summary,
    commands.Page,
    kinds.Vouched,
)


class Hidden(Struct):
    """A row the reader may not see: counted, not shown."""


def files() -> dict[Path, str]:
    """Path to text of every generated file."""
    return {FOLDER / "frames.d.ts": types(), FOLDER / "limits.js": constants()}


def types() -> str:
    """`frames.d.ts`."""
    structs = (
        *VALUES,
        *get_args(frames.UpFrame),
        *get_args(frames.DownFrame),
        *commands.COMMANDS.values(),
        *kinds.KINDS.values(),
        Hidden,
    )
    parts = [
        NOTICE,
        *(typescript.interface(struct) for struct in structs),
        typescript.union("UpFrame", frames.UpFrame),
        typescript.union("DownFrame", frames.DownFrame),
        typescript.table("CommandBodies", commands.COMMANDS),
        typescript.table("EventBodies", {**kinds.KINDS, "hidden": Hidden}),
    ]
    return "\n\n".join(parts) + "\n"


def constants() -> str:
    """`limits.js`."""
    names = sorted(name for name in vars(limits) if name.isupper())
    lines = [f"export const {name} = {_number(getattr(limits, name))};" for name in names]
    return "\n".join([NOTICE, *lines, ""])


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)
