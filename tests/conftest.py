"""The cast, and what a test needs beyond Python."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from chatcore.conversations import queries
from tests import cast as people
from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in a test that is rolled back, or emptied if it is marked `transaction=True`."""
    return people.assemble()


@pytest.fixture(autouse=True)
def _fresh_process() -> None:
    """Forget what a process remembers: how often somebody asked, and the log's name."""
    cache.clear()
    queries.epoch.cache_clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys last: the browser's driver keeps an event loop running that async tests need."""
    items.sort(key=lambda item: "journeys" in item.path.parts)
