"""The two addresses a merchant's page knows: the loader, and the frame it opens."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_safe

from chatcore.conversations import identity, phone_numbers
from chatcore.conversations.models import Site
from chatcore.errors import UnknownSite

LOADER = settings.REPOSITORY / "widget_static" / "loader.js"
LOADER_CACHE_SECONDS = 300


@require_safe
@conditional_page
def loader(request: HttpRequest) -> HttpResponse:
    """The script tag's target: static, the same for every site and every query."""
    response = HttpResponse(LOADER.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={LOADER_CACHE_SECONDS}"
    # Pages of other sites load it: that is its purpose.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def frame(request: HttpRequest, site_key: str) -> HttpResponse:
    """The chat's own page; only the site's origins may show it."""
    try:
        site = identity.find_site(site_key)
    except UnknownSite as refusal:
        return HttpResponse(
            gettext(refusal.wording), status=refusal.http_status, content_type="text/plain"
        )
    response = render(request, "live/frame.html", _context(site))
    response["Content-Security-Policy"] = _policy(site.allowed_origins)
    response["Referrer-Policy"] = "no-referrer"
    response["Origin-Agent-Cluster"] = "?1"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "no-store"
    return response


def _context(site: Site) -> dict[str, object]:
    return {
        "site": {
            "name": site.name,
            "locale": site.locale,
            "phone_number": site.phone_number,
            "phone_readable": phone_numbers.readable(site.phone_number),
            "phone_uri": f"tel:{site.phone_number}",
        },
        "configuration": {
            "siteKey": site.key,
            "allowedOrigins": site.allowed_origins,
            "locale": site.locale,
        },
    }


def _policy(allowed_origins: list[str]) -> str:
    ancestors = " ".join(allowed_origins) or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
            f"frame-ancestors {ancestors}",
        )
    )
