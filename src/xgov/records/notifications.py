"""Notices and reports → how soon, how fully and how truly a city tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xgov.records.shares import median, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xgov.model.records import Notification

#: What a notice must say.
CONTENTS: Final = ("source", "extent", "characteristics", "trend")
#: Types whose contents matter: the end of a risk needs no trend.
_FULL: Final = frozenset({"notify", "warn", "update", "report"})


def delay_hours(one: Notification) -> float | None:
    """Hours between knowing and telling; None where either is not known or it never told."""
    if one.told_at is None or one.known_at is None:
        return None
    return (one.told_at - one.known_at).total_seconds() / 3600


def on_time(one: Notification) -> bool | None:
    """Whether it told within the agreed limit; None where there is no limit or no telling when it knew."""
    if one.told_at is None:
        return False
    if one.known_at is None or one.limit is None:
        return None
    return one.told_at <= one.limit.after(one.known_at)


def told(notifications: Iterable[Notification]) -> dict[str, Any] | None:
    """Measure a set of notices.

    Returns:
        How many; on time, complete and acknowledged as shares of those that can be judged (0..1); the median
        delay and the median limit in hours; which contents are missing how often; ids of late, incomplete,
        omitted and false ones. None where there are none.
    """
    rows = list(notifications)
    if not rows:
        return None
    judged = {one.id: on_time(one) for one in rows}
    delays = [hours for one in rows if (hours := delay_hours(one)) is not None]
    limits = [one.limit.hours for one in rows if one.limit is not None]
    sent = [one for one in rows if one.told_at is not None]
    described = [one for one in sent if one.contents is not None and one.type in _FULL]
    lacking = {one.id: [part for part in CONTENTS if part not in (one.contents or ())] for one in described}
    timed = [good for good in judged.values() if good is not None]
    return {
        "n": len(rows),
        "on_time": share(sum(timed), len(timed)),
        "delay_hours": median(delays) if delays else None,
        "limit_hours": median(limits) if limits else None,
        "complete": share(sum(not parts for parts in lacking.values()), len(lacking)),
        "missing": {part: sum(part in parts for parts in lacking.values()) for part in CONTENTS},
        "acknowledged": share(sum(one.acknowledged_at is not None for one in sent), len(sent)),
        "late": [one.id for one in rows if judged[one.id] is False and one.told_at is not None],
        "incomplete": [name for name, parts in lacking.items() if parts],
        "omitted": [one.id for one in rows if one.told_at is None],
        "false": [one.id for one in sent if one.found_false_by is not None],
        "concealed": [one.id for one in rows if one.told_at is None and one.found_false_by is not None],
    }


def of_city(notifications: Sequence[Notification], origin: str, to: Sequence[str]) -> dict[str, Any]:
    """Measure what a city tells others: to the neighbour and upward, real events and drills, all apart."""
    own = [one for one in notifications if one.origin == origin]
    groups = {
        "neighbour": [one for one in own if one.to in to],
        "upward": [one for one in own if one.to == "superior"],
        "body": [one for one in own if one.to == "body"],
    }
    return {
        name: {
            kind: told(one for one in rows if one.drill == drill) for kind, drill in (("real", False), ("drills", True))
        }
        for name, rows in groups.items()
    }
