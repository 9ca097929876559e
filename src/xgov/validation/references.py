"""What a schema cannot say of a submission: that its names exist and its answers fit their items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from xgov.diagnostics.diagnostic import Diagnostic, at, limited, nearest
from xgov.model.dates import last_day
from xgov.texts.shapes import expected
from xgov.validation.shape import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xgov.model.framework import Framework, Indicator
    from xgov.reading.document import Document, Route

_Map: TypeAlias = dict[str, Any]
_DATES: Final = ("date", "valid_until", "issued_on", "registered_on", "due", "kept_on", "expires", "done")


def check_references(document: Document, data: _Map, framework: Framework) -> list[Diagnostic]:
    """Check the meaning of a submission of valid shape against its framework."""
    return limited(_Checker(document, data, framework).run(), document)


class _Checker:
    """Walks a submission once."""

    def __init__(self, document: Document, data: _Map, framework: Framework) -> None:
        self.document = document
        self.data = data
        self.framework = framework
        self.indicators: Mapping[str, Indicator] = framework.indicators()
        self.cities: _Map = data.get("cities") or {}
        self.evidence: _Map = data.get("evidence") or {}
        self.used: set[str] = set()

    def run(self) -> Iterator[Diagnostic]:
        """Give every diagnostic."""
        yield from self._dates((), self.data)
        for city, facts in self.cities.items():
            yield from self._answers(("cities", city, "answers"), (facts or {}).get("answers"))
        yield from self._agreed()
        yield from self._profile()
        yield from self._records()
        for name in self.evidence:
            if name not in self.used:
                yield at(self.document, ("evidence", name), "XG305", key=True, id=name)
        yield from self._evidence_dates()
        evaluator = self.data.get("evaluator") or {}
        if evaluator.get("kind") == "third_party" and "commissioned_by" not in evaluator:
            yield at(self.document, ("evaluator",), "XG214")

    def _dates(self, route: Route, value: object) -> Iterator[Diagnostic]:
        """Find days that no calendar has."""
        if isinstance(value, list):
            for number, one in enumerate(value):
                yield from self._dates((*route, number), one)
        elif isinstance(value, dict):
            for key, one in value.items():
                if isinstance(one, (dict, list)):
                    yield from self._dates((*route, key), one)
                elif key in _DATES or key == "as_of":
                    try:
                        last_day(one)
                    except ValueError:
                        yield at(self.document, (*route, key), "XG304", value=one)

    def _answers(self, route: Route, answers: _Map | None, *, agreed: bool = False) -> Iterator[Diagnostic]:
        for name, value in (answers or {}).items():
            item = self.indicators.get(name)
            fields = value if isinstance(value, dict) else {"answer": value}
            yield from self._cited((*route, name, "evidence"), fields.get("evidence"))
            if item is None:
                yield at(self.document, (*route, name), "XG203", key=True, near=nearest(name, self.indicators), id=name)
                continue
            if agreed and item.asked_of == "each":
                yield at(self.document, (*route, name), "XG209", key=True, id=name)
            if item.kind == "record" and "not_applicable" in fields:
                yield at(self.document, (*route, name), "XG313", key=True, id=name, metric=item.metric)
            inner = (*route, name, "answer") if isinstance(value, dict) else (*route, name)
            yield from self._fits(inner, item, fields.get("answer"))

    def _cited(self, route: Route, ids: list[str] | None) -> Iterator[Diagnostic]:
        for number, name in enumerate(ids or ()):
            if name is None:
                continue
            self.used.add(name)
            if name not in self.evidence:
                yield at(self.document, (*route, number), "XG205", near=nearest(name, self.evidence), id=name)

    def _fits(self, route: Route, item: Indicator, value: object) -> Iterator[Diagnostic]:
        if value is None or value == "unknown":
            return
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if item.kind == "record":
            yield at(self.document, route, "XG208", id=item.id, metric=item.metric)
        elif item.kind == "levels":
            top = len(self.framework.scale.values) - 1
            if not number or value != int(value) or not 0 <= value <= top:  # type: ignore[call-overload,operator]
                yield at(self.document, route, "XG206", answer=value, top=top)
        elif item.kind == "yes_no" and (number or value not in (True, False, "yes", "no")):
            yield at(self.document, route, "XG207", answer=value, **expected(["boolean"]))
        elif item.kind == "number" and not number:
            yield at(self.document, route, "XG207", answer=value, **expected(["number"]))

    def _agreed(self) -> Iterator[Diagnostic]:
        joint = (self.data.get("joint") or {}).get("answers") or {}
        yield from self._answers(("joint", "answers"), joint, agreed=True)
        if joint and len(self.cities) < 2:  # noqa: PLR2004 - an agreement takes two
            yield at(self.document, ("joint",), "XG210", key=True)
        for name, value in joint.items():
            yield from self._views(("joint", "answers", name), name, value, list(self.cities))
        for number, pair in rows(self.data.get("pairs")):
            route: Route = ("pairs", number)
            for position, city in enumerate(pair.get("between") or ()):
                yield from self._city((*route, "between", position), city)
            answers = pair.get("answers") or {}
            yield from self._answers((*route, "answers"), answers, agreed=True)
            for name, value in answers.items():
                yield from self._views((*route, "answers", name), name, value, pair.get("between") or [])

    def _views(self, route: Route, name: str, agreed: object, cities: list[str]) -> Iterator[Diagnostic]:
        """Find views of a city that differ from what the same file calls agreed."""
        for city in cities:
            answers = (self.cities.get(city) or {}).get("answers") or {}
            if name in answers and not _same(answers[name], agreed):
                where = ("cities", city, "answers", name)
                from xgov.reading.document import Place  # noqa: PLC0415 - only after a mistake

                yield at(self.document, where, "XG211", related=[Place(self.document, route)], id=name, city=city)

    def _city(self, route: Route, name: object, *, also: tuple[str, ...] = ()) -> Iterator[Diagnostic]:
        """Find a city that the file is not about; a file of one city may name its neighbour, which files apart."""
        alone = len(self.cities) == 1 and route[0] != "pairs"
        if isinstance(name, str) and name not in self.cities and name not in also and not alone:
            yield at(self.document, route, "XG204", near=nearest(name, [*self.cities, *also]), id=name)

    def _profile(self) -> Iterator[Diagnostic]:
        profile = self.data.get("profile") or {}
        yield from self._entry(("profile", "governance"), "governance", profile.get("governance"))
        for number, risk in rows(profile.get("risks")):
            route: Route = ("profile", "risks", number)
            yield from self._entry((*route, "risk"), "risks", risk.get("risk"))
            yield from self._entry((*route, "scenario"), "scenarios", risk.get("scenario"))
            yield from self._city((*route, "origin"), risk.get("origin"), also=("either",))

    def _entry(self, route: Route, kind: str, name: str | None) -> Iterator[Diagnostic]:
        known = [entry.id for entry in getattr(self.framework.profile, kind)]
        if name is not None and name not in known:
            yield at(self.document, route, "XG213", near=nearest(name, known), name=name, kind=kind)

    def _records(self) -> Iterator[Diagnostic]:
        special = {"to": ("all", "body", "superior"), "payer": ("superior",)}
        for kind, entries in (self.data.get("records") or {}).items():
            for number, row in rows(entries):
                route: Route = ("records", kind, number)
                for key in ("by", "to", "origin", "accepted_by", "payer"):
                    yield from self._city((*route, key), row.get(key), also=special.get(key, ()))
                for key in ("invited", "attended"):
                    for position, city in enumerate(row.get(key) or ()):
                        yield from self._city((*route, key, position), city)
                for key in ("stock", "releasable", "costs", "averted_losses", "outside_options"):
                    for city in row.get(key) or ():
                        yield from self._city((*route, key, city), city)
                yield from self._entry((*route, "risk"), "risks", row.get("risk"))
                yield from self._cited((*route, "evidence"), row.get("evidence"))
        if self.data.get("records"):
            from xgov.validation.records import check_records  # noqa: PLC0415 - only where there are records

            yield from check_records(self.document, self.data, self.indicators)

    def _evidence_dates(self) -> Iterator[Diagnostic]:
        if "as_of" not in self.data:
            return
        try:
            as_of = last_day(self.data["as_of"])
        except ValueError:
            return
        for name, piece in self.evidence.items():
            try:
                made = last_day(piece["date"]) if "date" in piece else None
                until = last_day(piece["valid_until"]) if "valid_until" in piece else None
            except ValueError:
                continue
            if made and made > as_of:
                yield at(self.document, ("evidence", name, "date"), "XG302", id=name, date=made, as_of=as_of)
            elif until and until < as_of:
                yield at(self.document, ("evidence", name, "valid_until"), "XG301", id=name, date=until)
            elif made is None and piece.get("kind") in self.framework.scale.evidence_valid_months:
                yield at(self.document, ("evidence", name), "XG303", key=True, id=name)


def _same(view: object, agreed: object) -> bool:
    """Whether a view and an agreed answer say the same; evidence and notes may differ."""
    first, second = (_said(one) for one in (view, agreed))
    return first == second or None in (first[1], second[1]) or "unknown" in (first[1], second[1])


def _said(value: object) -> tuple[bool, object]:
    if isinstance(value, dict):
        return ("not_applicable" in value, True if "not_applicable" in value else value.get("answer"))
    return (False, value)
