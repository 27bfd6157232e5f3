"""Signing in, with a limit on tries: for the console and the admin alike.

A card number typed as a name never reaches the database, not even to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from chatcore.conversations import administration
from chatcore.errors import Refusal

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TRIES_MAX = 10
LOCKED_SECONDS = 10 * 60


class LimitedBackend(ModelBackend):
    """Ten wrong passwords for a name, and the name rests for ten minutes.

    Counted by name and not by address: a guesser has many addresses. The answer is the same as for
    a wrong password, whether the name exists or not.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The user, or None. Raises: PermissionDenied, which Django takes as a plain no."""
        if _is_sensitive(username or ""):
            return None
        counter = _counter(username or "")
        if cache.get(counter, 0) >= TRIES_MAX:
            raise PermissionDenied
        user = super().authenticate(request, username, password, **kwargs)
        if user is None:
            _count(counter)
        else:
            cache.delete(counter)
        return user


def _is_sensitive(username: str) -> bool:
    try:
        administration.checked(username)
    except Refusal:
        return True
    return False


def _counter(username: str) -> str:
    # What is typed into a name field can be anything, so the cache gets only a keyed hash of it.
    return "sign-in-" + salted_hmac("ringback.sign-in", username, algorithm="sha256").hexdigest()


def _count(counter: str) -> None:
    if not cache.add(counter, 1, LOCKED_SECONDS):
        cache.incr(counter)
