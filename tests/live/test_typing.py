"""Somebody types: shown to the others, never what."""

from __future__ import annotations

import pytest

from chatcore.conversations.models import Event
from tests.cast import answered, waiting
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)


async def both_sides(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    mia = await tabs.visitor(cast.mia, {conversation.public_id: 3})
    ann = await tabs.agent(cast.ann, {conversation.public_id: 3})
    return str(conversation.public_id), mia, ann


async def test_the_agent_sees_that_the_customer_types_and_stops(cast, tabs):
    conversation, mia, ann = await both_sides(cast, tabs)
    for on in (True, False):
        await mia.send(t="typing", on=on)
        assert await ann.next("typing") == {
            "t": "typing",
            "conv": conversation,
            "on": on,
            "by": {"kind": "visitor", "id": str(cast.mia.public_id), "name": ""},
        }


async def test_the_customer_sees_that_the_agent_types(cast, tabs):
    conversation, mia, ann = await both_sides(cast, tabs)
    await ann.send(t="typing", on=True, conv=conversation)
    shown = await mia.next("typing")
    assert (shown["on"], shown["by"]["name"]) == (True, "Ann")


async def test_who_types_does_not_see_it(cast, tabs):
    _, mia, ann = await both_sides(cast, tabs)
    await mia.everything()
    await mia.send(t="typing", on=True)
    await ann.next("typing")
    assert await mia.everything() == []


async def test_what_is_typed_goes_nowhere(cast, tabs):
    _, mia, ann = await both_sides(cast, tabs)
    before = await in_database(Event.objects.count)
    await mia.send(t="typing", on=True, text="a secret draft", body={"text": "a secret draft"})
    assert set(await ann.next("typing")) == {"t", "conv", "on", "by"}
    assert "secret" not in str(await ann.everything())
    assert await in_database(Event.objects.count) == before


async def test_a_stranger_to_the_conversation_shows_and_sees_nothing(cast, tabs):
    conversation, mia, ann = await both_sides(cast, tabs)
    await in_database(waiting, cast.noah)
    noah = await tabs.visitor(cast.noah)
    otto = await tabs.agent(cast.otto)
    for tab in (mia, ann, noah, otto):
        await tab.everything()
    for tab in (noah, otto):
        await tab.send(t="typing", on=True, conv=conversation)
        assert await tab.everything() == []
    await mia.send(t="typing", on=True)
    await ann.next("typing")
    for tab in (mia, ann, noah, otto):
        assert [frame for frame in await tab.everything() if frame["t"] == "typing"] == []


async def test_typing_before_the_first_words_is_harmless(cast, tabs):
    mia = await tabs.visitor(cast.mia)
    await mia.send(t="typing", on=True)
    assert [frame["t"] for frame in await mia.everything()] == ["ready"]
