"""Digit-free counts of what the guard found, for the supervisor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from chatcore.conversations.models import FindingTally, Outcome, Site

if TYPE_CHECKING:
    from chatcore.guard import Finding


def add(site: Site, findings: Iterable[Finding], *, outcome: Outcome = Outcome.MASKED) -> None:
    """Count the findings of one text, in the transaction that stores it."""
    today = timezone.localdate()
    found = Counter((finding.kind.value, finding.rule) for finding in findings)
    # In one order everywhere: two messages that count the same rules must not wait in a circle.
    for (kind, rule), times in sorted(found.items()):
        tally, _ = FindingTally.objects.get_or_create(
            site=site, day=today, kind=kind, rule=rule, outcome=outcome
        )
        FindingTally.objects.filter(pk=tally.pk).update(count=F("count") + times)
