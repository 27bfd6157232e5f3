"""Signing in: a card number typed as a user's name never reaches the database, not even to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from chatcore.conversations import administration
from chatcore.errors import Refusal

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class CheckedBackend(ModelBackend):
    """As Django's, for names that the guard lets pass."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> User | None:
        """The user; None as for any unknown name."""
        try:
            administration.checked(username or "")
        except Refusal:
            return None
        return super().authenticate(request, username, password, **more)
