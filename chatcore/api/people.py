"""Who is asking: a visitor by token, an agent by session. Views name the one they accept."""

from __future__ import annotations

from rest_framework.authentication import SessionAuthentication
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
    """Raises: LoginNeeded; PermissionDenied without a valid CSRF token on a write."""
    signed_in = SessionAuthentication().authenticate(request)
    return identity.agent_of(signed_in[0] if signed_in else None)
