"""Start the whole product on this machine, ready to try."""

from __future__ import annotations

import socket
import sys
from typing import Any

from daphne.endpoints import build_endpoint_description_strings
from daphne.server import Server
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import import_string

from chatcore.demo import cast, seed

DEFAULT_PORT = 8000
LOOPBACK = "127.0.0.1"
HANDSHAKE_SECONDS = 5
SOCKET_LIFETIME_SECONDS = 12 * 60 * 60


class Command(BaseCommand):
    """`manage.py demo`: migrate, seed a small cast, serve, say where."""

    help = "Migrate, seed a small cast, and serve the product with a demo shop."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--port`."""
        parser.add_argument("--port", type=int, default=DEFAULT_PORT)

    def handle(self, *_: Any, port: int, **__: Any) -> None:
        """Serve until interrupted."""
        if settings.IN_PRODUCTION:
            raise CommandError("The demo has public passwords; it does not run in production.")
        check_port_is_free(port)
        call_command("migrate", verbosity=0)
        seed.plant(port=port)
        self.stdout.write(welcome(port))
        self.stdout.flush()
        serve(port)


def check_port_is_free(port: int) -> None:
    """Raises: CommandError before anything is written."""
    with socket.socket() as probe:
        # A port whose last owner has just gone is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError) as failure:
            raise CommandError(
                f"Port {port} cannot be used. Try another: PORT=9000 make demo"
            ) from failure


def welcome(port: int) -> str:
    """The addresses and the logins."""
    people = ", ".join(f"{username} ({role})" for username, _, role in cast.STAFF)
    return f"""
Ringback is starting. Give it a second, then open:

  Shop      http://127.0.0.1:{port}/demo/shop/     you are the customer
  Console   http://localhost:{port}/console/       you are the agent
  Admin     http://localhost:{port}/admin/         you are the supervisor

  Logins    {people}
  Password  {cast.PASSWORD}

Stop with Ctrl+C. Data: {settings.DATA_DIRECTORY}
"""


def serve(port: int) -> None:
    """Run Daphne in this process, on loopback only."""
    # Importing it sets Django's handlers up, which only the serving command should do.
    application = import_string(settings.ASGI_APPLICATION)
    Server(
        application=application,
        endpoints=build_endpoint_description_strings(host=LOOPBACK, port=port),
        websocket_handshake_timeout=HANDSHAKE_SECONDS,
        websocket_timeout=SOCKET_LIFETIME_SECONDS,
        server_name="ringback",
        signal_handlers=sys.platform != "win32",
    ).run()
