"""Starts with no environment at all; in production only with safe values."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from chatcore import __version__, production

ROOT = Path(__file__).resolve().parents[1]
STARTS_WITHIN_SECONDS = 60

STRONG_KEY = "k3Y-7hQ2vLx9RwZpT5sNb8MjUc4FdGa6EyHoXiVrWqKtBnDmPz"
GOOD = {
    "RINGBACK_ENV": "production",
    "RINGBACK_SECRET_KEY": STRONG_KEY,
    "RINGBACK_HOSTS": "chat.shop.example",
    "RINGBACK_DATABASE_URL": "postgresql://ringback@db.shop.example/ringback",
    "RINGBACK_TRUSTED_PROXIES": "1",
}


def run(tmp_path: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A process with these settings and none of this machine's."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("RINGBACK_")}
    environment = {**inherited, "RINGBACK_DATA_DIR": str(tmp_path), **settings}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True,
        timeout=STARTS_WITHIN_SECONDS, check=False,
    )  # fmt: skip


def start(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return run(tmp_path, "-c", "import chatcore.settings", **settings)


# A whole start


def test_it_starts_with_no_environment_at_all(tmp_path):
    started = start(tmp_path)
    assert started.returncode == 0, started.stderr


def test_it_starts_in_production_with_good_values(tmp_path):
    started = start(tmp_path, **GOOD)
    assert started.returncode == 0, started.stderr


def test_a_production_start_passes_the_deployment_check(tmp_path):
    database = {"RINGBACK_DATABASE_URL": f"sqlite:///{tmp_path}/ringback.sqlite3"}
    checked = run(
        tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING",
        **{**GOOD, **database},
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr


def test_production_refuses_to_start_and_names_everything_at_once(tmp_path):
    refused = start(tmp_path, RINGBACK_ENV="production")
    assert refused.returncode != 0
    for name in ("SECRET_KEY", "HOSTS", "DATABASE_URL", "TRUSTED_PROXIES"):
        assert f"RINGBACK_{name}" in refused.stderr


def test_a_weak_secret_is_refused_and_not_repeated(tmp_path):
    refused = start(tmp_path, **{**GOOD, "RINGBACK_SECRET_KEY": "hunter2-hunter2"})
    assert refused.returncode != 0
    assert "RINGBACK_SECRET_KEY needs" in refused.stderr
    assert "hunter2" not in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RINGBACK_ENV", "prod"),
        ("RINGBACK_ENV", "Production"),
        ("RINGBACK_TRUSTED_PROXIES", "-1"),
        ("RINGBACK_TRUSTED_PROXIES", "one"),
        ("RINGBACK_DATABASE_URL", "mysql://db/ringback"),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path, name, value):
    refused = start(tmp_path, **{name: value})
    assert refused.returncode != 0
    assert "ImproperlyConfigured" in refused.stderr
    assert name in refused.stderr


def test_production_serves_no_demo(tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.urls import Resolver404, resolve\n"
        "resolve('/console/')\n"
        "try:\n    resolve('/demo/shop/')\nexcept Resolver404:\n    print('none')"
    )
    served = run(tmp_path, "-c", code, **GOOD, DJANGO_SETTINGS_MODULE="chatcore.settings")
    assert served.stdout.strip() == "none", served.stderr


def test_no_debug_page_whatever_is_set(tmp_path):
    code = "from chatcore import settings; print(settings.DEBUG)"
    shown = run(tmp_path, "-c", code, RINGBACK_DEBUG="1", DEBUG="1")
    assert shown.stdout.strip() == "False"


# What is checked, one by one


def check(**changes: object) -> None:
    good = {
        "secret_key": STRONG_KEY,
        "hosts": ["chat.shop.example"],
        "database_url": "postgresql://db/ringback",
        "trusted_proxies": 1,
    }
    production.check(**{**good, **changes})


def test_good_values_pass():
    check()
    check(hosts=["chat.shop.example", "localhost"])


@pytest.mark.parametrize(
    "key",
    ["", production.DEVELOPMENT_SECRET_KEY, STRONG_KEY[:49], "a" * 60, "abcdefg" * 10],
    ids=["none", "development", "short", "one-letter", "seven-letters"],
)
def test_a_secret_must_be_long_and_varied(key):
    with pytest.raises(ImproperlyConfigured, match="RINGBACK_SECRET_KEY"):
        check(secret_key=key)


@pytest.mark.parametrize("hosts", [[], ["localhost"], ["localhost", "127.0.0.1", "[::1]"]], ids=len)
def test_the_public_host_must_be_named(hosts):
    with pytest.raises(ImproperlyConfigured, match="RINGBACK_HOSTS must name"):
        check(hosts=hosts)


@pytest.mark.parametrize("host", ["*", ".shop.example", "*.shop.example"])
def test_hosts_are_exact(host):
    with pytest.raises(ImproperlyConfigured, match="RINGBACK_HOSTS may not hold wildcards"):
        check(hosts=["chat.shop.example", host])


def test_the_database_must_be_named():
    with pytest.raises(ImproperlyConfigured, match="RINGBACK_DATABASE_URL"):
        check(database_url="")


def test_the_command_line_lists_the_faults_without_a_traceback(tmp_path):
    refused = run(tmp_path, "manage.py", "check", RINGBACK_ENV="production")
    assert refused.returncode == 2
    assert refused.stderr.startswith("Ringback does not start:\n  - RINGBACK_ENV=production\n")
    assert "Traceback" not in refused.stderr


def test_the_version_is_the_products_own(tmp_path):
    assert run(tmp_path, "manage.py", "--version").stdout.strip() == __version__
