"""Page addresses: a number in any part is masked, and the rest stays as it was written."""

from __future__ import annotations

import pytest

from chatcore.conversations import addresses
from tests.cast import CARD, CARD_DIGITS

SHOP = "https://shop.example"
ESCAPED = "".join(f"%{ord(digit):02X}" for digit in CARD_DIGITS)


@pytest.mark.parametrize("address", [
    "",
    SHOP,
    f"{SHOP}/flowers/market-tulips/?size=usual&note=caf%C3%A9%20au%20lait#reviews",
    f"{SHOP}/orders/20261123-4711/",
    f"{SHOP}/cart/ba0e8400-e29b-41d4-a716-446655440000",
])  # fmt: skip
def test_an_ordinary_address_is_kept_as_it_is(address):
    assert addresses.safe(address) == address


@pytest.mark.parametrize(("written", "kept"), [
    (f"{SHOP}/?q={CARD_DIGITS}", f"{SHOP}/?q=••••"),
    (f"{SHOP}/?q={CARD_DIGITS}&page=2", f"{SHOP}/?q=••••&page=2"),
    (f"{SHOP}/?q={CARD.replace(' ', '%20')}", f"{SHOP}/?q=••••"),
    (f"{SHOP}/?q={CARD.replace(' ', '+')}", f"{SHOP}/?q=••••"),
    (f"{SHOP}/?q={ESCAPED}", f"{SHOP}/?q=••••"),
    (f"{SHOP}/orders/{CARD_DIGITS}/", f"{SHOP}/orders/••••/"),
    (f"{SHOP}/#{CARD_DIGITS}", f"{SHOP}/#••••"),
    (CARD, "••••"),
])  # fmt: skip
def test_a_number_in_any_part_is_masked(written, kept):
    assert addresses.safe(written) == kept
