"""Valid plain data → named tuples. Nothing here checks: validation comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from xgov.model import framework as fw
from xgov.model import source as src
from xgov.model import submission as sub
from xgov.model.dates import last_day
from xgov.reading.document import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.reading.document import Document, Route

_T = TypeVar("_T")
_Map = dict[str, Any]


def _make(cls: type[_T], data: Mapping[str, Any], **converted: object) -> _T:
    """Fill a named tuple with the keys of the same names, lists as tuples, and what is converted."""
    known = {
        name: tuple(data[name]) if isinstance(data[name], list) else data[name]
        for name in cls._fields  # type: ignore[attr-defined]
        if name in data and name not in converted
    }
    return cls(**known, **converted)


def framework(data: Mapping[str, Any], digest: str) -> fw.Framework:
    """Build a framework from valid data in which every dimension stands in full."""
    converted: dict[str, object] = {
        "dimensions": tuple(_node(one) for one in data["dimensions"]),
        "stages": tuple(
            _make(fw.Stage, one, from_=one["from"], about=one.get("about", {})) for one in data.get("stages", ())
        ),
        "gates": tuple(_make(fw.Gate, one, why=one.get("why", {})) for one in data.get("gates", ())),
        "clauses": tuple(_make(src.Clause, one) for one in data.get("clauses", ())),
        "profile": _profile(data.get("profile", {})),
        "scale": _scale(data.get("scale", {})),
        "digest": digest,
    }
    for key, cls in (("source", src.Source), ("roles", fw.Roles), ("coverage", fw.CoverageNeeded)):
        if key in data:
            converted[key] = _make(cls, data[key])
    if "crosswalk" in data:
        converted["crosswalk"] = _crosswalk(data["crosswalk"])
    return _make(fw.Framework, data, **converted)


def _scale(data: Mapping[str, Any]) -> fw.Scale:
    scale = _make(fw.Scale, data)
    if scale.names:
        return scale
    return _make(fw.Scale, data, names=tuple(_level_name(n) for n in range(len(scale.values))))


def _level_name(number: int) -> fw.Text:
    return {"en": f"level {number}", "zh": f"{number} 级"}


def _profile(data: Mapping[str, Any]) -> fw.Profile:
    return fw.Profile(**{name: tuple(_make(fw.Entry, one) for one in rows) for name, rows in data.items()})


def _crosswalk(data: Mapping[str, Any]) -> src.Crosswalk:
    publications = {key: _make(src.Publication, one) for key, one in data["frameworks"].items()}
    return src.Crosswalk(publications, tuple(_make(src.Link, one) for one in data["links"]))


def _node(data: Mapping[str, Any]) -> fw.Node:
    return _make(
        fw.Node,
        data,
        criteria=tuple(_node(one) for one in data.get("criteria", ())),
        indicators=tuple(_indicator(one) for one in data.get("indicators", ())),
    )


def _indicator(data: Mapping[str, Any]) -> fw.Indicator:
    converted: dict[str, object] = {}
    if "variants" in data:
        converted["variants"] = tuple(_make(fw.Variant, one) for one in data["variants"])
    if "checked_by" in data:
        converted["checked_by"] = _make(fw.Check, data["checked_by"])
    return _make(fw.Indicator, data, **converted)


def submission(document: Document) -> sub.Submission:
    """Build a submission from a valid document."""
    data: Any = document.data
    evidence = {key: _evidence(key, one) for key, one in data.get("evidence", {}).items()}
    answers = _Answers(document, evidence)
    cities = {
        city: _make(sub.City, one or {}, answers=answers.at(("cities", city, "answers"), (one or {}).get("answers")))
        for city, one in data["cities"].items()
    }
    profile = data.get("profile", {})
    name, major = data["framework"].split("@")
    return sub.Submission(
        framework=name,
        major=major,
        evaluator=_make(sub.Evaluator, data["evaluator"]),
        as_of=last_day(data["as_of"]),
        cities=cities,
        handling=data.get("handling", "public"),
        governance=profile.get("governance"),
        risks=tuple(_make(sub.RiskEntry, one) for one in profile.get("risks", ())),
        joint=answers.at(("joint", "answers"), data.get("joint", {}).get("answers")),
        pairs=tuple(_agreed(answers, number, one) for number, one in enumerate(data.get("pairs", ()))),
        borders=tuple((min(pair), max(pair)) for pair in data.get("borders", ())),
        filing=data.get("filing", {}),
        records=data.get("records", {}),
        document=document,
    )


def _evidence(key: str, data: Mapping[str, Any]) -> sub.Evidence:
    dates = {name: last_day(data[name]) for name in ("date", "valid_until") if name in data}
    return _make(sub.Evidence, data, id=key, **dates)


def _agreed(answers: _Answers, number: int, data: Mapping[str, Any]) -> sub.Agreed:
    first, second = sorted(data["between"])
    return sub.Agreed((first, second), answers.at(("pairs", number, "answers"), data["answers"]))


class _Answers:
    """Builds the answers of one document."""

    def __init__(self, document: Document, evidence: Mapping[str, sub.Evidence]) -> None:
        self._document = document
        self._evidence = evidence

    def at(self, route: Route, data: Mapping[str, Any] | None) -> dict[str, sub.Answer]:
        """Build those at a route; what was left empty was not asked and gives none."""
        built = {key: self._one((*route, key), one) for key, one in (data or {}).items()}
        return {key: answer for key, answer in built.items() if answer is not None}

    def _one(self, route: Route, data: object) -> sub.Answer | None:
        fields: _Map = data if isinstance(data, dict) else {"answer": data}
        common: _Map = {
            "evidence": tuple(self._evidence[key] for key in fields.get("evidence", ())),
            "note": fields.get("note"),
            "places": (Place(self._document, route),),
        }
        if "not_applicable" in fields:
            return sub.Answer("not_applicable", not_applicable=fields["not_applicable"], **common)
        value = fields["answer"]
        if value is None:
            return None
        if value == "unknown":
            return sub.Answer("unknown", **common)
        number = {"yes": 1.0, "no": 0.0}.get(value) if isinstance(value, str) else float(value)
        return sub.Answer("known", number, **common)
