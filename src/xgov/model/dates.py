"""Dates of submissions: YYYY, YYYY-MM or YYYY-MM-DD; a short one means its last day."""

from __future__ import annotations

import calendar
import datetime as dt

_MONTHS = 12


def last_day(text: str | int) -> dt.date:
    """Give the last day that a date may mean.

    Raises:
        ValueError: no such day in the calendar, e.g. 2026-02-30.
    """
    parts = [int(part) for part in str(text).split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else _MONTHS
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]  # noqa: PLR2004 - year, month, day
    return dt.date(year, month, day)


def months_later(day: dt.date, months: int) -> dt.date:
    """Go `months` on, to the same day of the month or to its last where it is shorter."""
    count = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(count, _MONTHS)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
