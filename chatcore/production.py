"""What a production start insists on."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

DEVELOPMENT_SECRET_KEY = "development-only-not-a-secret"  # noqa: S105 - refused in production
SECRET_KEY_MIN_CHARACTERS = 50
SECRET_KEY_MIN_DISTINCT = 8


def check(*, secret_key: str, hosts: list[str], database_url: str, trusted_proxies: int) -> None:
    """Raises: ImproperlyConfigured, naming each variable that is missing or unsafe."""
    faults = [
        *_secret_key_faults(secret_key),
        *_host_faults(hosts),
        *_database_faults(database_url),
        *_proxy_faults(trusted_proxies),
    ]
    if faults:
        raise ImproperlyConfigured("; ".join(["RINGBACK_ENV=production", *faults]))


def _secret_key_faults(secret_key: str) -> list[str]:
    strong = (
        secret_key != DEVELOPMENT_SECRET_KEY
        and len(secret_key) >= SECRET_KEY_MIN_CHARACTERS
        and len(set(secret_key)) >= SECRET_KEY_MIN_DISTINCT
    )
    return [] if strong else ["RINGBACK_SECRET_KEY needs 50 or more random characters"]


def _host_faults(hosts: list[str]) -> list[str]:
    local = {"localhost", "127.0.0.1", "[::1]"}
    if not hosts or local.issuperset(hosts):
        return ["RINGBACK_HOSTS must name the public host"]
    if any(host.startswith(("*", ".")) for host in hosts):
        return ["RINGBACK_HOSTS may not hold wildcards"]
    return []


def _database_faults(database_url: str) -> list[str]:
    return [] if database_url else ["RINGBACK_DATABASE_URL must name the database"]


def _proxy_faults(trusted_proxies: int) -> list[str]:
    # Without one, a proxied request looks like plain HTTP and is redirected to HTTPS for ever.
    if trusted_proxies:
        return []
    return ["RINGBACK_TRUSTED_PROXIES must count the HTTPS proxy in front (1)"]
