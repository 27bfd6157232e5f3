"""The cast, and what a test needs beyond Python."""

from __future__ import annotations

import pytest

from tests import cast as people
from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in a test that is rolled back."""
    return people.assemble()
