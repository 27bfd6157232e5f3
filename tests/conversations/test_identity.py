"""Tokens and tickets: hashed, short-lived, used once."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from chatcore.conversations import identity
from chatcore.conversations.identity import Holder
from chatcore.conversations.models import Ticket, Visitor
from chatcore.errors import LoginNeeded, TicketRefused, UnknownSite
from chatcore.protocol.limits import TICKET_LIFETIME_SECONDS
from tests.threads import at_once


def test_a_site_is_found_by_its_key(cast):
    assert identity.find_site("florist") == cast.florist


@pytest.mark.parametrize("key", ["", "unknown", "FLORIST", "florist ", "florist\x00"[:7] + "!"])
def test_an_unknown_site_is_refused(cast, key):
    with pytest.raises(UnknownSite):
        identity.find_site(key)


# Visitors


def test_a_new_visitor_is_known_by_the_token_and_only_its_hash_is_kept(cast):
    visitor, token = identity.welcome(cast.florist)
    assert identity.visitor_of(token) == visitor
    assert visitor.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(list(Visitor.objects.values()))


def test_two_visitors_have_nothing_in_common(cast):
    one, other = identity.welcome(cast.florist), identity.welcome(cast.florist)
    assert one[1] != other[1]
    assert one[0].public_id != other[0].public_id


@pytest.mark.parametrize("token", ["", "wrong", "x" * 101, "x" * 100_000, "\ud800"])
def test_a_wrong_token_is_refused(cast, token):
    with pytest.raises(LoginNeeded):
        identity.visitor_of(token)


def test_the_hash_is_not_a_token(cast):
    with pytest.raises(LoginNeeded):
        identity.visitor_of(cast.mia.token_hash)


# Agents


def test_an_active_user_is_their_agent(cast):
    assert identity.agent_of(cast.ann.user) == cast.ann


def test_nobody_a_stranger_and_a_deactivated_user_are_no_agents(cast):
    cast.ann.user.is_active = False
    stranger = User.objects.create_user("stranger", is_superuser=True)
    for user in (None, AnonymousUser(), User(), stranger, cast.ann.user):
        with pytest.raises(LoginNeeded):
            identity.agent_of(user)


# Tickets


def test_a_ticket_speaks_for_whom_it_was_made(cast):
    assert identity.redeem_ticket(identity.issue_ticket(visitor=cast.mia)) == Holder(
        visitor=cast.mia
    )
    assert identity.redeem_ticket(identity.issue_ticket(agent=cast.ann)) == Holder(agent=cast.ann)


def test_only_a_tickets_hash_is_kept(cast):
    ticket = identity.issue_ticket(visitor=cast.mia)
    assert Ticket.objects.get().token_hash == hashlib.sha256(ticket.encode()).hexdigest()


def test_a_ticket_is_good_once(cast):
    ticket = identity.issue_ticket(visitor=cast.mia)
    identity.redeem_ticket(ticket)
    with pytest.raises(TicketRefused):
        identity.redeem_ticket(ticket)


@pytest.mark.django_db(transaction=True)
def test_a_ticket_shown_twice_at_the_same_time_is_good_once(cast):
    redeem = partial(identity.redeem_ticket, identity.issue_ticket(visitor=cast.mia))
    outcomes = at_once(redeem, redeem, redeem)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "Holder", "TicketRefused", "TicketRefused",
    ]  # fmt: skip


def test_an_expired_ticket_is_refused_and_swept_away(cast):
    ticket = identity.issue_ticket(visitor=cast.mia)
    left = Ticket.objects.get().expires_at - timezone.now()
    assert left <= timedelta(seconds=TICKET_LIFETIME_SECONDS)
    Ticket.objects.update(expires_at=timezone.now() - timedelta(milliseconds=1))
    with pytest.raises(TicketRefused):
        identity.redeem_ticket(ticket)
    identity.issue_ticket(visitor=cast.noah)
    assert Ticket.objects.get().visitor == cast.noah


@pytest.mark.parametrize("ticket", ["", "wrong", "\ud800"])
def test_an_unknown_ticket_is_refused(cast, ticket):
    with pytest.raises(TicketRefused):
        identity.redeem_ticket(ticket)


def test_a_ticket_dies_with_its_user(cast):
    ticket = identity.issue_ticket(agent=cast.ann)
    User.objects.filter(pk=cast.ann.user_id).update(is_active=False)
    with pytest.raises(TicketRefused):
        identity.redeem_ticket(ticket)


def test_a_token_is_no_ticket_and_a_ticket_no_token(cast):
    _, token = identity.welcome(cast.florist)
    with pytest.raises(TicketRefused):
        identity.redeem_ticket(token)
    with pytest.raises(LoginNeeded):
        identity.visitor_of(identity.issue_ticket(visitor=cast.mia))
