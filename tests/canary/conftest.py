"""Cells and stores without a server: a folder stands for everything the product keeps."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from chatcore.canary.cells import Cell, Surface, deal
from chatcore.canary.encodings import Encoding
from chatcore.canary.numbers import Mint, Number
from chatcore.canary.run import Outcome, Plan
from chatcore.canary.search import Search
from chatcore.canary.stores.kept import Kept, Nature, files_below


@dataclass
class Folder:
    """A store that is a folder."""

    path: Path
    name: str = "folder"
    nature: Nature = Nature.CURRENT
    at_rest: bool = True

    def plant(self, number: Number) -> None:
        (self.path / "control.txt").write_text(f"control {number.digits}")

    def read(self) -> Iterable[Kept]:
        return files_below(self.path)


@dataclass
class Bench:
    """A plan of one surface, its cells, and a folder to be searched for them."""

    folder: Folder
    outcome: Outcome
    control: Number

    def cell(self, encoding: Encoding) -> Cell:
        return next(cell for cell in self.outcome.cells if cell.encoding is encoding)

    def write(self, name: str, text: str) -> None:
        (self.folder.path / name).write_text(text)

    def search(self, *, with_control: bool = True) -> Outcome:
        if with_control:
            self.folder.plant(self.control)
        search = Search(self.outcome.cells, {self.folder.name: self.control})
        search.look(self.folder)
        self.outcome.verdict = search.verdict
        return self.outcome


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """One surface that undoes JSON escapes and where numbers can be split."""
    surface = Surface("a field", lambda *_: False, frozenset({Encoding.JSON}), conversational=True)
    mint = Mint(random.Random(11))
    plan = Plan((surface,), tuple(Encoding))
    outcome = Outcome(plan, deal(plan.surfaces, plan.encodings, mint))
    return Bench(Folder(tmp_path), outcome, mint.draw())


Lines = Callable[[Outcome], str]
