"""The callback's steps: the whole table, and everything outside it."""

from __future__ import annotations

from itertools import product

import pytest

from chatcore.conversations.kinds import CallbackEnding, CallbackState
from chatcore.errors import IllegalStep
from chatcore.handoff import machine
from chatcore.handoff.machine import (
    CONFIRMED,
    DIALING,
    ENDED,
    ENDINGS,
    OFFERED,
    STEPS,
    TALKING,
    Step,
)

LEGAL = {
    (OFFERED, Step.CONFIRM): CONFIRMED,
    (CONFIRMED, Step.DIAL): DIALING,
    (DIALING, Step.ANSWER): TALKING,
    (OFFERED, Step.END): ENDED,
    (CONFIRMED, Step.END): ENDED,
    (DIALING, Step.END): ENDED,
    (TALKING, Step.END): ENDED,
}
D, A, E = Step.DIAL, Step.ANSWER, Step.END
TALKED, NO_ANSWER, BUSY, WRONG_NUMBER, CANCELED, DECLINED = CallbackEnding

# Which report is possible from where, and what it implies.
PATHS: dict[tuple[CallbackState, CallbackEnding], tuple[Step, ...]] = {
    (OFFERED, DECLINED): (E,),
    (CONFIRMED, CANCELED): (E,),
    (CONFIRMED, NO_ANSWER): (D, E),
    (CONFIRMED, BUSY): (D, E),
    (CONFIRMED, WRONG_NUMBER): (D, E),
    (CONFIRMED, TALKED): (D, A, E),
    (DIALING, NO_ANSWER): (E,),
    (DIALING, BUSY): (E,),
    (DIALING, WRONG_NUMBER): (E,),
    (DIALING, TALKED): (A, E),
    (TALKING, TALKED): (E,),
    (TALKING, WRONG_NUMBER): (E,),
}


def test_the_table_is_exactly_this():
    assert STEPS == LEGAL


@pytest.mark.parametrize(("state", "step"), [*product(CallbackState, Step)])
def test_every_step_from_every_state_is_in_the_table_or_refused(state, step):
    if (state, step) in LEGAL:
        assert machine.after(state, step) == LEGAL[state, step]
    else:
        with pytest.raises(IllegalStep):
            machine.after(state, step)


def test_nothing_leads_out_of_the_end():
    assert not [state for state, _ in STEPS if state == ENDED]
    assert ENDINGS[ENDED] == frozenset()


@pytest.mark.parametrize(("state", "ending"), [*product(CallbackState, CallbackEnding)])
def test_every_ending_from_every_state_has_its_path_or_is_refused(state, ending):
    if (state, ending) not in PATHS:
        with pytest.raises(IllegalStep):
            machine.path_to(state, ending)
        return
    path = machine.path_to(state, ending)
    assert path == PATHS[state, ending]
    *before, last = path
    for step in before:
        state = machine.after(state, step)
    assert ending in ENDINGS[state]
    assert machine.after(state, last) == ENDED
