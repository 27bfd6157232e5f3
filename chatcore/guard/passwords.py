"""Passwords: a cue, a few filler words, and a value that nobody says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatcore.guard.budget import Budget
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.folding import words_of
from chatcore.guard.lexicon import lexicon

_PASSWORD, _LINK, _STATE = lexicon("password"), lexicon("link"), lexicon("state")
_MINE = lexicon("mine")
_LINKS = _LINK.exact | _MINE.exact
_LETTER = re.compile("[a-z\u00aa-\u2021\u2023-\U0010ffff]")
_TOKEN = re.compile("([ \\n]*)([^ \\n•]{1,64})(?![^ \\n•])")
_ASCII_VALUE = re.compile("[^!-~•]{0,12}([!-~]{4,64})")
_LEAD = re.compile("[:=(\"'«>-]*")
_MIXED_CASE = re.compile("[a-z][A-Z]")
_WORD = re.compile("^[a-z\u00aa-\u2021\u2023-\U0010ffff]+(?![\\s\\S])")
_ALNUM = re.compile("[a-z0-9]")
_NO_VALUE = re.compile(
    "://|^www[.]|^[0-9.,:/-]+[;!?)]*(?![\\s\\S])|^[0-9]{1,2}[:.][0-9]{2}|^[0-9]{1,2}[./-][0-9]{1,2}|^[0-9]+(?:st|nd|rd|th|h|x|min)?[.,;:!?)]*(?![\\s\\S])"
    "|@[a-z0-9-]+[.][a-z]{2}|^[a-z]+(?:['/&-][a-z]+)*[.,;:!?)]*(?![\\s\\S])|^[^a-z0-9]*(?![\\s\\S])"
)
_TOKENS_MOST = 6
# A ticket, a gesture: "pass" is a password only before a colon.
_ONLY_NAMED = "pass"
_NAMING = re.compile(" ?[:=]")
_QUOTED = re.compile("[ \\n:=]*([\"'])([^\"'\\n•]{4,64})\\1")
_DIGIT = re.compile("[0-9]")
_SENTENCE_END = re.compile("[ ]*(?:[.,;:!?)\\n]|(?![\\s\\S]))")
_STEPS_PER_CUE = 6
_PHRASES_MOST = 8
_LEAST, _LEAST_DIGITS = 4, 4


def may_hold_password(words: Sequence[str], text: str) -> bool:
    """A quick look."""
    return _PASSWORD.is_in(words, text)


def find_passwords(text: str, original: str, words: Sequence[str], budget: Budget) -> list[Finding]:
    """Passwords in the text; `original` has the same length and its letters' case."""
    if not may_hold_password(words, text):
        return []
    found: list[Finding] = []
    floor = 0
    for start, end, joined in _cues(text, words):
        budget.spend(_STEPS_PER_CUE)
        if start < floor:
            continue
        if joined:
            span = _value_glued(text, end)
        else:
            span = _value(text, original, end) or _value_before(text, original, start)
        if span:
            found.append(Finding(*span, Kind.PASSWORD, "password", Certainty.SURE))
            floor = max(floor, span[1])
    return _apart(found)


def _cues(text: str, words: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether in a script that joins words) of every word for it."""
    for word in sorted(_cue_words(words)):
        place = text.find(word)
        while place >= 0:
            end = place + len(word)
            free = not _LETTER.match(text[max(0, place - 1) : place]) and not _LETTER.match(
                text, end
            )
            if free and (word != _ONLY_NAMED or _NAMING.match(text, end)):
                yield place, end, False
            place = text.find(word, end)
    for part in () if text.isascii() else _PASSWORD.parts:
        place = text.find(part)
        if place >= 0:
            yield place, place + len(part), True


def _cue_words(words: Sequence[str]) -> Iterator[str]:
    for word in set(words):
        if _PASSWORD.ends_at([word], 0):
            yield word
        elif word in _PASSWORD.phrases:
            places = [at for at, each in enumerate(words) if each == word]
            if any(_PASSWORD.ends_at(words, at) for at in places[:_PHRASES_MOST]):
                yield word


def _value_glued(text: str, position: int) -> tuple[int, int] | None:
    """In a script that joins words the first run of plain characters is the value."""
    match = _ASCII_VALUE.match(text, position)
    if match is None or any(part in match[0] for part in _STATE.parts):
        return None
    return match.span(1) if _ALNUM.search(match[1]) else None


def _value(text: str, original: str, position: int) -> tuple[int, int] | None:
    """The value after a cue that ends here."""
    named, linked = False, True
    for _ in range(_TOKENS_MOST):
        match = _TOKEN.match(text, position)
        if match is None:
            return None
        lead = _LEAD.match(match[2])
        start = match.start(2) + (lead.end() if lead else 0)
        named = named or bool(set(":=") & set(match[2][: start - match.start(2)]))
        end = match.end(2)
        token = text[start:end]
        if (linked or named) and (quoted := _quoted(text, position)):
            return quoted
        final = _SENTENCE_END.match(text, end) is not None
        if (linked or named) and _is_value(token, original[start:end], named=named, final=final):
            return start, end
        word = words_of(token)
        if token and not word:
            return None
        if token.endswith((".", "?", "!")) or any(
            _STATE.ends_at(word, index) for index in range(len(word))
        ):
            return None
        named = token.endswith((":", "=")) if token else named
        linked = not token or not _LINKS.isdisjoint(word)
        position = end
    return None


def _quoted(text: str, position: int) -> tuple[int, int] | None:
    """All between quotation marks, words and spaces too, if there is a digit."""
    match = _QUOTED.match(text, position)
    return match.span(2) if match and _DIGIT.search(match[2]) else None


def _is_value(token: str, original: str, *, named: bool, final: bool = False) -> bool:
    """`named`: right after ":" or "=", where a plain word counts too. `final`: ends a sentence."""
    if len(token) < _LEAST or "•" in token:
        return False
    stripped = token.rstrip(".,;:!?)\"'»")
    digits = sum("0" <= character <= "9" for character in stripped)
    if _NO_VALUE.search(token):
        if _MIXED_CASE.search(original):
            return True
        if digits == len(stripped) and digits >= _LEAST_DIGITS:
            return named or final or digits >= 6  # noqa: PLR2004 -- shorter numbers are years and counts
        plain = _WORD.match(stripped) is not None and len(stripped) > _LEAST
        return named and plain and not _is_common(stripped)
    return True


def _is_common(word: str) -> bool:
    return any(each.ends_at([word], 0) for each in (_STATE, _LINK, _MINE, _PASSWORD))


def _value_before(text: str, original: str, position: int) -> tuple[int, int] | None:
    """ "hunter2! is my password"."""
    lead = text[max(0, position - 48) : position]
    words = lead.split()
    index = len(words) - 1
    while index >= 0 and (words[index] in _LINK.exact or words[index] in _MINE.exact):
        index -= 1
    if index < 0 or len(words) - 1 - index < 2:  # noqa: PLR2004 -- "is my"
        return None
    start = lead.rfind(words[index]) + max(0, position - 48)
    end = start + len(words[index])
    return (start, end) if _is_value(words[index], original[start:end], named=False) else None


def _apart(found: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(found):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept
