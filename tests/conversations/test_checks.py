"""Settings of a real PostgreSQL that would copy what people write into its log."""

from __future__ import annotations

import os
from uuid import uuid4

import psycopg
import pytest
from django.core.checks import run_checks
from django.db import connection

from chatcore.canary.database import PostgresDatabase
from chatcore.canary.stores.postgres import find_log
from chatcore.conversations import checks
from tests import servers

SILENT = {
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_parameter_max_length_on_error": "0",
}
LOUD = [
    ("log_min_error_statement", "error", "ringback.W001"),
    ("log_statement", "all", "ringback.W002"),
    ("log_statement", "mod", "ringback.W002"),
    ("log_min_duration_statement", "0", "ringback.W003"),
    ("log_min_duration_sample", "100", "ringback.W004"),
    ("log_parameter_max_length_on_error", "-1", "ringback.W005"),
    ("auto_explain.log_min_duration", "0", "ringback.W006"),
]


@pytest.fixture
def postgres():
    """A session whose settings are silent and may be changed; nobody else's are touched."""
    url = servers.postgres_url()
    if url is None:
        cure = servers.POSTGRES_CURE
        pytest.fail(cure) if os.environ.get("CI") == "true" else pytest.skip(cure)
    with psycopg.connect(url) as connection:
        for name, value in SILENT.items():
            change(connection, name, value)
        yield connection
        connection.rollback()


def change(connection, name, value):
    connection.execute("SELECT set_config(%s, %s, true)", [name, value])


def warned(connection):
    def read(name):
        return connection.execute("SELECT current_setting(%s, true)", [name]).fetchone()[0]

    return [warning.id for warning in checks.warnings(read)]


@pytest.mark.services
def test_a_silent_postgres_is_not_warned_of(postgres):
    assert warned(postgres) == []


@pytest.mark.services
@pytest.mark.parametrize(("name", "value", "identifier"), LOUD)
def test_each_setting_that_copies_words_is_named(postgres, name, value, identifier):
    change(postgres, name, value)
    assert warned(postgres) == [identifier]


@pytest.mark.services
@pytest.mark.parametrize(("value", "written"), [("error", True), ("panic", False)])
def test_a_rejected_statement_is_written_down_by_default_and_not_after_the_cure(value, written):
    url = servers.postgres_url() or pytest.skip(servers.POSTGRES_CURE)
    log = find_log(PostgresDatabase(url)) or pytest.skip("its log is not readable from here")
    words = uuid4().hex
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT set_config('log_min_error_statement', %s, false)", [value])
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute(f"SELECT CAST('{words}' AS integer) AS kept")
    end = log.read_text(errors="replace")[-20_000:]
    assert (f"STATEMENT:  SELECT CAST('{words}'" in end) is written


def test_a_warning_names_the_setting_and_its_cure():
    (warning,) = checks.warnings(lambda name: "all" if name == "log_statement" else None)
    assert "log_statement is all" in warning.msg
    assert "log_statement = 'none'" in warning.hint


def test_the_check_is_asked_with_the_database_and_not_without(db):
    assert checks.silent_copies in run_checks.__self__.registered_checks
    assert checks.silent_copies(databases=None) == []
    if connection.vendor == "sqlite":
        assert checks.silent_copies(databases=["default"]) == []
