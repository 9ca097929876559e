"""Requests for help → how soon they were answered and what came."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from xgov.records.shares import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xgov.model.records import Request


def in_time(one: Request, as_of: dt.date) -> bool | None:
    """Whether it was answered within its limit; None where there is no limit, or it may still be."""
    if one.limit is None:
        return None
    until = one.limit.after(one.asked_at)
    if one.answered_at is not None:
        return one.answered_at <= until
    return False if until.date() < as_of else None


def fulfilled(one: Request) -> float | None:
    """Share of what was asked that was delivered, 0..1; a refusal is 0; None where nobody says."""
    if one.asked is not None and one.delivered is not None:
        return min(1.0, one.delivered / one.asked)
    return 0.0 if one.refused_because is not None else None


def of_city(requests: Iterable[Request], to: str, by: Sequence[str], as_of: dt.date) -> dict[str, Any] | None:
    """Measure how a city answers the requests of others; shares 0..1, None where it was never asked."""
    rows = [one for one in requests if one.to == to and one.by in by]
    if not rows:
        return None
    timed = {one.id: in_time(one, as_of) for one in rows}
    judged = [good for good in timed.values() if good is not None]
    shares = [part for one in rows if (part := fulfilled(one)) is not None]
    waits = [(one.answered_at - one.asked_at) / dt.timedelta(hours=1) for one in rows if one.answered_at is not None]
    return {
        "n": len(rows),
        "answered_in_time": share(sum(judged), len(judged)),
        "answer_hours": sorted(waits),
        "fulfilled": math.fsum(shares) / len(shares) if shares else None,
        "judged": len(shares),
        "slow": [name for name, good in timed.items() if good is False],
        "refused": {one.id: one.refused_because for one in rows if one.refused_because is not None},
    }
