"""Depth and key limits, checked on the text before anything is built from it.

A parser that recurses can be exhausted by depth, and a table by keys; one linear pass over the
characters outside strings bounds both (protocol C1: depth 8, 64 keys).
"""

from __future__ import annotations

import re

from chatcore.errors import Malformed
from chatcore.protocol import limits

# A string is skipped as one token, so braces and colons inside it do not count. One that never
# ends is a token too: tried again from each quote inside it, it would cost quadratic time.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{\]}:]', re.DOTALL)
# PostgreSQL refuses NUL in text while SQLite stores it: refuse it at the door, the same on both.
# The escape counts only after an even number of backslashes: a person may write about \\u0000.
_NUL = re.compile(r"\x00|(?<!\\)(?:\\\\)*\\u0000")


def check_shape(raw: str) -> None:
    """Raises: Malformed when nested too deep, with too many keys, or holding a NUL."""
    if _NUL.search(raw):
        raise Malformed
    depth = keys = 0
    for token in _TOKEN.finditer(raw):
        mark = token.group()[0]
        depth += (mark in "[{") - (mark in "]}")
        keys += mark == ":"
        if depth > limits.FRAME_MAX_DEPTH or keys > limits.FRAME_MAX_KEYS:
            raise Malformed
