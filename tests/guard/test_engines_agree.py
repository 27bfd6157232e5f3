"""Python and the browser's engine, case by case: any difference is a failure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from chatcore import guard
from tests.guard.conftest import Scan
from tests.guard.mixtures import random_texts

MIXTURES = 5000


def in_python(text: str) -> list[dict[str, Any]]:
    return [{"message": 0, **asdict(finding)} for finding in guard.find(text)]


def differences(texts: list[str], scan: Scan) -> list[str]:
    return [
        f"{text!a}\n  python  {mine}\n  browser {theirs}"
        for text, theirs in zip(texts, scan(texts), strict=True)
        if (mine := in_python(text)) != theirs
    ]


def test_engines_agree_on_the_vectors(
    vectors: list[dict[str, Any]], scan_in_browser_engine: Scan
) -> None:
    assert differences([vector["text"] for vector in vectors], scan_in_browser_engine) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_engines_agree_on_random_mixtures(seed: int, scan_in_browser_engine: Scan) -> None:
    texts = random_texts(MIXTURES // 2, seed=seed)
    found = sum(bool(guard.find(text)) for text in texts)
    assert 0.2 < found / len(texts) < 0.8, "the mixtures must hold both outcomes"
    assert "\n".join(differences(texts, scan_in_browser_engine)) == ""


def test_comparison_notices_a_difference(scan_in_browser_engine: Scan) -> None:
    def one_off(texts: list[str]) -> list[list[dict[str, Any]]]:
        spans = scan_in_browser_engine(texts)
        return [[{**span, "end": span["end"] - 1} for span in each] for each in spans]

    assert len(differences(["4242424242424242"], one_off)) == 1
