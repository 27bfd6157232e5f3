"""What a message asks the other side for, so that a bare answer is known for what it is.

A warning ("never send your PIN here") asks for nothing.
"""

from __future__ import annotations

from chatcore.guard.folding import digits_in, fold, words_of
from chatcore.guard.lexicon import lexicon
from chatcore.guard.rules import INVISIBLE, RULES
from chatcore.guard.topics import topic_announced, topics_in

_ASK, _NEVER, _PASSWORD = lexicon("ask"), lexicon("never"), lexicon("password")
_LONGEST = RULES.limits["piece_characters_most"]
_MOST_DIGITS = 4

Topics = frozenset[str]
NOTHING: Topics = frozenset()


def asked_for(text: str) -> Topics:
    """The topics (`cvv`, `pin`, `ssn`, ...) that an answer of bare digits would be of."""
    seen = fold(text).replace(INVISIBLE, "")
    if len(seen) > _LONGEST or len(digits_in(seen)) > _MOST_DIGITS:
        return NOTHING
    words = words_of(seen)
    if _NEVER.is_in(words, seen) or not ("?" in seen or _ASK.is_in(words, seen)):
        return NOTHING
    return topics_in(words, seen) | ({"password"} if _PASSWORD.is_in(words, seen) else set())


def announced(text: str) -> Topics:
    """What a message that ends with a cue says about the next one: "my pin is"."""
    seen = fold(text).replace(INVISIBLE, "")
    if len(seen) > _LONGEST or len(digits_in(seen)) > _MOST_DIGITS:
        return NOTHING
    topic = None if _NEVER.is_in(words_of(seen), seen) else topic_announced(seen)
    return frozenset({topic}) if topic else NOTHING
