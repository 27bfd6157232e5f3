"""Addresses of the shop's pages: guarded part by part, because a URL excuses nothing there.

In a message the guard lets long numbers in a URL pass: mostly they are orders. What a browser
says of its page nobody chose to write, and nothing is lost when an order's number is hidden, so
each part is looked at by itself, and with its escapes undone.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

from chatcore import guard
from chatcore.guard import SafeText

_PARTS = re.compile(r"[^/?&=#;]+")


def safe(address: str) -> SafeText:
    """The address with its sensitive parts masked. Raises: TextTooLong, GuardFailed."""
    return guard.safe(_PARTS.sub(_masked, address))


def _masked(part: re.Match[str]) -> str:
    written = part.group()
    plain = unquote_plus(written)
    found = guard.find(plain)
    return str(guard.safe(plain)) if found else written
