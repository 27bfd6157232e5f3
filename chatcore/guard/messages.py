"""`mask_message`: one more message of a sender, masked together with those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatcore.errors import GuardFailed, Refusal
from chatcore.guard.allowing import AllowPattern, without_allowed
from chatcore.guard.asking import NOTHING, Topics
from chatcore.guard.findings import Certainty, Finding
from chatcore.guard.joining import join
from chatcore.guard.masking import Masked, masked_with, replaced


@dataclass(frozen=True, slots=True)
class Message:
    """What a sender says, and what is known around it.

    `earlier`: the sender's last messages as they stand. `asked`: what the other side asked for.
    `allowed`: the site's own number formats. `vouched`: the sender says that what is only likely
    is no such number.
    """

    text: str
    earlier: Sequence[str] = ()
    asked: Topics = NOTHING
    allowed: Sequence[AllowPattern] = ()
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class MaskedMessage:
    """`masked`: as it may be stored. `passed`: likely findings the sender vouched for.

    `earlier`: per earlier message its masked form, where this one made a number in it whole.
    """

    masked: Masked
    passed: tuple[Finding, ...]
    earlier: tuple[Masked | None, ...]


def mask_message(message: Message) -> MaskedMessage:
    """Raises: TextTooLong, GuardFailed; then nothing may be stored. Neither carries text."""
    result = _attempt(message)
    if isinstance(result, MaskedMessage):
        return result
    # Error reports print the local variables of every frame the exception passes.
    del message
    raise result


def _attempt(message: Message) -> MaskedMessage | type[Refusal]:
    try:
        return _masked(message)
    except Refusal as refusal:
        return type(refusal)
    except Exception:  # noqa: BLE001 -- fails closed: the caller raises the coded refusal
        return GuardFailed


def _masked(message: Message) -> MaskedMessage:
    joined = join(message.earlier, message.text, asked=message.asked)
    findings = without_allowed(message.text, joined.findings, message.allowed)
    passed = tuple(each for each in findings if message.vouched and _is_likely(each))
    held = [each for each in findings if each not in passed]
    return MaskedMessage(
        masked=replaced(message.text, held),
        passed=passed,
        earlier=tuple(
            masked_with(text, pieces) if (pieces := _held(found, whole=not held)) else None
            for text, found in zip(message.earlier, joined.earlier, strict=True)
        ),
    )


def _held(pieces: tuple[Finding, ...], *, whole: bool) -> tuple[Finding, ...]:
    """Where the new message stays whole, its likely number was let go, and so are the pieces."""
    return tuple(each for each in pieces if not (whole and _is_likely(each)))


def _is_likely(finding: Finding) -> bool:
    return finding.certainty is Certainty.LIKELY
