"""Would the database write down what people said? `manage.py check --database default` tells.

PostgreSQL's own log is a silent copy: by default it keeps every statement that was rejected, with
its values. The guard masks before SQL, so this is the second line; and names, phone numbers and
messages are nobody's business in a server log either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 -- its name
from django.db import connections

OFF = "-1"
# PostgreSQL's settings as text; None where it does not know the setting.
ReadSetting = Callable[[str], str | None]


@dataclass(frozen=True)
class Rule:
    """A setting, the values at which it writes nothing down, and what it does otherwise."""

    identifier: str
    setting: str
    silent: tuple[str, ...]
    otherwise: str

    def speaks(self, value: str | None) -> bool:
        """Whether this value writes words of people into the log. Unknown settings do not."""
        return value is not None and value not in self.silent

    def warning(self, value: str) -> CheckMessage:
        """What to tell, and the cure."""
        return Warning(
            f"PostgreSQL's {self.setting} is {value}: {self.otherwise}",
            hint=f"As its administrator: ALTER DATABASE … SET {self.setting} = '{self.silent[0]}'",
            id=self.identifier,
        )


RULES = (
    Rule(
        "ringback.W001", "log_min_error_statement", ("panic", "fatal", "log"),
        "a rejected statement is written into its log with its values.",
    ),
    Rule("ringback.W002", "log_statement", ("none", "ddl"), "its log keeps statements as sent."),
    Rule(
        "ringback.W003", "log_min_duration_statement", (OFF,),
        "its log keeps slow statements with their values.",
    ),
    Rule(
        "ringback.W004", "log_min_duration_sample", (OFF,),
        "its log keeps a sample of statements with their values.",
    ),
    Rule(
        "ringback.W005", "log_parameter_max_length_on_error", ("0",),
        "its log keeps the values of statements that failed.",
    ),
    Rule(
        "ringback.W006", "auto_explain.log_min_duration", (OFF,),
        "auto_explain writes slow statements with their values into its log.",
    ),
)  # fmt: skip


@register(Tags.database)
def silent_copies(*, databases: Sequence[str] | None, **_: Any) -> list[CheckMessage]:
    """A warning for each setting that would copy what people wrote into PostgreSQL's log."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                found += warnings(partial(_setting, cursor))
    return found


def warnings(read: ReadSetting) -> Iterator[CheckMessage]:
    """The same for any way to ask the server."""
    for rule in RULES:
        value = read(rule.setting)
        if rule.speaks(value):
            yield rule.warning(str(value))


def _setting(cursor: Any, name: str) -> str | None:
    # `true`: NULL rather than an error where an extension is not loaded.
    cursor.execute("SELECT current_setting(%s, true)", [name])
    row = cursor.fetchone()
    return None if row is None or row[0] is None else str(row[0])
