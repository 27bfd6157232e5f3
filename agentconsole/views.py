"""The console's page, and the way in and out of it."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chatcore.conversations import identity
from chatcore.conversations.models import Agent
from chatcore.errors import LoginNeeded
from chatcore.headers import OWN_PAGES_POLICY

# What customers write is shown here, so even a slip in our own script must not make markup of it.
CONSOLE_POLICY = f"{OWN_PAGES_POLICY}; require-trusted-types-for 'script'; trusted-types 'none'"


@never_cache
@require_safe
@login_required
def console(request: HttpRequest) -> HttpResponse:
    """The console for an agent; a calm refusal for a user who is none."""
    try:
        agent = identity.agent_of(request.user)
    except LoginNeeded:
        return render(request, "agentconsole/no_agent.html", status=403)
    response = render(request, "agentconsole/console.html", _context(agent))
    response.headers["Content-Security-Policy"] = CONSOLE_POLICY
    return response


@method_decorator(never_cache, name="dispatch")
class Login(LoginView):
    """Name and password; whoever is already in goes straight on."""

    template_name = "agentconsole/login.html"
    redirect_authenticated_user = True


@method_decorator(never_cache, name="dispatch")
class Logout(LogoutView):
    """By POST only, so that no link or picture on another page can sign an agent out."""


def _context(agent: Agent) -> dict[str, object]:
    sites = [
        {"name": str(site.name), "locale": site.locale, "timeZone": site.time_zone}
        for site in agent.sites.order_by("key")
    ]
    return {
        "agent": agent,
        "role": agent.role,
        "sites": sites,
        "sites_json": json.dumps(sites),
    }
