"""What the words beside a number say that it is.

The nearest cue before it decides, else one right after it; a word such as "wrong" or "forgot" in
between says that it is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from chatcore.guard.folding import words_of
from chatcore.guard.lexicon import Lexicon, lexicon, openings
from chatcore.guard.rules import RULES

_WORDS_BEFORE = 9
_WORDS_AFTER = 7
_LOOSE_WORDS = 2
_ANNOUNCED_REACH = 12
_STEM_KEY = 3
_NAMED = ("cvv", "pin", "otp", "routing", "bank_account", "account", "ssn")
TOPICS: dict[str, Lexicon] = {name: lexicon(name) for name in _NAMED} | {
    f"id_{each.name}": lexicon(f"id_{each.name}")
    for each in RULES.identities
    if f"id_{each.name}" in RULES.words
}
_NOUN, _BACK, _TAIL = lexicon("digit_noun"), lexicon("back"), lexicon("tail")
_CODE, _CODE_CONTEXT, _NOT_CODE = lexicon("code"), lexicon("otp_context"), lexicon("not_code")
_STATE, _NOT_CARD = lexicon("state"), lexicon("not_card")
_LINKS = lexicon("link", "mine").exact
_UNITS = lexicon("unit").exact
_OPENINGS = openings((*TOPICS.values(), _CODE, _BACK, _TAIL))
_PARTS = tuple(part for each in (*TOPICS.values(), _CODE, _BACK) for part in each.parts)
_EXACT = {word: name for name in reversed(TOPICS) for word in TOPICS[name].exact}


def _by_length(rows: dict[Any, list[tuple[Any, str]]]) -> dict[Any, tuple[tuple[Any, str], ...]]:
    return {key: tuple(sorted(each, key=lambda row: -len(row[0]))) for key, each in rows.items()}


_Rows = dict[Any, list[tuple[Any, str]]]


def _stems_and_phrases() -> tuple[_Rows, _Rows]:
    """Stems by their first letters, phrases by their last two words, each with its topic."""
    stems: _Rows = {}
    phrases: _Rows = {}
    for name, entries in TOPICS.items():
        for key, each in entries.stems.items():
            stems.setdefault(key, []).extend((stem, name) for stem in each)
        for phrase in (phrase for each in entries.phrases.values() for phrase in each):
            phrases.setdefault(phrase[-2:], []).append((phrase, name))
    return stems, phrases


_STEMS, _PHRASES = map(_by_length, _stems_and_phrases())


def may_name_values(words: Sequence[str], text: str) -> bool:
    """A quick look: whether any cue can be in these words."""
    if not _OPENINGS.isdisjoint([word[:3] for word in words]):
        return True
    return not text.isascii() and any(part in text for part in _PARTS)


def is_near(words: Sequence[str], text: str, *, beside_card: bool) -> bool:
    """Whether these words beside a number can name it: before it is looked at closely."""
    if _names_topic(words) or (not text.isascii() and any(part in text for part in _PARTS)):
        return True
    if not _CODE.exact.isdisjoint(words) and (beside_card or _CODE_CONTEXT.is_in(words, text)):
        return True
    if beside_card and _TAIL.is_in(words, text):
        return True
    return _BACK.is_in(words, text) and _NOUN.is_in(words, text)


def _names_topic(words: Sequence[str]) -> bool:
    if not _EXACT.keys().isdisjoint(words) or any(map(_topic_of_stem, set(words))):
        return True
    return not _PHRASES.keys().isdisjoint(pairwise(words)) and any(
        _topic_at(words, index) for index in range(len(words))
    )


def is_unit_first(after: str) -> bool:
    """ "4 digits", "10 minutes": a count and no value."""
    return not _UNITS.isdisjoint(words_of(after)[:1])


def topics_in(words: Sequence[str], text: str) -> frozenset[str]:
    """All topics that these words name."""
    named = {_topic_at(words, index) for index in range(len(words))} - {None}
    named |= {name for name, each in TOPICS.items() if any(part in text for part in each.parts)}
    if _NOUN.is_in(words, text) and _BACK.is_in(words, text):
        named.add("cvv")
    elif _CODE.is_in(words, text) and _CODE_CONTEXT.is_in(words, text):
        named.add("otp")
    return frozenset(name for name in named if name)


def topic_before(before: str, after: str, *, beside_card: bool) -> str | None:
    """The topic of a number between these two sides; `beside_card`: "code" is a card's code."""
    words = words_of(before)
    for index in range(len(words) - 1, max(-1, len(words) - 1 - _WORDS_BEFORE), -1):
        if topic := _topic_at(words, index):
            return None if topic == "cvv" and not _NOT_CARD.exact.isdisjoint(words) else topic
        if _STATE.ends_at(words, index):
            return None
    return _part_topic(before) or _worded_topic(words, before, after, beside_card=beside_card)


def topic_announced(text: str) -> str | None:
    """What a number would be that comes next, after a text such as "my pin is"."""
    words = words_of(text)
    while words and words[-1] in _LINKS:
        words.pop()
    topic = _topic_at(words, len(words) - 1) if words else None
    return topic or _part_topic(text[-_ANNOUNCED_REACH:])


def topic_after(after: str) -> str | None:
    """ "482 is my CVV", "123 (cvv)"; in many languages the verb comes last."""
    if is_unit_first(after):
        return None
    words = words_of(after)[:_WORDS_AFTER]
    for index in range(len(words)):
        topic = _topic_at(words, index)
        if topic:
            linked = not _LINKS.isdisjoint(words[:index])
            return topic if linked or len(words) <= index + _LOOSE_WORDS else None
        if _STATE.ends_at(words, index):
            return None
    if _NOUN.is_in(words, after) and _BACK.is_in(words, after):
        return "cvv"
    return _part_topic(after)


def _topic_at(words: Sequence[str], index: int) -> str | None:
    """What the cue that ends with this word names; the longest decides."""
    word = words[index]
    for phrase, name in _PHRASES.get(tuple(words[max(0, index - 1) : index + 1]), ()):
        if tuple(words[max(0, index + 1 - len(phrase)) : index + 1]) == phrase:
            return name
    if word in _EXACT:
        return _EXACT[word]
    return _topic_of_stem(word)


def _topic_of_stem(word: str) -> str | None:
    stems = _STEMS.get(word[:_STEM_KEY], ())
    return next((name for stem, name in stems if word.startswith(stem)), None)


def _part_topic(text: str) -> str | None:
    """In scripts that join words: the cue that ends last."""
    if text.isascii():
        return None
    places = [
        (text.rfind(each) + len(each), name)
        for name, entries in TOPICS.items()
        for each in entries.parts
        if each in text
    ]
    if not places:
        return None
    place, latest = max(places)
    return None if any(part in text[place:] for part in _STATE.parts) else latest


def _worded_topic(words: list[str], before: str, after: str, *, beside_card: bool) -> str | None:
    """Codes named by more than one word: "digits on the back", "the code you texted me"."""
    recent = words[-_WORDS_BEFORE:]
    if _NOUN.is_in(recent, before) and _BACK.is_in(recent, before):
        return None if not _NOT_CARD.exact.isdisjoint(recent) or "box" in recent else "cvv"
    if not _CODE.is_in(recent, before) or _NOT_CODE.is_in(recent, before):
        return "cvv" if beside_card and _TAIL.is_in(recent, before) else None
    if _CODE_CONTEXT.is_in([*words, *words_of(after)], before + after):
        return "otp"
    return "cvv" if beside_card else None
