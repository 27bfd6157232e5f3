"""A small florist that carries the widget like any merchant's shop: no script or table of its own.

Start reading in `views.py`; `embedding.py` holds the tag and the policy that a merchant would set.
"""

from __future__ import annotations
