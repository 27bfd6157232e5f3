"""Reads settings from the environment and refuses nonsense loudly."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

PREFIX = "RINGBACK_"


def text(name: str, default: str = "") -> str:
    """The value of `RINGBACK_<name>`, trimmed."""
    return os.environ.get(PREFIX + name, default).strip()


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word for part in text(name, default).split(",") if (word := part.strip())]


def whole_number(name: str, default: int) -> int:
    """A number of zero or more. Raises: ImproperlyConfigured."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number of zero or more")
    return int(value)


def address(name: str, *schemes: str) -> str:
    """A URL with one of these schemes, or nothing. Raises: ImproperlyConfigured."""
    value = text(name)
    beginnings = tuple(f"{scheme}://" for scheme in schemes)
    if value and not value.startswith(beginnings):
        raise ImproperlyConfigured(f"{PREFIX}{name} must begin with {' or '.join(beginnings)}")
    return value


def one_of(name: str, *choices: str) -> str:
    """One of the choices, the first by default. Raises: ImproperlyConfigured."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be one of: {', '.join(choices)}")
    return value
