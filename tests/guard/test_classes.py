"""The classes of characters: made from Unicode data, length kept."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import pytest

from chatcore.guard import export_classes
from chatcore.guard.folding import digits_in, fold, letters, words_of
from chatcore.guard.rules import INVISIBLE, RULES, fold_table

SHIPPED = json.loads(export_classes.TARGET.read_text(encoding="utf-8"))
EVERY_CHARACTER = [chr(point) for point in range(sys.maxunicode + 1)]


def test_every_decimal_digit_of_unicode_is_a_digit() -> None:
    missed = [
        character
        for character in EVERY_CHARACTER
        if unicodedata.category(character) == "Nd"
        and fold(character) != str(unicodedata.decimal(character))
    ]
    assert missed == []


@pytest.mark.parametrize(("dressed", "digit"), [("①", "1"), ("²", "2"), ("₃", "3"), ("➃", "4")])
def test_circled_and_raised_digits_are_digits(dressed: str, digit: str) -> None:
    assert fold(dressed) == digit


def test_characters_nobody_sees_are_one_class() -> None:
    invisible = "\u200b\u200d\ufeff\u00ad\u0301\ufe0f\u20e3\u2060\x00\u034f"
    assert set(fold(invisible)) == {INVISIBLE}


def test_folding_keeps_the_length_and_every_offset() -> None:
    text = "Ünïcödé ４２–42\u00a0İ🌷\ud800"
    assert fold(text) == "unicode 42-42 i~\ud800"
    assert all(len(fold(character)) == 1 for character in EVERY_CHARACTER)


def test_folding_twice_is_folding_once() -> None:
    everything = "".join(EVERY_CHARACTER)
    assert fold(fold(everything)) == fold(everything)


def test_mask_is_no_class_of_its_own() -> None:
    assert fold(RULES.mask) == RULES.mask


def test_words_end_where_a_script_ends() -> None:
    assert words_of("cvvは123") == ["cvv", "は"]
    assert letters("a1b-c") == "a b c"
    assert digits_in("a1b2•") == "12"


@pytest.mark.skipif(
    unicodedata.unidata_version != SHIPPED["unicode"],
    reason=f"made with Unicode {SHIPPED['unicode']}, this Python knows another",
)
def test_shipped_classes_are_what_unicode_data_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_classes, "TARGET", tmp_path / "classes.json")
    export_classes.main()
    assert json.loads((tmp_path / "classes.json").read_text(encoding="utf-8")) == SHIPPED


def test_runs_are_read_as_they_are_written() -> None:
    table = fold_table(RULES.classes)
    wrong = [
        hex(point)
        for point in range(len(table))
        if unicodedata.unidata_version == SHIPPED["unicode"]
        and chr(table[point]) != export_classes.class_of(chr(point))
    ]
    assert wrong == []
