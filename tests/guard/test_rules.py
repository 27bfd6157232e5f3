"""The data file, what is made of it, and the cost of running it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from chatcore import guard
from chatcore.guard import export_rules
from chatcore.guard.folding import fold, has_enough_digits
from chatcore.guard.rules import RULES

ROOT = Path(__file__).resolve().parents[2]


def test_browser_rules_are_made_from_the_data_as_it_is() -> None:
    written = export_rules.TARGET.read_text(encoding="utf-8")
    assert written == export_rules.rules_module(), "run python -m chatcore.guard.export_rules"


def test_export_writes_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_rules, "TARGET", tmp_path / "rules.js")
    export_rules.main()
    assert (tmp_path / "rules.js").read_text(encoding="utf-8") == export_rules.rules_module()


def test_folding_keeps_the_length_and_every_offset() -> None:
    text = "Ünïcödé ４２–42\u00a0İẞ🌷\ud800\x00"
    assert fold(text) == "unicode 42-42 İẞ🌷\ud800\x00"


def test_folded_characters_are_of_the_class_the_data_says() -> None:
    for first, last, target, step in RULES.folds:
        for point in range(first, last + 1):
            character, folded = chr(point), chr(target + step * (point - first))
            if unicodedata.decimal(character, None) is not None:
                assert folded == str(unicodedata.decimal(character))
            if unicodedata.category(character) in {"Zs", "Cf"}:
                assert folded == " "
            if unicodedata.category(character) == "Pd":
                assert folded == "-"


def test_folding_leads_to_itself() -> None:
    folded = "".join(fold(chr(first)) + fold(chr(last)) for first, last, _, _ in RULES.folds)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "enough"),
    [("1" * 12, True), ("1" * 11, False), ("１" * 12, True), ("é" + "1" * 11, False), ("", False)],
)
def test_gate_counts_digits_of_every_form(text: str, enough: bool) -> None:
    assert has_enough_digits(text) is enough


def test_patterns_mean_the_same_in_both_languages() -> None:
    """`\\d \\s \\w \\b`, `$`, look-behind and ignore-case do not."""
    sources = [
        *RULES.patterns.values(),
        *(part for pair in RULES.wordings.values() for part in pair),
    ]
    assert sources
    for source in sources:
        assert re.search(r"\\[dwbDWB]|\$|\(\?<|\(\?i", source) is None
        assert source.count(r"\s") == source.count(r"[\s\S]")


def test_words_are_written_as_folded_text_is() -> None:
    raw = json.loads((ROOT / "chatcore/guard/rules.json").read_text(encoding="utf-8"))
    words = [word for lists in raw["words"].values() for each in lists.values() for word in each]
    assert words
    assert [
        word for word in words if fold(word) != word or re.escape(word) != word.replace(" ", "\\ ")
    ] == []


def test_every_issuer_range_is_in_order_and_of_six_digits() -> None:
    for issuer in RULES.issuers:
        assert issuer.lengths
        assert all(100_000 <= low <= high <= 999_999 for low, high in issuer.ranges)


def test_command_answers_line_by_line() -> None:
    cases = [
        {"id": "a", "messages": ["hello", "4242 4242 4242 4242 123"]},
        {"id": "b", "messages": []},
    ]
    finished = subprocess.run(
        [sys.executable, "-m", "chatcore.guard"],
        cwd=ROOT,
        input="\n".join(map(json.dumps, cases)),
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = map(json.loads, finished.stdout.splitlines())
    assert second == {"id": "b", "spans": []}
    assert [
        (span["message"], span["start"], span["end"], span["kind"]) for span in first["spans"]
    ] == [
        (1, 0, 19, "card"),
        (1, 20, 23, "card_code"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["4 ", "4", "42 ", "4242 ", "4242-", "cvv 123 ", "4242424242424242 ", "://4242424242424242", "a://",
     "cvv ", "4242.4", "card 4222222222222 ", "exp 12/", "4242 4242 4242 4242 cvv"],
)  # fmt: skip
def test_work_grows_with_the_text_and_not_faster(piece: str) -> None:
    """Eight times the text, eight times the work; thrice that leaves a busy machine room."""
    lead = "4242424242424242 "
    short, long = (lead + piece * (size // len(piece)) for size in (900, 7200))
    assert quickest(long) < 24 * quickest(short)


def quickest(text: str) -> float:
    def once() -> float:
        started = time.perf_counter()
        guard.find(text)
        return time.perf_counter() - started

    return min(once() for _ in range(5))
