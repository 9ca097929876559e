"""Reserves → what they cover of a reference event's need: alone, with the neighbour's help, and when both are hit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xgov.model.records import Resource


def _held(one: Resource, city: str, as_of: dt.date) -> float | None:
    """What a city holds on a day; 0 once it has expired, None where nobody says."""
    if city not in one.stock:
        return None
    return 0.0 if one.expires is not None and one.expires < as_of else one.stock[city]


def lent(one: Resource, city: str, as_of: dt.date) -> float:
    """What a city can bring the other: what it can release, if it holds it and it arrives in time."""
    if one.needed_within is not None and (
        one.reachable_within is None or one.reachable_within.hours > one.needed_within.hours
    ):
        return 0.0
    return min(one.releasable.get(city, 0.0), _held(one, city, as_of) or 0.0)


def cover(one: Resource, cities: Sequence[str], as_of: dt.date) -> dict[str, Any]:
    """Measure one kind of reserve; covers are shares of the need and may be above 1.

    Returns:
        alone: each city by itself; helped: each city if it alone is hit and the other sends what it can release
        in time; both: the two together if both are hit, against twice the need; short: what is then lacking.
    """
    held = {city: _held(one, city, as_of) for city in cities}
    known = {city: amount for city, amount in held.items() if amount is not None}
    complete = len(known) == len(cities)
    helped = {
        city: (known[city] + math.fsum(lent(one, other, as_of) for other in cities if other != city)) / one.need
        if complete
        else None
        for city in cities
    }
    total = math.fsum(known.values())
    wanted = one.need * len(cities)
    return {
        "item": one.item,
        "unit": one.unit,
        "need": one.need,
        "alone": {city: None if held[city] is None else (held[city] or 0.0) / one.need for city in cities},
        "helped": helped,
        "both": total / wanted if complete else None,
        "short": max(0.0, wanted - total) if complete else None,
    }


def measure(resources: Sequence[Resource], cities: Sequence[str], as_of: dt.date) -> dict[str, Any] | None:
    """Measure every kind of reserve of some cities; None where there is none.

    Returns:
        items: as `cover` gives them; shortfalls: the items that lack when all are hit, largest share first.
    """
    rows = [cover(one, cities, as_of) for one in resources if any(city in one.stock for city in cities)]
    if not rows:
        return None
    short = [row for row in rows if row["short"]]
    short.sort(key=lambda row: -row["short"] / row["need"])
    return {
        "items": rows,
        "shortfalls": [
            {"item": row["item"], "unit": row["unit"], "short": row["short"], "both": row["both"]} for row in short
        ],
    }


def mean_cover(rows: Sequence[float | None]) -> float | None:
    """Mean of covers, each counted at most as whole; None where none is known."""
    known = [min(1.0, cover) for cover in rows if cover is not None]
    return math.fsum(known) / len(known) if known else None
