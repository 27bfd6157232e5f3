"""How a committed event reaches the sockets of this process, and the doorbell of the others.

Events go to local sockets at once, encoded once an audience. Other processes get a bell that
says "conversation X is at N" and read the rows themselves. A bell that is dropped costs at most
one sweep.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Coroutine, Iterable
from contextvars import Context
from dataclasses import dataclass
from typing import Any, TypeVar

from channels.db import database_sync_to_async

from chatcore.conversations import inbox, queries
from chatcore.conversations.encoding import event_frame
from chatcore.conversations.feed import Committed
from chatcore.live.doorbell import Doorbell
from chatcore.live.following import Follower, Following
from chatcore.live.principals import agent_of_principal, visitor_principal
from chatcore.protocol import frames
from chatcore.protocol.frames import CloseCode

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 2.0
Key = TypeVar("Key", str, int)

_read_after = database_sync_to_async(queries.events_after)
_read_heads = database_sync_to_async(queries.heads)
_read_sites = database_sync_to_async(queries.sites_of_active)
_read_listed = database_sync_to_async(inbox.listed)


@dataclass(frozen=True)
class News:
    """One committed event, encoded once for each audience."""

    seq: int
    for_everyone: str
    for_staff: str


class Hub:
    """All sockets of this process. Lives on the event loop; `committed` may come from a thread."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._following: defaultdict[str, dict[Follower, Following]] = defaultdict(dict)
        self._watching: defaultdict[int, set[Follower]] = defaultdict(set)
        self._sockets: defaultdict[str, set[Follower]] = defaultdict(set)
        self._doorbell = Doorbell(on_bell=self._rung, on_typing=self._show_typing)
        self._tasks: set[asyncio.Task[Any]] = set()

    # Sockets come and go

    def start(self) -> None:
        """Bind to the running loop and begin to sweep; again and again does no harm."""
        loop = asyncio.get_running_loop()
        if self._loop is loop:
            return
        self._loop = loop
        self._tasks.clear()
        self._spawn(self._sweep_for_ever())
        self._spawn(self._doorbell.listen())

    def join(self, follower: Follower, principal: str, *, at_most: int) -> bool:
        """Count the socket as this person's; false when they have too many already."""
        sockets = self._sockets[principal]
        if len(sockets) >= at_most:
            return False
        sockets.add(follower)
        return True

    async def follow(self, follower: Follower, conversation: str, *, after: int) -> None:
        """Hand the socket everything after `after`, then a mark, then the news."""
        following = Following(follower, conversation, cursor=after)
        self._following[conversation][follower] = following
        await following.pull(_read_after)
        follower.deliver(frames.encode(frames.Live(conv=conversation, head=following.cursor)))

    def follows(self, follower: Follower, conversation: str) -> bool:
        """Whether the socket gets the conversation's news."""
        return follower in self._following.get(conversation, {})

    def watch(self, follower: Follower, site: int) -> None:
        """Tell an agent's socket whenever a conversation of the site changes."""
        self._watching[site].add(follower)

    def leave(self, follower: Follower) -> None:
        """Forget the socket."""
        self._stop_following(follower)
        for group in (*self._watching.values(), *self._sockets.values()):
            group.discard(follower)
        _drop_empty(self._following)
        _drop_empty(self._watching)
        _drop_empty(self._sockets)

    def _stop_following(self, follower: Follower) -> None:
        for conversation in self.heads_of(follower):
            del self._following[conversation][follower]

    def heads_of(self, follower: Follower) -> dict[str, int]:
        """The last number handed to the socket, by conversation."""
        return {
            conversation: followings[follower].cursor
            for conversation, followings in self._following.items()
            if follower in followings
        }

    # News of this process

    def committed(self, committed: Committed) -> None:
        """Spread what this process has just committed. Called on any thread."""
        if self._loop is None or not self._loop.is_running():
            self._doorbell.ring_from_outside(committed.conversation, committed.head)
            return
        news = [_news(committed, number) for number in range(len(committed.events))]
        # An empty context: the committing thread's own says that it is busy, and database work
        # started from there would refuse to wait for it.
        self._loop.call_soon_threadsafe(self._spread, committed, news, context=Context())

    def typing(self, frame: frames.TypingDown, *, by: Follower) -> None:
        """Show typing to the others in the conversation, here and in other processes."""
        self._show_typing(frame, without=by)
        self._spawn(self._doorbell.pass_typing(frame))

    def _spread(self, committed: Committed, news: Iterable[News]) -> None:
        for following in self._followings(committed.conversation):
            if not all(_hand_over(following, item) for item in news):
                self._spawn(following.pull(_read_after))
        if committed.events[0].seq == 1:
            self._show_to_tabs(committed.conversation, committed.visitor)
        if self._watching.get(committed.site):
            self._spawn(self._list_again(committed.conversation))
        self._spawn(self._doorbell.ring(committed.conversation, committed.head))

    def _show_to_tabs(self, conversation: str, visitor: int) -> None:
        """A new conversation belongs in every tab of its visitor, in place of the ended one."""
        principal = visitor_principal(visitor)
        for follower in list(self._sockets.get(principal, ())):
            if not self.follows(follower, conversation):
                self._stop_following(follower)
                self._spawn(self._follow_if_here(follower, principal, conversation))

    async def _follow_if_here(self, follower: Follower, principal: str, conversation: str) -> None:
        # Between the news and this task the socket may have gone.
        if follower in self._sockets.get(principal, ()):
            await self.follow(follower, conversation, after=0)

    async def _list_again(self, conversation: str) -> None:
        self._show_listed(await _read_listed(conversation))

    def _show_listed(self, listed: inbox.Listed) -> None:
        text = frames.encode(frames.Inbox(items=[listed.summary]))
        for watcher in list(self._watching.get(listed.site, ())):
            watcher.deliver(text)

    def _show_typing(self, frame: frames.TypingDown, without: Follower | None = None) -> None:
        text = frames.encode(frame)
        for following in self._followings(frame.conv):
            if following.follower is not without:
                following.follower.deliver(text)

    # News of other processes

    async def _rung(self, conversation: str, head: int) -> None:
        await self._catch_up(conversation, head)
        listed = await _read_listed(conversation)
        self._show_listed(listed)
        # A late note in an ended conversation must not bring it back into the tabs.
        if listed.summary.state != "closed":
            self._show_to_tabs(conversation, listed.visitor)

    async def _catch_up(self, conversation: str, head: int) -> None:
        for following in self._followings(conversation):
            if following.is_behind(head):
                await following.pull(_read_after)

    async def _sweep_for_ever(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self._sweep()
                await self._part_with_revoked()
            except Exception:
                logger.exception("the sweep failed; it will be tried again")

    async def _sweep(self) -> None:
        """Find what a dropped bell hid: one query a process, not a socket."""
        if not self._following:
            return
        for conversation, head in (await _read_heads(list(self._following))).items():
            await self._catch_up(conversation, head)

    async def _part_with_revoked(self) -> None:
        """End the sockets of agents who may no longer sign in, or now answer for other sites."""
        present = {
            agent: sockets
            for principal, sockets in self._sockets.items()
            if (agent := agent_of_principal(principal)) is not None
        }
        if not present:
            return
        sites_of = await _read_sites(list(present))
        for agent, sockets in present.items():
            for socket in list(sockets):
                if agent not in sites_of:
                    socket.end(CloseCode.FORBIDDEN)
                elif sites_of[agent] != self._watched_by(socket):
                    socket.end(CloseCode.RESTART)

    def _watched_by(self, follower: Follower) -> set[int]:
        return {site for site, watchers in self._watching.items() if follower in watchers}

    def _followings(self, conversation: str) -> list[Following]:
        return list(self._following.get(conversation, {}).values())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        # The loop keeps only a weak reference to a task.
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()):
            logger.error("work of the hub failed", exc_info=failure)


def _drop_empty(index: dict[Key, Any]) -> None:
    for key in [key for key, left in index.items() if not left]:
        del index[key]


def _news(committed: Committed, number: int) -> News:
    event, conversation = committed.events[number], committed.conversation
    return News(
        seq=event.seq,
        for_everyone=frames.encode(event_frame(event, conversation, staff=False)),
        for_staff=frames.encode(event_frame(event, conversation, staff=True)),
    )


def _hand_over(following: Following, news: News) -> bool:
    text = news.for_staff if following.follower.staff else news.for_everyone
    return following.accept(news.seq, text)


hub = Hub()
