"""What a supervisor sets up: sites and the people who answer. Admin saves through here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from chatcore import guard
from chatcore.conversations import phone_numbers
from chatcore.conversations.models import Agent, Role, Site
from chatcore.errors import InvalidOrigin, SensitiveInput

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SUPERVISORS = "Supervisors"
SUPERVISOR_PERMISSIONS = (
    "view_site", "change_site", "view_agent", "view_conversation", "view_callback",
)  # fmt: skip
ORIGINS_MAX = 50
_HOST = re.compile(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]")


def set_up_site(
    site: Site,
    *,
    key: str,
    name: str,
    allowed_origins: Iterable[str],
    phone_number: str,
    time_zone: str = "UTC",
    locale: str = "en",
) -> Site:
    """Save the site.

    Raises: InvalidOrigin, InvalidPhoneNumber, SensitiveInput, GuardFailed.
    """
    site.key = checked(key)
    site.name = guard.safe(name)
    site.allowed_origins = origins(allowed_origins)
    site.phone_number = phone_numbers.parse(phone_number)
    site.time_zone = time_zone
    site.locale = locale
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


def _origin(line: str) -> str:
    text = line.strip().lower().removesuffix("/")
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port else ""
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
    return text


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
