"""A site's own number formats that the guard need not ask about, in a tiny language of patterns.

`#` is a digit, `@` a letter, `*` up to twenty letters, digits or dashes; all else is itself, case
aside. No regular expressions: what a pattern costs is bounded by how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chatcore.errors import InvalidAllowPattern
from chatcore.guard.findings import Certainty, Finding
from chatcore.guard.folding import fold
from chatcore.guard.rules import INVISIBLE, RULES

_MOST_CHARACTERS = RULES.limits["allow_characters_most"]
MOST_PATTERNS = RULES.limits["allow_patterns_most"]
_RUN = f"[a-z0-9-]{{0,{RULES.limits['allow_run_most']}}}"
_MOST_RUNS = 2
_LEAST_FIXED = 3
_CLASSES = {"#": "[0-9]", "@": "[a-z]", "*": _RUN}


@dataclass(frozen=True, slots=True)
class AllowPattern:
    """One format, such as `ORD-####-####`. Raises InvalidAllowPattern, which names no text."""

    source: str
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        folded = fold(self.source).strip()
        fixed = len(folded.replace("*", ""))
        if (
            len(folded) > _MOST_CHARACTERS
            or folded.count("*") > _MOST_RUNS
            or fixed < _LEAST_FIXED
            or INVISIBLE in folded
            or "•" in folded
        ):
            raise InvalidAllowPattern
        body = "".join(_CLASSES.get(character) or re.escape(character) for character in folded)
        object.__setattr__(self, "_pattern", re.compile(f"(?:^|[^a-z0-9])({body})(?![a-z0-9])"))

    def covers(self, folded: str, finding: Finding) -> bool:
        """Whether the whole finding is part of such a number."""
        lead = max(0, finding.start - _MOST_CHARACTERS)
        around = folded[lead : finding.end + _MOST_CHARACTERS]
        return any(
            lead + match.start(1) <= finding.start and finding.end <= lead + match.end(1)
            for match in self._pattern.finditer(around)
        )


def without_allowed(
    text: str, findings: tuple[Finding, ...], allowed: Sequence[AllowPattern]
) -> tuple[Finding, ...]:
    """The findings less the likely ones that a pattern covers. A sure finding always stays."""
    if not allowed or not any(each.certainty is Certainty.LIKELY for each in findings):
        return findings
    folded = fold(text)
    return tuple(
        each
        for each in findings
        if each.certainty is Certainty.SURE
        or not any(pattern.covers(folded, each) for pattern in allowed[:MOST_PATTERNS])
    )
