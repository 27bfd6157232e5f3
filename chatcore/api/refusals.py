"""Refusals and framework errors as JSON `{code, message}`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from rest_framework import status
from rest_framework.exceptions import APIException, PermissionDenied, Throttled
from rest_framework.response import Response

from chatcore.errors import Forbidden, Malformed, Refusal, TooOften


def answer(failure: Exception, _: dict[str, Any]) -> Response | None:
    """What the caller gets; None lets an unexpected error surface."""
    if isinstance(failure, Refusal):
        return _worded(failure)
    if isinstance(failure, Throttled):
        response = _worded(TooOften())
        response["Retry-After"] = str(TooOften.retry_after_milliseconds // 1000)
        return response
    if isinstance(failure, PermissionDenied):
        return _worded(Forbidden())
    if isinstance(failure, APIException):
        worded = _worded(Malformed())
        worded.status_code = failure.status_code
        return worded
    return None


def _worded(refusal: Refusal) -> Response:
    body = {"code": refusal.code, "message": gettext(refusal.wording)}
    return Response(body, status=refusal.http_status or status.HTTP_400_BAD_REQUEST)
