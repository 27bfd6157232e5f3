"""National numbers with letters or a printed layout of their own, and social security numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatcore.guard.budget import Budget
from chatcore.guard.checks import CHECKS, is_ssn
from chatcore.guard.context import has_any, is_labelled, words_after, words_before
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.lexicon import Lexicon, lexicon
from chatcore.guard.rules import RULES, Identity

_REACH = RULES.limits["label_reach_characters"]
_ALNUM = re.compile("[^a-z0-9]")
_SSN = re.compile("(?:^|[^0-9a-z./+-])([0-9]{3}-[0-9]{2}-[0-9]{4})(?![0-9]|[-./][0-9])")
_LEAST_DIGITS = 9


def _rules() -> Iterator[tuple[Identity, re.Pattern[str], Lexicon]]:
    for each in RULES.identities:
        if each.form:
            pattern = re.compile(f"(?:^|[^a-z0-9])({each.form})(?![a-z0-9])")
            yield each, pattern, lexicon(f"id_{each.name}")


_FORMS = tuple(_rules())
_ALONE = tuple(row for row in _FORMS if row[0].alone)
_ANY_CUE = lexicon(*(f"id_{row[0].name}" for row in _FORMS))


def find_shaped(text: str, words: Sequence[str], digits: int, budget: Budget) -> list[Finding]:
    """National numbers by their form, in a text with that many digits; most need their word too."""
    found = _find_social_security(text, budget) if digits >= _LEAST_DIGITS else []
    for identity, pattern, cues in _FORMS if _ANY_CUE.is_in(words, text) else _ALONE:
        if identity.alone or cues.is_in(words, text):
            found += _matches(text, identity, pattern, cues, budget)
    return _apart(found)


def _find_social_security(text: str, budget: Budget) -> list[Finding]:
    """3-2-4 with dashes stands alone, unless a label says that it is something else."""
    if text.count("-") < 2:  # noqa: PLR2004 -- two dashes part three groups
        return []
    found: list[Finding] = []
    for match in _SSN.finditer(text):
        budget.spend(2)
        if is_ssn(match[1].replace("-", "")) and not is_labelled(text, 0, match.start(1)):
            found.append(Finding(*match.span(1), Kind.SSN, "ssn", Certainty.LIKELY))
    return found


def _matches(
    text: str, identity: Identity, pattern: re.Pattern[str], cues: Lexicon, budget: Budget
) -> Iterator[Finding]:
    check = CHECKS.get(identity.check)
    for match in pattern.finditer(text):
        budget.spend(2)
        start, end = match.span(1)
        checked = check is None or check(_ALNUM.sub("", match[1]))
        worded = has_any(cues, words_before(text, 0, start, _REACH) + " " + words_after(text, end))
        if not any("0" <= character <= "9" for character in match[1]):
            continue
        if worded or (identity.alone and checked):
            certainty = Certainty.SURE if checked and check else Certainty.LIKELY
            yield Finding(start, end, Kind(identity.kind), identity.name, certainty)


def _apart(found: list[Finding]) -> list[Finding]:
    """In order, the first of those that overlap."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept
