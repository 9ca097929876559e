"""The records of all files → one ledger: each record once, completed by every file that knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xgov.diagnostics.diagnostic import Diagnostic, at
from xgov.model import records as rec
from xgov.model.dates import duration, instant, last_day
from xgov.model.submission import EVALUATORS
from xgov.reading.document import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xgov.model.submission import Submission

_Row = dict[str, Any]
_DATES: Final = ("registered_on", "due", "kept_on", "expires", "as_of", "date", "done")
_INSTANTS: Final = ("told_at", "occurred_at", "known_at", "acknowledged_at", "asked_at", "answered_at", "arrived_at")
_DURATIONS: Final = ("every", "limit", "needed_within", "reachable_within")
_ESTIMATES: Final = ("costs", "averted_losses", "outside_options")
#: Kinds of record, with their class and the key by which two files mean the same one.
_KINDS: Final[dict[str, tuple[Any, str]]] = {
    "commitments": (rec.Commitment, "id"),
    "notifications": (rec.Notification, "id"),
    "requests": (rec.Request, "id"),
    "resources": (rec.Resource, "item"),
    "exchanges": (rec.Exchange, "measure"),
    "activities": (rec.Activity, "id"),
}


def gather(submissions: Iterable[Submission]) -> tuple[rec.Ledger, list[Diagnostic]]:
    """Put the records of all files together.

    Files of one kind of evaluator complete each other and may not differ. Where kinds differ, the
    coordinating body's word goes before a city's, and a third party's before both.

    Returns:
        The ledger, in order of the ids, and every contradiction.
    """
    found: list[Diagnostic] = []
    files = sorted(submissions, key=lambda one: EVALUATORS.index(one.evaluator.kind))
    kinds = {kind: _rows(files, kind, key, found) for kind, (_, key) in _KINDS.items()}
    built = {kind: tuple(_built(_KINDS[kind][0], *rows[name]) for name in sorted(rows)) for kind, rows in kinds.items()}
    return rec.Ledger(**built), found


def _rows(
    files: Iterable[Submission], kind: str, key: str, found: list[Diagnostic]
) -> dict[str, tuple[_Row, tuple[Place, ...]]]:
    """Complete each record from file to file; say where two of the same kind of evaluator differ."""
    whole: dict[str, tuple[_Row, tuple[Place, ...]]] = {}
    by_kind: dict[tuple[str, str], tuple[_Row, tuple[Place, ...]]] = {}
    for one in files:
        if one.document is None:
            continue
        data: Any = one.records.get(kind, ())
        for number, row in enumerate(data):
            place = Place(one.document, ("records", kind, number))
            row = {name: value for name, value in row.items() if name != "evidence"}  # noqa: PLW2901 - told by its file
            name = str(sorted(row[key].items()) if isinstance(row[key], dict) else row[key])
            before, places = by_kind.get((one.evaluator.kind, name), ({}, ()))
            found += [
                at(one.document, (*place.route, field), "XG212", related=places, id=f"{kind} {name}")
                for field in _differing(before, row)
            ]
            by_kind[one.evaluator.kind, name] = (_joined(before, row), (*places, place))
            earlier, known = whole.get(name, ({}, ()))
            whole[name] = (_joined(earlier, row), (*known, place))
    return whole


def _differing(before: Mapping[str, Any], row: Mapping[str, Any]) -> list[str]:
    """Name the fields that two rows both have and give differently; maps by city differ only for one city."""
    names = []
    for name in before.keys() & row.keys():
        old, new = before[name], row[name]
        if isinstance(old, dict) and isinstance(new, dict):
            if any(old[part] != new[part] for part in old.keys() & new.keys()):
                names.append(name)
        elif old != new:
            names.append(name)
    return sorted(names)


def _joined(before: Mapping[str, Any], row: Mapping[str, Any]) -> _Row:
    """Put two rows together; the second goes before the first."""
    merged = {**before, **row}
    for name, old in before.items():
        if isinstance(old, dict) and isinstance(row.get(name), dict):
            merged[name] = {**old, **row[name]}
    return merged


def _built(cls: Any, row: _Row, places: tuple[Place, ...]) -> Any:  # noqa: ANN401 - any of the classes
    values = {name: _value(name, value) for name, value in row.items()}
    if "actions" in values:
        values["actions"] = tuple(
            rec.Action(**{name: _value(name, value) for name, value in action.items()}) for action in row["actions"]
        )
    return cls(**values, places=places)


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - plain data
    if name in _DATES:
        return last_day(value)
    if name in _INSTANTS:
        return None if value == "never" else instant(value)
    if name in _DURATIONS:
        return duration(value)
    if name in _ESTIMATES:
        return {city: rec.Estimate(**one) for city, one in sorted(value.items())}
    return tuple(value) if isinstance(value, list) else value
