"""Words into the log: masked by themselves, and together with what the same person said before.

The window over earlier messages is read from the conversation's own rows under its lock, so there
is no second copy of it, nothing to lose in a restart, and nothing another process could miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from chatcore import guard
from chatcore.conversations import log, tallies
from chatcore.conversations.authors import Author
from chatcore.conversations.kinds import MessagePosted, NotePosted, Vouched
from chatcore.conversations.log import Change, Recorded, Writing
from chatcore.conversations.models import Conversation, Event, Outcome
from chatcore.guard import AllowPattern, MaskedMessage, Topics

WINDOW_MESSAGES = 16
QUESTION_STAYS_MESSAGES = 2


@dataclass(frozen=True)
class Words:
    """What somebody wrote, raw: it exists between the door and the mask only.

    `vouched`: the writer was asked and says that it is no such number.
    """

    text: str
    vouched: bool = False

    def __repr__(self) -> str:
        return "Words(…)"


def record(
    conversation: Conversation,
    words: Words,
    *,
    kind: type[MessagePosted] | type[NotePosted],
    author: Author,
    client_id: UUID,
    change: Change = log.unchanged,
) -> Recorded:
    """Append the words masked; where they complete a number, redact its earlier pieces.

    All in one transaction. Raises: GuardFailed, TextTooLong, and what `change` raises.
    """
    with log.writing(conversation) as writing:
        if earlier := writing.earlier(author=author, client_id=client_id):
            return Recorded(earlier, repeated=True)
        change(writing.conversation)
        masked = _masked(writing, words, kind=kind, author=author)
        _count(writing, masked)
        body = kind(
            text=masked.masked.text,
            masked=masked.masked.kinds,
            vouched=tuple(Vouched(kind=f.kind, rule=guard.safe(f.rule)) for f in masked.passed),
        )
        return Recorded(writing.append(body, author=author, client_id=client_id))


def _masked(
    writing: Writing,
    words: Words,
    *,
    kind: type[MessagePosted] | type[NotePosted],
    author: Author,
) -> MaskedMessage:
    window = _window(writing.conversation)
    own = [e for e in window if e.author_id == author.identifier and e.kind == kind.kind]
    masked = guard.mask_message(
        guard.Message(
            text=words.text,
            earlier=[_text(event) for event in own],
            asked=_asked(window, author),
            allowed=allowed(tuple(writing.conversation.site.allow_patterns)),
            vouched=words.vouched,
        )
    )
    for event, redaction in zip(own, masked.earlier, strict=True):
        if redaction:
            writing.redact(event, redaction)
    return masked


@lru_cache(maxsize=256)
def allowed(sources: tuple[str, ...]) -> tuple[AllowPattern, ...]:
    """A site's own number formats, compiled once. Raises: InvalidAllowPattern."""
    return tuple(AllowPattern(source) for source in sources)


def _window(conversation: Conversation) -> list[Event]:
    spoken = conversation.events.filter(kind__in=[MessagePosted.kind, NotePosted.kind])
    return list(reversed(spoken.order_by("-seq")[:WINDOW_MESSAGES]))


def _asked(window: Sequence[Event], author: Author) -> Topics:
    others = [
        event
        for event in window
        if event.author_id != author.identifier and event.kind == MessagePosted.kind
    ]
    topics: Topics = frozenset()
    for event in others[-QUESTION_STAYS_MESSAGES:]:
        topics |= guard.asked_for(_text(event))
    return topics


def _text(event: Event) -> str:
    body = event.typed_body
    assert isinstance(body, MessagePosted | NotePosted)
    return str(body.text)


def _count(writing: Writing, masked: MaskedMessage) -> None:
    site = writing.conversation.site
    tallies.add(site, masked.masked.findings)
    tallies.add(site, masked.passed, outcome=Outcome.VOUCHED)
