"""A site's own formats: they pass likely findings, never a sure card."""

from __future__ import annotations

import pytest

from chatcore import guard
from chatcore.errors import InvalidAllowPattern

LIKELY = "my maestro 6731012345678906"


def test_format_lets_a_likely_finding_pass() -> None:
    assert guard.find(LIKELY)[0].certainty is guard.Certainty.LIKELY
    allowed = [guard.AllowPattern("67############06")]
    assert guard.find(LIKELY, allowed=allowed) == ()
    assert guard.mask(LIKELY, allowed=allowed).text == LIKELY


def test_format_never_lets_a_sure_card_pass() -> None:
    text = "4242 4242 4242 4242"
    assert guard.mask(text, allowed=[guard.AllowPattern("#### #### #### ####")]).text == guard.MASK


@pytest.mark.parametrize(
    ("source", "text", "passes"),
    [
        ("ORD-###-##-####", "ORD-123-45-6789", True),
        ("ord-###-##-####", "Ord-123-45-6789", True),
        ("@@@-###-##-####", "abc-123-45-6789", True),
        ("X*-###-##-####", "x1a2-123-45-6789", True),
        ("ORD-###-##-####", "ORX-123-45-6789", False),
        ("ORD-###-##-####", "xORD-123-45-6789", False),
        ("###-##-###", "123-45-6789", False),
    ],
)
def test_format_covers_what_it_says(source: str, text: str, passes: bool) -> None:
    pattern = guard.AllowPattern(source)
    start = text.index("123")
    finding = guard.Finding(start, start + 11, guard.Kind.SSN, "ssn", guard.Certainty.LIKELY)
    assert pattern.covers(text.lower(), finding) is passes


@pytest.mark.parametrize("source", ["", "*", "##", "***###", "a" * 65, "12••", "ab\u200bcd"])
def test_other_patterns_are_refused(source: str) -> None:
    with pytest.raises(InvalidAllowPattern) as refused:
        guard.AllowPattern(source)
    assert refused.value.code == "allow_pattern"


@pytest.mark.parametrize("source", ["(a+)+###", "[0-9]*###", "a|b|c.{9}", "\\d\\d\\d"])
def test_signs_of_other_languages_mean_themselves(source: str) -> None:
    assert guard.find(LIKELY, allowed=[guard.AllowPattern(source)]) == guard.find(LIKELY)
