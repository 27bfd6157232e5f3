"""A supervisor who is signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def sven(client: Client, cast: Cast) -> Client:
    """The florist's supervisor."""
    client.force_login(cast.sven.user)
    return client
