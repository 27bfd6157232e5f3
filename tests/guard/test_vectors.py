"""Python against the shared cases; `tests/js/guard.test.js` runs the same file."""

from __future__ import annotations

from typing import Any

from chatcore import guard


def test_vector_is_found_where_it_says(vector: dict[str, Any]) -> None:
    found = [
        {"start": finding.start, "end": finding.end, "kind": finding.kind.value}
        for finding in guard.find(vector["text"])
    ]
    assert found == vector["spans"]


def test_vector_is_masked_as_it_says(vector: dict[str, Any]) -> None:
    assert guard.mask(vector["text"]).text == vector["masked"]


def test_vectors_say_the_same_twice(vectors: list[dict[str, Any]]) -> None:
    for vector in vectors:
        text = vector["text"]
        for span in reversed(vector["spans"]):
            text = text[: span["start"]] + guard.MASK + text[span["end"] :]
        assert text == vector["masked"], vector["id"]


def test_vectors_are_named_once_and_cover_both_outcomes(vectors: list[dict[str, Any]]) -> None:
    assert len({vector["id"] for vector in vectors}) == len(vectors) >= 80
    assert sum(not vector["spans"] for vector in vectors) >= 40


def test_every_brand_of_the_rules_has_a_vector(vectors: list[dict[str, Any]]) -> None:
    found = {finding.rule for vector in vectors for finding in guard.find(vector["text"])}
    assert found == {issuer.brand for issuer in guard.rules.RULES.issuers} | {"expiry", "code"}
