"""A cell of the table: one surface, one encoding, one number that is used nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chatcore.canary import encodings
from chatcore.canary.encodings import TRANSPORTS, Encoding
from chatcore.canary.numbers import Mint, Number

if TYPE_CHECKING:
    from chatcore.canary.stage import Stage

PIECE_COUNTS = tuple(encodings.SPLITS)
AROUND = "It is {}, thank you."


@dataclass(frozen=True)
class Shot:
    """One text to send in: a whole number, or one piece of a split one. Hides its text."""

    text: str
    encoding: Encoding
    turn: int

    def __repr__(self) -> str:
        return f"Shot({self.encoding}, turn {self.turn})"

    @property
    def sentence(self) -> str:
        """The number among words; a piece stands alone, as people send them."""
        return self.text if self.encoding is Encoding.SPLIT else AROUND.format(self.text)

    @property
    def address(self) -> str:
        """For a URL or a form's body, escaped."""
        return encodings.for_address(self.text, self.encoding)

    def json(self, document: Any) -> str:
        """The document that holds the text, as JSON."""
        return encodings.within_json(document, self.text, self.encoding)


# Sends the shot in; true when the product refused it.
Injection = Callable[["Stage", Shot], bool]


@dataclass(frozen=True)
class Surface:
    """A place where text enters. `undoes`: escapes that its transport decodes.

    `conversational`: several texts of one sender follow each other there, so a number can be
    split over them. `after` runs once when all its cells have been sent.
    """

    name: str
    inject: Injection
    undoes: frozenset[Encoding] = frozenset()
    conversational: bool = False
    failing: bool = False
    after: Callable[[Stage], None] | None = None


@dataclass(frozen=True)
class Cell:
    """`pieces` is empty unless the number is split."""

    surface: Surface
    encoding: Encoding
    number: Number
    turn: int
    pieces: tuple[str, ...] = ()

    @property
    def shots(self) -> tuple[Shot, ...]:
        """What to send, in order."""
        texts = self.pieces or (self._text(),)
        return tuple(Shot(text, self.encoding, self.turn) for text in texts)

    @property
    def is_disguise(self) -> bool:
        """Whether the number is written in an escape that nothing on its way undoes."""
        return self.encoding in TRANSPORTS and self.encoding not in self.surface.undoes

    def _text(self) -> str:
        if self.encoding is Encoding.JSON and self.is_disguise:
            return encodings.spelled_json(self.number)
        return encodings.write(self.number, self.encoding)


def applies(surface: Surface, encoding: Encoding) -> bool:
    """A number can be split only where texts of one sender follow each other."""
    return encoding is not Encoding.SPLIT or surface.conversational


def deal(surfaces: tuple[Surface, ...], wanted: tuple[Encoding, ...], mint: Mint) -> list[Cell]:
    """Every cell that applies, each with a number of its own."""
    cells: list[Cell] = []
    for surface in surfaces:
        for encoding in wanted:
            if applies(surface, encoding):
                cells.append(_cell(surface, encoding, mint, turn=len(cells)))
    return cells


def _cell(surface: Surface, encoding: Encoding, mint: Mint, *, turn: int) -> Cell:
    is_split = encoding is Encoding.SPLIT
    number = mint.draw(quarters_unique=is_split)
    count = PIECE_COUNTS[turn % len(PIECE_COUNTS)]
    pieces = encodings.split(number, pieces=count) if is_split else ()
    return Cell(surface, encoding, number, turn, pieces)
