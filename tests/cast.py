"""The people every test knows, and how to make what they do."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.models import User

from chatcore import guard
from chatcore.conversations import administration, identity, services
from chatcore.conversations.administration import Shop
from chatcore.conversations.models import (
    Agent,
    Conversation,
    Event,
    Installation,
    Role,
    Site,
    Visitor,
)
from chatcore.routing import intake

FLORIST_ORIGIN = "http://127.0.0.1:8000"
CARD = "4242 4242 4242 4242"
CARD_DIGITS = "4242424242424242"
PHONE = "+44 20 7946 0018"
PHONE_E164 = "+442079460018"
# Long enough that no random identifier holds them by chance.
PHONE_TRACES = ("7946 0018", "79460018")
CARD_TRACES = ("4242 4242", "42424242")


@dataclass(frozen=True)
class Cast:
    """Mia and Noah are customers of the florist; Otto answers for another shop."""

    florist: Site
    bakery: Site
    mia: Visitor
    noah: Visitor
    ann: Agent
    ben: Agent
    sven: Agent
    otto: Agent


def assemble() -> Cast:
    """Everybody, in the database."""
    # A migration writes this row, and a test with transactions of its own empties every table.
    Installation.objects.get_or_create(pk=1)
    florist, bakery = make_site("florist"), make_site("bakery")
    return Cast(
        florist=florist,
        bakery=bakery,
        mia=make_visitor(florist),
        noah=make_visitor(florist),
        ann=make_agent("ann", florist),
        ben=make_agent("ben", florist),
        sven=make_agent("sven", florist, role=Role.SUPERVISOR),
        otto=make_agent("otto", bakery),
    )


def make_site(key: str) -> Site:
    """A shop with one allowed origin."""
    return administration.set_up_site(
        Site(),
        Shop(
            key=key,
            name=key.title(),
            allowed_origins=[FLORIST_ORIGIN],
            phone_number=PHONE_E164,
        ),
    )


def make_visitor(site: Site) -> Visitor:
    """A customer with a token nobody needs."""
    return identity.welcome(site)[0]


def make_agent(username: str, site: Site, *, role: Role = Role.AGENT) -> Agent:
    """A member of staff of one shop."""
    # No password: hashing one takes longer than most tests.
    user = User.objects.create_user(username)
    return administration.set_up_agent(
        Agent(), user=user, name=username.title(), role=role, sites=[site]
    )


def say(visitor: Visitor, text: str = "Do you have purple flowers?") -> Event:
    """The customer says something through the one door."""
    return intake.say(visitor, text=text, client_id=uuid4()).event


def waiting(visitor: Visitor) -> Conversation:
    """A conversation that waits for an agent."""
    return say(visitor).conversation


def answered(visitor: Visitor, agent: Agent) -> Conversation:
    """A conversation this agent holds."""
    conversation = waiting(visitor)
    services.claim(conversation, agent=agent, client_id=uuid4())
    conversation.refresh_from_db()
    return conversation


def page(path: str = "") -> services.Page:
    """A page of the florist's shop."""
    return services.page_of(f"{FLORIST_ORIGIN}/{path}", path.title() or "Thistle & Wren")


def kinds_of(conversation: Conversation) -> list[str]:
    """The kinds in the log, in order."""
    return list(conversation.events.order_by("seq").values_list("kind", flat=True))


def texts_of(conversation: Conversation) -> list[str]:
    """The words in the log, in order."""
    bodies = [event.typed_body for event in conversation.events.order_by("seq")]
    return [str(body.text) for body in bodies if hasattr(body, "text")]


def spoken_of(conversation: Conversation) -> list[str]:
    """What people said and noted, in order, as it reads now."""
    rows = conversation.events.filter(kind__in=["message", "note"]).order_by("seq")
    return [str(event.typed_body.text) for event in rows]


def safe(text: str) -> guard.SafeText:
    """Text as the columns take it."""
    return guard.safe(text)
