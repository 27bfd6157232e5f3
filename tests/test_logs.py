"""What is written down: no card number, however it is quoted; everything else as it was."""

from __future__ import annotations

import io
import logging
import sys
import threading
import time
import warnings

import pytest
from django.conf import settings
from django.test import Client

from chatcore import logs
from chatcore.guard import MASK
from tests.cast import CARD, CARD_DIGITS

FULL_WIDTH = "".join(chr(0xFF10 + int(digit)) for digit in CARD_DIGITS)
ARABIC_INDIC = "".join(chr(0x0660 + int(digit)) for digit in CARD_DIGITS)


@pytest.fixture
def written():
    """A logger as in the settings, and what it wrote."""
    stream = io.StringIO()
    handler = logs.GuardedHandler(stream)
    handler.setFormatter(logs.GuardedFormatter("%(asctime)s %(name)s %(message)s"))
    logger = logging.getLogger("test")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)


@pytest.mark.parametrize("quoted", [
    CARD,
    CARD_DIGITS,
    f"x{CARD_DIGITS}.js",
    f"https://shop.example/orders/{CARD_DIGITS}/",
    f"https://{CARD_DIGITS}.example",
    CARD.replace(" ", "%20"),
    "".join(f"%{ord(digit):02x}" for digit in CARD_DIGITS),
    CARD.replace(" ", "\\xa0"),
    "".join(f"\\u{ord(digit):04x}" for digit in FULL_WIDTH),
    "\u200b".join(CARD_DIGITS),
    FULL_WIDTH,
    ARABIC_INDIC,
    FULL_WIDTH.encode().decode("latin-1"),
    CARD.replace(" ", "\u00a0").encode().decode("latin-1"),
    repr(CARD_DIGITS.encode()),
])  # fmt: skip
def test_a_quoted_number_is_taken_out(quoted):
    line = logs.checked(f"Not Found: /{quoted}")
    assert MASK in line
    assert "4242" not in line
    assert not any(letter.isdecimal() and not letter.isascii() for letter in line)


@pytest.mark.parametrize("line", [
    "HTTP b'GET' request for ['127.0.0.1', 37280]",
    "Not Found: /api/v1/visitor/conversations/ba0e8400-e29b-41d4-a716-446655440000/events",
    "2026-11-23 10:34:17,498 for 60 s",
    'File "/srv/ringback/chatcore/live/hub.py", line 200, in _sweep',
    "Not Found: /caf\\xe9/100%25",
    "",
])  # fmt: skip
def test_other_lines_stay_as_they_are(line):
    assert logs.checked(line) == line


def test_only_the_line_with_the_number_changes():
    assert logs.checked(f"first\n{CARD}\nlast") == f"first\n{MASK}\nlast"


def test_a_masked_line_cannot_begin_another():
    assert "\n" not in logs.checked(f"{CARD_DIGITS}%0a2026 forged\\u000aline")


def test_a_line_too_long_to_be_checked_is_withheld():
    assert logs.checked("4" * 5_000) == logs.WITHHELD


def test_a_guard_that_fails_withholds_the_line(monkeypatch):
    from chatcore.errors import GuardFailed

    def fail(_):
        raise GuardFailed

    monkeypatch.setattr("chatcore.guard.safe", fail)
    assert logs.checked("harmless") == logs.WITHHELD


def test_a_line_full_of_digits_costs_little():
    started = time.perf_counter()
    logs.checked("4 " * (logs.LINE_MAX_CHARACTERS // 2))
    assert time.perf_counter() - started < 0.1


def test_message_arguments_and_traceback_are_checked(written):
    logger, stream = written
    try:
        raise ValueError(f"bad value {CARD}")
    except ValueError:
        logger.exception("no %s", CARD_DIGITS)
    assert stream.getvalue().count(MASK) == 2
    assert "4242" not in stream.getvalue()
    assert "ValueError: bad value" in stream.getvalue()


def test_a_traceback_prepared_by_another_handler_is_not_used(written):
    logger, stream = written
    record = logger.makeRecord("test", logging.ERROR, "", 0, "failed", (), None)
    record.exc_text = f"ValueError: {CARD}"
    logger.handle(record)
    assert "4242" not in stream.getvalue()


def test_a_record_that_cannot_be_formatted_is_not_printed_raw(written, capsys):
    logger, _ = written
    record = logger.makeRecord("test", logging.ERROR, "", 0, "%d", (CARD,), None)
    # Not through the logger: the test runner listens there too, and fails on it.
    logger.handlers[0].handle(record)
    assert capsys.readouterr().err == "a record of test could not be written\n"


def test_what_nobody_caught_is_logged_and_not_printed(caplog, capsys, monkeypatch):
    for hooked in ((sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(*hooked, getattr(*hooked))
    # Another test may have begun to capture in a context that pytest has since put back.
    logging.captureWarnings(capture=False)
    logs.catch_the_uncaught()
    try:
        thread = threading.Thread(target=lambda: int(CARD))
        thread.start()
        thread.join()
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(CARD, UserWarning, stacklevel=1)
    finally:
        logging.captureWarnings(capture=False)
    assert "4242" not in capsys.readouterr().err
    assert [record.name for record in caplog.records] == ["chatcore.logs", "py.warnings"]


def test_every_record_goes_this_way_and_none_is_mailed():
    root = settings.LOGGING["root"]["handlers"]
    assert [settings.LOGGING["handlers"][name]["class"] for name in root] == [
        "chatcore.logs.GuardedHandler"
    ]
    assert logging.getLogger("django").handlers == []


def test_a_refused_path_is_logged_without_its_number(db, caplog):
    Client().get(f"/{CARD_DIGITS}")
    (record,) = [r for r in caplog.records if r.name == "django.request"]
    assert logs.GuardedFormatter("%(message)s").format(record) == f"Unprocessable Entity: /{MASK}"
