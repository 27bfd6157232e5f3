"""Payment card numbers: windows of whole digit groups, judged by number, place and neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from chatcore.guard.beside import read_tail
from chatcore.guard.budget import Budget
from chatcore.guard.chains import Chain, read_chain
from chatcore.guard.context import is_labelled, is_worded
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.folding import digits_in
from chatcore.guard.issuers import issuer_of, possible_issuers, strongest_of
from chatcore.guard.rules import RULES, Issuer
from chatcore.guard.vetoes import is_phone, is_vetoed

_LONG_CHAIN = re.compile(RULES.patterns["long_chain"])
_SHAPES = frozenset(RULES.shapes)
_LEAST = RULES.limits["card_digits_least"]
_MOST = RULES.limits["card_digits_most"]
_GLUED_MOST = RULES.limits["glued_digits_most"]
_LETTER = re.compile("[a-z]")
_GLUED_TAIL = re.compile(RULES.patterns["glued_tail"])
_CHARACTERS_PER_STEP = 32
_PREFIX_DIGITS = 6
_USUAL_PAIRS = frozenset(tuple(map(int, shape.split()[:2])) for shape in RULES.shapes)


@dataclass(frozen=True, slots=True)
class _Window:
    """Groups `first` up to `last` of a chain; what is left of `floor` is covered already."""

    text: str
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
    def is_single(self) -> bool:
        return self.last - self.first == 1

    @property
    def is_usual(self) -> bool:
        """One run, or grouped as cards are printed. Evidence, never a condition by itself."""
        return self.is_single or self.chain.shape(self.first, self.last) in _SHAPES

    @property
    def is_whole(self) -> bool:
        return self.first == 0 and self.last == len(self.chain)

    def is_worded(self, topic: str = "card") -> bool:
        return is_worded(topic, self.text, self.floor, self.start, self.end)

    @property
    def is_list(self) -> bool:
        """Rather a row of small or differently joined numbers."""
        return len(self.joints()) > 1 or set(self.chain.sizes[self.first : self.last - 1]) == {1, 2}

    def joints(self) -> set[str]:
        return set(self.chain.gaps[self.first + 1 : self.last])

    def differs_from(self, neighbour: int, edge: int, gap: str) -> bool:
        """Whether a joined neighbour is no part: other separator, or usual shape and other length.

        Without this a key of twelve groups of four, or a parcel number, would hold cards.
        """
        if gap not in self.chain.gaps[self.first + 1 : self.last]:
            return True
        return self.is_usual and self.chain.sizes[neighbour] != self.chain.sizes[edge]


def find_cards(text: str, budget: Budget) -> list[Finding]:
    """Card numbers with the expiry and code that follow them, in order of the text."""
    found: list[Finding] = []
    floor = 0
    for match in _LONG_CHAIN.finditer(text):
        start, end = match.span()
        budget.spend((end - start) // _CHARACTERS_PER_STEP)
        if len(digits_in(match[0])) < _LEAST:
            continue
        chain = read_chain(text, start, end)
        if is_phone(text, floor, chain):
            continue
        for card in _cards_of(text, floor, chain, budget):
            found += card
            floor = card[-1].end
    return found


def _cards_of(text: str, floor: int, chain: Chain, budget: Budget) -> Iterator[tuple[Finding, ...]]:
    # Of evenly joined, equal groups only the first can begin a number.
    first, count = 0, 0 if chain.is_sequence() else 1 if chain.is_even() else len(chain)
    while first < count:
        card = None
        if chain.starts[first] >= floor and _may_start(chain, first, floor):
            card = _card_at(text, floor, chain, first, budget)
        if card is None:
            first += 1
            continue
        yield card
        floor = card[-1].end
        first = bisect_left(chain.starts, floor)


def _may_start(chain: Chain, first: int, floor: int) -> bool:
    """A quick look: most groups of a long list are in the middle of it."""
    if first == 0 or chain.starts[first - 1] < floor or chain.sizes[first] >= _LEAST:
        return True
    if first + 1 == len(chain):
        return False
    if chain.gaps[first] != chain.gaps[first + 1]:
        return True
    sizes = chain.sizes
    return sizes[first] != sizes[first - 1] and (sizes[first], sizes[first + 1]) in _USUAL_PAIRS


def _card_at(
    text: str, floor: int, chain: Chain, first: int, budget: Budget
) -> tuple[Finding, ...] | None:
    """The longest acceptable number that starts with this group."""
    begin = chain.offsets[first]
    issuers = possible_issuers(chain.digits[begin : begin + _PREFIX_DIGITS])
    if not issuers:
        return None
    budget.spend(2)
    best = None
    for last in range(first + 1, len(chain) + 1):
        count = chain.offsets[last] - begin
        if count > _MOST:
            break
        if count >= _LEAST:
            window = _Window(text, floor, chain, first, last)
            digits = chain.digits[begin : begin + count]
            if issuer := issuer_of(digits, issuers, window.is_worded):
                budget.spend(2)
                best = _judge(window, issuer) or best
    return best or _glued(text, floor, chain, first)


def _judge(window: _Window, issuer: Issuer) -> tuple[Finding, ...] | None:
    if not _is_free_before(window):
        return None
    usual = window.is_usual
    if is_vetoed(window.text, window.floor, window.start, window.end, usual=usual):
        return None
    tail = read_tail(window.text, window.end)
    if not _is_free_after(window, tail):
        return None
    certainty = _certainty(window, issuer, tail, usual=usual)
    if certainty is None:
        return None
    return (Finding(window.start, window.end, Kind.CARD, issuer.brand, certainty), *tail)


def _is_free_before(window: _Window) -> bool:
    chain, first = window.chain, window.first
    if first == 0 or chain.starts[first - 1] < window.floor:
        return True
    if _LETTER.match(window.text, chain.starts[0] - 1):
        # "DE89 3704 0044 ...": letters glued to the chain are an account number's country.
        return chain.gaps[first] not in window.joints()
    return window.differs_from(first - 1, first, chain.gaps[first])


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
    begin = chain.offsets[after]
    return any(
        strongest_of(chain.digits[begin : chain.offsets[last]])
        for last in range(after + 1, len(chain) + 1)
        if _LEAST <= chain.offsets[last] - begin <= _MOST
    )


def _certainty(
    window: _Window, issuer: Issuer, tail: list[Finding], *, usual: bool
) -> Certainty | None:
    """None where the evidence is too weak to say anything."""
    worded = window.is_worded()
    if usual and not issuer.wording:
        return Certainty.SURE
    if (
        not usual
        and not worded
        and (window.is_list or is_labelled(window.text, window.floor, window.start))
    ):
        return None
    if issuer.wording:
        return Certainty.LIKELY
    return Certainty.SURE if worded or tail else Certainty.LIKELY


def _glued(text: str, floor: int, chain: Chain, first: int) -> tuple[Finding, ...] | None:
    """Number, expiry and code in one run, or in groups that do not part them elsewhere."""
    last = len(chain)
    digits = chain.digits[chain.offsets[first] :]
    if not _MOST < len(digits) <= _GLUED_MOST:
        last = first + 1
        digits = digits[: chain.sizes[first]]
    if not _MOST < len(digits) <= _GLUED_MOST:
        return None
    window = _Window(text, floor, chain, first, last)
    if not _is_free_before(window) or is_vetoed(
        text, floor, window.start, window.end, usual=window.is_single
    ):
        return None
    for length in (16, 15, 19, 14, 18, 17):
        issuer = strongest_of(digits[:length])
        if issuer and _GLUED_TAIL.match(digits[length:]):
            return (Finding(window.start, window.end, Kind.CARD, issuer.brand, Certainty.SURE),)
    return None
