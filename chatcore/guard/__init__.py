"""Text in, text and findings out: finds sensitive data and masks it. Pure; no Django, no I/O.

    from chatcore import guard
    guard.mask("my card is 4242 4242 4242 4242").text     # SafeText("my card is ••••")

Start reading at `masking.py` (what callers use), then `search.py` (the looks, in turn), `cards.py`
and `labelled.py` (how a number is found) and `joining.py` (across messages). What counts is data:
`rules.json`, and `classes.json` made by `python -m chatcore.guard.export_classes` from Unicode
data; both run here and, through the generated `js/rules.js`, in the browser. Two files of vectors
in `tests/vectors` hold both engines to it. After a change of the data:
`python -m chatcore.guard.export_rules`.
"""

from __future__ import annotations

from chatcore.guard.allowing import MOST_PATTERNS, AllowPattern
from chatcore.guard.asking import Topics, asked_for
from chatcore.guard.findings import Certainty, Finding, Kind
from chatcore.guard.joining import Joined, join
from chatcore.guard.masking import MASK, Masked, mask, masked_with, safe
from chatcore.guard.messages import MaskedMessage, Message, mask_message
from chatcore.guard.safe_text import SafeText
from chatcore.guard.search import MAX_TEXT_CHARACTERS, find

__all__ = [
    "MASK",
    "MAX_TEXT_CHARACTERS",
    "MOST_PATTERNS",
    "AllowPattern",
    "Certainty",
    "Finding",
    "Joined",
    "Kind",
    "Masked",
    "MaskedMessage",
    "Message",
    "SafeText",
    "Topics",
    "asked_for",
    "find",
    "join",
    "mask",
    "mask_message",
    "masked_with",
    "safe",
]
