"""The twelve ways a number is written or carried, those of goal G4.

Eight are ways people type it, one spreads it over messages, three are escapes of a transport. An
escape counts in full where the transport undoes it (`Surface.undoes`); elsewhere the same letters
are deliberate disguise, which no detector undoes, and a number kept so is reported apart.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from enum import StrEnum
from urllib.parse import quote

from chatcore.canary.numbers import Number

FULL_WIDTH_ZERO = 0xFF10
ARABIC_INDIC_ZERO = 0x0660
NO_BREAK_SPACE = "\u00a0"
ZERO_WIDTH_SPACE = "\u200b"
# Lengths of the pieces, by how many messages the number is spread over.
SPLITS = {2: (8, 8), 3: (6, 5, 5), 4: (4, 4, 4, 4)}


class Encoding(StrEnum):
    """How a cell's number is written."""

    PLAIN = "plain"
    SPACES = "spaces"
    DASHES = "dashes"
    DOTS = "dots"
    NBSP = "nbsp"
    FULL_WIDTH = "full-width"
    ARABIC_INDIC = "arabic-indic"
    ZERO_WIDTH = "zero-width"
    SPLIT = "split"
    URL = "url"
    BASE64 = "base64"
    JSON = "json"


TRANSPORTS = frozenset({Encoding.URL, Encoding.BASE64, Encoding.JSON})


def write(number: Number, encoding: Encoding) -> str:
    """The number in one text. `SPLIT` has none: see `split`."""
    return _WRITERS[encoding](number)


def split(number: Number, *, pieces: int) -> tuple[str, ...]:
    """The number in this many messages."""
    texts, start = [], 0
    for length in SPLITS[pieces]:
        texts.append(number.digits[start : start + length])
        start += length
    return tuple(texts)


def for_address(text: str, encoding: Encoding) -> str:
    """The text within a URL or a form's body; `URL` has escaped it already, digits and all."""
    return text if encoding is Encoding.URL else quote(text, safe="")


def within_json(document: object, text: str, encoding: Encoding) -> str:
    """The document as JSON; for `JSON` the text's digits stand there as backslash escapes."""
    written = json.dumps(document, ensure_ascii=False)
    if encoding is not Encoding.JSON:
        return written
    return written.replace(_inner(text), "".join(f"\\u{ord(letter):04x}" for letter in text))


def _inner(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _shift(zero: int) -> Callable[[Number], str]:
    return lambda number: "".join(chr(zero + int(digit)) for digit in number.digits)


def _join(separator: str) -> Callable[[Number], str]:
    return lambda number: separator.join(number.quarters())


_WRITERS: dict[Encoding, Callable[[Number], str]] = {
    Encoding.PLAIN: lambda number: number.digits,
    Encoding.SPACES: _join(" "),
    Encoding.DASHES: _join("-"),
    Encoding.DOTS: _join("."),
    Encoding.NBSP: _join(NO_BREAK_SPACE),
    Encoding.FULL_WIDTH: _shift(FULL_WIDTH_ZERO),
    Encoding.ARABIC_INDIC: _shift(ARABIC_INDIC_ZERO),
    Encoding.ZERO_WIDTH: lambda number: ZERO_WIDTH_SPACE.join(number.digits),
    Encoding.URL: lambda number: "".join(f"%{ord(digit):02X}" for digit in number.digits),
    Encoding.BASE64: lambda number: base64.b64encode(number.digits.encode()).decode(),
    # The escapes are made when the JSON is written; elsewhere they are spelled out.
    Encoding.JSON: lambda number: number.digits,
}


def spelled_json(number: Number) -> str:
    """The escapes as letters, for transports that are not JSON."""
    return "".join(f"\\u{ord(digit):04x}" for digit in number.digits)
