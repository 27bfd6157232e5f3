"""When something of ours breaks: a coded answer, a log without the text, a socket that lives."""

from __future__ import annotations

import logging

import pytest
from django.db import OperationalError

from chatcore import guard
from chatcore.conversations import log
from chatcore.conversations.models import Conversation, Event
from chatcore.errors import GuardFailed
from tests.cast import CARD, CARD_TRACES, PHONE, PHONE_TRACES
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "purple-canary"


def break_the_log(monkeypatch, failure: Exception) -> None:
    """Appending fails after everything else went well."""

    def fail(*_: object, **__: object) -> Event:
        raise failure

    monkeypatch.setattr(log.Writing, "append", fail)


async def test_an_unexpected_failure_is_ours_and_the_socket_lives(cast, tabs, monkeypatch, caplog):
    mia = await tabs.visitor(cast.mia)
    with monkeypatch.context() as broken:
        break_the_log(broken, RuntimeError("our fault"))
        nack = await mia.ask("message", {"text": f"{WORDS} {CARD}"})
    assert (nack["t"], nack["code"]) == ("nack", "failed")
    assert "retry_ms" not in nack
    assert not await in_database(Conversation.objects.exists), "nothing is half stored"
    assert "our fault" in caplog.text
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert (await mia.ask("message", {"text": "Again"}))["t"] == "ack"


async def test_the_log_of_a_failure_holds_no_word_of_the_message(cast, tabs, monkeypatch, caplog):
    mia = await tabs.visitor(cast.mia)
    break_the_log(monkeypatch, RuntimeError("our fault"))
    await mia.ask("message", {"text": f"{WORDS} {CARD}"})
    await mia.ask("callback.request", {"phone": PHONE})
    assert "RuntimeError" in caplog.text, "the control: the failure is in the log"
    for written in (WORDS, *CARD_TRACES, *PHONE_TRACES):
        assert written not in caplog.text


async def test_a_busy_database_asks_for_patience(cast, tabs, monkeypatch, caplog):
    mia = await tabs.visitor(cast.mia)
    with monkeypatch.context() as broken:
        break_the_log(broken, OperationalError("database is locked"))
        nack = await mia.ask("message", {"text": WORDS})
    assert (nack["code"], nack["retry_ms"]) == ("busy", 1000)
    assert WORDS not in caplog.text
    again = await mia.ask("message", {"text": WORDS}, cid=nack["cid"])
    assert again["t"] == "ack"
    assert "dup" not in again


async def test_when_the_guard_fails_nothing_is_stored(cast, tabs, monkeypatch, caplog):
    def fail(_: guard.Message) -> guard.MaskedMessage:
        raise GuardFailed

    monkeypatch.setattr(guard, "mask_message", fail)
    mia = await tabs.visitor(cast.mia)
    assert (await mia.ask("message", {"text": WORDS}))["code"] == "guard_failed"
    assert not await in_database(Conversation.objects.exists)
    assert WORDS not in caplog.text
