"""Text in, text and findings out: finds sensitive data and masks it. Pure; no Django, no I/O.

    from chatcore import guard
    guard.mask("my card is 4242 4242 4242 4242").text     # SafeText("my card is ••••")

Start reading at `masking.py` (what callers use), then `search.py` and `cards.py` (how a number is
found). What counts is data: `rules.json`, run by this package and, through the generated
`js/rules.js`, by `js/guard.js` in the browser; `tests/vectors/guard.json` holds both to it. After a
change of the data: `python -m chatcore.guard.export_rules`.
"""

from __future__ import annotations

from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.masking import MASK, Masked, mask, safe
from chatcore.guard.safe_text import SafeText
from chatcore.guard.search import MAX_TEXT_CHARACTERS, find

__all__ = [
    "MASK",
    "MAX_TEXT_CHARACTERS",
    "Certainty",
    "Finding",
    "Kind",
    "Masked",
    "SafeText",
    "find",
    "mask",
    "safe",
]
