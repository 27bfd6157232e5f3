"""Run a management command, also from an installed wheel (`ringback demo`)."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from chatcore import __version__

EXIT_MISCONFIGURED = 2


def main() -> None:
    """Hand the command line to Django; a refused setting is said in words, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatcore.settings")
    if sys.argv[1:] in (["--version"], ["version"]):
        sys.stdout.write(f"{__version__}\n")
        return
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        faults = "".join(f"  - {fault}\n" for fault in str(refusal).split("; "))
        sys.stderr.write(f"Ringback does not start:\n{faults}")
        sys.exit(EXIT_MISCONFIGURED)


if __name__ == "__main__":
    main()
