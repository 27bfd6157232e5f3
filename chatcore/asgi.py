"""HTTP and the two sockets, joined."""

from __future__ import annotations

import os

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import path

from chatcore import logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatcore.settings")
http = get_asgi_application()
logs.catch_the_uncaught()

# Consumers touch models, which exist only once Django is set up above.
from chatcore.live.consumers import AgentConsumer, VisitorConsumer  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": http,
        "websocket": URLRouter(
            [
                # Channels types its routes more narrowly than Django's own `path` answers.
                path("ws/visitor", VisitorConsumer.as_asgi()),  # type: ignore[list-item,arg-type]
                path("ws/agent", AgentConsumer.as_asgi()),  # type: ignore[list-item,arg-type]
            ]
        ),
    }
)
