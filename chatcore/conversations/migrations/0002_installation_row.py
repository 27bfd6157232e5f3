"""The one row that names this log."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def name_the_log(apps: Any, _: Any) -> None:
    """A random epoch, once."""
    apps.get_model("conversations", "Installation").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = (("conversations", "0001_initial"),)
    operations = (migrations.RunPython(name_the_log, migrations.RunPython.noop),)
