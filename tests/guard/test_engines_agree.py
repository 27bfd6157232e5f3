"""Python and the browser's engine, case by case: any difference is a failure."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from chatcore.guard.conversing import find_in_messages
from tests.guard.cases import cases
from tests.guard.conftest import Scan
from tests.guard.mixtures import random_texts
from tests.guard.test_generated import labelled_cases

MIXTURES = 5000
CORPUS = os.environ.get("RINGBACK_GUARD_CORPUS", "")

Messages = list[list[str]]


def in_python(messages: list[str]) -> list[dict[str, Any]]:
    return [
        {"message": index, **asdict(finding)}
        for index, findings in enumerate(find_in_messages(messages))
        for finding in findings
    ]


def differences(conversations: Messages, scan: Scan) -> str:
    return "\n".join(
        f"{messages!a}\n  python  {mine}\n  browser {theirs}"
        for messages, theirs in zip(conversations, scan(conversations), strict=True)
        if (mine := in_python(messages)) != theirs
    )


def test_engines_agree_on_the_vectors(
    vectors: list[dict[str, Any]],
    conversations: list[dict[str, Any]],
    scan_in_browser_engine: Scan,
) -> None:
    texts = [[vector["text"]] for vector in vectors]
    runs = [conversation["messages"] for conversation in conversations]
    assert differences(texts + runs, scan_in_browser_engine) == ""


@pytest.mark.parametrize("held", [False, True])
def test_engines_agree_on_other_languages_layouts_and_traps(
    held: bool, scan_in_browser_engine: Scan
) -> None:
    generated = [case["messages"] for case in cases(3, held=held)]
    assert len(generated) > 300
    assert differences(generated, scan_in_browser_engine) == ""


def test_engines_agree_on_the_labelled_cases(scan_in_browser_engine: Scan) -> None:
    messages = [case["messages"] for case in labelled_cases()]
    assert len(messages) > 600
    assert differences(messages, scan_in_browser_engine) == ""


@pytest.mark.parametrize("seed", [1, 2])
def test_engines_agree_on_random_mixtures(seed: int, scan_in_browser_engine: Scan) -> None:
    texts = [[text] for text in random_texts(MIXTURES // 2, seed=seed)]
    found = sum(bool(in_python(messages)) for messages in texts)
    assert 0.2 < found / len(texts) < 0.9, "the mixtures must hold both outcomes"
    assert differences(texts, scan_in_browser_engine) == ""


def test_engines_agree_across_random_messages(scan_in_browser_engine: Scan) -> None:
    texts = random_texts(1500, seed=4)
    runs = [texts[at : at + 3] for at in range(0, len(texts), 3)]
    assert differences(runs, scan_in_browser_engine) == ""


@pytest.mark.skipif(not CORPUS, reason="needs RINGBACK_GUARD_CORPUS, a file of labelled cases")
def test_engines_agree_on_the_corpus(scan_in_browser_engine: Scan) -> None:
    rows = [json.loads(line) for line in Path(CORPUS).read_text(encoding="utf-8").splitlines()]
    messages = [row.get("messages") or [row["text"]] for row in rows]
    assert differences(messages, scan_in_browser_engine) == ""


def test_comparison_notices_a_difference(scan_in_browser_engine: Scan) -> None:
    def one_off(conversations: Messages) -> list[list[dict[str, Any]]]:
        spans = scan_in_browser_engine(conversations)
        return [[{**span, "end": span["end"] - 1} for span in each] for each in spans]

    assert "4242424242424242" in differences([["4242424242424242"]], one_off)
