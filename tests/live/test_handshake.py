"""Hello, auth, ready; and everybody who gets no further."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from chatcore import __version__
from chatcore.conversations import identity
from chatcore.conversations.models import Installation, Ticket
from chatcore.errors import TicketRefused
from chatcore.protocol import limits
from tests.cast import answered, say, waiting
from tests.live.tabs import AGENT, HOST, OWN_ORIGIN, VISITOR, Tab, in_database

pytestmark = pytest.mark.django_db(transaction=True)


def followed(conversation, **numbers: int) -> dict[str, object]:
    return {"conv": str(conversation.public_id), "limited": False, **numbers}


async def test_the_first_frame_tells_the_terms(cast, hub):
    tab = await Tab(VISITOR).open()
    hello = await tab.next("hello")
    installation = await in_database(Installation.objects.get)
    assert hello["v"] == limits.PROTOCOL_VERSION
    assert hello["epoch"] == installation.epoch.hex
    assert hello["hb_ms"] == 25_000
    assert hello["max_body"] == limits.TEXT_MAX_CHARACTERS
    assert hello["server_ver"] == __version__
    await tab.leave()


async def test_a_new_visitor_is_ready_and_follows_nothing(cast, tabs):
    mia = await tabs.visitor(cast.mia)
    ready = await mia.next("ready")
    assert ready["you"] == {"kind": "visitor", "id": str(cast.mia.public_id), "name": ""}
    assert ready["convs"] == []


async def test_a_returning_visitor_gets_the_conversation_whatever_they_ask_for(cast, tabs):
    await in_database(waiting, cast.noah)
    conversation = await in_database(waiting, cast.mia)
    mia = await tabs.visitor(cast.mia, {uuid.uuid4(): 5})
    ready = await mia.next("ready")
    assert ready["convs"] == [followed(conversation, head=2, after=0)]
    assert await mia.kinds(2) == ["opened", "message"]
    assert await mia.next("live") == {"t": "live", "conv": str(conversation.public_id), "head": 2}


async def test_an_agent_is_ready_and_gets_the_list(cast, tabs):
    conversation = await in_database(answered, cast.mia, cast.ann)
    ann = await tabs.agent(cast.ann, {conversation.public_id: 2})
    ready = await ann.next("ready")
    assert (ready["you"]["kind"], ready["you"]["name"]) == ("agent", "Ann")
    assert ready["convs"] == [followed(conversation, head=3, after=2)]
    inbox = await ann.next("inbox")
    assert inbox["full"]
    assert [item["conv"] for item in inbox["items"]] == [str(conversation.public_id)]
    assert await ann.kinds(1) == ["claimed"]


async def test_an_agent_of_another_site_follows_nothing_of_it(cast, tabs):
    conversation = await in_database(waiting, cast.mia)
    otto = await tabs.agent(cast.otto, {conversation.public_id: 0})
    assert (await otto.next("ready"))["convs"] == []
    assert (await otto.next("inbox"))["items"] == []
    await in_database(say, cast.mia, "Not for Otto")
    assert await otto.everything() == []


# The origin


@pytest.mark.parametrize("path", [VISITOR, AGENT])
@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8000", HOST), ("https://evil.example", HOST), ("null", HOST),
        (None, HOST), ("http://localhost", HOST), ("http://localhost:8001", HOST),
        ("http://localhost:8000.evil.example", HOST), ("http://evil.localhost:8000", HOST),
        ("http://localhost:8000@evil.example", HOST), ("http://localhost:8000/", HOST),
        ("HTTP://LOCALHOST:8000", HOST), ("ws://localhost:8000", HOST), ("localhost:8000", HOST),
        ("http://evil.example", "evil.example"), (OWN_ORIGIN, None), (OWN_ORIGIN, "evil.example"),
    ],
)  # fmt: skip
async def test_a_page_that_is_not_ours_gets_no_socket(cast, hub, path, origin, host):
    tab = Tab(path, origin=origin, host=host)
    accepted, _ = await tab.socket.connect()
    assert not accepted


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:8000", "localhost:8000"), ("https://localhost", "localhost"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000"), ("http://[::1]:8000", "[::1]:8000"),
        ("http://[::1]", "[::1]"),
    ],
)  # fmt: skip
async def test_our_own_page_gets_one_under_every_name_of_ours(cast, tabs, origin, host):
    assert await tabs.stranger(origin=origin, host=host)


async def test_in_production_a_page_without_tls_gets_none(cast, tabs, settings):
    settings.IN_PRODUCTION = True
    accepted, _ = await Tab(VISITOR).socket.connect()
    assert not accepted
    assert await tabs.stranger(origin=f"https://{HOST}")


# The ticket


async def refused(tabs, path: str, ticket: str) -> int:
    tab = await tabs.stranger(path)
    await tab.sign_in(ticket)
    code = await tab.closed()
    assert [frame["code"] for frame in tab.unread] == ["ticket"]
    return code


async def test_a_ticket_is_good_for_one_socket(cast, tabs):
    ticket = await in_database(identity.issue_ticket, visitor=cast.mia)
    first = await tabs.stranger()
    await first.sign_in(ticket)
    await first.next("ready")
    assert await refused(tabs, VISITOR, ticket) == 4401


async def test_an_expired_ticket_is_refused(cast, tabs):
    ticket = await in_database(identity.issue_ticket, visitor=cast.mia)
    past = timezone.now() - timedelta(seconds=1)
    await in_database(Ticket.objects.update, expires_at=past)
    assert await refused(tabs, VISITOR, ticket) == 4401


async def test_a_ticket_of_the_other_kind_is_refused_and_used_up(cast, tabs):
    visitors = await in_database(identity.issue_ticket, visitor=cast.mia)
    agents = await in_database(identity.issue_ticket, agent=cast.ann)
    assert await refused(tabs, AGENT, visitors) == 4401
    assert await refused(tabs, VISITOR, agents) == 4401
    for ticket in (visitors, agents):
        with pytest.raises(TicketRefused):
            await in_database(identity.redeem_ticket, ticket)


@pytest.mark.parametrize("ticket", ["", "wrong", "x" * 100])
async def test_an_unknown_ticket_is_refused(cast, tabs, ticket):
    assert await refused(tabs, VISITOR, ticket) == 4401


async def test_the_ticket_of_a_deactivated_agent_is_refused(cast, tabs):
    ticket = await in_database(identity.issue_ticket, agent=cast.ann)
    await in_database(User.objects.filter(pk=cast.ann.user_id).update, is_active=False)
    assert await refused(tabs, AGENT, ticket) == 4401


# The terms


async def test_who_says_nothing_is_sent_away(cast, tabs, monkeypatch):
    monkeypatch.setattr(limits, "AUTHENTICATE_WITHIN_SECONDS", 0.05)
    tab = await tabs.stranger()
    assert await tab.closed() == 4001


async def test_who_signs_in_in_time_stays(cast, tabs, monkeypatch):
    monkeypatch.setattr(limits, "AUTHENTICATE_WITHIN_SECONDS", 1)
    mia = await tabs.visitor(cast.mia)
    await asyncio.sleep(1.1)
    assert (await mia.ask("message", {"text": "Still here"}))["t"] == "ack"


@pytest.mark.parametrize("version", [0, 2, -1, 10**25])
async def test_another_version_of_the_protocol_must_reload(cast, tabs, version):
    tab = await tabs.stranger()
    await tab.send(t="auth", v=version, ticket="x", dev="tab", want=[])
    assert await tab.closed() == 4426


async def test_signing_in_twice_is_a_bad_frame(cast, tabs):
    mia = await tabs.visitor(cast.mia)
    await mia.sign_in(await in_database(identity.issue_ticket, visitor=cast.noah))
    assert (await mia.next("err"))["code"] == "bad"
    assert (await mia.ask("message", {"text": "Still Mia"}))["t"] == "ack"
    assert await in_database(cast.mia.conversations.count) == 1
    assert await in_database(cast.noah.conversations.count) == 0


async def test_a_person_has_so_many_sockets_and_the_newest_is_refused(cast, tabs):
    for _ in range(limits.SOCKETS_PER_VISITOR):
        await tabs.visitor(cast.mia)
    newest = await tabs.stranger()
    await newest.sign_in(await in_database(identity.issue_ticket, visitor=cast.mia))
    assert await newest.closed() == 4429
    assert await tabs.visitor(cast.noah), "another customer has their own count"
    await tabs.open[0].leave()
    assert await tabs.visitor(cast.mia), "a tab that left makes room"
