"""Frames that are wrong, forbidden or too many: coded answers, and a process unharmed."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore.conversations.models import Conversation, Event
from chatcore.guard import MAX_TEXT_CHARACTERS
from chatcore.live import consumers
from chatcore.protocol import limits
from tests.cast import answered, kinds_of, waiting
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "do-not-repeat-me"
BAD_TEXTS = [
    "", "{", "[]", "null", f'{{"t":"{SECRET}"}}', '{"t":"ready"}', '{"t":"send"}',
    '{"t":"gap","conv":"x","after":0}', '{"a":' * 5_000, "[" * 60_000, '"\\' * 20_000,
    '{"t":"hb_ack","ts":' + "9" * 5_000 + "}", '{"t":"typing","on":true,"conv":"\\u0000"}',
    '{"t":"seen","conv":1,"seq":"x"}', "\x00", '{"t":"__init__"}', '{"t":"websocket.close"}',
    '{"t":"gap","conv":"11111111-1111-4111-8111-111111111111\\n","after":0}', "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD_TEXTS, ids=range(len(BAD_TEXTS)))
async def test_a_bad_frame_gets_a_constant_answer_and_the_socket_lives(cast, tabs, text):
    mia = await tabs.visitor(cast.mia)
    await mia.send_raw(text)
    assert await mia.next("err") == {
        "t": "err", "code": "bad", "message": "That could not be understood.",
    }  # fmt: skip
    assert (await mia.ask("message", {"text": "Still here"}))["t"] == "ack"


async def test_a_binary_frame_is_a_bad_frame(cast, tabs):
    mia = await tabs.visitor(cast.mia)
    await mia.socket.send_to(bytes_data=b'{"t":"hb_ack","ts":1}')
    assert (await mia.next("err"))["code"] == "bad"


@pytest.mark.parametrize("letter", ["x", "花"])
async def test_a_frame_over_the_limit_is_too_big(cast, tabs, letter):
    mia = await tabs.visitor(cast.mia)
    text = letter * (limits.FRAME_IN_MAX_BYTES // len(letter.encode()))
    await mia.send(t="send", cid=str(uuid4()), kind="message", body={"text": text})
    assert (await mia.next("err"))["code"] == "too_big"
    assert not await in_database(Conversation.objects.exists)


async def test_a_text_over_the_limit_is_refused_for_good(cast, tabs):
    mia = await tabs.visitor(cast.mia)
    nack = await mia.ask("message", {"text": "x" * (MAX_TEXT_CHARACTERS + 1)})
    assert (nack["t"], nack["code"]) == ("nack", "too_big")
    assert "retry_ms" not in nack
    assert (await mia.ask("message", {"text": "x" * MAX_TEXT_CHARACTERS}))["t"] == "ack"


async def test_after_three_bad_frames_the_socket_is_closed(cast, tabs):
    mia = await tabs.visitor(cast.mia)
    for _ in range(3):
        await mia.send_raw(SECRET)
    assert await mia.closed() == 4400
    errors = [frame for frame in mia.unread if frame["t"] == "err"]
    assert len(errors) == 3
    assert SECRET not in str(errors)


async def test_a_healthy_socket_notices_nothing(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 3})
    for text in BAD_TEXTS[:9]:
        bad = await tabs.stranger()
        for _ in range(3):
            await bad.send_raw(text)
        assert await bad.closed() == 4400
    mia = await tabs.visitor(cast.mia)
    assert (await mia.ask("message", {"text": "Hello"}))["t"] == "ack"
    assert await ann.kinds(1) == ["message"]


# Without a name


@pytest.mark.parametrize(
    "frame",
    [
        {"t": "send", "cid": str(uuid4()), "kind": "message", "body": {"text": "Hello"}},
        {"t": "gap", "conv": str(uuid4()), "after": 0},
        {"t": "seen", "conv": str(uuid4()), "seq": 1},
        {"t": "typing", "on": True},
    ],
    ids=lambda frame: frame["t"],
)
async def test_nothing_is_done_for_a_socket_that_has_not_signed_in(cast, tabs, frame):
    stranger = await tabs.stranger()
    await stranger.send(**frame)
    assert (await stranger.next("err"))["code"] == "login"
    assert not await in_database(Conversation.objects.exists)


# What is not theirs


async def forbidden(tab, kind: str, body, conv) -> None:
    nack = await tab.ask(kind, body, conv=conv)
    assert nack["t"] == "nack"
    assert (nack["code"], nack["message"]) == ("forbidden", "You cannot do that here.")


async def test_another_customers_conversation_is_refused_and_untouched(cast, tabs):
    mias = await in_database(waiting, cast.mia)
    await in_database(waiting, cast.noah)
    noah = await tabs.visitor(cast.noah)
    for conv in (mias.public_id, uuid4()):
        await forbidden(noah, "message", {"text": "Hello"}, conv)
        await forbidden(noah, "callback.request", {"phone": "+44 20 7946 0018"}, conv)
    assert await in_database(kinds_of, mias) == ["opened", "message"]
    assert await in_database(Event.objects.count) == 4


async def test_a_customer_may_name_their_own(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    mia = await tabs.visitor(cast.mia)
    assert (await mia.ask("message", {"text": "Hi"}, conv=conversation.public_id))["t"] == "ack"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("message", {"text": "Hello"}), ("note", {"text": "Hello"}), ("claim", {}),
        ("release", {}), ("close", {}), ("callback.dial", {}), ("callback.answer", {}),
        ("callback.outcome", {"outcome": "talked"}),
    ],
)  # fmt: skip
async def test_an_agent_of_another_site_is_refused_everything(cast, tabs, kind, body):
    conversation = await in_database(waiting, cast.mia)
    otto = await tabs.agent(cast.otto)
    await forbidden(otto, kind, body, conversation.public_id)
    await forbidden(otto, kind, body, uuid4())
    assert await in_database(kinds_of, conversation) == ["opened", "message"]


@pytest.mark.parametrize("kind", ["claim", "release", "close", "callback.dial", "callback.answer"])
async def test_a_customer_has_no_agents_powers(cast, tabs, kind):
    conversation = await in_database(waiting, cast.mia)
    mia = await tabs.visitor(cast.mia)
    await forbidden(mia, kind, {}, None)
    await forbidden(mia, "note", {"text": "I am staff"}, conversation.public_id)


@pytest.mark.parametrize(
    ("kind", "body"), [("callback.request", {"phone": "+44 20 7946 0018"}), ("callback.cancel", {})]
)
async def test_an_agent_does_not_act_for_the_customer(cast, tabs, kind, body):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann)
    await forbidden(ann, kind, body, conversation.public_id)


async def test_an_agent_must_name_the_conversation(cast, tabs):
    ann = await tabs.agent(cast.ann)
    assert (await ann.ask("claim"))["code"] == "bad"


async def test_an_agent_who_is_deactivated_can_do_nothing_more(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann)
    cast.ann.user.is_active = False
    await in_database(cast.ann.user.save)
    await forbidden(ann, "message", {"text": "Goodbye"}, conversation.public_id)


@pytest.mark.parametrize("kind", ["unknown", "ack", "opened", "__class__", ""])
async def test_an_unknown_command_is_refused_without_a_strike(cast, tabs, kind):
    mia = await tabs.visitor(cast.mia)
    for _ in range(limits.STRIKES_UNTIL_CLOSE + 1):
        assert (await mia.ask(kind))["code"] == "bad"


# Too many


async def test_who_is_too_fast_is_told_each_time_and_nothing_is_stored(cast, tabs, monkeypatch):
    monkeypatch.setattr(consumers.VisitorConsumer, "frames_per_second", 0)
    mia = await tabs.visitor(cast.mia)
    for _ in range(limits.VISITOR_FRAMES_BURST - 1):
        await mia.send(t="hb_ack", ts=1)
    for _ in range(2):
        await mia.send(t="send", cid=str(uuid4()), kind="message", body={"text": "too fast"})
        assert await mia.next("err") == {
            "t": "err", "code": "rate", "message": "That was a little fast. Please wait a moment.",
        }  # fmt: skip
    assert await mia.socket.receive_nothing(timeout=0.1)
    assert not await in_database(Conversation.objects.exists)


async def test_who_does_not_stop_is_closed(cast, tabs, monkeypatch):
    monkeypatch.setattr(consumers.VisitorConsumer, "frames_per_second", 0)
    mia = await tabs.visitor(cast.mia)
    for _ in range(limits.VISITOR_FRAMES_BURST + limits.FRAMES_OVER_RATE_UNTIL_CLOSE):
        await mia.send(t="hb_ack", ts=1)
    assert await mia.closed() == 4429


async def test_agents_may_be_faster_than_customers(cast, tabs):
    ann = await tabs.agent(cast.ann)
    for _ in range(limits.VISITOR_FRAMES_BURST + 20):
        await ann.send(t="hb_ack", ts=1)
    assert (await ann.everything())[-1]["t"] == "inbox"
