"""Callbacks, as they went. The number itself is for the assigned agent only."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from chatcore.conversations import phone_numbers
from chatcore.conversations.scoping import ReadOnlyAdmin
from chatcore.handoff.models import Callback


@admin.register(Callback)
class CallbackAdmin(ReadOnlyAdmin):
    """Which calls were promised, and what became of them."""

    site_lookup = "conversation__site__"
    list_display = ("__str__", "conversation", "state", "ending", "number_hint", "offered_at")
    list_filter = ("state", "ending")
    list_select_related = ("conversation",)
    fields = (
        "conversation", "state", "ending", "number_hint", "offered_at", "confirmed_at", "ended_at",
    )  # fmt: skip
    readonly_fields = ("number_hint",)
    ordering = ("-offered_at",)

    @admin.display(description=_("number"))
    def number_hint(self, callback: Callback) -> str:
        """Country and last two digits."""
        return str(phone_numbers.hint(callback.number)) or "–"
