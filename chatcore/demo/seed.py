"""The small cast the demo starts with; running it again changes nothing."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured

from chatcore.conversations import administration
from chatcore.conversations.administration import Shop
from chatcore.conversations.models import Agent, Role, Site
from chatcore.demo import cast


def plant(*, port: int) -> Site:
    """Site, agents and supervisor. Raises: ImproperlyConfigured in production."""
    if settings.IN_PRODUCTION:
        raise ImproperlyConfigured("the demo's cast has a public password; not in production")
    site = _site(port)
    for username, name, role in cast.STAFF:
        _person(username, name=name, role=Role(role), site=site)
    return site


def _site(port: int) -> Site:
    site = Site.objects.filter(key=cast.SITE_KEY).first() or Site()
    return administration.set_up_site(
        site,
        Shop(
            key=cast.SITE_KEY,
            name=cast.SITE_NAME,
            allowed_origins=[f"http://127.0.0.1:{port}", f"http://localhost:{port}"],
            phone_number=cast.SHOP_PHONE_NUMBER,
            time_zone="Europe/London",
            locale="en",
        ),
    )


def _person(username: str, *, name: str, role: Role, site: Site) -> None:
    user, created = User.objects.get_or_create(username=username)
    if created:
        user.set_password(cast.PASSWORD)
        user.save()
    agent = Agent.objects.filter(user=user).first() or Agent()
    administration.set_up_agent(agent, user=user, name=name, role=role, sites=[site])
