"""Ledger → everything that the facts say of a pair, and the table of metrics that indicators are scored by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xgov.named import NamedTuple
from xgov.records import activities, commitments, exchanges, faults, notifications, requests, resources
from xgov.records.shares import share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xgov.model.records import Ledger

_Facts = dict[str, Any]


class Measured(NamedTuple):
    """What the records say of two cities."""

    #: As the report gives it, by kind of record; shares 0..1, times in hours or days.
    facts: Mapping[str, Any]
    #: Metric → city → value, where the metric has a direction: the city as the one that owes.
    by_city: Mapping[str, Mapping[str, float]]
    #: Metric → value of the pair: the worse direction, or the pair's own.
    of_pair: Mapping[str, float]


#: Metrics of which less is better: the worse direction is the higher one.
_LESS_IS_BETTER = frozenset({"notifications.delay_hours", "evaluations.age_months"})


def measure(ledger: Ledger, pair: tuple[str, str], as_of: dt.date, reviewed: dt.date | None = None) -> Measured:
    """Measure the records of two cities on a day; `reviewed` is the day of a third party's file, if there is one."""
    facts: _Facts = {
        "commitments": _commitments(ledger, pair, as_of),
        "notifications": {city: notifications.of_city(ledger.notifications, city, _other(pair, city)) for city in pair},
        "requests": {city: requests.of_city(ledger.requests, city, _other(pair, city), as_of) for city in pair},
        "resources": resources.measure(ledger.resources, pair, as_of),
        "exchanges": [exchanges.measure(one, pair) for one in ledger.exchanges if _about(one, pair)],
        "activities": activities.measure(ledger.activities, pair, as_of),
    }
    facts["evaluation_age_months"] = _age(facts, as_of, reviewed)
    attended = (facts["activities"] or {}).get("attendance", {})
    facts["faults"] = {
        city: faults.count(facts["notifications"][city], facts["requests"][city], attended.get(city)) for city in pair
    }
    by_city = {name: _known(rows) for name, rows in _city_metrics(facts, pair).items()}
    worse = {name: (max if name in _LESS_IS_BETTER else min)(rows.values()) for name, rows in by_city.items() if rows}
    return Measured(facts, by_city, {**worse, **_known(_pair_metrics(facts))})


def _age(facts: _Facts, as_of: dt.date, reviewed: dt.date | None) -> int | None:
    """Months since an outsider last evaluated the joint work, in an activity on record or by a file of its own."""
    ages = [] if reviewed is None else [activities.months_between(reviewed, as_of)]
    if facts["activities"] and facts["activities"]["evaluation_age_months"] is not None:
        ages.append(facts["activities"]["evaluation_age_months"])
    return min(ages, default=None)


def _other(pair: tuple[str, str], city: str) -> tuple[str]:
    return (pair[1] if city == pair[0] else pair[0],)


def _about(one: Any, pair: tuple[str, str]) -> bool:  # noqa: ANN401 - an Exchange
    named = {*one.costs, *one.averted_losses, *one.outside_options, *([one.payer] if one.payer else [])} - {"superior"}
    return named <= set(pair)


def _commitments(ledger: Ledger, pair: tuple[str, str], as_of: dt.date) -> _Facts:
    rows = {city: commitments.of_city(ledger.commitments, city, _other(pair, city), as_of) for city in pair}
    known = [row["share"] for row in rows.values() if row is not None]
    return {**rows, "trust": min(known) if known else None}


def _known(rows: Mapping[str, float | None]) -> dict[str, float]:
    return {name: value for name, value in rows.items() if value is not None}


def _share_of(row: Mapping[str, Any] | None, name: str) -> float | None:
    part = row[name] if row else None
    return part["share"] if part else None


def _notices(facts: _Facts, city: str) -> Mapping[str, Any] | None:
    """A city's notices to its neighbour in real events; where there were none, those in drills."""
    row = facts["notifications"][city]["neighbour"]
    notices: Mapping[str, Any] | None = row["real"] or row["drills"]
    return notices


def _city_metrics(facts: _Facts, pair: tuple[str, str]) -> dict[str, dict[str, float | None]]:
    promised = facts["commitments"]
    notices = {city: _notices(facts, city) for city in pair}
    received = {city: notices[_other(pair, city)[0]] for city in pair}
    stores = facts["resources"]["items"] if facts["resources"] else []
    attended = (facts["activities"] or {}).get("attendance", {})
    return {
        "commitments.kept": {city: promised[city]["share"] if promised[city] else None for city in pair},
        "commitments.accepted": {city: _share_of(promised[city], "accepted") for city in pair},
        "notifications.on_time": {city: _share_of(notices[city], "on_time") for city in pair},
        "notifications.complete": {city: _share_of(notices[city], "complete") for city in pair},
        "notifications.acknowledged": {city: _share_of(received[city], "acknowledged") for city in pair},
        "notifications.delay_hours": {city: (notices[city] or {}).get("delay_hours") for city in pair},
        "requests.answered_in_time": {city: _share_of(facts["requests"][city], "answered_in_time") for city in pair},
        "requests.fulfilled": {city: (facts["requests"][city] or {}).get("fulfilled") for city in pair},
        "resources.cover_alone": {city: resources.mean_cover([row["alone"][city] for row in stores]) for city in pair},
        "resources.cover_pooled": {
            city: resources.mean_cover([row["helped"][city] for row in stores]) for city in pair
        },
        "activities.attendance": {city: attended[city]["share"] if attended.get(city) else None for city in pair},
    }


def _pair_metrics(facts: _Facts) -> dict[str, float | None]:
    done = facts["activities"]
    deals = facts["exchanges"]
    age = facts["evaluation_age_months"]
    judged = [row["inside"] for row in deals if row["inside"] is not None]
    agreed = share(sum(row["agreed"] is not None for row in deals), len(deals))
    inside = share(sum(judged), len(judged))
    return {
        "exchanges.agreed": agreed["share"] if agreed else None,
        "exchanges.inside": inside["share"] if inside else None,
        "activities.drills_per_year": float(done["last_year"]["drill"]) if done else None,
        "activities.meetings_per_year": float(done["last_year"]["meeting"]) if done else None,
        "activities.actions_closed": _share_of(done, "actions_closed"),
        "evaluations.third_party_share": _share_of(done, "third_party"),
        "evaluations.age_months": None if age is None else float(age),
    }
