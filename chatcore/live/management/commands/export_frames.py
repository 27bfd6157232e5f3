"""Write the browser's types and limits from the Python classes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from chatcore.live import contract


class Command(BaseCommand):
    """`manage.py export_frames`; a test fails while the files are out of date."""

    help = "Write chatcore/protocol/js/frames.d.ts and limits.js from the Python classes."
    requires_system_checks = ()

    def handle(self, *_: Any, **__: Any) -> None:
        """Write each file."""
        for path, text in contract.files().items():
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"wrote {path.name}")
