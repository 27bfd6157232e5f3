"""What stands beside a card number and must not stay in clear: the expiry date and the code.

Alone neither alarms: an expiry date is cardholder data only together with a number, and three
digits are a code only by wording or by a card nearby.
"""

from __future__ import annotations

import re

from chatcore.guard.context import has_any
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.lexicon import lexicon
from chatcore.guard.rules import RULES

_EXPIRY = re.compile(RULES.patterns["expiry"])
_CODE = re.compile(RULES.patterns["tail_code"])
_BARE_CODE = re.compile(
    RULES.patterns["tail_code_bare"].replace("<expiry>", RULES.patterns["expiry"])
)
_GAP = re.compile(RULES.patterns["tail_gap"])
_FILLER = re.compile(RULES.patterns["tail_filler"])
_CUES = lexicon("cvv", "tail", "expiry", "digit_noun", "back")
_EXPIRY_CUES = lexicon("expiry")
_REACH = 30
_DATE_SIGN = re.compile("[/.-]")
_CODE_AFTER = re.compile("[ ,;/|\n]{1,3}([0-9]{3,4})(?![0-9]|[.,:/-][0-9])")


def _expiry(start: int, end: int, certainty: Certainty) -> Finding:
    return Finding(start, end, Kind.CARD, "expiry", certainty)


def read_tail(text: str, position: int) -> list[Finding]:
    """The expiry and the code that follow a card number ending at `position`, in either order."""
    tail: list[Finding] = []
    wanted = {"expiry", "code"}
    while part := _next_part(text, tail[-1].end if tail else position, wanted):
        tail.append(part)
        wanted.remove(part.rule)
    return tail


def _next_part(text: str, position: int, wanted: set[str]) -> Finding | None:
    match = _FILLER.match(text, position)
    filler = match[0] if match else ""
    start = position + len(filler)
    if not "0" <= text[start : start + 1] <= "9":
        return None
    bare = _GAP.match(filler) is not None
    if not bare and not has_any(_CUES, filler):
        return None
    certainty = Certainty.LIKELY if bare else Certainty.SURE
    expiry = _EXPIRY.match(text, start)
    if expiry and "expiry" in wanted:
        return _expiry(start, expiry.end(), certainty)
    code = (_BARE_CODE if bare else _CODE).match(text, start)
    if code is None or "code" not in wanted:
        return None
    return Finding(start, code.end(), Kind.CVV, "code", certainty)


def find_expiries(text: str) -> list[Finding]:
    """Expiry dates named by a word, anywhere in a text that holds a card."""
    found: list[Finding] = []
    for match in _EXPIRY.finditer(text):
        start, end = match.span()
        if "0" <= text[max(0, start - 1) : start] <= "9" or (found and start < found[-1].end):
            continue
        named = has_any(_EXPIRY_CUES, text[max(0, start - _REACH) : start])
        code = _CODE_AFTER.match(text, end) if _DATE_SIGN.search(match[0]) else None
        if named or code:
            found.append(_expiry(start, end, Certainty.SURE if named else Certainty.LIKELY))
        if code:
            found.append(Finding(*code.span(1), Kind.CVV, "code", Certainty.LIKELY))
    return found


def blank(text: str, findings: list[Finding]) -> str:
    """The text with the findings masked, its length kept."""
    pieces: list[str] = []
    position = 0
    for finding in sorted(findings):
        pieces += text[position : finding.start], "•" * (finding.end - finding.start)
        position = finding.end
    return "".join((*pieces, text[position:]))
