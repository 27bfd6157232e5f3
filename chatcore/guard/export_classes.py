"""`python -m chatcore.guard.export_classes`: writes `classes.json` from Python's Unicode data.

One row per class: the character that stands for it, whether it counts on from there (digits,
capital letters), and runs as "gap.length" in base 36, each gap counted from the run before. What
is in no row stands for itself.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

TARGET = Path(__file__).parent / "classes.json"
INVISIBLE = "\u0001"
# Beyond are private planes and invisible tags, which no number is written in.
LAST_POINT = 0x1FBFF
_FIRST_PICTURE = 0x1F000
_KEPT = frozenset("\n•")
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"
# Characters whose look or use decides, not their category.
_SPECIAL = {
    " ": "\t\u2800", "\n": "\v\f\r\x85\u2028\u2029",
    "-": "\u2043\u207b\u208b\u2212\u30fc\u2500\u2501",
    ".": "·․‧∙⋅・．･。｡。…", "/": "⁄∕／╱", ",": "،、，､٫٬﹐", ":": "：︰﹕꞉∶", ";": "；؛﹔",
    "_": "＿",     "+": "＋﬩", "=": "＝", "@": "＠﹫", "|": "｜ǀ∣│┃¦", "'": "’‘ʼ＇′`´",
    "o": "øØœŒ", "d": "đĐð", "l": "łŁ", "i": "ı",
    "s": "ß", "a": "æÆ", "ا": "أإآٱ", "ي": "ى", "ه": "ة",
    INVISIBLE: "\u034f\u115f\u1160\u3164\uffa0\u0640",
}  # fmt: skip
# Latin, Greek, Cyrillic; Vietnamese and old Greek; full width.
_CASED = ((0x41, 0x4FF), (0x1E00, 0x1FFF), (0xFF21, 0xFF5A))
_BY_CATEGORY = {
    "Zs": " ", "Zl": "\n", "Zp": "\n", "Cf": INVISIBLE, "Mn": INVISIBLE, "Me": INVISIBLE,
    "Cc": INVISIBLE, "Pd": "-", "Pc": "_", "Ps": "(", "Pi": "(", "Pe": ")", "Pf": ")", "Po": "!",
    "Sc": "$", "Sm": "=", "Sk": "^", "So": "~",
}  # fmt: skip


def class_of(character: str) -> str:
    """The character that stands for it; itself where it is a class's own."""
    while (to := _class_of(character)) != character:
        character = to
    return character


def _class_of(character: str) -> str:
    special = next((to for to, these in _SPECIAL.items() if character in these), None)
    if special is not None or character in _KEPT:
        return special or character
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if character < "\x80" and category not in {"Cc", "Lu"}:
        return character
    if character > "\uffff":
        return "~" if ord(character) >= _FIRST_PICTURE else character
    return _BY_CATEGORY.get(category) or _letter(character)


def _letter(character: str) -> str:
    """Without case and accent, where that is one letter; other letters stand for themselves."""
    if not any(first <= ord(character) <= last for first, last in _CASED):
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    lowered = base.lower()
    is_cased = base.upper() != lowered
    return lowered if is_cased and len(lowered) == 1 else character


def rows() -> list[dict[str, object]]:
    """The classes in the order of their first character."""
    runs: dict[tuple[str, int], list[tuple[int, int]]] = {}
    previous: tuple[int, int, int] | None = None
    for point in range(LAST_POINT + 1):
        to = ord(class_of(chr(point)))
        previous = _extended(runs, previous, point, to) if to != point else None
    return [
        {"to": to, "counting": step, "runs": _encoded(each)} for (to, step), each in runs.items()
    ]


def _extended(
    runs: dict[tuple[str, int], list[tuple[int, int]]],
    previous: tuple[int, int, int] | None,
    point: int,
    to: int,
) -> tuple[int, int, int]:
    """Add the point to the run before it or begin a new one. Returns (first, target, step)."""
    if previous:
        first, target, step = previous
        if to == target + step * (point - first):
            runs[chr(target), step][-1] = (first, point - first + 1)
            return previous
    # A digit counts on; "A" to "Z" too. All else is one class for the whole run.
    step = int(chr(to) in "0" or (chr(to) in "aаα" and class_of(chr(point + 1)) == chr(to + 1)))
    runs.setdefault((chr(to), step), []).append((point, 1))
    return point, to, step


def _encoded(runs: list[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for first, length in runs:
        gap = _base_36(first - position)
        pieces.append(gap if length == 1 else f"{gap}.{_base_36(length)}")
        position = first + length
    return " ".join(pieces)


def _base_36(number: int) -> str:
    head, last = divmod(number, 36)
    return (_base_36(head) if head else "") + _BASE_36[last]


def main() -> None:
    data = {"unicode": unicodedata.unidata_version, "classes": rows()}
    TARGET.write_text(json.dumps(data, ensure_ascii=True, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
