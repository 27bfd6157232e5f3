"""`rules.json` and `classes.json`, read once and written out as folded text is.

This expanded form is what both engines run; `export_rules` writes it out for the browser.
Sources of the issuer ranges: public issuer tables and the lengths of credit-card-type 10.3.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_PREFIX_DIGITS = 6
_BASE = 36
INVISIBLE = "\u0001"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Which first six digits and lengths a brand has, and which wording it needs beside it."""

    brand: str
    ranges: tuple[tuple[int, int], ...]
    lengths: tuple[int, ...]
    wording: str
    unless: str
    luhn: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """A national number: its kind, its words, how it looks, its check; `alone` needs no word.

    `lengths` are numbers of digits; `form` is a pattern for what holds letters, or for numbers
    whose printed layout is known.
    """

    name: str
    kind: str
    lengths: tuple[int, ...]
    form: str
    check: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """`classes` are (target, step, runs as in `classes.json`). `words` are folded lists."""

    mask: str
    limits: dict[str, int]
    classes: tuple[tuple[int, int, str], ...]
    shapes: tuple[str, ...]
    issuers: tuple[Issuer, ...]
    countries: str
    words: dict[str, str]
    identities: tuple[Identity, ...]
    number_words: tuple[dict[str, str], ...]
    numerals: str
    look_alikes: str
    patterns: dict[str, str]


def read_runs(runs: str) -> Iterator[tuple[int, int]]:
    """(first, length) of each run of a class."""
    position = 0
    for run in runs.split():
        gap, _, length = run.partition(".")
        position += int(gap, _BASE)
        count = int(length or "1", _BASE)
        yield position, count
        position += count


def _read(name: str) -> dict[str, Any]:
    source = files("chatcore.guard").joinpath(name).read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(source)
    return data


def fold_table(classes: tuple[tuple[int, int, str], ...]) -> list[int]:
    """Per code point what stands for it, up to the last that is in any class."""
    runs = [(to, step, *run) for to, step, each in classes for run in read_runs(each)]
    table = list(range(max(first + length for _, _, first, length in runs)))
    for to, step, first, length in runs:
        for point in range(first, first + length):
            table[point] = to + step * (point - first)
    return table


def _first_six(run: str) -> tuple[int, int]:
    first, _, last = run.partition("-")
    return int(first.ljust(_PREFIX_DIGITS, "0")), int((last or first).ljust(_PREFIX_DIGITS, "9"))


def _issuer(row: dict[str, Any]) -> Issuer:
    return Issuer(
        brand=row["brand"],
        ranges=tuple(_first_six(run) for run in row["ranges"].split()),
        lengths=tuple(row["lengths"]),
        wording=row.get("wording", ""),
        unless=row.get("unless", ""),
        luhn=row.get("luhn", True),
    )


def _identity(row: dict[str, Any]) -> Identity:
    return Identity(
        name=row["name"],
        kind=row.get("kind", "national_id"),
        lengths=tuple(row.get("lengths", ())),
        form=row.get("form", ""),
        check=row.get("check", ""),
        alone=row.get("alone", False),
    )


def _load() -> Rules:
    raw = _read("rules.json")
    classes = tuple(
        (ord(row["to"]), row["counting"], row["runs"]) for row in _read("classes.json")["classes"]
    )
    table = fold_table(classes)

    def folded(words: str) -> str:
        return words.translate(table).replace(INVISIBLE, "")

    topics = {name: " ".join(lists.values()) for name, lists in raw["words"].items()}
    topics |= {f"id_{row['name']}": row["words"] for row in raw["ids"] if row["words"]}
    return Rules(
        mask=raw["mask"],
        limits=raw["limits"],
        classes=classes,
        shapes=tuple(raw["shapes"]),
        issuers=tuple(_issuer(row) for row in raw["issuers"]),
        countries=raw["countries"].lower(),
        words={name: folded(words) for name, words in topics.items()},
        identities=tuple(_identity(row) for row in raw["ids"]),
        number_words=tuple(
            {part: folded(words) for part, words in each.items()} for each in raw["number_words"]
        ),
        numerals=raw["numerals"],
        look_alikes=raw["look_alikes"],
        patterns=raw["patterns"],
    )


RULES = _load()
