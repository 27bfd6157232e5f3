"""Python against the shared cases; `tests/js/guard.test.js` runs the same files."""

from __future__ import annotations

from typing import Any

from chatcore import guard
from chatcore.guard.conversing import find_in_messages
from chatcore.guard.rules import RULES


def test_vector_is_found_where_it_says(vector: dict[str, Any]) -> None:
    found = [
        {"start": finding.start, "end": finding.end, "kind": finding.kind.value}
        for finding in guard.find(vector["text"])
    ]
    assert found == vector["spans"]


def test_vector_is_masked_as_it_says(vector: dict[str, Any]) -> None:
    assert guard.mask(vector["text"]).text == vector["masked"]


def test_conversation_is_found_where_it_says(conversation: dict[str, Any]) -> None:
    found = [
        {"message": index, "start": each.start, "end": each.end, "kind": each.kind.value}
        for index, findings in enumerate(find_in_messages(conversation["messages"]))
        for each in findings
    ]
    assert found == conversation["spans"]


def test_vectors_say_the_same_twice(vectors: list[dict[str, Any]]) -> None:
    for vector in vectors:
        text = vector["text"]
        for span in reversed(vector["spans"]):
            text = text[: span["start"]] + guard.MASK + text[span["end"] :]
        assert text == vector["masked"], vector["id"]


def test_vectors_are_named_once_and_cover_both_outcomes(
    vectors: list[dict[str, Any]], conversations: list[dict[str, Any]]
) -> None:
    for each in (vectors, conversations):
        assert len({vector["id"] for vector in each}) == len(each) >= 20
    assert sum(not vector["spans"] for vector in vectors) >= 100


def test_every_brand_and_kind_has_a_vector(vectors: list[dict[str, Any]]) -> None:
    findings = [finding for vector in vectors for finding in guard.find(vector["text"])]
    assert {finding.kind for finding in findings} == set(guard.Kind)
    brands = {finding.rule for finding in findings if finding.kind is guard.Kind.CARD}
    assert brands == {issuer.brand for issuer in RULES.issuers} | {"expiry"}
