"""Dates of submissions: YYYY, YYYY-MM or YYYY-MM-DD; a short one means its last day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from xgov.named import NamedTuple

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


class Duration(NamedTuple):
    """A stretch of time: whole months, which differ in length, and the rest in seconds."""

    #: Months; a year has twelve.
    months: int
    #: Seconds beside the months; a week has seven days, a day 86,400 seconds.
    seconds: int

    @property
    def hours(self) -> float:
        """About how many hours: a month counts 365.2425 / 12 days."""
        return self.months * 730.485 + self.seconds / 3600

    def after(self, moment: dt.datetime) -> dt.datetime:
        """Give the moment that lies this much later."""
        day = months_later(moment.date(), self.months)
        try:
            return dt.datetime.combine(day, moment.timetz()) + dt.timedelta(seconds=self.seconds)
        except OverflowError:
            return dt.datetime.max.replace(tzinfo=moment.tzinfo)


_DURATION: Final = r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"


def duration(text: str) -> Duration:
    """Read a duration of ISO 8601 such as PT2H, P1D or P1Y."""
    import re  # noqa: PLC0415 - only where records give durations

    found = re.fullmatch(_DURATION, text)
    parts = [int(part or 0) for part in found.groups()] if found else [0] * 7
    years, months, weeks, days, hours, minutes, seconds = parts
    return Duration(years * _MONTHS + months, ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds)


def instant(text: str) -> dt.datetime:
    """Read a point in time with its offset from UTC.

    Raises:
        ValueError: no such day in the calendar, e.g. 2026-02-30T10:00Z.
    """
    return dt.datetime.fromisoformat(text)
