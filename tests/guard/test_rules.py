"""The data file, what is made of it, and the cost of running it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chatcore import guard
from chatcore.guard import export_rules
from chatcore.guard.checks import CHECKS
from chatcore.guard.folding import fold
from chatcore.guard.lexicon import read_list
from chatcore.guard.rules import INVISIBLE, RULES

ROOT = Path(__file__).resolve().parents[2]


def test_browser_rules_are_made_from_the_data_as_it_is() -> None:
    written = export_rules.TARGET.read_text(encoding="utf-8")
    assert written == export_rules.rules_module(), "run python -m chatcore.guard.export_rules"


def test_export_writes_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_rules, "TARGET", tmp_path / "rules.js")
    export_rules.main()
    assert (tmp_path / "rules.js").read_text(encoding="utf-8") == export_rules.rules_module()


def test_patterns_mean_the_same_in_both_languages() -> None:
    """`\\d \\s \\w \\b`, `$`, look-behind and ignore-case do not."""
    sources = [
        *RULES.patterns.values(),
        *(identity.form for identity in RULES.identities),
    ]
    assert sources
    for source in sources:
        assert re.search(r"\\[dwbDWB]|\$(?![°])|\(\?<|\(\?i", source) is None
        assert source.count(r"\s") == source.count(r"[\s\S]")


def test_words_are_folded_as_texts_are() -> None:
    assert RULES.words
    for words in RULES.words.values():
        assert fold(words).replace(INVISIBLE, "") == words


def test_every_list_of_words_that_rules_name_is_there() -> None:
    named = {name for issuer in RULES.issuers for name in (issuer.wording, issuer.unless)}
    assert named - {""} <= set(RULES.words)
    assert {identity.check for identity in RULES.identities} - {""} == set(CHECKS)
    assert {identity.kind for identity in RULES.identities} <= {*guard.Kind}


def test_stems_phrases_and_joined_scripts_are_found_where_they_end() -> None:
    words = read_list("card sicherheits* security_code カード")
    assert words.ends_at(["security", "code"], 1)
    assert words.ends_at(["sicherheitscode"], 0)
    assert words.is_in(["x"], "私のカードは")
    assert not words.is_in(["security", "cards", "sicher"], "security cards sicher")


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
        (1, 20, 23, "cvv"),
    ]


HOSTILE = (
    "4 ", "4", "42 ", "4242 ", "4242-", "cvv 123 ", "4242424242424242 ", "://4242424242424242",
    "a://", "cvv ", "4242.4", "card 4222222222222 ", "exp 12/", "4242 4242 4242 4242 cvv ",
    "four ", "four two ", "de12 ", "de89370400440532013000 ", "o0l1", "password is x1 ",
    "１２３４ ",
    "कार्ड ",    "карта 4 ", "一二三", "4\u200b", "123-45-6789 ", "and 4 ", "my pin is 1234 wrong ",
    "12/29 123 ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_answered_and_leaves_nothing_to_find(piece: str) -> None:
    masked = guard.safe((piece * guard.MAX_TEXT_CHARACTERS)[: guard.MAX_TEXT_CHARACTERS])
    assert guard.find(masked) == ()


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_and_not_faster(piece: str) -> None:
    """Eight times the text, eight times the work; thrice that leaves a busy machine room."""
    lead = "4242424242424242 "
    short, long = (lead + piece * (size // len(piece)) for size in (900, 7200))
    assert quickest(long) < 24 * quickest(short)


@pytest.mark.slow
def test_hostile_text_costs_milliseconds_at_most() -> None:
    """The target is one; a busy machine gets eight."""
    costs = {
        piece: quickest((piece * guard.MAX_TEXT_CHARACTERS)[: guard.MAX_TEXT_CHARACTERS])
        for piece in HOSTILE
    }
    assert max(costs.values()) < 0.008, costs


def quickest(text: str) -> float:
    def once() -> float:
        started = time.perf_counter()
        guard.find(text)
        return time.perf_counter() - started

    return min(once() for _ in range(5))
