"""Tokens and tickets: who a browser speaks for, fixed before it says anything.

Tokens are 256 random bits, so a plain SHA-256 of them is enough to keep.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

from chatcore.conversations.models import Agent, Site, Ticket, Visitor
from chatcore.errors import LoginNeeded, TicketRefused, UnknownSite
from chatcore.protocol.limits import TICKET_LIFETIME_SECONDS

TOKEN_BYTES = 32
TOKEN_MAX_CHARACTERS = 100


@dataclass(frozen=True)
class Holder:
    """Who a ticket was made for: exactly one of the two is set."""

    visitor: Visitor | None = None
    agent: Agent | None = None


def find_site(key: str) -> Site:
    """The site with this key. Raises: UnknownSite."""
    site = Site.objects.filter(key=key).first()
    if site is None:
        raise UnknownSite
    return site


def welcome(site: Site) -> tuple[Visitor, str]:
    """A new visitor, and the token that is shown once and kept only by their browser."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return Visitor.objects.create(site=site, token_hash=_hash(token)), token


def visitor_of(token: str) -> Visitor:
    """The visitor this token was given to. Raises: LoginNeeded."""
    visitor = (
        Visitor.objects.select_related("site").filter(token_hash=_hash(token)).first()
        if 0 < len(token) <= TOKEN_MAX_CHARACTERS
        else None
    )
    if visitor is None:
        raise LoginNeeded
    return visitor


def agent_of(user: AbstractBaseUser | AnonymousUser | None) -> Agent:
    """The active user's agent. Raises: LoginNeeded."""
    if user is None or user.pk is None or not user.is_active:
        raise LoginNeeded
    agent = Agent.objects.filter(user_id=user.pk).first()
    if agent is None:
        raise LoginNeeded
    return agent


def issue_ticket(*, visitor: Visitor | None = None, agent: Agent | None = None) -> str:
    """A ticket for one socket, good for 30 seconds. Give exactly one person."""
    now = timezone.now()
    Ticket.objects.filter(expires_at__lt=now).delete()
    ticket = secrets.token_urlsafe(TOKEN_BYTES)
    Ticket.objects.create(
        token_hash=_hash(ticket),
        visitor=visitor,
        agent=agent,
        expires_at=now + timedelta(seconds=TICKET_LIFETIME_SECONDS),
    )
    return ticket


def redeem_ticket(ticket: str) -> Holder:
    """Use the ticket up. Raises: TicketRefused when unknown, used, expired or revoked."""
    found = (
        Ticket.objects.select_related("visitor__site", "agent__user")
        .filter(token_hash=_hash(ticket), expires_at__gte=timezone.now())
        .first()
    )
    # The count decides: of two sockets showing the same ticket only one deletes the row.
    if found is None or not Ticket.objects.filter(pk=found.pk).delete()[0]:
        raise TicketRefused
    if found.agent is not None and not found.agent.user.is_active:
        raise TicketRefused
    return Holder(visitor=found.visitor, agent=found.agent)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
