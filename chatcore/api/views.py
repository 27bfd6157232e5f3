"""Thin views: ask who it is, call one service or query, answer JSON."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

import msgspec
from django.http import HttpResponse
from rest_framework import status
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from chatcore.api import people
from chatcore.conversations import access, identity, phone_numbers, queries
from chatcore.conversations.encoding import event_frame
from chatcore.conversations.models import Conversation
from chatcore.errors import Malformed
from chatcore.handoff.queries import number_for

SEQUENCE_DIGITS_MAX = 9
AnyResponse = TypeVar("AnyResponse", bound=HttpResponse)


class Welcome(APIView):
    """A browser's first act on a site: it becomes a visitor."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "welcome"

    def post(self, request: Request, site_key: str) -> Response:
        """201 with the token, shown this once. Raises: UnknownSite."""
        visitor, token = identity.welcome(identity.find_site(site_key))
        return _private(
            Response({"visitor": visitor.public_id, "token": token}, status.HTTP_201_CREATED)
        )


class VisitorTicket(APIView):
    """A one-use right to open the visitor's socket."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "ticket"

    def post(self, request: Request) -> Response:
        """Raises: LoginNeeded."""
        ticket = identity.issue_ticket(visitor=people.visitor(request))
        return _private(Response({"ticket": ticket}))


class AgentView(APIView):
    """What agents ask with their session; a write without a valid CSRF token is refused."""

    authentication_classes = (SessionAuthentication,)


class AgentTicket(AgentView):
    """A one-use right to open the agent's socket."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "ticket"

    def post(self, request: Request) -> Response:
        """Raises: LoginNeeded."""
        ticket = identity.issue_ticket(agent=people.agent(request))
        return _private(Response({"ticket": ticket}))


class VisitorEvents(APIView):
    """The log for a gap too long for the socket, as its customer may read it."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "read"

    def get(self, request: Request, conversation: UUID) -> HttpResponse:
        """Raises: LoginNeeded, Forbidden, Malformed."""
        found = access.for_visitor(people.visitor(request), conversation)
        return _events(found, _after(request), staff=False)


class AgentEvents(AgentView):
    """The same for staff."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "read"

    def get(self, request: Request, conversation: UUID) -> HttpResponse:
        """Raises: LoginNeeded, Forbidden, Malformed."""
        found = access.for_agent(people.agent(request), conversation)
        return _events(found, _after(request), staff=True)


class CallbackNumber(AgentView):
    """The number to call, in full, for the assigned agent only."""

    def get(self, request: Request, conversation: UUID) -> Response:
        """Raises: LoginNeeded, Forbidden, NotAssigned, ConversationClosed, NoCallback."""
        number = number_for(people.agent(request), conversation)
        return _private(Response({"number": number, "readable": phone_numbers.readable(number)}))


def _events(conversation: Conversation, after: int, *, staff: bool) -> HttpResponse:
    public_id = str(conversation.public_id)
    rows = queries.events_after(public_id, after)
    body = {
        "events": [event_frame(row, public_id, staff=staff) for row in rows],
        "head": conversation.head,
    }
    return _private(HttpResponse(msgspec.json.encode(body), content_type="application/json"))


def _after(request: Request) -> int:
    value = request.query_params.get("after", "0")
    if not value.isdecimal() or len(value) > SEQUENCE_DIGITS_MAX:
        raise Malformed
    return int(value)


def _private(response: AnyResponse) -> AnyResponse:
    response["Cache-Control"] = "no-store"
    return response
