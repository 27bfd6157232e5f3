"""Rules of other products, written anew from their public documentation, to measure beside ours."""

from __future__ import annotations

import re

_ZENDESK_RUN = re.compile(r"(?<![\d+])\d(?:[ -]?\d){11,18}(?!\d)")
_ZENDESK_BRANDS = ("4", "51", "52", "53", "54", "55", "2", "34", "37", "6", "30", "36", "38", "35")
_LIVECHAT_RUN = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,15}(?!\d)")


def zendesk_style(text: str) -> str:
    """12 to 19 digits, a brand's prefix and Luhn; the first six and last four stay."""
    return _ZENDESK_RUN.sub(_zendesk_mask, text)


def livechat_style(text: str) -> str:
    """13 to 16 digits and Luhn, all hidden."""
    return _LIVECHAT_RUN.sub(lambda run: "*" * 16 if _luhn(run.group()) else run.group(), text)


def _zendesk_mask(run: re.Match[str]) -> str:
    written = run.group()
    digits = re.sub(r"\D", "", written)
    if not digits.startswith(_ZENDESK_BRANDS) or not _luhn(digits):
        return written
    return digits[:6] + "*" * (len(digits) - 10) + digits[-4:]


def _luhn(written: str) -> bool:
    values = [int(digit) for digit in reversed(written) if digit.isdigit()]
    doubled = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
    return (sum(values[0::2]) + sum(doubled[value] for value in values[1::2])) % 10 == 0
