"""Where the checks of the database join Django's."""

from __future__ import annotations

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The log of conversations."""

    name = "chatcore.conversations"

    def ready(self) -> None:
        """Register once; importing is registering."""
        from chatcore.conversations import checks  # noqa: F401
