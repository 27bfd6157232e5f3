"""The table, the leaks, the closing line. Never a digit of a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import IntEnum

from chatcore.canary.cells import Surface, applies
from chatcore.canary.run import Outcome
from chatcore.canary.surfaces import NOT_THERE_YET

LEAKS_SHOWN = 400
COLUMNS = ("tried", "n/a", "refused", "masked", "disguise", "echoed", "leaks")


class Result(IntEnum):
    """The exit status."""

    CLEAN = 0
    LEAK = 1
    # Nothing is proved: a control was not found, or a number could not be sent in.
    VOID = 2


def result(outcome: Outcome) -> Result:
    """A void run proves nothing, so it outweighs even a leak."""
    if outcome.verdict.missing or outcome.not_sent or not outcome.cells:
        return Result.VOID
    return Result.LEAK if outcome.verdict.leaks else Result.CLEAN


def lines(outcome: Outcome) -> Iterator[str]:
    """The whole report."""
    yield from _table(outcome)
    yield ""
    yield "not there yet, so not tried: " + "; ".join(NOT_THERE_YET)
    yield from _faults(outcome)
    yield from _leaks(outcome)
    yield ""
    yield closing_line(outcome)


def closing_line(outcome: Outcome) -> str:
    """Everything in one line."""
    verdict = outcome.verdict
    found = len(verdict.expected) - len(verdict.missing)
    leaking = len({index for index, _ in verdict.leaks})
    return (
        f"canary: {result(outcome).name}: {len(outcome.plan.surfaces)} surfaces, "
        f"{len(outcome.plan.encodings)} encodings, {len(outcome.cells)} cells, "
        f"{leaking} leaking, {len(verdict.disguised)} kept in disguise, "
        f"{len(verdict.echoed)} shown again to their sender, "
        f"controls found {found} of {len(verdict.expected)}"
    )


def _table(outcome: Outcome) -> Iterator[str]:
    width = max(len(surface.name) for surface in outcome.plan.surfaces)
    yield f"{'surface':{width}}  " + " ".join(f"{column:>8}" for column in COLUMNS)
    for surface in outcome.plan.surfaces:
        counts = _counts(outcome, surface)
        mark = "!" if surface.failing else " "
        row = " ".join(f"{counts[column]:>8}" for column in COLUMNS)
        yield f"{surface.name:{width}} {mark}{row}"
    yield "(! on a failing path; masked: taken, and found nowhere)"


def _counts(outcome: Outcome, surface: Surface) -> Counter[str]:
    leaking = {index for index, _ in outcome.verdict.leaks}
    counts: Counter[str] = Counter()
    counts["n/a"] = sum(not applies(surface, encoding) for encoding in outcome.plan.encodings)
    for index, cell in enumerate(outcome.cells):
        if cell.surface is not surface or index in outcome.not_sent:
            continue
        counts["tried"] += 1
        counts["echoed"] += index in outcome.verdict.echoed
        if index in leaking:
            counts["leaks"] += 1
        elif index in outcome.verdict.disguised:
            counts["disguise"] += 1
        elif index in outcome.refused:
            counts["refused"] += 1
        else:
            counts["masked"] += 1
    return counts


def _faults(outcome: Outcome) -> Iterator[str]:
    """What makes the run prove less, or nothing."""
    yield from (f"warning: {warning}" for warning in outcome.warnings)
    for name in outcome.unread:
        yield f"out of reach from here, not searched: {name}"
    for name in sorted(outcome.verdict.missing):
        yield f"VOID: the control in {name} was not found"
    for index, failure in outcome.not_sent.items():
        cell = outcome.cells[index]
        yield f"VOID: not sent: {cell.surface.name} [{cell.encoding}]: {failure}"


def _leaks(outcome: Outcome) -> Iterator[str]:
    leaks = list(outcome.verdict.leaks.values())
    if not leaks:
        return
    yield ""
    for title, counts in (
        ("by encoding", Counter(leak.cell.encoding.value for leak in leaks)),
        ("by store", Counter(leak.store for leak in leaks)),
    ):
        yield f"leaks {title}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common())
    for leak in leaks[:LEAKS_SHOWN]:
        yield f"LEAK: {leak}"
    if len(leaks) > LEAKS_SHOWN:
        yield f"and {len(leaks) - LEAKS_SHOWN} more"
