"""Where the hub joins the feed."""

from __future__ import annotations

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Passes on whatever this process commits, to its own sockets and to other processes."""

    name = "chatcore.live"

    def ready(self) -> None:
        """Listen once, when the models are loaded."""
        from chatcore.conversations import feed
        from chatcore.live.hub import hub

        feed.listen(hub.committed)
