"""Who is asking: a visitor by token, an agent by session. Views name the one they accept."""

from __future__ import annotations

from rest_framework.request import Request

from chatcore.conversations import identity
from chatcore.conversations.models import Agent, Visitor

SCHEME = "Bearer "


def visitor(request: Request) -> Visitor:
    """Raises: LoginNeeded."""
    header = request.headers.get("Authorization", "")
    token = header.removeprefix(SCHEME) if header.startswith(SCHEME) else ""
    return identity.visitor_of(token)


def agent(request: Request) -> Agent:
    """Ask in a view with `SessionAuthentication`, which checks CSRF. Raises: LoginNeeded."""
    return identity.agent_of(request.user)
