"""Who writes in the log, as a value: a visitor, an agent, or the system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from uuid import UUID

from chatcore.conversations.models import NO_TEXT, Agent, AuthorKind, Visitor
from chatcore.protocol import frames

if TYPE_CHECKING:
    from chatcore.guard import SafeText


@dataclass(frozen=True)
class Author:
    """`identifier` is the public id; the system has none. `name` is what others see."""

    kind: AuthorKind
    identifier: UUID | None
    name: SafeText

    def as_frame(self) -> frames.Author:
        """The author as browsers receive it."""
        return author_frame(self.kind, self.identifier, self.name)


def author_frame(kind: str, identifier: UUID | None, name: SafeText) -> frames.Author:
    """An author's columns as browsers receive them."""
    checked = cast("frames.AuthorKind", AuthorKind(kind).value)
    return frames.Author(kind=checked, id=str(identifier or ""), name=str(name))


SYSTEM = Author(AuthorKind.SYSTEM, None, NO_TEXT)


def of_visitor(visitor: Visitor) -> Author:
    """The visitor as an author."""
    return Author(AuthorKind.VISITOR, visitor.public_id, visitor.name)


def of_agent(agent: Agent) -> Author:
    """The agent as an author."""
    return Author(AuthorKind.AGENT, agent.public_id, agent.name)
