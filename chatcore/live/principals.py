"""The names under which a person's sockets are counted."""

from __future__ import annotations

_VISITOR, _AGENT = "visitor:", "agent:"


def visitor_principal(primary_key: int) -> str:
    """A visitor's name."""
    return f"{_VISITOR}{primary_key}"


def agent_principal(primary_key: int) -> str:
    """An agent's name."""
    return f"{_AGENT}{primary_key}"


def agent_of_principal(principal: str) -> int | None:
    """The agent's primary key, or None for somebody else."""
    return int(principal.removeprefix(_AGENT)) if principal.startswith(_AGENT) else None
