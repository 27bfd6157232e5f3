"""The console's lists: whole at first, then what changes."""

from __future__ import annotations

import pytest

from chatcore.live import agent_role
from tests.cast import answered, say, waiting
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)


async def changed(tab) -> dict[str, object]:
    frame = await tab.next("inbox")
    assert "full" not in frame
    assert len(frame["items"]) == 1
    return frame["items"][0]


async def test_a_new_conversation_appears_in_every_list_of_the_site(cast, tabs):
    watching = [await tabs.agent(agent) for agent in (cast.ann, cast.ben, cast.sven)]
    for tab in watching:
        assert (await tab.next("inbox"))["items"] == []
    mia = await tabs.visitor(cast.mia)
    ack = await mia.ask("message", {"text": "Hello"})
    for tab in watching:
        item = await changed(tab)
        assert (item["conv"], item["state"], item["agent"]) == (ack["conv"], "waiting", None)


async def test_a_long_list_comes_in_frames_of_bounded_size(cast, tabs, monkeypatch):
    monkeypatch.setattr(agent_role, "INBOX_FRAME_ITEMS", 1)
    first = await in_database(waiting, cast.noah)
    second = await in_database(waiting, cast.mia)
    ann = await tabs.agent(cast.ann)
    begun, added = await ann.next("inbox"), await ann.next("inbox")
    assert [item["conv"] for item in begun["items"]] == [str(first.public_id)]
    assert [item["conv"] for item in added["items"]] == [str(second.public_id)]
    assert begun["full"]
    assert "full" not in added


async def test_a_colleague_sees_who_took_it_and_when_it_is_over(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    ann, ben = await tabs.agent(cast.ann), await tabs.agent(cast.ben)
    assert (await ben.next("inbox"))["full"]
    await ann.ask("claim", conv=conversation.public_id)
    item = await changed(ben)
    assert (item["state"], item["agent"]["name"]) == ("active", "Ann")
    await ann.ask("close", conv=conversation.public_id)
    assert (await changed(ben))["state"] == "closed"


async def test_the_last_words_are_kept_up_to_date(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ben = await tabs.agent(cast.ben)
    await ben.next("inbox")
    await in_database(say, cast.mia, "And white ones?")
    item = await changed(ben)
    assert (item["conv"], item["last_text"], item["last_by"], item["head"]) == (
        str(conversation.public_id), "And white ones?", "visitor", 4,
    )  # fmt: skip


async def test_neither_another_sites_agent_nor_a_customer_gets_a_list(cast, tabs):
    otto, mia = await tabs.agent(cast.otto), await tabs.visitor(cast.mia)
    await otto.everything()
    await mia.ask("message", {"text": "Hello"})
    assert await otto.everything() == []
    assert not [frame for frame in await mia.everything() if frame["t"] == "inbox"]


async def test_who_left_is_forgotten(cast, tabs, hub):
    conversation = await in_database(waiting, cast.mia)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 0})
    mia = await tabs.visitor(cast.mia)
    assert all((hub._following, hub._watching, hub._sockets)), "the premise: they are known"
    await ann.leave()
    await mia.leave()
    assert not any((hub._following, hub._watching, hub._sockets))
    tabs.open.clear()
