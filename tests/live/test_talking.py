"""Words and steps from one side to the other, over sockets."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chatcore.conversations import services
from chatcore.conversations.models import Conversation
from chatcore.handoff.models import Callback
from tests.cast import CARD, CARD_TRACES, PHONE, PHONE_TRACES, answered, kinds_of, texts_of, waiting
from tests.live.tabs import in_database

pytestmark = pytest.mark.django_db(transaction=True)


async def talking(cast, tabs):
    """Ann holds Mia's conversation, and both have it on screen."""
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 3})
    mia = await tabs.visitor(cast.mia, {conversation.public_id: 3})
    return conversation, mia, ann


# The customer speaks


async def test_the_first_words_open_a_conversation_and_are_acknowledged(cast, tabs):
    mia = await tabs.visitor(cast.mia)
    page = {"url": "http://127.0.0.1:8000/bouquets", "title": "Bouquets"}
    ack = await mia.ask("message", {"text": "Hello", "page": page})
    conversation = await in_database(Conversation.objects.get)
    assert ack["t"] == "ack"
    assert ack["conv"] == str(conversation.public_id)
    assert ack["seq"] == 2
    assert not {"dup", "masked", "text"} & set(ack)
    opened, message = await mia.events(2)
    assert (opened["kind"], opened["data"]["page_title"]) == ("opened", "Bouquets")
    assert (message["kind"], message["data"]["text"]) == ("message", "Hello")
    assert message["cid"] == ack["cid"]
    assert message["by"]["id"] == str(cast.mia.public_id)


async def test_words_reach_the_agent_who_has_them_on_screen(cast, tabs):
    _, mia, ann = await talking(cast, tabs)
    ack = await mia.ask("message", {"text": "And white ones?"})
    event = await ann.next("ev")
    assert (event["seq"], event["data"]["text"]) == (ack["seq"], "And white ones?")
    assert event["by"]["kind"] == "visitor"


async def test_the_answer_reaches_the_customer(cast, tabs):
    conversation, mia, ann = await talking(cast, tabs)
    ack = await ann.ask("message", {"text": "Of course."}, conv=conversation.public_id)
    event = await mia.next("ev")
    assert (event["seq"], event["data"]["text"]) == (ack["seq"], "Of course.")
    assert event["by"] == {"kind": "agent", "id": str(cast.ann.public_id), "name": "Ann"}
    assert await ann.kinds(1) == ["message"]


async def test_words_sent_again_are_acknowledged_again_and_shown_once(cast, tabs):
    _, mia, ann = await talking(cast, tabs)
    cid = str(uuid4())
    first = await mia.ask("message", {"text": "Hello?"}, cid=cid)
    again = await mia.ask("message", {"text": "Hello?"}, cid=cid)
    assert again == {**first, "dup": True}
    await mia.ask("message", {"text": "later"})
    assert [event["data"]["text"] for event in await ann.events(2)] == ["Hello?", "later"]


async def test_a_card_number_is_masked_for_everybody_and_a_call_is_offered(cast, tabs):
    conversation, mia, ann = await talking(cast, tabs)
    ack = await mia.ask("message", {"text": f"my card is {CARD}"})
    assert (ack["masked"], ack["text"]) == (True, "my card is ••••")
    for tab in (mia, ann):
        message, offer = await tab.events(2)
        assert message["data"] == {"text": "my card is ••••", "masked": ["card"], "vouched": []}
        assert (offer["kind"], offer["data"]["state"]) == ("callback", "offered")
    everything = str(await mia.everything() + await ann.everything())
    assert "••••" in everything, "the control: the list shows the last words"
    everything += str(await in_database(texts_of, conversation))
    assert not [trace for trace in CARD_TRACES if trace in everything]


# Staff only


async def test_a_note_reaches_the_customer_as_a_bare_number(cast, tabs):
    conversation, mia, ann = await talking(cast, tabs)
    await ann.ask("note", {"text": "A regular customer"}, conv=conversation.public_id)
    await ann.ask("message", {"text": "Hello Mia"}, conv=conversation.public_id)
    hidden, message = await mia.events(2)
    assert (hidden["kind"], hidden["data"], hidden["seq"]) == ("hidden", {}, 4)
    assert hidden["by"] == {"kind": "system", "id": "", "name": ""}
    assert "cid" not in hidden
    assert message["seq"] == 5
    assert "regular" not in str(await mia.everything())
    assert [event["kind"] for event in await ann.events(2)] == ["note", "message"]


async def test_a_note_is_hidden_in_a_replay_too(cast, tabs):
    conversation, _, ann = await talking(cast, tabs)
    await ann.ask("note", {"text": "A regular customer"}, conv=conversation.public_id)
    late = await tabs.visitor(cast.mia)
    assert await late.kinds(4) == ["opened", "message", "claimed", "hidden"]
    assert "regular" not in str(await late.everything())


async def test_the_page_a_customer_is_on_is_for_staff(cast, tabs):
    _, mia, ann = await talking(cast, tabs)
    await mia.ask("page", {"page": {"url": "http://127.0.0.1:8000/roses", "title": "Roses"}})
    assert (await ann.next("ev"))["data"]["page_title"] == "Roses"
    assert await mia.kinds(1) == ["hidden"]


# Several tabs, several people


