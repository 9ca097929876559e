"""Promises → how far they were kept, in each direction. Trust is the degree to which commitments are fulfilled."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from xgov.records.shares import median, share, wilson

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from xgov.model.records import Commitment


def state(one: Commitment, as_of: dt.date) -> str | None:
    """Say how a promise stands on a day: kept, late, broken, overdue or disputed; None where it does not count.

    What is waived or not yet due does not count. Late is not kept, and what was kept after its date is late.
    """
    if one.status == "waived" or (one.due is not None and one.due > as_of):
        return None
    if one.status == "open":
        return "overdue" if one.due is not None else None
    if one.status == "kept" and one.due is not None and one.kept_on is not None and one.kept_on > one.due:
        return "late"
    return one.status


def of_city(commitments: Iterable[Commitment], by: str, to: Sequence[str], as_of: dt.date) -> dict[str, Any] | None:
    """Measure what a city owes some others.

    Returns:
        due, kept, the share kept with its 95 % Wilson interval, the share with disputed promises taken as
        kept, the share by importance, what the beneficiary accepted and what the promisor graded alone, days
        of lateness and their median, promises registered after their date; shares 0..1. None where nothing was
        due: no record.
    """
    owed = [(one, state(one, as_of)) for one in commitments if one.by == by and (one.to == "all" or one.to in to)]
    due = [(one, how) for one, how in owed if how is not None]
    if not due:
        return None
    kept = [one for one, how in due if how == "kept"]
    accepted = [one for one in kept if one.accepted_by not in {None, by}]
    disputed = sum(how == "disputed" for _, how in due)
    late = {one.id: _days_late(one) for one, how in due if how == "late"}
    days = [number for number in late.values() if number is not None]
    low, high = wilson(len(kept), len(due))
    return {
        "due": len(due),
        "kept": len(kept),
        "share": len(kept) / len(due),
        "interval": [low, high],
        "disputed": disputed,
        "share_if_disputed_kept": (len(kept) + disputed) / len(due),
        "weighted": math.fsum(one.weight for one in kept) / math.fsum(one.weight for one, _ in due),
        "accepted": share(len(accepted), len(kept)),
        "self_graded": len(kept) - len(accepted),
        "late": late,
        "days_late": median(days) if days else None,
        "broken": [one.id for one, how in due if how == "broken"],
        "overdue": [one.id for one, how in due if how == "overdue"],
        "registered_late": [one.id for one, _ in due if one.registered_on and one.due and one.registered_on > one.due],
    }


def _days_late(one: Commitment) -> int | None:
    return (one.kept_on - one.due).days if one.kept_on is not None and one.due is not None else None
