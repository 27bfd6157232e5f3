"""A promised call."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore.conversations.models import Conversation
from chatcore.handoff import services
from tests.cast import PHONE, Cast, answered


@pytest.fixture
def promised(cast: Cast) -> Conversation:
    """Ann's conversation with Mia, who has asked to be called."""
    conversation = answered(cast.mia, cast.ann)
    services.request(cast.mia, phone=PHONE, client_id=uuid4())
    return conversation
