"""Submissions → dossier: parts are put together, contradictions between files are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xgov.diagnostics.diagnostic import Diagnostic, at, limited, nearest
from xgov.model.dates import months_later
from xgov.model.dossier import Dossier, View
from xgov.model.framework import Node
from xgov.model.submission import City

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from xgov.model.framework import Framework
    from xgov.model.submission import Answer, RiskEntry, Submission
    from xgov.reading.document import Document, Route

#: Above this share of a dimension marked not applicable: a warning; above the second: an error.
_MUCH, _TOO_MUCH = 0.2, 0.5


def merge(framework: Framework, submissions: Iterable[Submission]) -> tuple[Dossier, list[Diagnostic]]:
    """Put valid submissions about one framework together.

    Returns:
        The dossier, and every contradiction between files of the same kind of evaluator.
    """
    files = list(submissions)
    merger = _Merger(framework)
    as_of = max(one.as_of for one in files)
    for submission in files:
        merger.add(submission, heard=not outdated(submission, framework, as_of))
    dossier = merger.dossier()
    if len(dossier.cities) == 2:  # noqa: PLR2004 - a pair
        merger.found += merger.apart
    heard = [one for one in files if one.records and not outdated(one, framework, as_of)]
    if heard:
        from xgov.records.ledger import gather  # noqa: PLC0415 - only where there are records

        ledger, contradictions = gather(heard)
        dossier = dossier._replace(ledger=ledger)
        merger.found += contradictions
    return dossier, [*merger.found, *_strangers(dossier), *_unfiled(dossier), *applicability(dossier)]


def outdated(one: Submission, framework: Framework, as_of: dt.date) -> bool:
    """Whether a file is a third party's, older than an evaluation stays valid: its answers are not used."""
    months = framework.scale.evidence_valid_months.get("evaluation")
    return one.evaluator.kind == "third_party" and months is not None and months_later(one.as_of, months) < as_of


def _strangers(dossier: Dossier) -> list[Diagnostic]:
    """Find origins of risk that are none of the cities, once there is more than one."""
    found = []
    for one in dossier.submissions if len(dossier.cities) > 1 else ():
        for number, risk in enumerate(one.risks):
            if risk.origin not in {*dossier.cities, "either"} and one.document is not None:
                route = ("profile", "risks", number, "origin")
                near = nearest(risk.origin, dossier.cities)
                found.append(at(one.document, route, "XG204", near=near, id=risk.origin))
    return found


