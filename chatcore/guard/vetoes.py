"""What a number is by where it stands: phone, fraction, part of a UUID, of a URL or of a date."""

from __future__ import annotations

import re

from chatcore.guard.chains import Chain
from chatcore.guard.issuers import is_worded
from chatcore.guard.rules import RULES

_PHONE = re.compile(RULES.patterns["phone"])
_FRACTION = re.compile(RULES.patterns["fraction"])
_UUID = re.compile(RULES.patterns["uuid"])
# A date or a decimal fraction, read as groups of a number.
_UNGROUPED = re.compile(RULES.patterns["ungrouped"])
_PHONE_DIGITS = RULES.limits["phone_digits_most"]
_UUID_CHARACTERS = RULES.limits["uuid_characters"]
_URL_REACH = RULES.limits["url_reach_characters"]
_LEAD_REACH = RULES.limits["lead_characters"]


def _before(folded: str, floor: int, position: int, reach: int) -> str:
    """What stands left, as far as it is neither covered already nor masked."""
    return folded[max(floor, position - reach) : position].rpartition("•")[2]


def is_phone(folded: str, floor: int, chain: Chain) -> bool:
    """ "+" and no more digits than a phone number may have."""
    if len(chain.digits) > _PHONE_DIGITS:
        return False
    lead = _before(folded, floor, chain.starts[0], _LEAD_REACH)
    return _PHONE.search(lead) is not None


def is_vetoed(folded: str, floor: int, start: int, end: int, *, usual: bool) -> bool:
    """Whether the place speaks against a card. `usual`: the grouping is one that cards have."""
    if _is_in_uuid(folded, start, end) or (not usual and _UNGROUPED.search(folded[start:end])):
        return True
    if _is_fraction(folded, floor, start, end):
        return not is_worded("card", folded, floor, start, end)
    return _is_in_url(folded, floor, start, end) and not _has_card_key(folded, floor, start, end)


def _is_in_uuid(folded: str, start: int, end: int) -> bool:
    lead = max(0, start - _UUID_CHARACTERS)
    around = folded[lead : end + _UUID_CHARACTERS]
    return any(
        lead + match.start() < end and start < lead + match.end()
        for match in _UUID.finditer(around)
    )


def _is_fraction(folded: str, floor: int, start: int, end: int) -> bool:
    lead = _before(folded, floor, start, _LEAD_REACH)
    return folded[start:end].isdigit() and _FRACTION.search(lead) is not None


def _is_in_url(folded: str, floor: int, start: int, end: int) -> bool:
    lead = _before(folded, floor, start, _URL_REACH).replace("\n", " ").rpartition(" ")[2]
    return ("://" in lead or lead.startswith("www.")) and " " not in folded[start:end]


def _has_card_key(folded: str, floor: int, start: int, end: int) -> bool:
    """A query such as "?cc=4111...": the key says that a card number follows."""
    return folded[start - 1 : start] == "=" and is_worded("card", folded, floor, start, end)
