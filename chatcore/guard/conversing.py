"""A run of messages, each joined with those before it, as a conversation's log comes to hold them."""

from __future__ import annotations

from collections.abc import Sequence

from chatcore.guard.asking import NOTHING, asked_for
from chatcore.guard.findings import Finding
from chatcore.guard.joining import join

_QUESTION_STAYS_MESSAGES = 2


def find_in_messages(messages: Sequence[str]) -> list[list[Finding]]:
    """Per message what is masked in it after the last; who wrote which is not known here."""
    found: list[list[Finding]] = [[] for _ in messages]
    for index, text in enumerate(messages):
        asked = NOTHING
        for question in messages[max(0, index - _QUESTION_STAYS_MESSAGES) : index]:
            asked |= asked_for(question)
        joined = join(messages[:index], text, asked=asked)
        found[index] += joined.findings
        for before, fresh in zip(found, joined.earlier, strict=False):
            before += _apart(before, fresh)
    return [sorted(each) for each in found]


def _apart(known: Sequence[Finding], fresh: Sequence[Finding]) -> list[Finding]:
    return [
        each
        for each in fresh
        if all(each.end <= other.start or each.start >= other.end for other in known)
    ]
