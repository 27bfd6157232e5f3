"""What several messages of one sender hold together: a number in pieces, a code that was asked for.

Pure and without memory: the caller hands over the sender's last messages as they were written.
Pieces join only from messages that are mostly digits, name a card, or end or begin with digits,
and never across a label such as "order" or "phone".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatcore.errors import GuardFailed, Refusal
from chatcore.guard import labelled
from chatcore.guard.asking import NOTHING, Topics, announced
from chatcore.guard.beside import blank, read_tail
from chatcore.guard.budget import Budget
from chatcore.guard.cards import find_cards
from chatcore.guard.chains import CHAIN
from chatcore.guard.context import names_card, names_label
from chatcore.guard.findings import Finding, Kind, merged
from chatcore.guard.folding import digits_in, fold, words_of
from chatcore.guard.lexicon import lexicon
from chatcore.guard.reading import Reading, read
from chatcore.guard.rules import INVISIBLE, RULES
from chatcore.guard.search import find

_EARLIER_MOST = RULES.limits["earlier_messages_most"]
_PIECES_MOST = RULES.limits["pieces_most"]
_PIECE_MOST = RULES.limits["piece_characters_most"]
_LEAST, _MOST = RULES.limits["card_digits_least"], RULES.limits["glued_digits_most"]
_CARD_STAYS_MESSAGES = 4
_BRIEF_WORDS = 6
_LEAD_WORDS = 3
# As in "last 8: ..." and "2) ...": a count or a list, no part of the number.
_COUNT = re.compile("[0-9]{1,2}[:.)] ?(?=[0-9]{3})")
_EDGES = " \n.,:;/_-"
_PIECE_WORDS = lexicon("join_piece", "fillers").exact


_Split = tuple[list[Finding], list[list[Finding]]]


@dataclass(frozen=True, slots=True)
class Joined:
    """`findings` of the new text, its own among them; `earlier` per message handed over.

    What `earlier` holds was not found, or not as a whole, when the message stood alone: it is in
    the clear there.
    """

    findings: tuple[Finding, ...]
    earlier: tuple[tuple[Finding, ...], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A message less what was found in it, and where its digits are that may be a piece."""

    index: int
    reading: Reading
    start: int
    end: int
    names_card: bool

    @property
    def digits(self) -> str:
        return self.reading.text[self.start : self.end]


def join(earlier: Sequence[str], text: str, *, asked: Topics = NOTHING) -> Joined:
    """What `text` holds by itself and together with the same sender's earlier messages.

    `asked`: what the other side asked for just before, from `asked_for`. Only the last eight
    messages are looked at, long ones not. Raises as `find` does, and carries no text either.
    """
    result = _attempt(earlier, text, asked)
    if isinstance(result, Joined):
        return result
    del earlier, text
    raise result


def _attempt(earlier: Sequence[str], text: str, asked: Topics) -> Joined | type[Refusal]:
    try:
        own = find(text)
        skipped = max(0, len(earlier) - _EARLIER_MOST)
        found, theirs = _across(earlier[skipped:], text, own, asked)
        none: tuple[Finding, ...] = ()
        return Joined(merged(own, found), ((none,) * skipped) + tuple(map(tuple, theirs)))
    except Refusal as refusal:
        return type(refusal)
    except Exception:  # noqa: BLE001 -- fails closed: the caller raises the coded refusal
        return GuardFailed


def _across(earlier: Sequence[str], text: str, own: tuple[Finding, ...], asked: Topics) -> _Split:
    nothing: list[list[Finding]] = [[] for _ in earlier]
    if len(text) > _PIECE_MOST or not (earlier or asked):
        return [], nothing
    reading = _left(text, own)
    if _is_used_up(earlier) and (tail := _after_card(earlier, reading)):
        return tail, nothing
    if earlier and (split := _split_in_two(earlier, text)):
        return split
    if _has_digit(reading):
        if split := _split_card(earlier, reading):
            return split
        if tail := _after_card(earlier, reading):
            return tail, nothing
    topics = asked | (announced(earlier[-1]) if earlier else NOTHING)
    return _answer(reading, topics), nothing


def _left(text: str, own: tuple[Finding, ...]) -> Reading:
    """The reading of what was not found yet."""
    folded = fold(blank(text, list(own)))
    seen = folded.replace(INVISIBLE, "")
    return read(folded, words_of(seen), len(digits_in(seen)))


def _is_used_up(earlier: Sequence[str]) -> bool:
    """Whether nothing of the message before is left for a number's beginning."""
    if not earlier or len(earlier[-1]) > _PIECE_MOST:
        return False
    return not _has_digit(_left(earlier[-1], find(earlier[-1])))


def _has_digit(reading: Reading) -> bool:
    return any("0" <= character <= "9" for character in reading.text)


