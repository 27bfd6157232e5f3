"""What stands beside a card number and must not stay in clear: the expiry date and the code.

Alone neither alarms: an expiry date is cardholder data only together with a number, and three
digits are a code only by wording or by a card nearby.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.rules import RULES

_EXPIRY = re.compile(RULES.patterns["expiry"])
_CODE = re.compile(RULES.patterns["tail_code"])
_BARE_CODE = re.compile(RULES.patterns["tail_code_bare"])
_GAP = re.compile(RULES.patterns["tail_gap"])
_CUE = re.compile(RULES.patterns["tail_cue"])
_FILLER = re.compile(RULES.patterns["tail_filler"])
_CUED_CODE = re.compile(RULES.patterns["cued_code"])
_CODE_THEN_CUE = re.compile(RULES.patterns["code_then_cue"])
_CUED_EXPIRY = re.compile(RULES.patterns["cued_expiry"])


def _expiry(start: int, end: int, certainty: Certainty) -> Finding:
    return Finding(start, end, Kind.CARD, "expiry", certainty)


def _code(start: int, end: int, certainty: Certainty) -> Finding:
    return Finding(start, end, Kind.CARD_CODE, "code", certainty)


def read_tail(folded: str, position: int) -> list[Finding]:
    """The expiry and the code that follow a card number ending at `position`, in either order."""
    tail: list[Finding] = []
    wanted = {"expiry", "code"}
    while part := _next_part(folded, tail[-1].end if tail else position, wanted):
        tail.append(part)
        wanted.remove(part.rule)
    return tail


def _next_part(folded: str, position: int, wanted: set[str]) -> Finding | None:
    filler = _text_up_to_digit(folded, position)
    start = position + len(filler)
    cued = _CUE.search(filler) is not None
    if not cued and _GAP.match(filler) is None:
        return None
    certainty = Certainty.SURE if cued else Certainty.LIKELY
    expiry = _EXPIRY.match(folded, start)
    if expiry and "expiry" in wanted:
        return _expiry(start, expiry.end(), certainty)
    code = (_CODE if cued else _BARE_CODE).match(folded, start)
    return _code(start, code.end(), certainty) if code and "code" in wanted else None


def _text_up_to_digit(folded: str, position: int) -> str:
    """At most as far as the pattern reaches. The digit of a word such as "cvv2" is no digit."""
    match = _FILLER.match(folded, position)
    return match[0] if match else ""


def find_worded(folded: str) -> list[Finding]:
    """Codes and expiry dates named by a word, anywhere in a text that holds a card."""
    rules = ((_CUED_CODE, _code), (_CUED_EXPIRY, _expiry), (_CODE_THEN_CUE, _code))
    found: list[Finding] = []
    for pattern, make in rules:
        fresh = [make(*span, Certainty.SURE) for span in _groups(pattern, folded)]
        folded = blank(folded, fresh)
        found += fresh
    return found


def _groups(pattern: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    return (match.span(1) for match in pattern.finditer(folded))


def blank(folded: str, findings: list[Finding]) -> str:
    """The text with the findings masked, its length kept."""
    pieces: list[str] = []
    position = 0
    for finding in sorted(findings):
        pieces += folded[position : finding.start], "•" * (finding.end - finding.start)
        position = finding.end
    return "".join((*pieces, folded[position:]))
