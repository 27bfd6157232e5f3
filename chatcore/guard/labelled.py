"""Short numbers that only their wording gives away: codes, PINs, accounts, national numbers.

Read from the number: the nearest cue among the words before it, else right after it, says what it
is; a word such as "wrong" or "digits" in between says that it is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chatcore.guard.budget import Budget
from chatcore.guard.checks import CHECKS, is_routing, is_ssn
from chatcore.guard.folding import digits_in, words_of
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.lexicon import Lexicon, lexicon, openings, read_list
from chatcore.guard.rules import RULES, Identity

_VALUE = re.compile(RULES.patterns["value"])
_AFTER = re.compile(RULES.patterns["value_after"])
_REACH = RULES.limits["label_reach_characters"]
_NUMBER_OR_MASK = re.compile("[0-9]{3,}|•")
_REACH_AFTER = 44
_STEPS_PER_VALUE = 4
_WORDS_BEFORE = 9
_WORDS_AFTER = 7
_LOOSE_WORDS = 2
_LEAST_DIGITS = 3

_NAMED = ("cvv", "pin", "otp", "routing", "bank_account", "account", "ssn")
_TOPICS: dict[str, Lexicon] = {name: lexicon(name) for name in _NAMED} | {
    f"id_{each.name}": lexicon(f"id_{each.name}")
    for each in RULES.identities
    if f"id_{each.name}" in RULES.words
}
_IDENTITIES = {f"id_{each.name}": each for each in RULES.identities}
_NOUN, _BACK = lexicon("digit_noun"), lexicon("back")
_CODE, _CODE_CONTEXT, _NOT_CODE = lexicon("code"), lexicon("otp_context"), lexicon("not_code")
_STATE, _UNIT, _NOT_CARD = lexicon("state"), lexicon("unit"), lexicon("not_card")
_MINE, _POSTAL = lexicon("mine"), lexicon("postal")
_BANK, _CUSTOMER, _LABEL, _LINK = (
    lexicon("bank"),
    lexicon("customer"),
    lexicon("label"),
    lexicon("link"),
)
_TAIL = lexicon("tail")
_OPENINGS = openings((*_TOPICS.values(), _CODE, _BACK, _TAIL))
_PARTS = tuple(part for each in (*_TOPICS.values(), _CODE, _BACK) for part in each.parts)
_EXACT = {word: name for name in reversed(_TOPICS) for word in _TOPICS[name].exact}


def _index(part: str) -> dict[str, tuple[tuple[Any, str], ...]]:
    """Stems or phrases of all topics under the same keys."""
    merged: dict[str, tuple[tuple[Any, str], ...]] = {}
    for name, entries in _TOPICS.items():
        for key, each in getattr(entries, part).items():
            merged[key] = (*merged.get(key, ()), *((entry, name) for entry in each))
    return {key: tuple(sorted(each, key=lambda row: -len(row[0]))) for key, each in merged.items()}


_STEMS, _PHRASES = _index("stems"), _index("phrases")
_SEPARATORS = " .,/_\n-"
_BANKING = frozenset({"routing", "bank_account", "account"})


@dataclass(frozen=True, slots=True)
class _Extent:
    """A number that may be the value: its place and its groups."""

    start: int
    end: int
    groups: tuple[str, ...]

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def is_plain(self) -> bool:
        """In one run, or digit by digit."""
        return len(self.groups) == 1 or len(self.groups) == len(self.digits)


def may_name_values(words: Sequence[str], text: str) -> bool:
    """A quick look: whether any cue can be in these words."""
    if not _OPENINGS.isdisjoint([word[:3] for word in words]):
        return True
    return not text.isascii() and any(part in text for part in _PARTS)


def find_labelled(
    text: str, words: Sequence[str], budget: Budget, *, beside_card: bool
) -> list[Finding]:
    """All numbers named by words. `beside_card`: the text holds a card, so "code" is its code."""
    if not may_name_values(words, text):
        return []
    found: list[Finding] = []
    for match in _VALUE.finditer(text):
        if len(digits_in(match[0])) < _LEAST_DIGITS:
            continue
        budget.spend()
        start, end = match.span()
        side = f"{_before(text, start)} {text[end : end + _REACH_AFTER]}"
        if may_name_values(words_of(side), side):
            budget.spend(_STEPS_PER_VALUE)
            found += _in_chain(text, start, end, beside_card=beside_card)
    return found


def topics_in(words: Sequence[str], text: str) -> frozenset[str]:
    """All topics that these words name."""
    named = {_topic_at(words, index) for index in range(len(words))} - {None}
    named |= {name for name, each in _TOPICS.items() if any(part in text for part in each.parts)}
    if _NOUN.is_in(words, text) and _BACK.is_in(words, text):
        named.add("cvv")
    elif _CODE.is_in(words, text) and _CODE_CONTEXT.is_in(words, text):
        named.add("otp")
    return frozenset(name for name in named if name)


def topic_before(text: str) -> str | None:
    """What a number would be that follows this text."""
    return _topic_before(_before(text, len(text)), "", beside_card=False)


def find_answer(text: str, topics: frozenset[str]) -> list[Finding]:
    """The first number of the text, if it can be of one of the topics."""
    match = _VALUE.search(text)
    if match is None:
        return []
    for extent in _extents(text, *match.span()):
        for topic in sorted(topics & _TOPICS.keys()):
            if finding := _judge(topic, extent, text, "", _after(text, extent.end)):
                return [finding]
    return []


def _in_chain(text: str, start: int, end: int, *, beside_card: bool) -> Iterator[Finding]:
    topic: str | None = None
    while start < end:
        before, after = _before(text, start), ""
        for extent in _extents(text, start, end):
            after = _after(text, extent.end)
            named = _topic_before(before, after, beside_card=beside_card)
            named = named or _topic_after(after) or (topic if topic in _BANKING else None)
            if named and (finding := _judge(named, extent, text, before, after)):
                yield finding
                topic = named
                start = extent.end
                break
        else:
            return
        start += len(text[start:end]) - len(text[start:end].lstrip(_SEPARATORS))


def _before(text: str, start: int) -> str:
    """The words that may name the number: up to another number or a mask."""
    side = text[max(0, start - _REACH) : start]
    cuts = [match.end() for match in _NUMBER_OR_MASK.finditer(side)]
    return side[cuts[-1] :] if cuts else side


def _after(text: str, end: int) -> str:
    return re.split("[0-9•.!?\\n;]", text[end : end + _REACH_AFTER], maxsplit=1)[0]


def _extents(text: str, start: int, end: int) -> Iterator[_Extent]:
    """The whole chain, its first evenly joined groups, its first group."""
    groups = [(match.start(), match.end()) for match in re.finditer("[0-9]+", text[start:end])]
    spans = [(start + first, start + last) for first, last in groups]
    gaps = [text[a[1] : b[0]] for a, b in zip(spans, spans[1:], strict=False)]
    even = 1
    while even <= len(gaps) and gaps[even - 1] == gaps[0]:
        even += 1
    for count in sorted({len(spans), even, 1}, reverse=True):
        yield _Extent(spans[0][0], spans[count - 1][1], tuple(text[a:b] for a, b in spans[:count]))


def _topic_before(before: str, after: str, *, beside_card: bool) -> str | None:
    words = words_of(before)
    for index in range(len(words) - 1, max(-1, len(words) - 1 - _WORDS_BEFORE), -1):
        if topic := _topic_at(words, index):
            return None if topic == "cvv" and not _NOT_CARD.exact.isdisjoint(words) else topic
        if _STATE.ends_at(words, index):
            return None
    return _part_topic(before) or _worded_topic(words, before, after, beside_card)


def _topic_at(words: Sequence[str], index: int) -> str | None:
    """What the cue that ends with this word names; the longest decides."""
    word = words[index]
    for phrase, topic in _PHRASES.get(word, ()):
        if tuple(words[max(0, index + 1 - len(phrase)) : index + 1]) == phrase:
            return topic
    if topic := _EXACT.get(word):
        return topic
    return next((name for stem, name in _STEMS.get(word[:3], ()) if word.startswith(stem)), None)


def _part_topic(text: str) -> str | None:
    """In scripts that join words: the cue that ends last."""
    if text.isascii():
        return None
    places = [
        (text.rfind(part), name)
        for name, entries in _TOPICS.items()
        for part in entries.parts
        if part in text
    ]
    if not places:
        return None
    place, latest = max(places)
    return None if any(part in text[place:] for part in _STATE.parts) else latest


def _worded_topic(words: list[str], before: str, after: str, beside_card: bool) -> str | None:
    """Codes named by more than one word: "digits on the back", "the code you texted me"."""
    recent = words[-_WORDS_BEFORE:]
    if _NOUN.is_in(recent, before) and _BACK.is_in(recent, before):
        return None if not _NOT_CARD.exact.isdisjoint(recent) or "box" in recent else "cvv"
    if not _CODE.is_in(recent, before) or _NOT_CODE.is_in(recent, before):
        return "cvv" if beside_card and _TAIL.is_in(recent, before) else None
    if _CODE_CONTEXT.is_in([*words, *words_of(after)], before + after):
        return "otp"
    return "cvv" if beside_card else None


def _topic_after(after: str) -> str | None:
    """ "482 is my CVV", "123 (cvv)"; in many languages the verb comes last."""
    words = words_of(after)[:_WORDS_AFTER]
    if not _UNIT.exact.isdisjoint(words[:1]):
        return None
    for index in range(len(words)):
        if topic := _topic_at(words, index):
            linked = not (_LINK.exact | _MINE.exact).isdisjoint(words[:index])
            return topic if linked or len(words) <= index + _LOOSE_WORDS else None
        if _STATE.ends_at(words, index):
            return None
    if _NOUN.is_in(words, after) and _BACK.is_in(words, after):
        return "cvv"
    return _part_topic(after)


def _finding(span: tuple[int, int], kind: Kind, rule: str, *, sure: bool) -> Finding:
    return Finding(*span, kind, rule, Certainty.SURE if sure else Certainty.LIKELY)


def _judge(topic: str, extent: _Extent, text: str, before: str, after: str) -> Finding | None:
    follows = text[extent.end : extent.end + 3]
    if _AFTER.match(follows) or not _UNIT.exact.isdisjoint(words_of(after)[:1]):
        return None
    identity = _IDENTITIES.get(topic)
    if identity:
        return _identity(identity, extent)
    return _JUDGES[topic](extent, text, before, after)


def _cvv(extent: _Extent, text: str, before: str, after: str) -> Finding | None:
    if not 3 <= len(extent.digits) <= 4 or not extent.is_plain:
        # "Security code" also names what a text message brings.
        return _otp(extent, text, before, after) if 6 <= len(extent.digits) <= 8 else None
    return _finding((extent.start, extent.end), Kind.CVV, "cvv", sure=True)


def _pin(extent: _Extent, text: str, before: str, after: str) -> Finding | None:
    count = len(extent.digits)
    if not 4 <= count <= 8 or not extent.is_plain:
        return None
    words = words_of(before)
    if count > 4 and (
        _POSTAL.is_in(words, before)
        or "code" in words[-1:]
        or not (_MINE.is_in(words, before) or "=" in before)
        or _POSTAL.is_in(words_of(after), after)
    ):
        return None
    return _finding((extent.start, extent.end), Kind.PIN, "pin", sure=count == 4)


def _otp(extent: _Extent, text: str, before: str, after: str) -> Finding | None:
    sizes = {len(group) for group in extent.groups}
    if not 4 <= len(extent.digits) <= 8 or not (extent.is_plain or sizes in ({3}, {4}, {2})):
        return None
    return _finding((extent.start, extent.end), Kind.OTP, "otp", sure=True)


def _routing(extent: _Extent, text: str, before: str, after: str) -> Finding | None:
    count = len(extent.digits)
    if count == 9:
        return _finding(
            (extent.start, extent.end), Kind.ROUTING, "routing", sure=is_routing(extent.digits)
        )
    if count in {6, 8} or (count == 5 and "clearing" in before):
        return _finding((extent.start, extent.end), Kind.ROUTING, "sort_code", sure=count == 6)
    return None


def _account(extent: _Extent, text: str, before: str, after: str) -> Finding | None:
    words = words_of(text)
    if not _BANK.is_in(words, text) or _CUSTOMER.is_in(words_of(before), before):
        return None
    return _bank_account(extent, text, before, after)


def _bank_account(extent: _Extent, text: str, before: str, after: str) -> Finding | None:
    if not 6 <= len(extent.digits) <= 26 or _CUSTOMER.is_in(words_of(before), before):
        return None
    return _finding((extent.start, extent.end), Kind.BANK_ACCOUNT, "bank_account", sure=True)


def _ssn(extent: _Extent, text: str, before: str, after: str) -> Finding | None:
    if len(extent.digits) != 9:
        return None
    return _finding((extent.start, extent.end), Kind.SSN, "ssn", sure=is_ssn(extent.digits))


def _identity(identity: Identity, extent: _Extent) -> Finding | None:
    digits = extent.digits
    if len(digits) not in identity.lengths:
        return None
    check = CHECKS.get(identity.check)
    sure = check is not None and check(digits)
    return _finding((extent.start, extent.end), Kind(identity.kind), identity.name, sure=sure)


_Judge = Callable[[_Extent, str, str, str], Finding | None]
_JUDGES: dict[str, _Judge] = {
    "cvv": _cvv,
    "pin": _pin,
    "otp": _otp,
    "routing": _routing,
    "account": _account,
    "bank_account": _bank_account,
    "ssn": _ssn,
}
