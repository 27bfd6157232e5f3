"""What a number is by where it stands: phone, fraction, part of a UUID, of a URL or of a date."""

from __future__ import annotations

import re

from chatcore.guard.chains import Chain
from chatcore.guard.context import is_worded, words_before
from chatcore.guard.lexicon import lexicon, read_list
from chatcore.guard.rules import RULES

_PHONE = re.compile(RULES.patterns["phone"])
_FRACTION = re.compile(RULES.patterns["fraction"])
_UUID = re.compile(RULES.patterns["uuid"])
# A date, a time or a decimal fraction, read as groups of a number.
_UNGROUPED = re.compile(RULES.patterns["ungrouped"])
_PHONE_DIGITS = RULES.limits["phone_digits_most"]
_UUID_CHARACTERS = RULES.limits["uuid_characters"]
_URL_REACH = RULES.limits["url_reach_characters"]
_LEAD_REACH = RULES.limits["lead_characters"]
_GLUED_BEFORE = re.compile("[a-z0-9]{1,24}(?![\\s\\S])")
_GLUED_AFTER = re.compile("[a-z][a-z0-9]{0,23}")
_LETTERS_ONLY = re.compile("^[a-z]*(?![\\s\\S])")
_SHORT_LEADS = read_list(RULES.words["glued_lead"]).exact
_CUE_TAILS = tuple(RULES.words["glued_tail"].split())
_DIGITS = re.compile("^[0-9]+(?![\\s\\S])")
_LABEL = lexicon("label")
_CARD = lexicon("card", "expiry", "cvv", "tail")
_LEAST_WORD = 3


def is_phone(text: str, floor: int, chain: Chain) -> bool:
    """ "+" and no more digits than a phone number may have."""
    if len(chain.digits) > _PHONE_DIGITS:
        return False
    return _PHONE.search(words_before(text, floor, chain.starts[0], _LEAD_REACH)) is not None


def is_vetoed(text: str, floor: int, start: int, end: int, *, usual: bool) -> bool:
    """Whether the place speaks against a card. `usual`: the grouping is one that cards have."""
    number = text[start:end]
    if not usual and _UNGROUPED.search(number):
        return True
    if "-" in text[max(0, start - 28) : end + 28] and _is_in_uuid(text, start, end):
        return True
    if _DIGITS.match(number):
        if _FRACTION.search(words_before(text, floor, start, _LEAD_REACH)):
            return not is_worded("card", text, floor, start, end)
        if _is_glued(text, floor, start, end):
            return True
    return _is_in_url(text, floor, start, end) and not _has_card_key(text, floor, start, end)


def _is_in_uuid(text: str, start: int, end: int) -> bool:
    lead = max(0, start - _UUID_CHARACTERS)
    around = text[lead : end + _UUID_CHARACTERS]
    return any(
        lead + match.start() < end and start < lead + match.end()
        for match in _UUID.finditer(around)
    )


def _is_glued(text: str, floor: int, start: int, end: int) -> bool:
    """Part of a longer code of letters and digits, or glued to a label such as "ord"."""
    before = _GLUED_BEFORE.search(text[max(floor, start - 24) : start])
    after = _GLUED_AFTER.match(text, end)
    if after and not _LETTERS_ONLY.match(after[0]) and not after[0].startswith(_CUE_TAILS):
        return True
    if before is None:
        return False
    lead = before[0]
    if lead in _SHORT_LEADS or _CARD.is_in([lead], lead):
        return False
    return len(lead) < _LEAST_WORD or not _LETTERS_ONLY.match(lead) or _LABEL.is_in([lead], lead)


def _is_in_url(text: str, floor: int, start: int, end: int) -> bool:
    lead = words_before(text, floor, start, _URL_REACH).replace("\n", " ").rpartition(" ")[2]
    return ("://" in lead or lead.startswith("www.")) and " " not in text[start:end]


def _has_card_key(text: str, floor: int, start: int, end: int) -> bool:
    """A query such as "?cc=4111...": the key says that a card number follows."""
    return text[start - 1 : start] == "=" and is_worded("card", text, floor, start, end)
