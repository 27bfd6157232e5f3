"""Sites with their embed snippet, agents, and read-only transcripts. Saves through services."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from chatcore.conversations import accounts, administration, transcript  # noqa: F401 -- registers
from chatcore.conversations.administration import Shop
from chatcore.conversations.forms import AgentForm, SiteForm
from chatcore.conversations.models import Agent, Conversation, FindingTally, Site
from chatcore.conversations.scoping import OwnSitesFilter, ReadOnlyAdmin, SiteScopedAdmin


@admin.register(Site)
class SiteAdmin(SiteScopedAdmin):
    """A shop and the tag its pages carry."""

    form = SiteForm
    site_lookup = ""
    list_display = ("name", "key", "phone_number", "time_zone")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the address under which this server is seen, for the snippet."""
        context["address"] = f"{request.scheme}://{request.get_host()}"
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Site, form: Form, change: bool) -> None:
        """Through the service."""
        administration.set_up_site(obj, Shop(**form.cleaned_data))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A site with conversations stays; its origins can be emptied instead."""
        return False


@admin.register(Agent)
class AgentAdmin(SiteScopedAdmin):
    """Who answers, and where."""

    form = AgentForm
    site_lookup = "sites__"
    list_display = ("name", "user", "role")
    filter_horizontal = ("sites",)

    def save_model(self, request: HttpRequest, obj: Agent, form: Form, change: bool) -> None:
        """Through the service."""
        administration.set_up_agent(obj, **form.cleaned_data)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The service has saved the sites already."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A log names its authors for good; take the user's sign-in away instead."""
        return False


@admin.register(FindingTally)
class FindingTallyAdmin(ReadOnlyAdmin):
    """How often the guard found something: counts, no digits, no people."""

    site_lookup = "site__"
    list_display = ("day", "site", "kind", "rule", "outcome", "count")
    list_filter = ("kind", "outcome", ("site", OwnSitesFilter))
    list_select_related = ("site",)
    date_hierarchy = "day"
    ordering = ("-day", "kind", "rule")


@admin.register(Conversation)
class ConversationAdmin(ReadOnlyAdmin):
    """Transcripts, as they were said."""

    site_lookup = "site__"
    list_display = ("__str__", "site", "state", "agent_name", "opened_at", "closed_at")
    list_filter = ("state", ("site", OwnSitesFilter))
    list_select_related = ("site", "agent")
    date_hierarchy = "opened_at"
    ordering = ("-opened_at",)

    @admin.display(description=_("agent"))
    def agent_name(self, conversation: Conversation) -> str:
        """The name customers saw."""
        return str(conversation.agent.name) if conversation.agent else "–"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The transcript in place of fields."""
        context["lines"] = transcript.lines(context["original"])
        return super().render_change_form(request, context, *args, **kwargs)
