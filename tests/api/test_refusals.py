"""Every refusal is JSON with a code and words; a failure of ours is not dressed up as one."""

from __future__ import annotations

import pytest
from rest_framework.exceptions import NotFound, ParseError, PermissionDenied, Throttled

from chatcore import errors
from chatcore.api import refusals
from chatcore.errors import Refusal


def every_refusal(base: type[Refusal] = Refusal) -> list[type[Refusal]]:
    found = base.__subclasses__()
    return found + [deeper for refusal in found for deeper in every_refusal(refusal)]


def test_codes_name_one_refusal_each():
    codes = [refusal.code for refusal in every_refusal()]
    assert len(codes) > 15
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("refusal", every_refusal())
def test_every_refusal_is_worded_coded_and_says_nothing_else(refusal):
    response = refusals.answer(refusal(), {})
    assert response.status_code == refusal.http_status >= 400
    assert response.data == {"code": refusal.code, "message": refusal.wording}
    assert str(refusal()) == refusal.code
    assert refusal().args == ()
    assert refusal.wording.endswith(".")
    assert refusal.__doc__


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (Throttled(wait=9), 429, "rate"),
        (PermissionDenied("CSRF Failed"), 403, "forbidden"),
        (ParseError("JSON parse error - my card is 4242"), 400, "bad"),
        (NotFound("this very thing"), 404, "bad"),
    ],
)
def test_what_the_framework_refuses_is_worded_by_us(failure, status, code):
    response = refusals.answer(failure, {})
    assert (response.status_code, response.data["code"]) == (status, code)
    assert str(failure.detail) not in str(response.data)


def test_a_failure_of_ours_is_left_to_surface():
    assert refusals.answer(RuntimeError("our fault"), {}) is None


def test_only_what_can_help_says_when_to_try_again():
    patient = {refusal for refusal in every_refusal() if refusal.retry_after_milliseconds}
    assert patient == {errors.TooOften, errors.Busy}
