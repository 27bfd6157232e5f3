"""A number in pieces, over sockets: whoever has shown a piece is told to take it out."""

from __future__ import annotations

import pytest

from tests.cast import CARD, answered, say
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)

HALF = "42424242"
LIKELY = "078-05-1120"


async def test_both_sides_are_told_that_a_message_they_show_reads_otherwise(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    await in_database(say, cast.mia, f"card {HALF}")
    ann = await tabs.agent(cast.ann, {conversation.public_id: 4})
    mia = await tabs.visitor(cast.mia, {conversation.public_id: 4})
    before = str(await mia.everything() + await ann.everything())
    assert f"card {HALF}" in before, "the premise: the list showed the piece"
    ack = await mia.ask("message", {"text": HALF})
    assert (ack["masked"], ack["text"], ack["seq"]) == (True, "••••", 6)
    for tab in (mia, ann):
        redacted, message, offer = await tab.events(3)
        assert (redacted["kind"], redacted["seq"]) == ("redacted", 5)
        assert redacted["data"] == {"target": 4, "text": "card ••••", "masked": ["card"]}
        assert redacted["by"]["kind"] == "system"
        assert (message["kind"], message["data"]["text"]) == ("message", "••••")
        assert offer["kind"] == "callback"
    assert HALF not in str(await mia.everything() + await ann.everything())


async def test_a_later_replay_holds_no_piece(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    for text in (f"card {HALF}", HALF):
        await in_database(say, cast.mia, text)
    mia = await tabs.visitor(cast.mia)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 0})
    for tab in (mia, ann):
        events = await tab.events(7)
        assert events[3]["data"]["text"] == "card ••••"
        assert events[4]["kind"] == "redacted"
        assert HALF not in str(events)


async def test_a_redacted_note_reaches_the_customer_as_a_bare_number(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 3})
    mia = await tabs.visitor(cast.mia, {conversation.public_id: 3})
    for _ in range(2):
        await ann.ask("note", {"text": HALF}, conv=conversation.public_id)
    assert await ann.kinds(3) == ["note", "note_redacted", "note"]
    hidden = await mia.events(3)
    assert [(event["kind"], event["data"]) for event in hidden] == [("hidden", {})] * 3


# Vouched for


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"text": LIKELY}, "••••"),
        ({"text": LIKELY, "vouched": False}, "••••"),
        ({"text": LIKELY, "vouched": True}, LIKELY),
        ({"text": CARD, "vouched": True}, "••••"),
    ],
    ids=["unasked", "not vouched", "vouched", "sure"],
)
async def test_each_side_can_vouch_for_what_is_only_likely(cast, tabs, body, text):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 3})
    mia = await tabs.visitor(cast.mia, {conversation.public_id: 3})
    passed = [{"kind": "ssn", "rule": "ssn"}] if text == LIKELY else []
    for tab, kind in ((mia, "message"), (ann, "message"), (ann, "note")):
        named = {} if tab is mia else {"conv": conversation.public_id}
        ack = await tab.ask(kind, body, **named)
        assert ("text" in ack) == (text != LIKELY)
        event = await ann.next("ev", cid=ack["cid"])
        assert (event["data"]["text"], event["data"]["vouched"]) == (text, passed)


@pytest.mark.parametrize("vouched", ["true", 1, None, []])
async def test_vouching_is_a_plain_yes_or_no(cast, tabs, vouched):
    mia = await tabs.visitor(cast.mia)
    assert (await mia.ask("message", {"text": LIKELY, "vouched": vouched}))["code"] == "bad"
