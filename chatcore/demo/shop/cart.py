"""The cart: a value that travels in a signed cookie, so the shop needs neither script nor table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chatcore.demo.shop.catalogue import BOUQUETS, SIZES, Bouquet, Size, pounds

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE_NAME = "shop_cart"
COOKIE_SALT = "chatcore.demo.shop.cart"
COOKIE_LASTS_SECONDS = 14 * 24 * 3600
LINE_QUANTITY_LIMIT = 9
DELIVERY_PENCE = 750
FREE_DELIVERY_FROM_PENCE = 7500
BETWEEN_LINES = "~"
BETWEEN_FIELDS = "."


@dataclass(frozen=True)
class Line:
    """One bouquet in one size, `quantity` times."""

    bouquet: Bouquet
    size: Size
    quantity: int

    @property
    def key(self) -> str:
        """Names the line within its cart and in form fields."""
        return f"{self.bouquet.slug}{BETWEEN_FIELDS}{self.size.key}"

    @property
    def total_pence(self) -> int:
        """The price of the whole line, in pence."""
        return self.quantity * self.bouquet.price_pence_in(self.size)

    @property
    def total(self) -> str:
        """The price of the whole line, written out."""
        return pounds(self.total_pence)


@dataclass(frozen=True)
class Cart:
    """What a customer has chosen, in the order of choosing. Every change makes a new cart."""

    lines: tuple[Line, ...] = ()

    def with_added(self, added: Line) -> Cart:
        """One more line, or a fuller one; never more than the limit of a kind."""
        present = next((line for line in self.lines if line.key == added.key), None)
        if present is None:
            return Cart((*self.lines, added))
        wanted = min(present.quantity + added.quantity, LINE_QUANTITY_LIMIT)
        return self.with_quantity(added.key, wanted)

    def with_quantity(self, key: str, quantity: int) -> Cart:
        """The line changed, or gone when none are wanted. An unknown key changes nothing."""
        changed = (
            replace(line, quantity=quantity) if line.key == key else line for line in self.lines
        )
        return Cart(tuple(line for line in changed if line.quantity > 0))

    @property
    def count(self) -> int:
        """How many bouquets."""
        return sum(line.quantity for line in self.lines)

    @property
    def goods_pence(self) -> int:
        """The flowers alone, in pence."""
        return sum(line.total_pence for line in self.lines)

    @property
    def delivery_pence(self) -> int:
        """What bringing them costs, in pence."""
        return 0 if self.goods_pence >= FREE_DELIVERY_FROM_PENCE else DELIVERY_PENCE

    @property
    def goods(self) -> str:
        """The flowers alone, written out."""
        return pounds(self.goods_pence)

    @property
    def delivery(self) -> str:
        """What bringing them costs, written out; empty when it is free."""
        return pounds(self.delivery_pence) if self.delivery_pence else ""

    @property
    def total(self) -> str:
        """Flowers and delivery, written out."""
        return pounds(self.goods_pence + self.delivery_pence)


def read(request: HttpRequest) -> Cart:
    """The customer's cart; an empty one when there is none or it was tampered with."""
    written = request.get_signed_cookie(
        COOKIE_NAME, "", salt=COOKIE_SALT, max_age=COOKIE_LASTS_SECONDS
    )
    lines = (_parse(part) for part in (written or "").split(BETWEEN_LINES))
    return Cart(tuple(line for line in lines if line))


def write(cart: Cart, response: HttpResponse, *, request: HttpRequest) -> None:
    """Hand the cart back to the customer's browser."""
    response.set_signed_cookie(
        COOKIE_NAME,
        BETWEEN_LINES.join(f"{line.key}{BETWEEN_FIELDS}{line.quantity}" for line in cart.lines),
        salt=COOKIE_SALT,
        max_age=COOKIE_LASTS_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _parse(part: str) -> Line | None:
    """One line of a cookie that we signed, perhaps before the catalogue changed."""
    slug, _, rest = part.partition(BETWEEN_FIELDS)
    size_key, _, quantity = rest.partition(BETWEEN_FIELDS)
    if slug not in BOUQUETS or size_key not in SIZES:
        return None
    return Line(BOUQUETS[slug], SIZES[size_key], int(quantity))
