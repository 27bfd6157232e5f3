"""Payment card numbers: windows of whole digit groups, judged by number, place and neighbours."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from chatcore.guard.beside import read_tail
from chatcore.guard.chains import Chain, read_chains
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.issuers import is_worded, numbers_from
from chatcore.guard.rules import RULES, Issuer
from chatcore.guard.vetoes import is_phone, is_vetoed

_SHAPES = frozenset(RULES.shapes)


@dataclass(frozen=True, slots=True)
class _Card:
    """A card number with what follows it; `last` is the group after the number's last."""

    last: int
    findings: tuple[Finding, ...]

    @property
    def end(self) -> int:
        return self.findings[-1].end


@dataclass(frozen=True, slots=True)
class _Window:
    """Groups `first` up to `last` of a chain; what is left of `floor` is covered already."""

    folded: str
    floor: int
    chain: Chain
    first: int
    last: int

    @property
    def start(self) -> int:
        return self.chain.starts[self.first]

    @property
    def end(self) -> int:
        return self.chain.ends[self.last - 1]

    @property
    def is_usual(self) -> bool:
        """One run, or grouped as cards are printed. Evidence, never a condition by itself."""
        single = self.last - self.first == 1
        return single or self.chain.shape(self.first, self.last) in _SHAPES

    def differs_from(self, neighbour: int, edge: int, gap: str) -> bool:
        """Whether a joined neighbour is no part: other separator, or usual shape and other length.

        Without this a key of twelve groups of four, or a parcel number, would hold cards.
        """
        if gap not in self.chain.gaps[self.first + 1 : self.last]:
            return True
        return self.is_usual and self.chain.group_digits(neighbour) != self.chain.group_digits(edge)


def find_cards(folded: str) -> list[Finding]:
    """Card numbers with the expiry and code that follow them, in order of the text."""
    found: list[Finding] = []
    floor = 0
    for chain in read_chains(folded):
        if is_phone(folded, floor, chain):
            continue
        first = 0
        while first < len(chain):
            card = _card_at(folded, floor, chain, first) if chain.starts[first] >= floor else None
            if card:
                found += card.findings
                floor = card.end
            first = card.last if card else first + 1
    return found


def _card_at(folded: str, floor: int, chain: Chain, first: int) -> _Card | None:
    """The longest acceptable number that starts with this group."""
    best: _Card | None = None
    for last, issuer in numbers_from(chain, first, folded, floor):
        best = _judge(_Window(folded, floor, chain, first, last), issuer) or best
    return best


def _judge(window: _Window, issuer: Issuer) -> _Card | None:
    if not _is_free_before(window):
        return None
    if is_vetoed(window.folded, window.floor, window.start, window.end, usual=window.is_usual):
        return None
    tail = read_tail(window.folded, window.end)
    if not _is_free_after(window, tail):
        return None
    certainty = _certainty(window, issuer, tail)
    number = Finding(window.start, window.end, Kind.CARD, issuer.brand, certainty)
    return _Card(window.last, (number, *tail))


def _is_free_before(window: _Window) -> bool:
    chain, first = window.chain, window.first
    if first == 0 or chain.starts[first - 1] < window.floor:
        return True
    begin = chain.starts[0]
    glued = "a" <= window.folded[begin - 1 : begin] <= "z"
    # "DE89 3704 0044 ...": letters glued to the chain are an account number's country.
    if not glued and window.differs_from(first - 1, first, chain.gaps[first]):
        return True
    return is_worded("card", window.folded, window.floor, begin, begin)


def _is_free_after(window: _Window, tail: list[Finding]) -> bool:
    """Whether what joins on after the number and its tail leaves it a number by itself."""
    chain = window.chain
    after = bisect_left(chain.starts, tail[-1].end) if tail else window.last
    strays = len(chain) - after
    if strays == 0 or (tail and strays == 1):
        return True
    if window.differs_from(after, window.last - 1, chain.gaps[after]):
        return True
    # Two cards in a row.
    return any(numbers_from(chain, after, window.folded, window.floor))


def _certainty(window: _Window, issuer: Issuer, tail: list[Finding]) -> Certainty:
    if issuer.wording:
        return Certainty.LIKELY
    if window.is_usual or tail:
        return Certainty.SURE
    worded = is_worded("card", window.folded, window.floor, window.start, window.end)
    return Certainty.SURE if worded else Certainty.LIKELY
