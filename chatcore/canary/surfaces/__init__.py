"""Where numbers are sent in: one table, in files by door. Nothing here looks for them."""

from __future__ import annotations

from itertools import cycle, islice

from chatcore.canary.cells import Surface
from chatcore.canary.surfaces import (
    administration,
    agent,
    breakdowns,
    frames,
    pages,
    rest,
    shop,
    visitor,
)

SURFACES: tuple[Surface, ...] = (
    *visitor.SURFACES,
    *agent.SURFACES,
    *frames.SURFACES,
    *rest.SURFACES,
    *pages.SURFACES,
    *administration.SURFACES,
    *shop.SURFACES,
    *breakdowns.SURFACES,
)

# Named in the table so that nobody takes them for proved. When one is built it moves above.
NOT_THERE_YET: tuple[str, ...] = (
    "form for when nobody is there",
    "name, e-mail and subject before a chat",
    "custom attributes and identity claims",
    "edit and reply quote",
    "close reason, tag and transfer note",
    "canned reply",
    "rating comment",
    "saved view and console search",
    "file name, text in a file and image metadata",
    "import file",
    "bot variable",
    "inbound mail, messenger and webhook",
    "mail and webhooks sent out",
    "callback notes",
    "page in a browser: typing, paste, drop and its profile",
    "slow query",
)


def some(count: int) -> tuple[Surface, ...]:
    """That many surfaces: as many of each door as go round, spread evenly within the door."""
    if count >= len(SURFACES):
        return SURFACES
    doors: dict[str, list[Surface]] = {}
    for surface in SURFACES:
        doors.setdefault(surface.name.partition(":")[0], []).append(surface)
    shares = dict.fromkeys(doors, 0)
    for door in islice(cycle(doors), count * len(doors)):
        if sum(shares.values()) >= count:
            break
        shares[door] += shares[door] < len(doors[door])
    return tuple(
        surfaces[place * len(surfaces) // shares[door]]
        for door, surfaces in doors.items()
        for place in range(shares[door])
    )
