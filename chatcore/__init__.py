"""Ringback's server: live chat that knows when to pick up the phone.

A conversation is one append-only, numbered log of events; everything anyone sees is a fold over
it. Start reading at `conversations/log.py` (the only writer), then `routing/intake.py` (the door
for whatever a customer says) and `live/consumers.py` (how a browser reaches both).

An outer layer may import an inner one, never back (`|`: may not import each other)::

    demo -> agentconsole | live | api -> quality | insights -> connectors | handoff
         -> routing -> conversations -> guard | protocol -> errors
"""

from __future__ import annotations

__version__ = "0.1.0"
