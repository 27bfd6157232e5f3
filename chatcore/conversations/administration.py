"""What a supervisor sets up: sites and the people who answer. Admin saves through here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from chatcore import guard
from chatcore.conversations import phone_numbers
from chatcore.conversations.models import Agent, Role, Site
from chatcore.errors import InvalidAllowPattern, InvalidOrigin, SensitiveInput

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SUPERVISORS = "Supervisors"
SUPERVISOR_PERMISSIONS = (
    "view_site", "change_site", "view_agent", "view_conversation", "view_callback",
    "view_findingtally",
)  # fmt: skip
ORIGINS_MAX = 50
DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_HOST = re.compile(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]")


@dataclass(frozen=True)
class Shop:
    """What a supervisor writes about a site."""

    key: str
    name: str
    allowed_origins: Iterable[str]
    phone_number: str
    time_zone: str = "UTC"
    locale: str = "en"
    allow_patterns: Iterable[str] = ()


def set_up_site(site: Site, shop: Shop) -> Site:
    """Save the site.

    Raises: InvalidOrigin, InvalidPhoneNumber, InvalidAllowPattern, SensitiveInput, GuardFailed.
    """
    site.key = checked(shop.key)
    site.name = guard.safe(shop.name)
    site.allowed_origins = origins(shop.allowed_origins)
    site.phone_number = phone_numbers.parse(shop.phone_number)
    site.allow_patterns = patterns(shop.allow_patterns)
    site.time_zone = shop.time_zone
    site.locale = shop.locale
    site.save()
    return site


def set_up_agent(
    agent: Agent, *, user: User, name: str, role: Role, sites: Sequence[Site]
) -> Agent:
    """Save who answers and where. A supervisor may also open the admin. Raises: GuardFailed."""
    with transaction.atomic():
        agent.user = user
        agent.name = guard.safe(name)
        agent.role = role
        agent.save()
        agent.sites.set(sites)
        _grant(user, supervisor=role == Role.SUPERVISOR)
    return agent


def checked(written: str) -> str:
    """What must be kept as it is written. Raises: SensitiveInput, GuardFailed, TextTooLong."""
    if guard.find(written):
        raise SensitiveInput
    return written


def origins(written: Iterable[str]) -> list[str]:
    """Exact origins in normal form, without repeats.

    Raises: InvalidOrigin, SensitiveInput, GuardFailed.
    """
    found = list(dict.fromkeys(_origin(line) for line in written if line.strip()))
    if len(found) > ORIGINS_MAX:
        raise InvalidOrigin
    return found


def patterns(written: Iterable[str]) -> list[str]:
    """A shop's own number formats, each checked.

    Raises: InvalidAllowPattern, SensitiveInput, GuardFailed, TextTooLong.
    """
    found = list(dict.fromkeys(line.strip() for line in written if line.strip()))
    if len(found) > guard.MOST_PATTERNS:
        raise InvalidAllowPattern
    # All at once: a number can be written over several lines.
    checked("\n".join(found))
    return [guard.AllowPattern(line).source for line in found]


def _origin(line: str) -> str:
    text = line.strip().lower().removesuffix("/")
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port else ""
        # Browsers leave the usual port out of an origin, so written out it would never match.
        usual = port == DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        raise InvalidOrigin from None
    host = f"[{parts.hostname}]" if parts.hostname and ":" in parts.hostname else parts.hostname
    if parts.scheme not in ("http", "https") or not host or not _HOST.fullmatch(host):
        raise InvalidOrigin
    # The host by itself: in a URL the guard lets long numbers pass.
    checked(host)
    # What is written into a content policy must be an origin and nothing more.
    if text != f"{parts.scheme}://{host}{port}":
        raise InvalidOrigin
    return text.removesuffix(port) if usual else text


def _grant(user: User, *, supervisor: bool) -> None:
    group, created = Group.objects.get_or_create(name=SUPERVISORS)
    if created:
        group.permissions.set(Permission.objects.filter(codename__in=SUPERVISOR_PERMISSIONS))
    if supervisor:
        user.groups.add(group)
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    elif user.groups.filter(pk=group.pk).exists():
        user.groups.remove(group)
        user.is_staff = user.is_superuser
        user.save(update_fields=["is_staff"])
