"""A process of its own for each test: its hub lives and ends with the test's event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from django.db import connections

from chatcore.conversations import feed
from chatcore.live import consumers
from chatcore.live.hub import Hub
from chatcore.live.hub import hub as process_hub
from tests.live.tabs import Tabs, in_database


@pytest.fixture
async def hub(cast, monkeypatch) -> AsyncIterator[Hub]:
    """The hub of a process that has just started."""
    fresh = Hub()
    monkeypatch.setattr(consumers, "hub", fresh)
    feed.stop_listening(process_hub.committed)
    feed.listen(fresh.committed)
    yield fresh
    feed.stop_listening(fresh.committed)
    feed.listen(process_hub.committed)
    # Sockets use a thread of their own, whose connection would keep the test database from going.
    await in_database(connections.close_all)


@pytest.fixture
async def tabs(hub: Hub) -> AsyncIterator[Tabs]:
    """Browsers that connect to it."""
    opened = Tabs()
    yield opened
    await opened.close()
