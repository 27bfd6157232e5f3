"""The callback's states and steps, as one table. Pure.

    offered --confirm--> confirmed --dial--> dialing --answer--> talking --end--> ended

A step that the table does not hold is refused by name.
"""

from __future__ import annotations

from enum import StrEnum

from chatcore.conversations.kinds import CallbackEnding, CallbackState
from chatcore.errors import IllegalStep

OFFERED, CONFIRMED, DIALING, TALKING, ENDED = CallbackState


class Step(StrEnum):
    """What can happen to a callback."""

    CONFIRM = "confirm"
    DIAL = "dial"
    ANSWER = "answer"
    END = "end"


STEPS: dict[tuple[CallbackState, Step], CallbackState] = {
    (OFFERED, Step.CONFIRM): CONFIRMED,
    (OFFERED, Step.END): ENDED,
    (CONFIRMED, Step.DIAL): DIALING,
    (CONFIRMED, Step.END): ENDED,
    (DIALING, Step.ANSWER): TALKING,
    (DIALING, Step.END): ENDED,
    (TALKING, Step.END): ENDED,
}

# How a callback may end depends on how far it came: nobody talked before somebody picked up.
ENDINGS: dict[CallbackState, frozenset[CallbackEnding]] = {
    OFFERED: frozenset({CallbackEnding.DECLINED}),
    CONFIRMED: frozenset({CallbackEnding.CANCELED}),
    DIALING: frozenset(
        {CallbackEnding.NO_ANSWER, CallbackEnding.BUSY, CallbackEnding.WRONG_NUMBER}
    ),
    TALKING: frozenset({CallbackEnding.TALKED, CallbackEnding.WRONG_NUMBER}),
    ENDED: frozenset(),
}


def after(state: CallbackState, step: Step) -> CallbackState:
    """The next state. Raises: IllegalStep."""
    try:
        return STEPS[state, step]
    except KeyError:
        raise IllegalStep from None


def path_to(state: CallbackState, ending: CallbackEnding) -> tuple[Step, ...]:
    """The steps an agent's report implies: who talked has dialed and was answered.

    Raises: IllegalStep when no path leads there.
    """
    steps: list[Step] = []
    while ending not in ENDINGS[state]:
        forward = _FORWARD.get(state)
        if forward is None:
            raise IllegalStep
        steps.append(forward)
        state = after(state, forward)
    return (*steps, Step.END)


_FORWARD = {CONFIRMED: Step.DIAL, DIALING: Step.ANSWER}
