"""Every way bytes can be read: as they are, unescaped, decoded, unpacked, and so on inside those.

A view never loses the place: `offset` is where its outermost container starts in the file.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

DEPTH_MAX = 4
UNPACKED_MAX_BYTES = 32 * 1024 * 1024

_DIGIT_GAP = r"[^\w]{0,3}"
_SCRIPT_RUN = re.compile(rf"\d(?:{_DIGIT_GAP}\d){{3,}}")
_UNIT = (
    rb"%[0-9A-Fa-f]{2}|\\+u[0-9A-Fa-f]{4}|\\+x[0-9A-Fa-f]{2}|&#(?:[0-9]{1,6}|x[0-9A-Fa-f]{1,5});"
)
# Escapes, and what may stand between them where only some characters are escaped.
_ESCAPED = re.compile(rb"(?:[0-9 .\-]{0,20}(?:" + _UNIT + rb"))+[0-9 .\-]{0,20}")
_ESCAPE = re.compile(_UNIT)
_HEX = re.compile(rb"[0-9a-fA-F]{18,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}(?:\r?\n[A-Za-z0-9+/_-]+)*")
_STANDARD_ALPHABET = bytes.maketrans(b"-_", b"+/")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_ZIP_ENTRY = re.compile(rb"PK\x03\x04.{22}(..)(..)", re.DOTALL)
_GZIP_WINDOW, _ZLIB_WINDOW, _RAW_WINDOW = 31, 15, -15


@dataclass(frozen=True)
class View:
    """Bytes in clear, where they start in the file, and what had to be undone to read them."""

    data: bytes
    offset: int = 0
    via: tuple[str, ...] = ()

    def inside(self, data: bytes, offset: int, how: str) -> View:
        """What was found inside; a container in a container keeps the outermost place."""
        place = self.offset if self.via else offset
        return View(data, place, (*self.via, how))


def views(data: bytes) -> Iterator[View]:
    """The bytes themselves, then everything readable inside, to a bounded depth."""
    waiting = [View(data)]
    while waiting:
        view = waiting.pop()
        yield view
        if len(view.via) < DEPTH_MAX:
            waiting.extend(_within(view))


def _within(view: View) -> Iterator[View]:
    for read in (_scripts, _wide, _unescaped, _hex, _base64, _packed, _zipped):
        yield from read(view)


def _scripts(view: View) -> Iterator[View]:
    """Digits of other scripts, in UTF-8."""
    if view.data.isascii() or view.via[-1:] in {("script",), ("utf-16",)}:
        return
    text = view.data.decode("utf-8", "surrogateescape")
    for run in _SCRIPT_RUN.finditer(text):
        if not run.group().isascii():
            offset = len(text[: run.start()].encode("utf-8", "surrogateescape"))
            yield view.inside(_as_ascii(run.group()), offset, "script")


def _wide(view: View) -> Iterator[View]:
    """Text in UTF-16, at either alignment; UTF-16 of plain digits is read without this."""
    if view.via and view.via[-1] not in {"hex", "base64", "gzip", "zlib", "zip"}:
        return
    for codec in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            text = view.data[start:].decode(codec, "replace")
            for run in _SCRIPT_RUN.finditer(text):
                yield view.inside(_as_ascii(run.group()), start + 2 * run.start(), "utf-16")


def _as_ascii(text: str) -> bytes:
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else "\x00" for letter in text
    ).encode()


def _unescaped(view: View) -> Iterator[View]:
    for run in _ESCAPED.finditer(view.data):
        how = "url" if b"%" in run.group() else "json" if b"\\" in run.group() else "html"
        yield view.inside(_ESCAPE.sub(_one_escape, run.group()), run.start(), how)


def _one_escape(found: re.Match[bytes]) -> bytes:
    text = found.group().decode()
    if text.startswith("%"):
        return bytes([int(text[1:], 16)])
    if text.lstrip("\\").startswith("x"):
        return bytes([int(text[-2:], 16)])
    if text.startswith("&"):
        body = text[2:-1]
        point = int(body[1:], 16) if body.startswith("x") else int(body)
    else:
        point = int(text.lstrip("\\")[1:], 16)
    return chr(min(point, 0x10FFFF)).encode("utf-8", "surrogatepass")


def _hex(view: View) -> Iterator[View]:
    for run in _HEX.finditer(view.data):
        for start in (0, 1):
            pairs = run.group()[start:]
            decoded = binascii.unhexlify(pairs[: len(pairs) // 2 * 2])
            yield from _worth(view, decoded, run.start() + start, "hex")


def _base64(view: View) -> Iterator[View]:
    """A token may begin anywhere within the letters around it, so all four starts are tried."""
    for run in _BASE64.finditer(view.data):
        letters = b"".join(run.group().split()).translate(_STANDARD_ALPHABET)
        for start in range(4):
            part = letters[start:]
            # What is left over after whole quartets still holds one or two characters.
            padded = part[: len(part) - 1] if len(part) % 4 == 1 else part
            decoded = base64.b64decode(padded + b"=" * (-len(padded) % 4))
            yield from _worth(view, decoded, run.start() + start, "base64")


def _worth(view: View, decoded: bytes, offset: int, how: str) -> Iterator[View]:
    """Most letters are words: what decodes to noise is not looked into any further."""
    if _looks_written(decoded):
        yield view.inside(decoded, offset, how)


_MEANT = re.compile(
    rb"[0-9]{4}|(?:[0-9]\x00){4}|(?:\xef\xbc[\x90-\x99]){2}|(?:\xd9[\xa0-\xa9]){2}"
    rb"|(?:[0-9]\xe2\x80\x8b){2}|%3[0-9]|\\u00|[A-Za-z0-9+/_-]{12}|\x1f\x8b\x08|PK\x03\x04"
    rb"|\x78[\x01\x5e\x9c\xda]|(?:[\x10-\x19]\xff){4}|(?:\xff[\x10-\x19]){4}"
)


def _looks_written(decoded: bytes) -> bool:
    return _MEANT.search(decoded) is not None


def _packed(view: View) -> Iterator[View]:
    for mark, window, how in ((_GZIP, _GZIP_WINDOW, "gzip"), (_ZLIB, _ZLIB_WINDOW, "zlib")):
        for found in mark.finditer(view.data):
            if unpacked := _inflate(view.data[found.start() :], window):
                yield view.inside(unpacked, found.start(), how)


def _zipped(view: View) -> Iterator[View]:
    """Each entry by its own header, so that a torn archive is read too."""
    for found in _ZIP_ENTRY.finditer(view.data):
        name, extra = (int.from_bytes(part, "little") for part in found.groups())
        body = view.data[found.end() + name + extra :]
        if unpacked := _inflate(body, _RAW_WINDOW):
            yield view.inside(unpacked, found.start(), "zip")


def _inflate(data: bytes, window: int) -> bytes:
    """What can be unpacked before an error or the limit; a torn stream gives its beginning."""
    unpacker = zlib.decompressobj(window)
    unpacked = bytearray()
    try:
        for start in range(0, len(data), 4096):
            unpacked += unpacker.decompress(data[start : start + 4096])
            if unpacker.eof or len(unpacked) > UNPACKED_MAX_BYTES:
                break
    except zlib.error:
        pass
    return bytes(unpacked)
