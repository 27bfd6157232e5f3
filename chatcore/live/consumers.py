"""A socket's life: hello, auth, then frames in and frames out.

What differs between a customer and an agent is in `visitor_role.py` and `agent_role.py`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import OperationalError

from chatcore.conversations import queries
from chatcore.conversations.encoding import event_frame
from chatcore.conversations.models import Event
from chatcore.errors import Busy, Failed, LoginNeeded, Malformed, Refusal, TooOften
from chatcore.live import answers
from chatcore.live.agent_role import AgentRole
from chatcore.live.hub import hub
from chatcore.live.origins import is_own_origin
from chatcore.live.outgoing import Outgoing
from chatcore.live.rate import TokenBucket
from chatcore.live.roles import Role, conversation_named, follow_from
from chatcore.live.visitor_role import VisitorRole
from chatcore.protocol import frames, limits
from chatcore.protocol.frames import CloseCode

logger = logging.getLogger(__name__)


class LiveConsumer(AsyncWebsocketConsumer):
    """One browser's socket."""

    role_class: ClassVar[type[Role]]
    frames_per_second: ClassVar[int]
    frames_burst: ClassVar[int]

    _role: Role | None = None

    # Lifecycle

    async def connect(self) -> None:
        """A foreign page is refused before the handshake ends; everyone else gets a hello."""
        if not is_own_origin(self.scope):
            await self.close()
            return
        await self.accept()
        hub.start()
        self._strikes = self._over_rate = 0
        self._bucket = TokenBucket(per_second=self.frames_per_second, burst=self.frames_burst)
        self._outgoing = Outgoing(self.send, self.close, heads=lambda: hub.heads_of(self))
        self._outgoing.start()
        self._deadline = asyncio.get_running_loop().call_later(
            limits.AUTHENTICATE_WITHIN_SECONDS, self._outgoing.end, CloseCode.NO_AUTHENTICATION
        )
        epoch = await database_sync_to_async(queries.epoch)()
        self.deliver(frames.encode(answers.hello(epoch)))

    async def disconnect(self, code: int) -> None:
        """Forget the socket."""
        if hasattr(self, "_outgoing"):
            self._deadline.cancel()
            hub.leave(self)
            self._outgoing.stop()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Rate, size, parse, then the frame's own handler; a refusal is a coded answer."""
        self._outgoing.heard()
        try:
            if not self._bucket.take():
                raise TooOften
            if text_data is None:
                raise Malformed
            frame = frames.parse(text_data)
            await self._handlers[type(frame)](self, frame)
        except TooOften as refusal:
            self._count_over_rate(refusal)
        except Refusal as refusal:
            self._strike(refusal)

    # What the hub asks of a socket

    @property
    def staff(self) -> bool:
        """Whether the reader may see staff rows."""
        return self._role is not None and self._role.staff

    def end(self, code: CloseCode) -> None:
        """Send what is queued, then close."""
        self._outgoing.end(code)

    def deliver(self, frame: str) -> None:
        """Queue one encoded frame."""
        self._outgoing.put(frame)

    def deliver_event(self, event: Event, conversation: str) -> None:
        """Queue one event as this reader may see it."""
        self.deliver(frames.encode(event_frame(event, conversation, staff=self.staff)))

    # Frames

    async def _authenticate(self, frame: frames.Auth) -> None:
        if self._role is not None:
            raise Malformed
        if frame.v != limits.PROTOCOL_VERSION:
            self._outgoing.end(CloseCode.PROTOCOL_TOO_OLD)
            return
        role = await self._redeem(frame.ticket)
        if role is None:
            return
        self._deadline.cancel()
        sites = await database_sync_to_async(role.sites_watched)()
        if not hub.join(self, role.principal, at_most=role.sockets_max):
            self._outgoing.end(CloseCode.TOO_MANY)
            return
        for site in sites:
            hub.watch(self, site)
        self._role = role
        await self._begin(role, {wanted.conv: wanted.seen for wanted in frame.want})

    async def _redeem(self, ticket: str) -> Role | None:
        try:
            return await database_sync_to_async(self.role_class.redeem)(ticket)
        except LoginNeeded as refusal:
            self.deliver(frames.encode(answers.error(refusal)))
            self._outgoing.end(CloseCode.LOGIN_NEEDED)
            return None

    async def _begin(self, role: Role, wanted: dict[str, int]) -> None:
        followed = await database_sync_to_async(role.followed)(wanted)
        self.deliver(frames.encode(frames.Ready(you=role.me(), convs=followed)))
        for lists in await database_sync_to_async(role.welcome)():
            self.deliver(frames.encode(lists))
        for item in followed:
            await hub.follow(self, item.conv, after=item.after)

    async def _record(self, frame: frames.Send) -> None:
        self.deliver(frames.encode(await self._recorded(self._known(), frame)))

    async def _recorded(
        self, role: Role, frame: frames.Send
    ) -> frames.Acknowledged | frames.Refused:
        try:
            return await database_sync_to_async(role.record)(frame)
        except Refusal as refusal:
            return answers.refused(frame.cid, refusal)
        except OperationalError:
            logger.exception("the database did not take a send")
            return answers.refused(frame.cid, Busy())
        except Exception:
            logger.exception("a send failed")
            return answers.refused(frame.cid, Failed())

    async def _fill_gap(self, frame: frames.Gap) -> None:
        role = self._known()
        conversation = await database_sync_to_async(role.find)(UUID(frame.conv))
        item = follow_from(conversation, frame.after)
        await hub.follow(self, item.conv, after=item.after)

    async def _show_typing(self, frame: frames.TypingUp) -> None:
        role = self._known()
        named = conversation_named(frame)
        for conversation in [str(named)] if named else list(hub.heads_of(self)):
            if hub.follows(self, conversation):
                shown = frames.TypingDown(conv=conversation, on=frame.on, by=role.me())
                hub.typing(shown, by=self)

    async def _note_seen(self, _: frames.Seen) -> None:
        self._known()

    async def _note_alive(self, _: frames.HeartbeatAnswer) -> None:
        """Being heard is all; `receive` has noted it."""

    _handlers: ClassVar[dict[type[frames.UpFrame], Callable[[Any, Any], Awaitable[None]]]] = {
        frames.Auth: _authenticate,
        frames.Send: _record,
        frames.Gap: _fill_gap,
        frames.TypingUp: _show_typing,
        frames.Seen: _note_seen,
        frames.HeartbeatAnswer: _note_alive,
    }

    # Internal

    def _known(self) -> Role:
        if self._role is None:
            raise LoginNeeded
        return self._role

    def _strike(self, refusal: Refusal) -> None:
        self._strikes += 1
        self.deliver(frames.encode(answers.error(refusal)))
        if self._strikes >= limits.STRIKES_UNTIL_CLOSE:
            self._outgoing.end(CloseCode.BAD_FRAMES)

    def _count_over_rate(self, refusal: TooOften) -> None:
        self._over_rate += 1
        self.deliver(frames.encode(answers.error(refusal)))
        if self._over_rate >= limits.FRAMES_OVER_RATE_UNTIL_CLOSE:
            self._outgoing.end(CloseCode.TOO_MANY)


class VisitorConsumer(LiveConsumer):
    """A customer's socket."""

    role_class = VisitorRole
    frames_per_second = limits.VISITOR_FRAMES_PER_SECOND
    frames_burst = limits.VISITOR_FRAMES_BURST


class AgentConsumer(LiveConsumer):
    """An agent's socket."""

    role_class = AgentRole
    frames_per_second = limits.AGENT_FRAMES_PER_SECOND
    frames_burst = limits.AGENT_FRAMES_BURST
