"""The shop's pages. Start with `home`; everything a page shares is in `embedding.page`."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chatcore.demo.shop import cart, delivery, orders
from chatcore.demo.shop.catalogue import BOUQUETS, SIZES, USUAL_SIZE, Bouquet, pounds
from chatcore.demo.shop.embedding import page
from chatcore.demo.shop.forms import CheckoutForm, ChoiceForm, QuantityForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

OTHERS_SHOWN = 3
QUANTITIES = range(1, cart.LINE_QUANTITY_LIMIT + 1)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The window: all bouquets."""
    return page(request, "demo/home.html", {"bouquets": BOUQUETS.values()})


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One bouquet, its sizes, and three others."""
    bouquet = BOUQUETS.get(slug)
    if bouquet is None:
        return _not_found(request)
    return _product_page(request, bouquet)


@require_safe
def visit(request: HttpRequest) -> HttpResponse:
    """Who we are, where, and when we are open."""
    return page(request, "demo/visit.html")


@require_safe
def show_cart(request: HttpRequest) -> HttpResponse:
    """What the customer has chosen."""
    free_from = pounds(cart.FREE_DELIVERY_FROM_PENCE)
    return page(request, "demo/cart.html", {"quantities": QUANTITIES, "free_from": free_from})


@require_POST
def add_to_cart(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a bouquet into the cart and show the cart."""
    bouquet = BOUQUETS.get(slug)
    if bouquet is None:
        return _not_found(request)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _product_page(request, bouquet, form)
    size = SIZES[form.cleaned_data["size"]]
    line = cart.Line(bouquet, size, form.cleaned_data["quantity"])
    return _to_cart_with(cart.read(request).with_added(line), request)


@require_POST
def change_cart(request: HttpRequest) -> HttpResponse:
    """Set the quantity of one line; none removes it. Nonsense leaves the cart as it is."""
    chosen = cart.read(request)
    form = QuantityForm(request.POST)
    if form.is_valid():
        chosen = chosen.with_quantity(form.cleaned_data["line"], form.cleaned_data["quantity"])
    return _to_cart_with(chosen, request)


@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """Address, day and words. Payment is by telephone, so no card is ever asked for here."""
    chosen = cart.read(request)
    if not chosen.lines:
        return redirect("shop:cart")
    form = CheckoutForm(request.POST or None, days=delivery.days_offered(timezone.now()))
    if not form.is_valid():
        return page(request, "demo/checkout.html", {"form": form})
    day = date.fromisoformat(form.cleaned_data["delivery_day"])
    response = redirect("shop:thanks")
    cart.write(cart.Cart(), response, request=request)
    orders.write(orders.place(chosen, day=day), response, request=request)
    return response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens next, after an order."""
    order = orders.read(request)
    if order is None:
        return redirect("shop:home")
    return page(request, "demo/thanks.html", {"order": order})


def _product_page(
    request: HttpRequest, bouquet: Bouquet, form: ChoiceForm | None = None
) -> HttpResponse:
    context = {
        "bouquet": bouquet,
        "form": form,
        "sizes": [(size, pounds(bouquet.price_pence_in(size))) for size in SIZES.values()],
        "usual_size": USUAL_SIZE,
        "quantities": QUANTITIES,
        "others": [other for other in BOUQUETS.values() if other != bouquet][:OTHERS_SHOWN],
    }
    return page(request, "demo/product.html", context)


def _not_found(request: HttpRequest) -> HttpResponse:
    return page(request, "demo/not_found.html", status=HTTPStatus.NOT_FOUND)


def _to_cart_with(chosen: cart.Cart, request: HttpRequest) -> HttpResponse:
    response = redirect("shop:cart")
    cart.write(chosen, response, request=request)
    return response
