"""A channel layer that several hubs of one test share, as processes share Redis."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any

from channels.layers import BaseChannelLayer


class SharedLayer(BaseChannelLayer):
    """Keeps what was sent; `deaf` drops everything, `broken` fails."""

    def __init__(self) -> None:
        super().__init__()
        self.queues: defaultdict[str, asyncio.Queue[dict[str, Any]]] = defaultdict(asyncio.Queue)
        self.groups: defaultdict[str, set[str]] = defaultdict(set)
        self.sent: list[dict[str, Any]] = []
        self.deaf = self.broken = False

    async def new_channel(self, prefix: str = "bells") -> str:
        return f"{prefix}.{len(self.queues)}"

    async def group_add(self, group: str, channel: str) -> None:
        if self.broken:
            raise ConnectionError
        self.groups[group].add(channel)
        self.queues[channel] = asyncio.Queue()

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        if self.broken:
            raise ConnectionError
        self.sent.append(message)
        for channel in () if self.deaf else self.groups[group]:
            self.queues[channel].put_nowait(message)

    async def receive(self, channel: str) -> dict[str, Any]:
        return await self.queues[channel].get()
