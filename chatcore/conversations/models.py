"""Data and constraints of the log. Rows are written by `services.py` and nothing else."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chatcore.conversations import kinds
from chatcore.conversations.fields import EventBodyField, SafeTextField
from chatcore.guard import Kind, SafeText

NO_TEXT = SafeText.from_store("")


class Installation(models.Model):
    """The one row that names this log. A restored log gets another epoch, so that browsers
    drop what they remember of the old one."""

    epoch = models.UUIDField(default=uuid4)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="only_one_installation"),)

    def __str__(self) -> str:
        return "installation"


class Site(models.Model):
    """A tenant: one shop whose pages carry the script tag."""

    key = models.SlugField(_("key"), max_length=50, unique=True)
    name = SafeTextField(_("name"))
    allowed_origins = models.JSONField(
        _("allowed origins"),
        default=list,
        help_text=_("Where the chat may be embedded, one origin a line: https://shop.example"),
    )
    phone_number = models.CharField(
        _("phone number shown to customers"), max_length=16, help_text=_("As +442079460018")
    )
    allow_patterns = models.JSONField(
        _("the shop's own number formats"),
        default=list,
        blank=True,
        help_text=_("Formats the guard need not ask about, one a line: # digit, @ letter, * run"),
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    locale = models.CharField(_("language"), max_length=16, default="en")

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")

    def __str__(self) -> str:
        return self.key


class Visitor(models.Model):
    """A customer, known by a token we issued. Only the token's hash is kept."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="visitors")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = SafeTextField(_("name"), blank=True, default=NO_TEXT)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")

    def __str__(self) -> str:
        return f"visitor {self.public_id.hex[:6]}"


class Role(models.TextChoices):
    """What a member of staff may do beyond answering."""

    AGENT = "agent", _("agent")
    SUPERVISOR = "supervisor", _("supervisor")


class Agent(models.Model):
    """A person who answers, and the name customers see."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agent"
    )
    name = SafeTextField(_("name customers see"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.AGENT)
    sites = models.ManyToManyField(Site, related_name="agents", verbose_name=_("sites"))

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")

    def __str__(self) -> str:
        return f"agent {self.public_id.hex[:6]}"


class ConversationState(models.TextChoices):
    """Waiting for an agent, held by one, or ended."""

    WAITING = "waiting", _("waiting")
    ACTIVE = "active", _("active")
    CLOSED = "closed", _("closed")


class Conversation(models.Model):
    """One log. `head` is its last number; the other columns are what the log folds to."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="conversations")
    visitor = models.ForeignKey(Visitor, on_delete=models.PROTECT, related_name="conversations")
    agent = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    state = models.CharField(
        max_length=8, choices=ConversationState, default=ConversationState.WAITING
    )
    head = models.PositiveIntegerField(default=0)
    page_url = SafeTextField(blank=True, default=NO_TEXT)
    page_title = SafeTextField(blank=True, default=NO_TEXT)
    opened_at = models.DateTimeField(_("opened"))
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = (
            models.UniqueConstraint(
                fields=["visitor"],
                condition=~Q(state="closed"),
                name="one_open_conversation_per_visitor",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", agent__isnull=True)
                | Q(state="active", agent__isnull=False)
                | Q(state="closed"),
                name="active_means_an_agent_holds_it",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="closed_has_its_time",
            ),
        )
        indexes = (models.Index(fields=["site", "state"], name="conversation_by_site_state"),)

    def __str__(self) -> str:
        return f"conversation {self.public_id.hex[:6]}"


class AuthorKind(models.TextChoices):
    """Who can write in the log."""

    VISITOR = "visitor", _("visitor")
    AGENT = "agent", _("agent")
    SYSTEM = "system", _("system")


class Outcome(models.TextChoices):
    """What became of a finding on the server."""

    MASKED = "masked", _("masked")
    VOUCHED = "vouched", _("sent as it was: the customer said it is not one")


class Event(models.Model):
    """One numbered row of a conversation's log. Never changed once written, but for `redact`."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in kinds.KINDS])
    audience = models.CharField(
        max_length=8, choices=[(audience.value, audience.value) for audience in kinds.Audience]
    )
    author_kind = models.CharField(max_length=7, choices=AuthorKind)
    author_id = models.UUIDField(null=True, blank=True)
    author_name = SafeTextField(blank=True, default=NO_TEXT)
    body = EventBodyField()
    client_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = (
            models.UniqueConstraint(fields=["conversation", "seq"], name="one_event_per_number"),
            models.UniqueConstraint(
                fields=["conversation", "author_kind", "author_id", "client_id"],
                condition=Q(client_id__isnull=False),
                name="one_event_per_client_id",
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(author_kind="system", author_id__isnull=True)
                | (~Q(author_kind="system") & Q(author_id__isnull=False)),
                name="people_have_an_id",
            ),
        )
        indexes = (
            models.Index(
                F("author_id"), F("client_id"), name="event_by_author_client_id",
                condition=Q(client_id__isnull=False),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"event {self.seq} of {self.conversation_id}"

    @property
    def typed_body(self) -> kinds.EventBody:
        """The body as its kind's class."""
        if isinstance(self.body, kinds.EventBody):
            return self.body
        return kinds.from_store(self.kind, self.body)


class FindingTally(models.Model):
    """How often the guard found something on a site in a day. Counts only: no digit, no person."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="finding_tallies")
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=20, choices=[(k.value, k.value) for k in Kind])
    rule = models.SlugField(_("rule"), max_length=40)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("finding count")
        verbose_name_plural = _("finding counts")
        constraints = (
            models.UniqueConstraint(
                fields=["site", "day", "kind", "rule", "outcome"], name="one_tally_per_rule_and_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class Ticket(models.Model):
    """A right to open one socket, once and soon. Only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, null=True)
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, null=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = (
            models.CheckConstraint(
                condition=Q(visitor__isnull=False, agent__isnull=True)
                | Q(visitor__isnull=True, agent__isnull=False),
                name="ticket_is_for_one_person",
            ),
        )

    def __str__(self) -> str:
        return f"ticket {self.pk}"
