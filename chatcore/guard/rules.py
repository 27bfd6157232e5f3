"""`rules.json`, read once and expanded: the words put into the patterns, the ranges into numbers.

The expanded form is what both engines run; `export_rules` writes it out for the browser.
Sources of the issuer ranges: public issuer tables and the lengths of credit-card-type 10.3.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_PREFIX_DIGITS = 6


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
class Rules:
    """`folds` are (first, last, target, step) code points: see `folding`."""

    mask: str
    limits: dict[str, int]
    folds: tuple[tuple[int, int, int, int], ...]
    shapes: tuple[str, ...]
    issuers: tuple[Issuer, ...]
    wordings: dict[str, tuple[str, str]]
    patterns: dict[str, str]


def _alternatives(words: dict[str, dict[str, list[str]]], names: str) -> str:
    """All words of these lists as one alternation, longest first so that none hides another."""
    chosen = {word for name in names.split(",") for each in words[name].values() for word in each}
    return "|".join(sorted(chosen, key=lambda word: (-len(word), word)))


def _expand_patterns(raw: dict[str, Any]) -> dict[str, str]:
    def words_in(match: re.Match[str]) -> str:
        return _alternatives(raw["words"], match[1])

    expiry = raw["patterns"]["expiry"]
    return {
        name: re.sub("<words:([a-z,]+)>", words_in, source.replace("<expiry>", expiry))
        for name, source in raw["patterns"].items()
        if not name.startswith("wording_")
    }


def _expand_wordings(raw: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Per list of words that issuers name: the pattern for the text before, and for after."""
    named = {issuer.get(role) for issuer in raw["issuers"] for role in ("wording", "unless")}
    before, after = raw["patterns"]["wording_before"], raw["patterns"]["wording_after"]
    return {
        name: (before.replace("<words>", words), after.replace("<words>", words))
        for name in sorted(named - {None})
        for words in [_alternatives(raw["words"], name)]
    }


def _expand_folds(classes: list[dict[str, Any]]) -> tuple[tuple[int, int, int, int], ...]:
    return tuple(
        (int(first, 16), int(last or first, 16), ord(each["to"]), int(each.get("counting", False)))
        for each in classes
        for first, _, last in (run.partition("-") for run in each["ranges"].split())
    )


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


def _load() -> Rules:
    raw = json.loads(files("chatcore.guard").joinpath("rules.json").read_text(encoding="utf-8"))
    return Rules(
        mask=raw["mask"],
        limits=raw["limits"],
        folds=_expand_folds(raw["classes"]),
        shapes=tuple(raw["shapes"]),
        issuers=tuple(_issuer(row) for row in raw["issuers"]),
        wordings=_expand_wordings(raw),
        patterns=_expand_patterns(raw),
    )


RULES = _load()
