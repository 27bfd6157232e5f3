"""What the guard and the log cost, beside what could stand in their place.

Each figure is the median of interleaved rounds in this one run; the ratios hold across machines,
the absolute times do not.
"""

from __future__ import annotations

import os
import tempfile
from uuid import uuid4

from tests.bench import guard
from tests.bench.timing import interleaved, show

POSTS_PER_ROUND = 40
TEXT = "Do you have purple and white flowers for a wedding on Friday?"


def main() -> None:
    """Print one line a comparison."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RINGBACK_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "chatcore.settings"
        prepare()
        guard.compare()
        compare_log()


def prepare() -> None:
    """An empty database on this disk, as durable as in production."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def compare_log() -> None:
    """A numbered, deduplicated, masked, durable message against one bare insert."""
    from django.contrib.auth.models import Group

    from chatcore.conversations import identity
    from chatcore.demo import seed
    from chatcore.routing import intake

    visitor, _ = identity.welcome(seed.plant(port=8000))
    ours, theirs = interleaved(
        lambda: intake.say(visitor, text=TEXT, client_id=uuid4()),
        lambda: Group.objects.create(name=uuid4().hex),
        POSTS_PER_ROUND,
    )
    show("log, one durable message", ours, "one bare durable insert", theirs)


if __name__ == "__main__":
    main()
