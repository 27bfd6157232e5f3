"""The demo's shop: it keeps nothing, and its pages are served by the same process."""

from __future__ import annotations

from chatcore.canary.cells import Shot, Surface
from chatcore.canary.encodings import Encoding
from chatcore.canary.stage import Stage
from chatcore.canary.surfaces.pages import got
from chatcore.canary.surfaces.rest import at

ADDRESS = frozenset({Encoding.URL})
SHOP = "/demo/shop/"
BOUQUET = "market-tulips"
FIELDS = ("recipient", "street", "postcode", "card_words", "sender", "phone", "email")


def _ordered(name: str, field: str) -> Surface:
    """The checkout with something in the cart; the form is shown again on an error."""

    def inject(stage: Stage, shot: Shot) -> bool:
        web = stage.newcomer()
        product = f"{SHOP}flowers/{BOUQUET}/"
        web.ask("GET", product)
        web.post_form(f"{product}add/", {"size": "usual", "quantity": "1"})
        web.ask("GET", f"{SHOP}checkout/")
        written = dict.fromkeys(FIELDS, "x") | {field: shot.address}
        body = "&".join(f"{name}={value}" for name, value in written.items())
        return web.post_form(f"{SHOP}checkout/", body).refused

    return Surface(f"shop: {name}", inject, ADDRESS, failing=True)


SURFACES = (
    _ordered("checkout, words for the card", "card_words"),
    _ordered("checkout, telephone", "phone"),
    got("search", at(SHOP + "?q={}"), door="shop"),
    got("unknown bouquet", at(SHOP + "flowers/{}/"), door="shop", failing=True),
)
