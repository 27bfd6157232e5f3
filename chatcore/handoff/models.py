"""The callback: one row a call, at most one open in a conversation."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chatcore.conversations.kinds import CallbackEnding, CallbackState
from chatcore.conversations.models import Conversation

STATE_LABELS = {
    CallbackState.OFFERED: _("offered"),
    CallbackState.CONFIRMED: _("waiting for our call"),
    CallbackState.DIALING: _("dialing"),
    CallbackState.TALKING: _("talking"),
    CallbackState.ENDED: _("ended"),
}
ENDING_LABELS = {
    CallbackEnding.TALKED: _("talked"),
    CallbackEnding.NO_ANSWER: _("no answer"),
    CallbackEnding.BUSY: _("busy"),
    CallbackEnding.WRONG_NUMBER: _("wrong number"),
    CallbackEnding.CANCELED: _("canceled by the customer"),
    CallbackEnding.DECLINED: _("not wanted"),
}


class Callback(models.Model):
    """A call to a customer. The number is here and nowhere else."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="callbacks"
    )
    state = models.CharField(
        _("state"), max_length=9, choices=[(s.value, STATE_LABELS[s]) for s in CallbackState]
    )
    ending = models.CharField(
        _("ending"),
        max_length=12,
        blank=True,
        default="",
        choices=[(e.value, ENDING_LABELS[e]) for e in CallbackEnding],
    )
    number = models.CharField(_("number"), max_length=16, blank=True, default="")
    offered_at = models.DateTimeField(_("offered"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("callback")
        verbose_name_plural = _("callbacks")
        constraints = (
            models.UniqueConstraint(
                fields=["conversation"],
                condition=~Q(state="ended"),
                name="one_open_callback_per_conversation",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(ending="")
                | ~Q(state="ended") & Q(ended_at__isnull=True, ending=""),
                name="ended_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "ended"]) | ~Q(number=""),
                name="a_call_needs_a_number",
            ),
        )

    def __str__(self) -> str:
        return f"callback {self.public_id.hex[:6]}"