def _split_in_two(earlier: Sequence[str], text: str) -> _Split | None:
    """Two messages of digits alone, read whole: either part may be a card by chance."""
    if len(earlier[-1]) > _PIECE_MOST:
        return None
    readings = _left(earlier[-1], ()), _left(text, ())
    if any(words_of(reading.text) for reading in readings):
        return None
    before = _part(len(earlier) - 1, readings[0], at_end=True)
    last = _part(len(earlier), readings[1], at_end=False)
    if before is None or last is None or len(before.digits) < len(readings[0].text.strip(_EDGES)):
        return None
    for joint in ("", " "):
        if found := _find_joined([before, last], joint, len(earlier)):
            return found
    return None


def _split_card(earlier: Sequence[str], reading: Reading) -> _Split | None:
    last = _part(len(earlier), reading, at_end=False)
    if last is None:
        return None
    pieces: list[_Part] = []
    for part in _pieces(earlier):
        pieces.insert(0, part)
        for joint in ("", " "):
            if found := _find_joined([*pieces, last], joint, len(earlier)):
                return found
    return None


def _pieces(earlier: Sequence[str]) -> list[_Part]:
    """The messages, latest first, that may hold the number's beginning; chatter is passed over."""
    pieces: list[_Part] = []
    for index in range(len(earlier) - 1, -1, -1):
        text = earlier[index]
        if len(text) > _PIECE_MOST or len(pieces) == _PIECES_MOST - 1:
            break
        reading = _left(text, find(text))
        if not _has_digit(reading):
            continue
        part = _part(index, reading, at_end=True)
        if part is None:
            break
        pieces.append(part)
    return pieces


def _part(index: int, reading: Reading, *, at_end: bool) -> _Part | None:
    """The digits at the message's end (of the new message: at its beginning), if they may join."""
    text = reading.text
    chains = [match.span() for match in CHAIN.finditer(text)]
    if not chains or names_label(text):
        return None
    start, end = chains[-1] if at_end else chains[0]
    if count := _COUNT.match(text, start, end):
        start = count.end()
    card = names_card(words_of(text), text)
    outside = words_of(text[end:] if at_end else text[:start])
    brief = not at_end and len(outside) <= _LEAD_WORDS and not text[end:].strip(_EDGES)
    heavy = sum(end - start for start, end in chains) * 2 >= len(text.strip(_EDGES))
    if not (card or heavy or brief or all(word in _PIECE_WORDS for word in outside)):
        return None
    return _Part(index, reading, start, end, card)


def _find_joined(parts: list[_Part], joint: str, messages: int) -> _Split | None:
    digits = sum(sum(map(str.isdigit, part.digits)) for part in parts)
    if digits < _LEAST or sum(map(len, (p.digits for p in parts[:-1]))) > _MOST * 2:
        return None
    lead = "card " if any(part.names_card for part in parts) else ""
    rest = parts[-1].reading.text[parts[-1].start :]
    text = lead + joint.join([*(part.digits for part in parts[:-1]), rest])
    begin = len(lead) + sum(len(part.digits) + len(joint) for part in parts[:-1])
    found = find_cards(text, Budget())
    if not found or found[0].start != len(lead) or found[0].end <= begin:
        return None
    earlier: list[list[Finding]] = [[] for _ in range(messages)]
    for part in parts[:-1]:
        piece = replace(found[0], start=part.start, end=part.end)
        earlier[part.index].append(part.reading.in_original(piece))
    offset = parts[-1].start - begin
    own = [
        replace(each, start=max(each.start, begin) + offset, end=each.end + offset)
        for each in found
        if each.end > begin
    ]
    return [parts[-1].reading.in_original(each) for each in own], earlier


def _after_card(earlier: Sequence[str], reading: Reading) -> list[Finding]:
    """An expiry date and a code that come alone after a card."""
    words = words_of(reading.text)
    if len(words) > _BRIEF_WORDS or names_label(reading.text):
        return []
    if not any(_holds_card(earlier, index) for index in _latest(earlier)):
        return []
    return [reading.in_original(each) for each in read_tail(reading.text, 0)]


def _latest(earlier: Sequence[str]) -> range:
    return range(max(0, len(earlier) - _CARD_STAYS_MESSAGES), len(earlier))


def _holds_card(earlier: Sequence[str], index: int) -> bool:
    """Whether a card ends in this message, masked or not."""
    text = earlier[index]
    if RULES.mask in text:
        return True
    if len(text) > _PIECE_MOST:
        return False
    own = find(text)
    if any(finding.kind is Kind.CARD for finding in own):
        return True
    return _split_card(earlier[:index], _left(text, own)) is not None


def _answer(reading: Reading, topics: Topics) -> list[Finding]:
    """The bare answer to what was asked for."""
    if not topics or len(words_of(reading.text)) > _BRIEF_WORDS:
        return []
    return [reading.in_original(each) for each in labelled.find_answer(reading.text, topics)]
