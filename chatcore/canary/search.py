"""From bytes to a judgement: what a find means for its cell, and which controls were found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chatcore.canary.cells import Cell
from chatcore.canary.numbers import WINDOW_DIGITS, Number
from chatcore.canary.scanner import Found, Hit, Scanner
from chatcore.canary.stores.kept import Kept, Nature, Store


@dataclass(frozen=True)
class Leak:
    """A number, or enough of it, where it may not be. Says where, never what."""

    cell: Cell = field(repr=False)
    store: str
    name: str
    offset: int
    digits: int
    via: tuple[str, ...] = ()

    def __str__(self) -> str:
        how = f" read as {' in '.join(reversed(self.via))}" if self.via else ""
        return (
            f"{self.cell.surface.name} [{self.cell.encoding}]: {self.digits} digits in "
            f"{self.store}, {self.name}, offset {self.offset}{how}"
        )


@dataclass
class Verdict:
    """What the search found. `missing`: stores whose control was not found."""

    leaks: dict[tuple[int, str], Leak] = field(default_factory=dict)
    disguised: set[int] = field(default_factory=set)
    echoed: set[int] = field(default_factory=set)
    controls: set[str] = field(default_factory=set)
    expected: set[str] = field(default_factory=set)

    @property
    def missing(self) -> set[str]:
        """Stores that were not really searched."""
        return self.expected - self.controls


class Search:
    """Looks through stores for the numbers of all cells and of each store's own control."""

    def __init__(self, cells: Sequence[Cell], controls: dict[str, Number]) -> None:
        self.verdict = Verdict(expected=set(controls))
        self._cells = cells
        self._owners = list(controls)
        self._scanner = Scanner(
            [*(cell.number for cell in cells), *controls.values()],
            {index: cell.pieces for index, cell in enumerate(cells) if cell.pieces},
        )

    def look(self, store: Store) -> None:
        """Search one store, everything it has."""
        pieces: dict[int, dict[int, str]] = {}
        for kept in store.read():
            found = self._scanner.scan(kept.data)
            for hit in found.hits:
                self._judge(store, kept, hit)
            _note_pieces(pieces, found, kept)
        if store.nature is not Nature.ECHO:
            self._judge_pieces(store, pieces)

    def _judge(self, store: Store, kept: Kept, hit: Hit) -> None:
        if hit.index >= len(self._cells):
            owner = self._owners[hit.index - len(self._cells)]
            if owner == store.name:
                self.verdict.controls.add(owner)
            return
        cell = self._cells[hit.index]
        if store.nature is Nature.ECHO:
            self.verdict.echoed.add(hit.index)
        elif cell.is_disguise and cell.encoding.value in hit.via:
            self.verdict.disguised.add(hit.index)
        else:
            leak = Leak(cell, store.name, kept.name, hit.offset, hit.digits, hit.via)
            self.verdict.leaks.setdefault((hit.index, store.name), leak)

    def _judge_pieces(self, store: Store, pieces: dict[int, dict[int, str]]) -> None:
        """A split number leaks with its last piece; in what is current, with nine digits of it."""
        for index, places in pieces.items():
            cell = self._cells[index]
            digits = sum(len(cell.pieces[place]) for place in places)
            is_whole = len(places) == len(cell.pieces)
            if is_whole or (store.nature is Nature.CURRENT and digits >= WINDOW_DIGITS):
                name = next(iter(places.values()))
                leak = Leak(cell, store.name, name, 0, digits, ("pieces",))
                self.verdict.leaks.setdefault((index, store.name), leak)


def _note_pieces(pieces: dict[int, dict[int, str]], found: Found, kept: Kept) -> None:
    for index, place in found.pieces:
        pieces.setdefault(index, {}).setdefault(place, kept.name)


def look_through(stores: Iterable[Store], search: Search) -> None:
    """Search them one after the other."""
    for store in stores:
        search.look(store)
