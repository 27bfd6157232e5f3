"""The scanner finds a number however it is kept, and nothing where nothing is."""

from __future__ import annotations

import base64
import gzip
import io
import json
import random
import sqlite3
import uuid
import zipfile
import zlib
from urllib.parse import quote

import pytest
from django.core import signing

from chatcore.canary import encodings
from chatcore.canary.encodings import Encoding
from chatcore.canary.numbers import Mint, Number, passes_luhn
from chatcore.canary.scanner import Scanner

AROUND = "It is {}, thank you."
PARTS_OF_A_DAY = 20_000


@pytest.fixture
def number() -> Number:
    return Mint(random.Random(3)).draw()


def zipped(text: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as entries:
        entries.writestr("words.txt", text)
    return archive.getvalue()


def kept_as(number: Number) -> dict[str, bytes]:
    """The number as stores and logs may hold it."""
    text = AROUND.format(number.digits)
    wide = AROUND.format(encodings.write(number, Encoding.FULL_WIDTH))
    return {
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": b"?" + text.encode("utf-16-be"),
        "utf-32": text.encode("utf-32"),
        "full-width in utf-16": b"?" + wide.encode("utf-16-le"),
        "hex": text.encode().hex().encode(),
        "hex of utf-16": text.encode("utf-16-be").hex().upper().encode(),
        "percent": quote(text).encode(),
        "every letter percent": "".join(f"%{ord(x):02x}" for x in text).encode(),
        "percent of percent": quote(quote(AROUND.format("-".join(number.quarters())))).encode(),
        "full-width percent": quote(wide).encode(),
        "json of full-width": json.dumps(wide).encode(),
        "html entities": "".join(f"&#{ord(x)};" for x in text).encode(),
        "html entities in hex": "".join(f"&#x{ord(x):x};" for x in text).encode(),
        "python repr": repr(encodings.write(number, Encoding.NBSP).encode()).encode(),
        "gzip": b"head" + gzip.compress(text.encode()) + b"tail",
        "zlib": b"head" + zlib.compress(text.encode()) + b"tail",
        "zip": b"head" + zipped(text),
        "gzip in base64": base64.b64encode(gzip.compress(text.encode())),
        "base64 in base64": base64.b64encode(base64.b64encode(text.encode())),
        "base64 in lines": base64.encodebytes((text * 4).encode()),
        "url-safe base64": base64.urlsafe_b64encode(b"\xff\xfe\xfb" + text.encode()),
        "a session": signing.dumps({"words": text * 3}, compress=True).encode(),
    }


@pytest.mark.parametrize("encoding", [e for e in Encoding if e is not Encoding.SPLIT])
def test_each_encoding_is_found_in_the_midst_of_other_bytes(number, encoding):
    text = AROUND.format(encodings.write(number, encoding))
    data = b"\x00\xff" * 50 + text.encode() + b"\x80tail"
    hits = Scanner([number]).scan(data).hits
    assert {hit.index for hit in hits} == {0}
    assert any(100 <= hit.offset <= 100 + len(AROUND) for hit in hits)


@pytest.mark.parametrize("form", kept_as(Number("4" * 16)))
def test_each_form_of_keeping_is_found(number, form):
    hits = Scanner([number]).scan(kept_as(number)[form]).hits
    assert {hit.index for hit in hits} == {0}
    assert max(hit.digits for hit in hits) == len(number.digits)


@pytest.mark.parametrize("alignment", [0, 1, 2])
def test_base64_is_found_in_all_three_alignments(number, alignment):
    data = base64.b64encode(b"x" * alignment + number.digits.encode() + b"yz")
    assert Scanner([number]).scan(b'"' + data + b'"').hits


def test_json_escapes_are_found_as_they_are_sent(number):
    text = encodings.write(number, Encoding.JSON)
    sent = encodings.within_json({"text": text}, text, Encoding.JSON)
    assert number.digits not in sent
    assert json.loads(sent) == {"text": text}
    (hit,) = Scanner([number]).scan(sent.encode()).hits
    assert hit.via == ("json",)


def test_nine_digits_of_a_number_are_found_and_eight_are_not(number):
    scanner = Scanner([number])
    assert [hit.digits for hit in scanner.scan(number.digits[3:12].encode()).hits] == [9]
    assert scanner.scan(number.digits[3:11].encode()).hits == ()


def test_every_number_is_told_apart():
    mint = Mint(random.Random(5))
    numbers = [mint.draw() for _ in range(1000)]
    scanner = Scanner(numbers)
    for index, number in enumerate(numbers):
        assert [hit.index for hit in scanner.scan(number.digits.encode()).hits] == [index]


def test_a_number_in_a_database_file_is_found_with_its_place(number, tmp_path):
    path = tmp_path / "one.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kept (words)")
        connection.execute("INSERT INTO kept VALUES (?)", (AROUND.format(number.digits),))
    (hit,) = Scanner([number]).scan(path.read_bytes()).hits
    assert path.read_bytes()[hit.offset :].startswith(number.digits.encode())


def test_pieces_are_found_as_words_of_their_own(number):
    pieces = encodings.split(number, pieces=4)
    scanner = Scanner([number], {0: pieces})
    data = json.dumps([{"text": pieces[0]}, {"text": pieces[2]}]).encode()
    found = scanner.scan(data)
    assert found.hits == ()
    assert found.pieces == {(0, 0), (0, 2)}
    assert scanner.scan(b"1" + pieces[0].encode()).pieces == frozenset()


def test_other_numbers_identifiers_and_times_are_not_taken_for_ours():
    chance = random.Random(7)
    mint = Mint(chance)
    scanner = Scanner([mint.draw() for _ in range(1000)])
    noise = "\n".join(
        f"{uuid.UUID(int=chance.getrandbits(128))} 2026-11-23 10:{chance.randrange(60):02}:07."
        f"{chance.randrange(10**6):06} {1_795_000_000_000 + chance.randrange(10**9)} "
        f"{base64.b64encode(chance.randbytes(24)).decode()}"
        for _ in range(PARTS_OF_A_DAY)
    )
    assert scanner.scan(noise.encode()).hits == ()


def test_numbers_are_valid_and_hide_in_their_own_description():
    number = Mint().draw()
    assert passes_luhn(number.digits)
    assert not passes_luhn(number.digits[:-1] + str((int(number.digits[-1]) + 1) % 10))
    assert number.digits not in repr(number)