async def test_both_tabs_of_a_customer_show_the_same(cast, tabs):
    _, one, ann = await talking(cast, tabs)
    other = await tabs.visitor(cast.mia, {(await one.next("ready"))["convs"][0]["conv"]: 3})
    ack = await one.ask("message", {"text": "from one"})
    for tab in (one, other):
        event = await tab.next("ev")
        assert (event["seq"], event["cid"]) == (ack["seq"], ack["cid"])
    assert await ann.kinds(1) == ["message"]


async def test_a_new_conversation_shows_in_the_customers_other_tab(cast, tabs):
    one, other = await tabs.visitor(cast.mia), await tabs.visitor(cast.mia)
    noah = await tabs.visitor(cast.noah)
    await one.ask("message", {"text": "Hello"})
    assert await other.kinds(2) == ["opened", "message"]
    assert await one.kinds(2) == ["opened", "message"]
    assert await noah.everything() == [await_ready(cast.noah)]


def await_ready(visitor) -> dict[str, object]:
    """The one frame a customer without a conversation has had."""
    you = {"kind": "visitor", "id": str(visitor.public_id), "name": ""}
    return {"t": "ready", "you": you, "convs": []}


async def test_another_customer_hears_nothing(cast, tabs):
    noahs = await in_database(waiting, cast.noah)
    noah = await tabs.visitor(cast.noah, {noahs.public_id: 2})
    await noah.everything()
    _, mia, _ = await talking(cast, tabs)
    await mia.ask("message", {"text": "for Ann only"})
    assert await noah.everything() == []


# Whose it is


async def test_an_agent_accepts_answers_gives_back_and_a_colleague_closes(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    mia, ann, ben = (
        await tabs.visitor(cast.mia, {conversation.public_id: 2}),
        await tabs.agent(cast.ann),
        await tabs.agent(cast.ben),
    )
    named = {"conv": conversation.public_id}
    assert (await ann.ask("claim", **named))["seq"] == 3
    assert (await ann.ask("release", **named))["seq"] == 4
    assert (await ben.ask("claim", **named))["seq"] == 5
    assert (await ben.ask("close", **named))["seq"] == 6
    assert await mia.kinds(4) == ["claimed", "released", "claimed", "closed"]


async def test_of_two_agents_one_is_told_that_it_is_taken(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    ann, ben = await tabs.agent(cast.ann), await tabs.agent(cast.ben)
    cids = [str(uuid4()), str(uuid4())]
    for tab, cid in zip((ann, ben), cids, strict=True):
        await tab.send(t="send", cid=cid, kind="claim", body={}, conv=str(conversation.public_id))
    answers = [
        await tab.next("ack", "nack", cid=cid) for tab, cid in zip((ann, ben), cids, strict=True)
    ]
    assert sorted(answer["t"] for answer in answers) == ["ack", "nack"]
    loser = next(answer for answer in answers if answer["t"] == "nack")
    assert loser["code"] == "taken"
    assert loser["message"] == "Another agent has already accepted this conversation."
    assert "retry_ms" not in loser


# The call


async def test_a_call_is_asked_for_made_and_reported(cast, tabs):
    conversation, mia, ann = await talking(cast, tabs)
    named = {"conv": conversation.public_id}
    await mia.ask("callback.offer")
    await mia.ask("callback.request", {"phone": PHONE})
    refusal = await ann.ask("close", **named)
    assert (refusal["t"], refusal["code"]) == ("nack", "callback_open")
    await ann.ask("callback.dial", **named)
    await ann.ask("callback.answer", **named)
    await ann.ask("callback.outcome", {"outcome": "talked"}, **named)
    await ann.ask("close", **named)
    for tab in (mia, ann):
        events = await tab.events(6)
        assert [event["data"].get("state") for event in events] == [
            "offered", "confirmed", "dialing", "talking", "ended", None,
        ]  # fmt: skip
        assert events[4]["data"]["ending"] == "talked"
        assert events[1]["data"]["number_hint"] == "+44 … 18"
        assert not [trace for trace in PHONE_TRACES if trace in str(events)]
    assert await in_database(Callback.objects.filter(ending="talked").count) == 1


async def test_a_call_is_canceled(cast, tabs):
    _, mia, ann = await talking(cast, tabs)
    await mia.ask("callback.request", {"phone": PHONE})
    await mia.ask("callback.cancel")
    assert (await ann.events(3))[-1]["data"]["ending"] == "canceled"


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("callback.request", {"phone": "12"}, "phone"),
        ("callback.request", {"phone": CARD}, "sensitive"),
        ("callback.cancel", {}, "no_conversation"),
        ("callback.offer", {}, "no_conversation"),
        ("page", {"page": {"url": "", "title": ""}}, "no_conversation"),
    ],
    ids=lambda value: str(value).replace(CARD, "card"),
)
async def test_what_a_customer_cannot_have_is_refused_by_its_code(cast, tabs, kind, body, code):
    mia = await tabs.visitor(cast.mia)
    nack = await mia.ask(kind, body)
    assert (nack["t"], nack["code"]) == ("nack", code)
    assert not await in_database(Conversation.objects.exists)


# What was committed elsewhere in this process


async def test_what_a_service_commits_reaches_the_sockets(cast, tabs):
    conversation, mia, _ = await talking(cast, tabs)
    await in_database(
        services.post, conversation, agent=cast.ann, text="From the admin", client_id=uuid4()
    )
    assert (await mia.next("ev"))["data"]["text"] == "From the admin"
    assert (await in_database(kinds_of, conversation))[-1] == "message"
