"""The channel layer, used as a doorbell: "conversation X is at N", and who is typing.

It carries numbers, and who types, but no words and no truth. A ring that fails is logged and
forgotten: the sweep finds what it would have announced.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import msgspec
from asgiref.sync import async_to_sync
from channels.layers import BaseChannelLayer, InMemoryChannelLayer, get_channel_layer

from chatcore.protocol import frames

logger = logging.getLogger(__name__)

GROUP = "ringback.bells"
RETRY_SECONDS = 1.0


class Doorbell:
    """Rings the other processes and hears their rings; silent where there is only one process."""

    def __init__(
        self,
        *,
        on_bell: Callable[[str, int], Awaitable[None]],
        on_typing: Callable[[frames.TypingDown], None],
    ) -> None:
        self._on_bell = on_bell
        self._on_typing = on_typing
        self._process = uuid4().hex

    async def ring(self, conversation: str, head: int) -> None:
        """Tell the other processes how far the conversation is."""
        await self._send({"type": "bell", "conv": conversation, "head": head})

    def ring_from_outside(self, conversation: str, head: int) -> None:
        """The same from a process that serves no sockets, such as a command."""
        if not _is_alone():
            async_to_sync(self.ring)(conversation, head)

    async def pass_typing(self, frame: frames.TypingDown) -> None:
        """Show the other processes that somebody types."""
        await self._send({"type": "typing", "frame": msgspec.to_builtins(frame)})

    async def listen(self) -> None:
        """Hear the other processes, for ever; come back when the layer does."""
        if _is_alone():
            return
        while True:
            try:
                await self._listen_until_lost()
            except Exception:
                logger.exception("the channel layer is out of reach; the sweep stands in")
                await asyncio.sleep(RETRY_SECONDS)

    async def _listen_until_lost(self) -> None:
        layer = _layer()
        channel = await layer.new_channel()
        await layer.group_add(GROUP, channel)
        while True:
            await self._hear(await layer.receive(channel))

    async def _hear(self, message: dict[str, Any]) -> None:
        if message.get("from") == self._process:
            return
        if message["type"] == "bell":
            await self._answer_bell(message["conv"], message["head"])
        else:
            self._on_typing(msgspec.convert(message["frame"], frames.TypingDown))

    async def _answer_bell(self, conversation: str, head: int) -> None:
        # A database that fails here says nothing of the layer: go on listening.
        try:
            await self._on_bell(conversation, head)
        except Exception:
            logger.exception("a bell could not be answered; the sweep stands in")

    async def _send(self, message: dict[str, Any]) -> None:
        if _is_alone():
            return
        try:
            await _layer().group_send(GROUP, {**message, "from": self._process})
        except Exception:
            logger.exception("a bell could not be rung; the sweep stands in")


def _layer() -> BaseChannelLayer:
    layer = get_channel_layer()
    assert layer is not None
    return layer


def _is_alone() -> bool:
    return isinstance(_layer(), InMemoryChannelLayer)
