"""Phone numbers: parsed, validated, and shortened for everyone but the assigned agent."""

from __future__ import annotations

import phonenumbers

from chatcore import guard
from chatcore.conversations.models import Site
from chatcore.errors import InvalidPhoneNumber, SensitiveInput
from chatcore.guard import SafeText

HINT_DIGITS = 2
# A stranger could make the shop ring them at the shop's cost.
COSTLY_TYPES = frozenset(
    {
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.PAGER,
        phonenumbers.PhoneNumberType.UAN,
    }
)


def parse(written: str, *, region: str | None = None) -> str:
    """The number as E.164; one without a country code is read as of this region.

    Premium and shared-cost numbers are refused, and extensions, which a dialed link would drop.

    Raises: SensitiveInput for a card number; InvalidPhoneNumber.
    """
    # Other kinds look too much like phone numbers to be refused as anything else.
    if any(finding.kind is guard.Kind.CARD for finding in guard.find(written)):
        raise SensitiveInput
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        # The library's exception repeats what was written.
        raise InvalidPhoneNumber from None
    callable_as_written = (
        phonenumbers.is_valid_number(number)
        and number.extension is None
        and phonenumbers.number_type(number) not in COSTLY_TYPES
    )
    if not callable_as_written:
        raise InvalidPhoneNumber
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def hint(number: str) -> SafeText:
    """Country and last two digits: enough for its owner to recognise it."""
    if not number:
        return guard.safe("")
    country = phonenumbers.parse(number).country_code
    return guard.safe(f"+{country} … {number[-HINT_DIGITS:]}")


def readable(number: str) -> str:
    """The number as people of its country write it, with the country code."""
    return phonenumbers.format_number(
        phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )


def region_of(site: Site) -> str | None:
    """The shop's own country, from the number it shows."""
    return phonenumbers.region_code_for_number(phonenumbers.parse(site.phone_number))
