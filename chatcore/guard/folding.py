"""Every character to the one that stands for its class, length kept: offsets need no mapping.

Digits of any form become 0-9, letters lose case and accent, odd spaces become a space, and so on.
After this the patterns need neither classes of their own (`\\d` and `\\b` differ between
languages) nor ignore-case (twelve times the cost).
"""

from __future__ import annotations

import re

from chatcore.guard.rules import RULES, fold_table

_TABLE = fold_table(RULES.classes)
_LETTERS = [
    point if chr(point) not in "\n !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~•\x7f" else 32
    for point in range(len(_TABLE))
]
# Latin, Greek and Cyrillic before, the scripts that join words after; "•" is no letter.
_WORD = re.compile("[a-z\u00aa-\u058f]+|[\u0590-\u2021\u2023-\U0010ffff]+")
_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))


def fold(text: str) -> str:
    """The text with each character replaced by its class; same length, any `str` allowed."""
    return text.translate(_TABLE)


def letters(folded: str) -> str:
    """The folded text with a space for everything that is no letter; same length."""
    return folded.translate(_LETTERS)


def words_of(folded: str) -> list[str]:
    """Its words, parted too where a script ends: "cvvは" is two."""
    if folded.isascii():
        return letters(folded).split()
    return _WORD.findall(folded)


def digits_in(folded: str) -> str:
    """The digits alone."""
    return folded.encode("ascii", "ignore").translate(None, _NOT_DIGITS).decode()
