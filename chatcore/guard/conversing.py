"""A run of messages, each joined with those before it, as a conversation comes to hold them."""

from __future__ import annotations

from collections.abc import Sequence

from chatcore.guard.asking import NOTHING, asked_for
from chatcore.guard.findings import Finding, merged
from chatcore.guard.joining import join

_QUESTION_STAYS_MESSAGES = 2


def find_in_messages(messages: Sequence[str]) -> list[tuple[Finding, ...]]:
    """Per message what is masked in it after the last; who wrote which is not known here."""
    found: list[tuple[Finding, ...]] = [()] * len(messages)
    for index, text in enumerate(messages):
        asked = NOTHING
        for question in messages[max(0, index - _QUESTION_STAYS_MESSAGES) : index]:
            asked |= asked_for(question)
        joined = join(messages[:index], text, asked=asked)
        found[index] = joined.findings
        for at, fresh in enumerate(joined.earlier):
            found[at] = merged(found[at], fresh)
    return found
