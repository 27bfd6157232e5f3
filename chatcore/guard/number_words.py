"""Numbers written in words, "four two double four", as digits. One language per text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatcore.guard.lexicon import read_list
from chatcore.guard.rules import RULES

_LEAST_WORDS = 3
_TOKEN = re.compile("[0-9]+|[a-z\u00aa-\u2021\u2023-\U0010ffff]+")
_GAP = re.compile("[ \\n,.:;/-]{0,4}(?![\\s\\S])")
_JOINERS = read_list(RULES.words["joiners"]).exact
_FILLERS = read_list(RULES.words["fillers"]).exact | _JOINERS
_MULTIPLIERS = {
    word: int(times)
    for word, _, times in (each.partition(":") for each in RULES.words["multipliers"].split())
}
_NUMERALS = str.maketrans(dict(zip(RULES.numerals[::2], RULES.numerals[1::2], strict=True)))
_NUMERAL_RUN = re.compile(f"(?:[{RULES.numerals[::2]}][ -]?){{3,}}")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits that stand for a stretch of the text."""

    start: int
    end: int
    digits: str


def _values(entries: str, first: int, step: int) -> dict[str, str]:
    return {
        word: str(first + step * index)
        for index, each in enumerate(entries.split())
        for word in each.split("/")
        if word != "."
    }


def _dictionary(row: dict[str, str]) -> dict[str, str]:
    """Words to digits, the glued compounds of a language with them."""
    units = _values(row["units"], 0, 1)
    tens = _values(row.get("tens", ""), 20, 10)
    known = units | _values(row.get("teens", ""), 10, 1) | tens
    known |= dict(each.split(":") for each in row.get("extra", "").split())
    if "glue" in row:
        for word, ten in tens.items():
            for unit, value in units.items():
                if value != "0":
                    known[_glued(word, unit, row)] = ten[0] + value
    return known


def _glued(ten: str, unit: str, row: dict[str, str]) -> str:
    if row.get("order") == "inverted":
        return unit + row["glue"] + ten
    # "venti" and "uno" make "ventuno".
    stem = ten[:-1] if ten[-1] in _VOWELS and unit[0] in _VOWELS else ten
    return stem + row["glue"] + unit


_LANGUAGES = tuple(_dictionary(row) for row in RULES.number_words)
_SPOKEN_IN: dict[str, tuple[int, ...]] = {}
for _language, _known in enumerate(_LANGUAGES):
    for _word in _known:
        _SPOKEN_IN[_word] = (*_SPOKEN_IN.get(_word, ()), _language)
_IN_NUMBERS = frozenset(_SPOKEN_IN) | frozenset(_MULTIPLIERS)
_ENOUGH_TOGETHER = bytes([1]) * _LEAST_WORDS


def count(words: Sequence[str]) -> int:
    """How many words mean a number, if enough of them stand together; cheap, for a first look."""
    flags = bytes(map(_IN_NUMBERS.__contains__, words))
    return sum(flags) if _ENOUGH_TOGETHER in flags else 0


def numerals_to_digits(text: str) -> str:
    """Runs of Chinese, Japanese or Korean numerals as digits; same length."""
    return _NUMERAL_RUN.sub(lambda run: run[0].translate(_NUMERALS), text)


def spoken(text: str, words: Sequence[str]) -> list[list[Piece]]:
    """The numbers that are written in words, in order, each in its pieces."""
    counts = [0] * len(_LANGUAGES)
    for word in words:
        for language in _SPOKEN_IN.get(word, ()):
            counts[language] += 1
    if max(counts) < _LEAST_WORDS:
        return []
    known = _LANGUAGES[counts.index(max(counts))]
    return [
        list(_read(run, known))
        for run in _runs(text, known)
        if sum(not "0" <= word[0] <= "9" for word, _, _ in run) >= _LEAST_WORDS
    ]


Token = tuple[str, int, int]


def _runs(text: str, known: dict[str, str]) -> Iterator[list[Token]]:
    run: list[Token] = []
    loose: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = (match[0], match.start(), match.end())
        last = loose[-1] if loose else run[-1] if run else token
        if _GAP.match(text[last[2] : token[1]]) is None:
            yield run
            run, loose = [], []
        if _is_number(token[0], known):
            run += [*loose, token]
            loose = []
        elif run and not loose and token[0] in _FILLERS:
            loose = [token]
        else:
            yield run
            run, loose = [], []
    yield run


def _is_number(word: str, known: dict[str, str]) -> bool:
    return word in known or word in _MULTIPLIERS or "0" <= word[0] <= "9"


def _read(run: list[Token], known: dict[str, str]) -> Iterator[Piece]:
    position, times, begin = 0, 1, -1
    while position < len(run):
        word, start, _ = run[position]
        used, digits = _value(run, position, known)
        if digits:
            yield Piece(start if begin < 0 else begin, run[position + used - 1][2], digits * times)
        times = _MULTIPLIERS.get(word, 1)
        begin = start if times > 1 else -1
        position += used


def _value(run: list[Token], position: int, known: dict[str, str]) -> tuple[int, str]:
    """(tokens used, digits) at this position: "forty two" uses two."""
    word = run[position][0]
    digits = word if "0" <= word[0] <= "9" else known.get(word, "")
    ahead = [token[0] for token in run[position + 1 : position + 3]]
    joined = 1 if len(ahead) > 1 and ahead[0] in _JOINERS and ahead[0] not in known else 0
    follower = known.get(ahead[joined], "") if len(ahead) > joined else ""
    if word not in known or not follower:
        return 1, digits
    # In French four twenties are eighty.
    if word == "quatre" and ahead[0].startswith("vingt"):
        return _add_to("80", run, position + 1, known)
    if _is_ten(digits) and len(follower) == 1 and follower != "0":
        return 2 + joined, digits[0] + follower
    if digits in {"60", "80"} and "10" <= follower <= "19":
        return 2 + joined, str(int(digits) + int(follower))
    if joined and len(digits) == 1 and _is_ten(follower):
        return 3, follower[0] + digits
    return 1, digits


def _add_to(tens: str, run: list[Token], position: int, known: dict[str, str]) -> tuple[int, str]:
    follower = known.get(run[position + 1][0], "") if position + 1 < len(run) else ""
    if follower and (len(follower) == 1 or follower[0] == "1") and follower != "0":
        return 3, str(int(tens) + int(follower))
    return 2, tens


def _is_ten(digits: str) -> bool:
    return len(digits) == 2 and digits[1] == "0" and digits[0] > "1"  # noqa: PLR2004 -- two digits


def has_numerals(text: str) -> bool:
    """Whether a run of Chinese, Japanese or Korean numerals stands in the text."""
    return not text.isascii() and _NUMERAL_RUN.search(text) is not None
