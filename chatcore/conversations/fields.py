"""Columns for words people wrote: they accept only what the guard has passed.

A plain `str` is refused when the row is saved, and by mypy before that, so a path that forgets
the guard fails loudly instead of storing raw text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from chatcore.conversations.kinds import EventBody, UnguardedText, encode
from chatcore.guard import SafeText

if TYPE_CHECKING:
    SafeColumn = models.TextField[SafeText, SafeText]
    BodyColumn = models.TextField[EventBody, str]
else:
    SafeColumn = BodyColumn = models.TextField


class SafeTextField(SafeColumn):
    """A text column of `SafeText`. The empty string, which says nothing, needs no guard."""

    def get_prep_value(self, value: Any) -> Any:
        """What goes to SQL. Raises: UnguardedText, which names the column and not the text."""
        prepared = super().get_prep_value(value)
        if prepared is None or prepared == "":
            return prepared
        if not isinstance(value, SafeText):
            raise UnguardedText(self.name)
        # The drivers bind plain `str` fastest, and some refuse subclasses.
        return str(prepared)

    def from_db_value(self, value: str | None, *_: Any) -> SafeText | None:
        """What SQL gave back: it passed the guard when it was written."""
        return None if value is None else SafeText.from_store(value)


class EventBodyField(BodyColumn):
    """The JSON of one typed event body. Reads as JSON text; `Event.typed_body` decodes it."""

    def get_prep_value(self, value: Any) -> Any:
        """What goes to SQL. Raises: UnguardedText for anything but a typed body."""
        if not isinstance(value, EventBody):
            raise UnguardedText(self.name)
        return encode(value).decode()
