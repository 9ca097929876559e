"""Meetings, drills, events and evaluations → how many, who came, what was followed up, and what they prove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xgov.model.dates import months_later
from xgov.records.shares import share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from xgov.model.records import Activity

_YEAR: Final = 12


def joint(activities: Iterable[Activity], cities: Sequence[str], as_of: dt.date) -> list[Activity]:
    """Find those of some cities up to a day: all of them were invited or came, or nobody says who was."""
    found = []
    for one in activities:
        there = {*one.invited, *one.attended}
        if one.date <= as_of and (not there or set(cities) <= there):
            found.append(one)
    return found


def actions(activities: Iterable[Activity], as_of: dt.date) -> dict[str, Any] | None:
    """Give the share of due follow-up actions that were closed by their date."""
    due = [action for one in activities for action in one.actions if action.due is not None and action.due <= as_of]
    return share(sum(action.done is not None and action.done <= action.due for action in due if action.due), len(due))


def attendance(activities: Iterable[Activity], city: str) -> dict[str, Any] | None:
    """Give the share of invitations that a city followed."""
    invited = [one for one in activities if city in one.invited]
    return share(sum(city in one.attended for one in invited), len(invited))


def measure(activities: Sequence[Activity], cities: Sequence[str], as_of: dt.date) -> dict[str, Any] | None:
    """Measure what some cities did together; None where nothing is on record.

    Returns:
        Meetings, drills, events and evaluations within the last twelve months; attendance by city; actions closed
        in time; evaluations by outsiders over all, and months since the last of them.
    """
    rows = joint(activities, cities, as_of)
    mine = [one for one in activities if one.date <= as_of and {*one.invited, *one.attended} & set(cities)]
    if not rows and not mine:
        return None
    year = [one for one in rows if months_later(one.date, _YEAR) > as_of]
    evaluations = [one for one in rows if one.kind == "evaluation"]
    outside = [one for one in evaluations if one.judged_by is not None or one.observer is not None]
    last = max((one.date for one in outside), default=None)
    return {
        "last_year": {
            kind: sum(one.kind == kind for one in year) for kind in ("meeting", "drill", "event", "evaluation")
        },
        "attendance": {city: attendance(mine, city) for city in cities},
        "actions_closed": actions(rows, as_of),
        "third_party": share(len(outside), len(evaluations)),
        "evaluation_age_months": None if last is None else months_between(last, as_of),
        "confirms": {one.id: list(one.confirms) for one in rows if one.confirms},
        "contradicts": {one.id: list(one.contradicts) for one in rows if one.contradicts},
    }


def months_between(first: dt.date, last: dt.date) -> int:
    """Count the whole months from one day to another."""
    months = (last.year - first.year) * _YEAR + last.month - first.month
    return months - (months_later(first, months) > last)
