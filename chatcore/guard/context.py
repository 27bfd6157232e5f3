"""The words beside a place: card wording, labels that name another number, and the like."""

from __future__ import annotations

import re

from chatcore.guard.folding import words_of
from chatcore.guard.lexicon import Lexicon, lexicon
from chatcore.guard.rules import RULES

_REACH = RULES.limits["wording_reach_characters"]
_AFTER_REACH = 36
_NUMBER_OR_MASK = re.compile("[0-9]{4,}|•")
_CARD = lexicon("card")
_NOT_CARD = lexicon("not_card")
_TOPICS = {name: lexicon(name) for name in ("card", "unionpay", "company", "label")}


def words_before(text: str, floor: int, position: int, reach: int = _REACH) -> str:
    """What stands left, as far as it is neither covered already, masked nor another number."""
    return _NUMBER_OR_MASK.split(text[max(floor, position - reach) : position])[-1]


def words_after(text: str, position: int, reach: int = _AFTER_REACH) -> str:
    """What stands right, up to a mask."""
    return text[position : position + reach].partition("•")[0]


def is_labelled(text: str, floor: int, start: int) -> bool:
    """Whether a label before the place says that it is something else: an order, a phone."""
    return _has("label", words_before(text, floor, start))


def names_label(text: str) -> bool:
    """Whether a label such as "order" stands anywhere in the text."""
    return _has("label", text)


def is_worded(topic: str, text: str, floor: int, start: int, end: int) -> bool:
    """Whether a word of the topic stands beside the place."""
    return any(
        _has(topic, side)
        for side in (words_before(text, floor, start), words_after(text, end))
        if side
    )


def _has(topic: str, side: str) -> bool:
    words = words_of(side)
    if topic == "card":
        return names_card(words, side)
    return _TOPICS[topic].is_in(words, side)


def names_card(words: list[str], text: str) -> bool:
    """Whether a payment card is meant: a gift card, a SIM card and the like are none."""
    if not _CARD.is_in(words, text):
        return False
    places = [index for index in range(len(words)) if _CARD.ends_at(words, index)]
    if not places:
        return True
    return any(not _is_other(words, index) for index in places)


def _is_other(words: list[str], index: int) -> bool:
    neighbours = words[max(0, index - 1) : index + 3]
    return not _NOT_CARD.exact.isdisjoint(neighbours)


def has_any(lists: Lexicon, side: str) -> bool:
    """Whether an entry of the list stands in this stretch."""
    return lists.is_in(words_of(side), side)
