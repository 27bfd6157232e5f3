"""Whether a number can be what the words beside it say: its length, grouping and check digits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chatcore.guard.checks import CHECKS, is_routing, is_ssn
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.folding import words_of
from chatcore.guard.lexicon import lexicon
from chatcore.guard.rules import RULES, Identity

_MINE, _POSTAL = lexicon("mine"), lexicon("postal")
_BANK, _CUSTOMER = lexicon("bank"), lexicon("customer")
_BANK_BESIDE_ROUTING = lexicon("account", "bank_account")
_IDENTITIES = {f"id_{each.name}": each for each in RULES.identities}
_CVV_DIGITS = range(3, 5)
_PIN_DIGITS = range(4, 9)
_USUAL_PIN_DIGITS = 4
_OTP_DIGITS = range(4, 9)
# "Security code" also names what a text message brings.
_OTP_NOT_CVV_DIGITS = range(6, 9)
_OTP_GROUPS = ({2}, {3}, {4})
_ROUTING_DIGITS = 9
_SORT_CODE_DIGITS = 6
_BANK_CODE_DIGITS = (6, 8)
_CLEARING_DIGITS = 5
_ACCOUNT_DIGITS = range(6, 27)
_SSN_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Value:
    """A number in its groups, where it stands, and the words on both sides."""

    text: str
    start: int
    end: int
    groups: tuple[str, ...]
    before: str
    after: str

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def is_plain(self) -> bool:
        """In one run, or digit by digit."""
        return len(self.groups) == 1 or len(self.groups) == len(self.digits)

    def finding(self, kind: Kind, rule: str, *, sure: bool) -> Finding:
        return Finding(
            self.start, self.end, kind, rule, Certainty.SURE if sure else Certainty.LIKELY
        )


def judge(topic: str, value: Value) -> Finding | None:
    """The finding, if the number can be of that topic."""
    if identity := _IDENTITIES.get(topic):
        return _identity(identity, value)
    return _JUDGES[topic](value)


def _cvv(value: Value) -> Finding | None:
    count = len(value.digits)
    if count in _CVV_DIGITS and value.is_plain:
        return value.finding(Kind.CVV, "cvv", sure=True)
    return _otp(value) if count in _OTP_NOT_CVV_DIGITS else None


def _pin(value: Value) -> Finding | None:
    count = len(value.digits)
    if count not in _PIN_DIGITS or not value.is_plain:
        return None
    if count > _USUAL_PIN_DIGITS and _is_postal(value):
        return None
    return value.finding(Kind.PIN, "pin", sure=count == _USUAL_PIN_DIGITS)


def _is_postal(value: Value) -> bool:
    """In India a PIN code is where a parcel goes."""
    words = words_of(value.before)
    return (
        _POSTAL.is_in(words, value.before)
        or words[-1:] == ["code"]
        or not (_MINE.is_in(words, value.before) or "=" in value.before)
        or _POSTAL.is_in(words_of(value.after), value.after)
    )


def _otp(value: Value) -> Finding | None:
    is_even = {len(group) for group in value.groups} in _OTP_GROUPS
    if len(value.digits) not in _OTP_DIGITS or not (value.is_plain or is_even):
        return None
    return value.finding(Kind.OTP, "otp", sure=True)


def _routing(value: Value) -> Finding | None:
    count = len(value.digits)
    if count == _ROUTING_DIGITS:
        is_checked = is_routing(value.digits)
        if not is_checked and not _BANK_BESIDE_ROUTING.is_in(words_of(value.text), value.text):
            return None
        return value.finding(Kind.ROUTING, "routing", sure=is_checked)
    is_clearing = count == _CLEARING_DIGITS and "clearing" in value.before
    if count in _BANK_CODE_DIGITS or is_clearing:
        return value.finding(Kind.ROUTING, "sort_code", sure=count == _SORT_CODE_DIGITS)
    return None


def _account(value: Value) -> Finding | None:
    """Any shop has accounts; only beside a bank's words it is a bank's."""
    return _bank_account(value) if _BANK.is_in(words_of(value.text), value.text) else None


def _bank_account(value: Value) -> Finding | None:
    is_shops = _CUSTOMER.is_in(words_of(value.before), value.before)
    if len(value.digits) not in _ACCOUNT_DIGITS or is_shops:
        return None
    return value.finding(Kind.BANK_ACCOUNT, "bank_account", sure=True)


def _ssn(value: Value) -> Finding | None:
    if len(value.digits) != _SSN_DIGITS:
        return None
    return value.finding(Kind.SSN, "ssn", sure=is_ssn(value.digits))


def _identity(identity: Identity, value: Value) -> Finding | None:
    if len(value.digits) not in identity.lengths:
        return None
    check = CHECKS.get(identity.check)
    sure = check is not None and check(value.digits)
    return value.finding(Kind(identity.kind), identity.name, sure=sure)


_JUDGES: dict[str, Callable[[Value], Finding | None]] = {
    "cvv": _cvv,
    "pin": _pin,
    "otp": _otp,
    "routing": _routing,
    "account": _account,
    "bank_account": _bank_account,
    "ssn": _ssn,
}
