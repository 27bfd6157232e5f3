"""What sockets received during the run. Their controls are words in the log, as in `shown.py`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from chatcore.canary.callers import Caller
from chatcore.canary.numbers import Number
from chatcore.canary.stage import Stage
from chatcore.canary.stores.kept import Kept, Nature
from chatcore.canary.stores.shown import put_into_log


class AgentFrames:
    """Everything an agent's socket received during the run."""

    name: ClassVar[str] = "frames to an agent"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def plant(self, number: Number) -> None:
        """Words in the log, which Ann then asks for."""
        put_into_log(self._stage.database, self._stage.noah, number)
        self._stage.follow(self._stage.noah.conversation)
        self._stage.ann.wait_for(lambda f: f["t"] == "live")

    def read(self) -> Iterable[Kept]:
        """One stream a socket."""
        yield from _streams(self._stage.agents)


class OtherVisitorFrames:
    """Everything a customer's socket received who wrote none of it."""

    name: ClassVar[str] = "frames to another visitor"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def plant(self, number: Number) -> None:
        """Words in the log, which a new socket then replays."""
        put_into_log(self._stage.database, self._stage.noah, number)
        caller = self._stage.noah.open_socket()
        caller.wait_for(lambda f: f["t"] == "live")

    def read(self) -> Iterable[Kept]:
        """One stream a socket."""
        yield from _streams(self._stage.noah.sockets)


class SenderFrames:
    """Everything the senders' own sockets received: answers, echoes, replays."""

    name: ClassVar[str] = "frames to the senders"
    nature: ClassVar[Nature] = Nature.HISTORY
    at_rest: ClassVar[bool] = True

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def plant(self, number: Number) -> None:
        """Words in the log, which a new socket then replays."""
        customer = self._stage.customers[0]
        put_into_log(self._stage.database, customer, number)
        caller = customer.open_socket()
        caller.wait_for(lambda f: f["t"] == "live")

    def read(self) -> Iterable[Kept]:
        """One stream a socket."""
        yield from _streams(
            [*self._stage.strangers, *(s for c in self._stage.customers for s in c.sockets)]
        )


def _streams(callers: Iterable[Caller]) -> Iterable[Kept]:
    for number, caller in enumerate(callers):
        yield Kept(f"socket {number}", "\n".join(caller.received).encode())
