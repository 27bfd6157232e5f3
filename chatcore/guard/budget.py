"""How much work one text may cost. What is over it is not read on but masked: see `search`."""

from __future__ import annotations

from chatcore.guard.rules import RULES


class Exhausted(Exception):
    """The text asks for more work than any honest one. Carries nothing."""


class Budget:
    """Steps of roughly five microseconds; one budget serves all passes over a text."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = RULES.limits["steps_most"]

    def spend(self, steps: int = 1) -> None:
        """Raises Exhausted."""
        self._left -= steps
        if self._left < 0:
            raise Exhausted
