"""Addresses that hold a card number are refused before anything reads them.

A path's key and a search's words go into SQL as they are, and a database that rejects a statement
writes it into its log. No page of ours has a use for such an address.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from chatcore import guard
from chatcore.errors import GuardFailed, Refusal, SensitiveInput, TextTooLong
from chatcore.guard import Kind

# Read by nobody: the loader is the same for every query, and shops must never lose the chat.
UNREAD_PATHS = frozenset({"/widget.js"})
_OWN_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SensitiveAddresses:
    """Middleware for both kinds of views."""

    async_capable = True
    sync_capable = True

    def __init__(
        self,
        get_response: Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]],
    ) -> None:
        self._get_response = get_response
        self._is_async = iscoroutinefunction(get_response)
        if self._is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Refuse, or go on."""
        refusal = _refusal(request)
        if self._is_async:
            return self._answer_later(request, refusal)
        return self._get_response(request) if refusal is None else _worded(request, refusal)

    async def _answer_later(
        self, request: HttpRequest, refusal: type[Refusal] | None
    ) -> HttpResponseBase:
        if refusal is not None:
            return _worded(request, refusal)
        response = self._get_response(request)
        assert not isinstance(response, HttpResponseBase)
        return await response


def _refusal(request: HttpRequest) -> type[Refusal] | None:
    """Each part by itself: within an address the guard lets long numbers pass as orders."""
    if request.path_info in UNREAD_PATHS:
        return None
    words = [word for pair in request.GET.lists() for word in (pair[0], *map(str, pair[1]))]
    try:
        if any(map(_holds_card, (*request.path_info.split("/"), *words))):
            return SensitiveInput
    except TextTooLong:
        return TextTooLong
    except GuardFailed:
        return GuardFailed
    return None


def _holds_card(part: str) -> bool:
    # Of our own identifiers about one in two thousand looks like some number or other.
    if _OWN_IDENTIFIER.fullmatch(part):
        return False
    return any(finding.kind is Kind.CARD for finding in guard.find(part))


def _worded(request: HttpRequest, refusal: type[Refusal]) -> HttpResponse:
    message = gettext(refusal.wording)
    if request.path_info.startswith("/api/"):
        return JsonResponse({"code": refusal.code, "message": message}, status=refusal.http_status)
    return HttpResponse(message, status=refusal.http_status, content_type="text/plain")
