"""What is written down: every line passes the guard, whoever wrote it and whatever it quotes.

Code of ours never logs what people wrote. Frameworks do: a request's path, a wrong host, an
exception's words. This formatter is the last door before the file, so it is stricter than the
guard: it looks through escapes, takes no place in a line as an excuse, and rather hides an order
number than shows a card.
"""

from __future__ import annotations

import copy
import logging
import re
import sys
import threading
from types import TracebackType
from typing import TextIO

from chatcore import guard
from chatcore.errors import Refusal

logger = logging.getLogger(__name__)

ExceptionInformation = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)
LINE_MAX_CHARACTERS = 4_000
WITHHELD = "[a line that could not be checked]"
# Beyond this the work would grow for nobody's good: it is hidden unread.
SOUGHT_DIGITS_MOST = 60
CARD_DIGITS_LEAST, CARD_DIGITS_MOST = 12, 19

_ESCAPE = re.compile(
    r"\\+u(?P<u>[0-9A-Fa-f]{4})|\\+x(?P<x>[0-9A-Fa-f]{2})|%(?P<percent>[0-9A-Fa-f]{2})"
)
# Digits of any script with at most three marks between two of them. Quotes, commas and brackets
# end a run, so that an address and a port are not read as one number.
_RUN = re.compile(rf"\d(?:[^\w'\",:;()\[\]{{}}=]{{0,3}}\d){{{CARD_DIGITS_LEAST - 1},}}")
_ISSUED = "23456789"


class GuardedFormatter(logging.Formatter):
    """The usual line, with everything that may be a card number taken out of it."""

    def format(self, record: logging.LogRecord) -> str:
        """A line of our own making: what another handler has prepared is not used."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        """The first line. Its time is ours, so only the words are checked."""
        record.message = checked(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: ExceptionInformation) -> str:  # noqa: N802 -- logging's name
        """The traceback, which ends with the exception's own words."""
        return checked(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 -- logging's name
        """Where it was logged."""
        return checked(super().formatStack(stack_info))


class GuardedHandler(logging.StreamHandler[TextIO]):
    """Writes to standard error, and never writes a record down raw because it failed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- logging's name
        """The standard library would print the record with its arguments."""
        sys.stderr.write(f"a record of {record.name} could not be written\n")


def catch_the_uncaught() -> None:
    """What would be printed raw on standard error, sent the way of every other record."""
    logging.captureWarnings(capture=True)
    sys.unraisablehook = _note_unraisable
    threading.excepthook = _note_thread


def _note_unraisable(lost: sys.UnraisableHookArgs) -> None:
    if lost.exc_value is not None:
        logger.error("an exception could not be raised", exc_info=lost.exc_value)


def _note_thread(lost: threading.ExceptHookArgs) -> None:
    if lost.exc_value is not None:
        logger.error("a thread ended with an exception", exc_info=lost.exc_value)


def checked(text: str) -> str:
    """The text, line by line as it may be written down. Never raises."""
    return "\n".join(_checked_line(line) for line in text.split("\n"))


def _checked_line(line: str) -> str:
    if len(line) > LINE_MAX_CHARACTERS:
        return WITHHELD
    clear = _ESCAPE.sub(_unescaped, line)
    try:
        for reading in (clear, _as_sent(clear)):
            if (masked := str(guard.safe(_RUN.sub(_hide, reading)))) != reading:
                # Unescaped text could hold line ends and terminal controls: escape them anew.
                return _on_one_line(masked)
    except Refusal:
        return WITHHELD
    return line


def _as_sent(text: str) -> str:
    """Headers reach Django as Latin-1, whatever they were sent in: read them as UTF-8 too."""
    return text.encode("latin-1", "ignore").decode("utf-8", "ignore")


def _on_one_line(text: str) -> str:
    mask = guard.MASK.encode("unicode_escape").decode()
    return text.encode("unicode_escape").decode().replace(mask, guard.MASK)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found["u"] or found["x"] or found["percent"], 16))


def _hide(run: re.Match[str]) -> str:
    digits = "".join(str(int(letter)) for letter in run.group() if letter.isdecimal())
    return guard.MASK if _may_hold_a_card(digits) else run.group()


def _may_hold_a_card(digits: str) -> bool:
    """Whether any stretch of it, wherever it begins, has a card's first and check digit."""
    if len(digits) > SOUGHT_DIGITS_MOST:
        return True
    return any(
        digits[start] in _ISSUED and _passes_luhn(digits[start : start + length])
        for length in range(CARD_DIGITS_LEAST, CARD_DIGITS_MOST + 1)
        for start in range(len(digits) - length + 1)
    )


def _passes_luhn(digits: str) -> bool:
    doubled = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
    values = [int(digit) for digit in reversed(digits)]
    return (sum(values[0::2]) + sum(doubled[value] for value in values[1::2])) % 10 == 0
