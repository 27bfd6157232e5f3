"""Send card numbers in everywhere, then search every byte that is kept for them."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatcore.canary.encodings import Encoding

CURE = "The canary speaks over sockets and needs a client: pip install 'ringback[canary]'"


class Command(BaseCommand):
    """`manage.py canary`: exits 0 when clean, 1 on a leak, 2 when the run proves nothing."""

    help = "Prove by search that no card number is kept anywhere."
    # Nothing is read from this installation's own database.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which stores, and how much of the table."""
        parser.add_argument(
            "--postgres", default="", metavar="URL",
            help="a PostgreSQL whose user may create databases; the run makes one of its own",
        )  # fmt: skip
        parser.add_argument("--redis", default="", metavar="URL")
        parser.add_argument("--daphne", action="store_true", help="serve with Daphne's own program")
        parser.add_argument(
            "--surfaces", type=int, default=sys.maxsize, metavar="N",
            help="only N surfaces, spread evenly over the table",
        )  # fmt: skip
        parser.add_argument("--encodings", default=",".join(Encoding), metavar="A,B")
        parser.add_argument(
            "--keep", action="store_true", help="leave the run's folder for a closer look"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Run, print, exit."""
        if find_spec("websockets") is None:
            raise CommandError(CURE)
        from chatcore.canary import report, run, surfaces  # noqa: PLC0415 -- need the client

        plan = run.Plan(
            surfaces=surfaces.some(max(1, options["surfaces"])),
            encodings=_encodings(options["encodings"]),
            postgres_url=options["postgres"],
            redis_url=options["redis"],
            as_in_production=options["daphne"],
            keep=options["keep"],
        )
        outcome = run.execute(plan, say=lambda line: self.stderr.write(f"canary: {line}"))
        for line in report.lines(outcome):
            self.stdout.write(line)
        sys.exit(report.result(outcome))


def _encodings(written: str) -> tuple[Encoding, ...]:
    try:
        return tuple(Encoding(name.strip()) for name in written.split(","))
    except ValueError:
        raise CommandError(f"Encodings are: {', '.join(Encoding)}") from None
