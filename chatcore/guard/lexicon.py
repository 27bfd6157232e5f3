"""Lists of words, per topic, and where in a text one of them stands.

Written as in `rules.json`: "word", "stem*", "two_words"; in scripts that join words (Arabic,
Devanagari, Chinese, ...) a word counts wherever it occurs, as particles are glued to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chatcore.guard.rules import RULES

_STEM_KEY = 3
# From here on it pays to look at each word once only.
_MANY = 40
# Latin, Greek and Cyrillic end before, and the scripts that join words begin here.
_JOINED_SCRIPTS = "\u0590"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`stems` by their first letters, `phrases` by their last word, `parts` found anywhere."""

    exact: frozenset[str]
    stems: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    parts: tuple[str, ...]

    def ends_at(self, words: Sequence[str], index: int) -> bool:
        """Whether an entry of the list ends with this word."""
        word = words[index]
        if word in self.exact or word.startswith(self.stems.get(word[:_STEM_KEY], ())):
            return True
        return any(
            tuple(words[max(0, index + 1 - len(phrase)) : index + 1]) == phrase
            for phrase in self.phrases.get(word, ())
        )

    def is_in(self, words: Sequence[str], text: str) -> bool:
        """Whether any entry stands in these words of the text."""
        if not self.exact.isdisjoint(words):
            return True
        if self.stems and self._has_stem(words if len(words) < _MANY else set(words)):
            return True
        if self.phrases and not self.phrases.keys().isdisjoint(words) and self._has_phrase(words):
            return True
        return not text.isascii() and any(part in text for part in self.parts)

    def _has_phrase(self, words: Sequence[str]) -> bool:
        return any(
            self.ends_at(words, index) for index, word in enumerate(words) if word in self.phrases
        )

    def _has_stem(self, words: Iterable[str]) -> bool:
        stems = self.stems
        for word in words:
            found = stems.get(word[:_STEM_KEY])
            if found is not None and word.startswith(found):
                return True
        return False


def lexicon(*topics: str) -> Lexicon:
    """The lists of these topics as one."""
    return read_list(" ".join(RULES.words[topic] for topic in topics))


def read_list(entries: str) -> Lexicon:
    """A list as written in the data, folded."""
    exact: set[str] = set()
    stems: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    parts: set[str] = set()
    for entry in entries.split():
        if entry[0] >= _JOINED_SCRIPTS:
            parts.add(entry.replace("_", " "))
        elif entry.endswith("*"):
            key = entry[:_STEM_KEY]
            stems[key] = (*stems.get(key, ()), entry[:-1])
        elif "_" in entry:
            phrase = tuple(entry.split("_"))
            phrases[phrase[-1]] = (*phrases.get(phrase[-1], ()), phrase)
        else:
            exact.add(entry)
    return Lexicon(frozenset(exact), stems, phrases, tuple(sorted(parts)))


def openings(lexicons: Iterable[Lexicon]) -> frozenset[str]:
    """The first letters of every last word: what a quick look at a text compares with."""
    return frozenset(
        word[:_STEM_KEY]
        for each in lexicons
        for words in (each.exact, each.stems, each.phrases)
        for word in words
    )
