"""Who may no longer listen is sent away, without having to say anything first."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from chatcore.conversations import services
from chatcore.handoff import services as handoff
from chatcore.live import hub as module
from tests.cast import answered, say
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _often(monkeypatch):
    """Sweep at once, before any socket makes the hub start."""
    monkeypatch.setattr(module, "SWEEP_SECONDS", 0.05)


async def test_agents_who_may_stay_hear_on(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 0})
    await asyncio.sleep(0.3)
    await ann.everything()
    await in_database(say, cast.mia, "Still there?")
    assert (await ann.next("ev"))["data"]["text"] == "Still there?"


async def test_an_agent_who_is_deactivated_hears_nothing_more(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 0})
    await in_database(User.objects.filter(pk=cast.ann.user_id).update, is_active=False)
    assert await ann.closed() == 4403


async def test_an_agent_who_now_answers_elsewhere_has_to_come_again(cast, tabs):
    ann = await tabs.agent(cast.ann)
    await in_database(cast.ann.sites.set, [cast.bakery])
    assert await ann.closed() == 1012
    again = await tabs.agent(cast.ann)
    assert (await again.next("inbox"))["items"] == []


async def test_a_customer_is_not_concerned(cast, tabs):
    mia = await tabs.visitor(cast.mia)
    await in_database(User.objects.filter(pk=cast.ann.user_id).update, is_active=False)
    assert await mia.socket.receive_nothing(timeout=0.3)


async def test_a_late_note_does_not_bring_an_ended_conversation_back(cast, tabs):
    ended = await in_database(answered, cast.mia, cast.ann)
    mia = await tabs.visitor(cast.mia)
    await in_database(handoff.close, ended, agent=cast.ann, client_id=uuid4())
    ack = await mia.ask("message", {"text": "Another question"})
    await mia.everything()
    await in_database(services.note, ended, agent=cast.ann, text="Late", client_id=uuid4())
    heard = await mia.everything()
    assert ack["conv"] != str(ended.public_id), "the premise: a new conversation"
    assert [frame for frame in heard if frame.get("conv") == str(ended.public_id)] == []
