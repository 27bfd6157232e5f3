"""`mask`: the text with every finding replaced by the same four bullets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatcore.errors import GuardFailed, Refusal
from chatcore.guard.allowing import AllowPattern
from chatcore.guard.findings import Finding, Kind, merged
from chatcore.guard.rules import RULES
from chatcore.guard.safe_text import SafeText, _sealed
from chatcore.guard.search import find

# The same for every finding: no digit, no length, no language; never found again.
MASK = RULES.mask


@dataclass(frozen=True, slots=True)
class Masked:
    """The text as it may be stored and sent, and what was taken out of the original."""

    text: SafeText
    findings: tuple[Finding, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds found, each once, sorted."""
        return tuple(sorted({finding.kind for finding in self.findings}))


def mask(text: str, *, allowed: Sequence[AllowPattern] = ()) -> Masked:
    """The authority for any text that is stored or sent. A text without finding is unchanged.

    `allowed`: a site's own number formats, which make likely findings pass.
    The result is at most a third longer than the text (four bullets for a three-digit code).
    Raises TextTooLong and GuardFailed as `find` does; then nothing may be stored.
    """
    result = _attempt(text, allowed)
    if isinstance(result, Masked):
        return result
    # Error reports print the local variables of every frame the exception passes.
    del text
    raise result


def safe(text: str) -> SafeText:
    """`mask` for callers who have no use for the findings."""
    result = _attempt(text, ())
    if isinstance(result, Masked):
        return result.text
    del text
    raise result


def masked_with(text: str, findings: Sequence[Finding]) -> Masked:
    """The text with its own findings and these, as `join` made them for it, masked.

    Raises as `find` does.
    """
    result = _attempt(text, (), tuple(findings))
    if isinstance(result, Masked):
        return result
    del text
    raise result


def _attempt(
    text: str, allowed: Sequence[AllowPattern], more: tuple[Finding, ...] = ()
) -> Masked | type[Refusal]:
    """The refusal's class rather than a raise, so that no frame and no context holds the text."""
    try:
        findings = find(text, allowed=allowed)
        findings = merged(findings, more) if more else findings
        return replaced(text, findings)
    except Refusal as refusal:
        return type(refusal)
    except Exception:  # noqa: BLE001 -- fails closed: the caller raises the coded refusal
        return GuardFailed


def replaced(text: str, findings: Sequence[Finding]) -> Masked:
    """The text with exactly these findings taken out. Inside the guard only."""
    return Masked(_sealed(_replace(text, findings)), tuple(findings))


def _replace(text: str, findings: Sequence[Finding]) -> str:
    pieces: list[str] = []
    position = 0
    for finding in findings:
        pieces += text[position : finding.start], MASK
        position = finding.end
    return "".join((*pieces, text[position:]))