def _unfiled(dossier: Dossier) -> Iterator[Diagnostic]:
    """Find borders with cities that did not file, once there is more than one.

    Not a matter of one file: a province's file may name a city of the next, which files in another.
    """

    def missing(document: Document, borders: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
        for number, border in enumerate(borders):
            for city in sorted(set(border) - dossier.cities.keys()):
                near = nearest(city, dossier.cities)
                yield at(document, ("borders", number), "XG216", near=near, id=city)

    for one in dossier.submissions if len(dossier.cities) > 1 else ():
        if one.document is not None:
            yield from limited(missing(one.document, one.borders), one.document)


class _Merger:
    """Gathers what the files say."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.joint_items = {item.id for item in framework.walk() if item.asked_of == "joint"}
        self.found: list[Diagnostic] = []
        #: What contradicts only if there are no other cities than those of the two files.
        self.apart: list[Diagnostic] = []
        self.submissions: list[Submission] = []
        self.cities: dict[str, City] = {}
        self.said: dict[Any, dict[str, dict[str, tuple[View, ...]]]] = {}
        self.agreed: dict[Any, dict[Any, dict[str, Answer]]] = {}
        self.joint: dict[Any, dict[str, tuple[View, ...]]] = {}
        self.sources: dict[tuple[str, str], Submission] = {}

    def add(self, one: Submission, *, heard: bool) -> None:
        """Take in one file; its answers only if it is heard."""
        self.submissions.append(one)
        self._profile(one)
        for name, city in one.cities.items():
            self._facts(one, name, city)
        if heard:
            self._answers(one)

    def _answers(self, one: Submission) -> None:
        """Take in what one file answers."""
        kind, about = one.evaluator.kind, frozenset(one.cities)
        for name, city in one.cities.items():
            said = self.said.setdefault(kind, {}).setdefault(name, {})
            for key, answer in city.answers.items():
                said[key] = self._views(said.get(key, ()), View(answer, about), key)
        joint = self.joint.setdefault(kind, {})
        for key, answer in one.joint.items():
            joint[key] = self._views(joint.get(key, ()), View(answer, about), key)
        for pair in one.pairs:
            agreed = self.agreed.setdefault(kind, {}).setdefault(pair.between, {})
            for key, answer in pair.answers.items():
                agreed[key] = self._joined(agreed[key], answer, key) if key in agreed else answer

    def _views(self, views: tuple[View, ...], new: View, key: str) -> tuple[View, ...]:
        """Add a view: joined with the one that it is about the same cities as, else beside it."""
        joint = key in self.joint_items
        for number, old in enumerate(views):
            shared = old.cities & new.cities
            if not joint or len(shared) > 1 or 1 in (len(old.cities), len(new.cities)):
                answer = self._joined(old.answer, new.answer, key)
                merged = View(answer, old.cities if joint and len(old.cities) == 1 else old.cities | new.cities)
                return (*views[:number], merged, *views[number + 1 :])
        return (*views, new)

    def _joined(self, old: Answer, new: Answer, key: str) -> Answer:
        if not old.same(new):
            place = new.places[0]
            self.found.append(at(place.document, place.route, "XG212", related=old.places, id=key))
            return old
        main = new if old.state == "unknown" else old
        return main._replace(evidence=(*old.evidence, *new.evidence), places=(*old.places, *new.places))

    def _facts(self, one: Submission, name: str, city: City) -> None:
        known = self.cities.get(name, City())
        values = {}
        for fact in City._fields:
            if fact == "answers":
                continue
            old, new = getattr(known, fact), getattr(city, fact)
            if isinstance(old, dict) and isinstance(new, dict) and all(old.get(k, v) == v for k, v in new.items()):
                new = {**old, **new}
            elif old is not None and new is not None and old != new:
                self._differ(one, (name, fact), ("cities", name, fact))
            values[fact] = old if new is None else new
            if new is not None:
                self.sources.setdefault((name, fact), one)
        self.cities[name] = City(**values)

    def _profile(self, one: Submission) -> None:
        if one.governance is not None:
            first = self.sources.setdefault(("profile", "governance"), one)
            if first.governance != one.governance:
                self._differ(one, ("profile", "governance"), ("profile", "governance"))
        for number, risk in enumerate(one.risks):
            key = f"risks:{risk.risk}:{risk.scenario}:{risk.name}"
            first = self.sources.setdefault(("profile", key), one)
            if _origins(first, risk) != _origins(one, risk):
                # In a larger community two files about other cities speak of two risks; of a pair, of one.
                apart = not first.cities.keys() & one.cities.keys()
                found = self.apart if apart else self.found
                self._differ(one, ("profile", key), ("profile", "risks", number), found)

    def _differ(
        self, one: Submission, key: tuple[str, str], route: Route, found: list[Diagnostic] | None = None
    ) -> None:
        """Say that a fact of this file differs from that of the file which gave it first."""
        from xgov.reading.document import Place  # noqa: PLC0415 - only after a mistake

        first = self.sources[key].document
        if one.document is not None and first is not None:
            related = [Place(first, _same_route(first, route))]
            where = self.found if found is None else found
            where.append(at(one.document, route, "XG212", related=related, id=".".join(map(str, route[:3]))))

    def dossier(self) -> Dossier:
        """Give everything gathered."""
        risks: dict[tuple[Any, ...], RiskEntry] = {}
        for one in self.submissions:
            for risk in one.risks:
                risks.setdefault((risk.risk, risk.scenario, str(risk.name), risk.origin), risk)
        dates: dict[Any, Any] = {}
        for one in self.submissions:
            kind = one.evaluator.kind
            dates[kind] = max(dates.get(kind, one.as_of), one.as_of)
        listed = {border for one in self.submissions for border in one.borders}
        filed = sorted(border for border in listed if self.cities.keys() >= set(border))
        return Dossier(
            framework=self.framework,
            submissions=tuple(self.submissions),
            as_of=max(one.as_of for one in self.submissions),
            handling="internal" if any(one.handling == "internal" for one in self.submissions) else "public",
            cities=dict(sorted(self.cities.items())),
            said=self.said,
            agreed=self.agreed,
            joint=self.joint,
            risks=tuple(risks.values()),
            governance=next((one.governance for one in self.submissions if one.governance), None),
            dates=dates,
            borders=tuple(filed),
        )


def _origins(one: Submission, risk: RiskEntry) -> set[str]:
    """Where a file says that a risk begins."""
    key = (risk.risk, risk.scenario, risk.name)
    return {other.origin for other in one.risks if (other.risk, other.scenario, other.name) == key}


def _same_route(document: Document, route: Route) -> Route:
    return route[:2] if route[:2] == ("profile", "risks") else route if document else ()


def applicability(dossier: Dossier) -> list[Diagnostic]:
    """Find dimensions of which a city marks a large part of the weight as not applicable."""
    found: list[Diagnostic] = []
    for city in dossier.cities:
        marked = {key: said for key, said in _stated(dossier, city) if said.state == "not_applicable"}
        for dimension in dossier.framework.dimensions if marked else ():
            share = _share(dimension, set(marked))
            if share > _MUCH + 1e-9:
                places = [place for item in dimension.walk() if item.id in marked for place in marked[item.id].places]
                code = "XG502" if share > _TOO_MUCH + 1e-9 else "XG501"
                values = {"share": str(round(share * 100)), "dimension": dimension.id, "city": city}
                first = places[0] if places else None
                span = first.document.span(first.route, key=True) if first else None
                document = first.document if first else None
                path = first.path if first else ""
                found.append(Diagnostic(code, path, span, values, document=document))
    return found


def _stated(dossier: Dossier, city: str) -> Iterator[tuple[str, Answer]]:
    """Go through what a city states: its own answers, and those that it agreed with others."""
    for key, views in dossier.said.get("self", {}).get(city, {}).items():
        yield key, views[0].answer
    for key, views in dossier.joint.get("self", {}).items():
        yield from ((key, view.answer) for view in views if city in view.cities)
    for pair, answers in dossier.agreed.get("self", {}).items():
        if city in pair:
            yield from answers.items()


def _share(node: Node, marked: set[str]) -> float:
    """Share of a node's weight that is marked, 0..1; what only a superior can do has no weight."""
    children = [child for child in node.children if getattr(child, "scored", True)]
    total = sum(child.weight for child in children)
    if not total:
        return 0.0
    parts = (
        child.weight * (_share(child, marked) if isinstance(child, Node) else child.id in marked) for child in children
    )
    return sum(parts) / total
