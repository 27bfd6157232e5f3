"""When flowers can be brought, by the shop's own clock in London."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SHOP_TIME_ZONE = ZoneInfo("Europe/London")
SAME_DAY_UNTIL_HOUR = 14
DAYS_OFFERED = 7
SUNDAY = 6


def days_offered(now: datetime) -> tuple[date, ...]:
    """The next delivery days, soonest first: today until two o'clock, and never a Sunday."""
    local = now.astimezone(SHOP_TIME_ZONE)
    day = local.date()
    if local.hour >= SAME_DAY_UNTIL_HOUR:
        day += timedelta(days=1)
    days: list[date] = []
    while len(days) < DAYS_OFFERED:
        if day.weekday() != SUNDAY:
            days.append(day)
        day += timedelta(days=1)
    return tuple(days)
