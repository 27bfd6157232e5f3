"""Sockets to services and back. Translates, never decides.

Start at `consumers.py` (a socket's life), then `visitor_role.py` and `agent_role.py`
(command to service), and `hub.py` (how a committed event reaches the sockets).
"""
