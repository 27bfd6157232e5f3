"""The order just placed, for its thank-you page; only the customer's own browser keeps it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chatcore.demo.shop.cart import BETWEEN_LINES, Cart

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE_NAME = "shop_order"
COOKIE_SALT = "chatcore.demo.shop.order"
COOKIE_LASTS_SECONDS = 3600
# Letters and digits that nobody confuses when a reference is read out on the telephone.
REFERENCE_ALPHABET = "ACDEFHJKMNPRTUVWXY3479"
REFERENCE_LENGTH = 4


@dataclass(frozen=True)
class Order:
    """What the thank-you page says. No name, no address, no telephone number."""

    reference: str
    day: date
    total: str


def place(bought: Cart, *, day: date) -> Order:
    """A confirmed order under a fresh reference."""
    letters = (secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))
    return Order(reference="TW-" + "".join(letters), day=day, total=bought.total)


def read(request: HttpRequest) -> Order | None:
    """The order placed within the last hour, if there was one."""
    written = request.get_signed_cookie(
        COOKIE_NAME, "", salt=COOKIE_SALT, max_age=COOKIE_LASTS_SECONDS
    )
    if not written:
        return None
    reference, day, total = written.split(BETWEEN_LINES)
    return Order(reference=reference, day=date.fromisoformat(day), total=f"£{total}")


def write(order: Order, response: HttpResponse, *, request: HttpRequest) -> None:
    """Hand the order to the customer's browser, for an hour."""
    # A cookie is ASCII, a pound sign is not.
    total = order.total.removeprefix("£")
    response.set_signed_cookie(
        COOKIE_NAME,
        BETWEEN_LINES.join((order.reference, order.day.isoformat(), total)),
        salt=COOKIE_SALT,
        max_age=COOKIE_LASTS_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
