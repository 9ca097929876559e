"""What a schema cannot say of the records: that times follow each other, units agree, and nobody judges himself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from xgov.diagnostics.diagnostic import Diagnostic, at, nearest
from xgov.model.dates import instant, last_day
from xgov.reading.document import Place
from xgov.validation.shape import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xgov.model.framework import Indicator
    from xgov.reading.document import Document, Route

_Map: TypeAlias = dict[str, Any]
#: Points in time of which the first may not lie after the second.
_ORDER: Final = (
    ("occurred_at", "known_at"),
    ("known_at", "told_at"),
    ("told_at", "acknowledged_at"),
    ("asked_at", "answered_at"),
    ("asked_at", "arrived_at"),
)
_INSTANTS: Final = frozenset(name for pair in _ORDER for name in pair)
_ESTIMATES: Final = ("costs", "averted_losses", "outside_options")
#: Kinds of record whose rows are known by something else than an id.
_NAMES: Final = {"resources": "item", "exchanges": "measure"}


def check_records(document: Document, data: _Map, indicators: Mapping[str, Indicator]) -> Iterator[Diagnostic]:
    """Check the records of a submission of valid shape; names of cities and evidence are checked elsewhere."""
    for kind, entries in (data.get("records") or {}).items():
        seen: dict[str, Route] = {}
        for number, row in rows(entries):
            route: Route = ("records", kind, number)
            name = str(row.get(_NAMES.get(kind, "id")))
            if name in seen and kind != "resources":
                related = [Place(document, seen[name])]
                yield at(document, (*route, _NAMES.get(kind, "id")), "XG307", related=related, id=name)
            if name in seen and kind == "resources":
                yield from _units(document, seen[name], route, row)
            seen.setdefault(name, route)
            yield from _times(document, route, row)
            yield from _kept(document, route, row, data)
            yield from _estimates(document, route, row)
            yield from _money(document, route, row, data)
            yield from _lent(document, route, row)
            yield from _judged(document, route, row, indicators)


def _times(document: Document, route: Route, row: _Map) -> Iterator[Diagnostic]:
    moments = {}
    for name in _INSTANTS & row.keys():
        if row[name] == "never":
            continue
        try:
            moments[name] = instant(str(row[name]))
        except ValueError:
            yield at(document, (*route, name), "XG304", value=row[name])
    for first, second in _ORDER:
        if first in moments and second in moments and moments[first] > moments[second]:
            place = [Place(document, (*route, first))]
            yield at(document, (*route, second), "XG306", related=place, later=second, earlier=first)


def _day(value: object) -> Any:  # noqa: ANN401 - a day, or None where it is none
    try:
        return last_day(value)  # type: ignore[arg-type] # the shape is known to be that of a date
    except (ValueError, TypeError):
        return None


def _kept(document: Document, route: Route, row: _Map, data: _Map) -> Iterator[Diagnostic]:
    as_of, kept = _day(data.get("as_of")), _day(row.get("kept_on"))
    if as_of and kept and kept > as_of:
        yield at(document, (*route, "kept_on"), "XG308", value=row["kept_on"], as_of=data["as_of"])
    for name in ("accepted_by", "found_false_by"):
        if name in row and row[name] == row.get("by" if name == "accepted_by" else "origin"):
            yield at(document, (*route, name), "XG312", city=row[name])


def _estimates(document: Document, route: Route, row: _Map) -> Iterator[Diagnostic]:
    for name in _ESTIMATES:
        for city, one in (row.get(name) or {}).items():
            if isinstance(one, dict) and "low" in one and "high" in one and one["low"] > one["high"]:
                yield at(document, (*route, name, city), "XG309", low=one["low"], high=one["high"])


def _units(document: Document, first: Route, route: Route, row: _Map) -> Iterator[Diagnostic]:
    """Find one item counted twice, or in two units."""
    before: Any = document.data
    for step in first:
        before = before[step]
    related = [Place(document, first)]
    if before.get("unit") != row.get("unit"):
        values = {"item": row.get("item"), "first": before.get("unit"), "second": row.get("unit")}
        yield at(document, (*route, "unit"), "XG310", related=related, **values)
    else:
        yield at(document, (*route, "item"), "XG307", related=related, id=row.get("item"))


def _money(document: Document, route: Route, row: _Map, data: _Map) -> Iterator[Diagnostic]:
    if "currency" not in row:
        return
    for city, facts in (data.get("cities") or {}).items():
        other = (facts or {}).get("currency")
        if other is not None and other != row["currency"]:
            related = [Place(document, ("cities", city, "currency"))]
            values = {"item": row.get("measure"), "first": other, "second": row["currency"]}
            yield at(document, (*route, "currency"), "XG310", related=related, **values)
            return


def _lent(document: Document, route: Route, row: _Map) -> Iterator[Diagnostic]:
    stock = row.get("stock") or {}
    for city, amount in (row.get("releasable") or {}).items():
        if isinstance(amount, (int, float)) and isinstance(stock.get(city), (int, float)) and amount > stock[city]:
            yield at(document, (*route, "releasable", city), "XG311", city=city, amount=amount, stock=stock[city])


def _judged(document: Document, route: Route, row: _Map, indicators: Mapping[str, Indicator]) -> Iterator[Diagnostic]:
    for key in ("confirms", "contradicts"):
        for number, name in enumerate(row.get(key) or ()):
            if isinstance(name, str) and name not in indicators:
                yield at(document, (*route, key, number), "XG203", near=nearest(name, indicators), id=name)
