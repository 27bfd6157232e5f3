"""The demo's constants: the florist that the shop, the seeded site and the tests share."""

from __future__ import annotations

SITE_KEY = "florist-demo"
SITE_NAME = "Thistle & Wren"
# From the range that Ofcom keeps free for drama, so it never rings at a stranger's.
SHOP_PHONE_NUMBER = "+44 20 7946 0018"

# Public on purpose: the demo refuses to run in production mode.
PASSWORD = "ringback-demo"  # noqa: S105
STAFF = (
    ("ann", "Ann", "agent"),
    ("ben", "Ben", "agent"),
    ("sven", "Sven", "supervisor"),
)
