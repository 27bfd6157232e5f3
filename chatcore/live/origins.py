"""Which pages may open a socket: only ours, by exact origin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http.request import validate_host


def is_own_origin(scope: Mapping[str, Any]) -> bool:
    """The Origin header names the very host that was asked, and that host is ours.

    A missing or `null` origin is refused: browsers always send one with a socket.
    """
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    origin = headers.get(b"origin", b"").decode("latin-1")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if not validate_host(name, settings.ALLOWED_HOSTS):
        return False
    schemes = ("https",) if settings.IN_PRODUCTION else ("https", "http")
    return any(origin == f"{scheme}://{host}" for scheme in schemes)
