"""Finds the database and the message broker that tests marked `services` need.

A URL in the environment is taken at its word: when nothing answers there, the tests fail rather
than skip. Run as a program it prints the names of the services that are missing, one per line.
"""

from __future__ import annotations

import os
import sys

import psycopg
import redis

ANSWERS_WITHIN_SECONDS = 3

POSTGRES_LOCAL_URL = "postgresql://postgres@127.0.0.1:5432/postgres"
# The last of the sixteen databases: somebody's own data would rather be in the first.
REDIS_LOCAL_URL = "redis://127.0.0.1:6379/15"

POSTGRES_CURE = (
    "no PostgreSQL answers to postgres@127.0.0.1:5432; "
    "start one, or set RINGBACK_TEST_POSTGRES_URL to one whose user may create databases"
)
REDIS_CURE = "no Redis answers on 127.0.0.1:6379; start one, or set RINGBACK_TEST_REDIS_URL"


def postgres_url() -> str | None:
    """Return the URL of a PostgreSQL whose user may create databases, or None: `POSTGRES_CURE`."""
    named = os.environ.get("RINGBACK_TEST_POSTGRES_URL")
    if named:
        return named
    return POSTGRES_LOCAL_URL if _postgres_answers(POSTGRES_LOCAL_URL) else None


def redis_url() -> str | None:
    """Return the URL of a Redis to write test keys into, or None: `REDIS_CURE`."""
    named = os.environ.get("RINGBACK_TEST_REDIS_URL")
    if named:
        return named
    return REDIS_LOCAL_URL if _redis_answers(REDIS_LOCAL_URL) else None


def main() -> int:
    found = {"postgres": postgres_url(), "redis": redis_url()}
    for name in (name for name, url in found.items() if url is None):
        print(name)
    return 0


def _postgres_answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=ANSWERS_WITHIN_SECONDS):
            return True
    except psycopg.OperationalError:
        return False


def _redis_answers(url: str) -> bool:
    client = redis.Redis.from_url(
        url,
        socket_connect_timeout=ANSWERS_WITHIN_SECONDS,
        socket_timeout=ANSWERS_WITHIN_SECONDS,
    )
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


if __name__ == "__main__":
    sys.exit(main())
