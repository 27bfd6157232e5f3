"""How a merchant's page carries the widget: one script tag and two entries in its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.shortcuts import render

from chatcore.demo import cast
from chatcore.demo.shop import cart

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# As strict as a shop can be. The widget must work with only script-src and frame-src opened.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src {chat}; frame-src {chat}; style-src 'self'; img-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of the shop with its cart, its phone number, the chat's tag and the policy."""
    chat = chat_origin(request)
    shop = {
        "cart": cart.read(request),
        "shop_name": cast.SITE_NAME,
        "phone": cast.SHOP_PHONE_NUMBER,
        "phone_href": "tel:" + cast.SHOP_PHONE_NUMBER.replace(" ", ""),
        "chat_origin": chat,
        "site_key": cast.SITE_KEY,
    }
    response = render(request, template, {**shop, **(context or {})}, status=status)
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.format(chat=chat)
    return response


def chat_origin(request: HttpRequest) -> str:
    """This server under its other name, so that shop and chat are different sites."""
    address = urlsplit(f"//{request.get_host()}")
    host = "127.0.0.1" if address.hostname == "localhost" else "localhost"
    return f"http://{host}:{address.port or request.get_port()}"
