"""Submissions → dossier: parts are put together, contradictions between files are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from xgov.diagnostics.diagnostic import Diagnostic, at, limited, nearest
from xgov.model.dates import months_later
from xgov.model.dossier import Dossier, View, together
from xgov.model.submission import EVALUATORS, City

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from xgov.model.framework import Framework
    from xgov.model.submission import Answer, RiskEntry, Submission
    from xgov.reading.document import Document, Route

_T = TypeVar("_T")


def merge(framework: Framework, submissions: Iterable[Submission]) -> tuple[Dossier, list[Diagnostic]]:
    """Put valid submissions about one framework together.

    Returns:
        The dossier, and every contradiction between files of the same kind of evaluator.
    """
    files = list(submissions)
    merger = _Merger(framework)
    as_of = max(one.as_of for one in files)
    for submission in sorted(files, key=_rank):
        old = outdated(submission, framework, as_of)
        merger.add(submission, heard=not old)
        if old and submission.document is not None:
            merger.found.append(at(submission.document, ("as_of",), "XG217", date=submission.as_of, as_of=as_of))
    dossier = merger.dossier(files)
    if len(dossier.cities) == 2:  # noqa: PLR2004 - a pair
        merger.found += merger.apart
    heard = [one for one in files if one.records and not outdated(one, framework, as_of)]
    if heard:
        from xgov.records.ledger import gather  # noqa: PLC0415 - only where there are records

        ledger, contradictions = gather(heard)
        dossier = dossier._replace(ledger=ledger)
        merger.found += contradictions
    return dossier, [*merger.found, *_strangers(dossier), *_unfiled(dossier)]


def _rank(one: Submission) -> int:
    """Whose facts go before whose: a city's first, so that the body's and then the third party's replace them."""
    return EVALUATORS.index(one.evaluator.kind)


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
        self.cities: dict[str, City] = {}
        self.facts: dict[tuple[Any, str], City] = {}
        self.governance: str | None = None
        self.said: dict[Any, dict[str, dict[str, tuple[View, ...]]]] = {}
        self.agreed: dict[Any, dict[Any, dict[str, Answer]]] = {}
        self.joint: dict[Any, dict[str, tuple[View, ...]]] = {}
        self.sources: dict[tuple[Any, ...], Submission] = {}

    def add(self, one: Submission, *, heard: bool) -> None:
        """Take in one file; its answers only if it is heard."""
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
                whose = about if key in self.joint_items else frozenset({name})
                said[key] = self._views(said.get(key, ()), View(answer, whose), key)
        joint = self.joint.setdefault(kind, {})
        for key, answer in one.joint.items():
            joint[key] = self._views(joint.get(key, ()), View(answer, about), key)
        for pair in one.pairs:
            agreed = self.agreed.setdefault(kind, {}).setdefault(pair.between, {})
            for key, answer in pair.answers.items():
                agreed[key] = self._joined(agreed[key], answer, key) if key in agreed else answer

    def _views(self, views: tuple[View, ...], new: View, key: str) -> tuple[View, ...]:
        """Add a view: joined with the one about the same cities, else beside it; none may differ about a pair."""
        for old in views:
            if old.meets(new) and not old.answer.same(new.answer):
                return self._contradicted(views, old.answer, new.answer, key)
        for number, old in enumerate(views):
            if old.cities == new.cities:
                return (*views[:number], View(together(old.answer, new.answer), old.cities), *views[number + 1 :])
        return (*views, new)

    def _contradicted(self, kept: _T, old: Answer, new: Answer, key: str) -> _T:
        """Say that two answers of one kind of evaluator differ; what is known stays."""
        place = new.places[0]
        self.found.append(at(place.document, place.route, "XG212", related=old.places, id=key))
        return kept

    def _joined(self, old: Answer, new: Answer, key: str) -> Answer:
        return together(old, new) if old.same(new) else self._contradicted(old, old, new, key)

    def _facts(self, one: Submission, name: str, city: City) -> None:
        """Complete what files of this kind of evaluator say of a city; it replaces what the kinds before it say."""
        kind = one.evaluator.kind
        known = self.facts.get((kind, name), City())
        values = {}
        for fact in City._fields:
            if fact == "answers":
                continue
            old, new = getattr(known, fact), getattr(city, fact)
            if isinstance(old, dict) and isinstance(new, dict) and all(old.get(k, v) == v for k, v in new.items()):
                new = {**old, **new}
            elif old is not None and new is not None and old != new:
                self._differ(one, (kind, name, fact), ("cities", name, fact))
            values[fact] = old if new is None else new
            if new is not None:
                self.sources.setdefault((kind, name, fact), one)
        self.facts[kind, name] = City(**values)
        before = self.cities.get(name, City())._asdict()
        self.cities[name] = City(**{fact: _over(before[fact], new) for fact, new in values.items()})

    def _profile(self, one: Submission) -> None:
        kind = one.evaluator.kind
        if one.governance is not None:
            self.governance = one.governance
            first = self.sources.setdefault((kind, "governance"), one)
            if first.governance != one.governance:
                self._differ(one, (kind, "governance"), ("profile", "governance"))
        for number, risk in enumerate(one.risks):
            key = (kind, _which(risk))
            first = self.sources.setdefault(key, one)
            if _origins(first, risk) != _origins(one, risk):
                # In a larger community two files about other cities speak of two risks; of a pair, of one.
                apart = not first.cities.keys() & one.cities.keys()
                found = self.apart if apart else self.found
                self._differ(one, key, ("profile", "risks", number), found)

    def _differ(
        self, one: Submission, key: tuple[Any, ...], route: Route, found: list[Diagnostic] | None = None
    ) -> None:
        """Say that a fact of this file differs from that of the file which gave it first."""
        from xgov.reading.document import Place  # noqa: PLC0415 - only after a mistake

        first = self.sources[key].document
        if one.document is not None and first is not None:
            related = [Place(first, _same_route(route))]
            where = self.found if found is None else found
            where.append(at(one.document, route, "XG212", related=related, id=".".join(map(str, route))))

    def dossier(self, files: Sequence[Submission]) -> Dossier:
        """Give everything gathered from the files."""
        dates: dict[Any, Any] = {}
        for one in files:
            kind = one.evaluator.kind
            dates[kind] = max(dates.get(kind, one.as_of), one.as_of)
        listed = {border for one in files for border in one.borders}
        filed = sorted(border for border in listed if self.cities.keys() >= set(border))
        return Dossier(
            framework=self.framework,
            submissions=tuple(files),
            as_of=max(one.as_of for one in files),
            handling="internal" if any(one.handling == "internal" for one in files) else "public",
            cities=dict(sorted(self.cities.items())),
            said=self.said,
            agreed=self.agreed,
            joint=self.joint,
            risks=_risks(files),
            governance=self.governance,
            dates=dates,
            borders=tuple(filed),
        )


def _over(old: Any, new: Any) -> Any:  # noqa: ANN401 - a fact of any kind
    """Put a fact over what was known; a name completes the languages of another."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **new}
    return old if new is None else new


def _risks(files: Sequence[Submission]) -> tuple[RiskEntry, ...]:
    """List the risks of all files, each once; where kinds of evaluator differ, as the last of them says."""
    louder = [one for one in files if one.risks and one.evaluator.kind != "self"]
    found: dict[tuple[Any, ...], RiskEntry] = {}
    for one in files:
        above = [other for other in louder if _rank(other) > _rank(one) and other.cities.keys() & one.cities.keys()]
        for risk in one.risks:
            if not any(_origins(other, risk) for other in above):
                found.setdefault((*_which(risk), risk.origin), risk)
    return tuple(found.values())


def _which(risk: RiskEntry) -> tuple[str, ...]:
    """Give what tells one risk from another, its origin apart."""
    name = sorted(risk.name.items()) if isinstance(risk.name, dict) else risk.name
    return (risk.risk, str(risk.scenario), str(name))


def _origins(one: Submission, risk: RiskEntry) -> set[str]:
    """Where a file says that a risk begins."""
    return {other.origin for other in one.risks if _which(other) == _which(risk)}


def _same_route(route: Route) -> Route:
    """Where the same fact stands in another file; a risk, somewhere in its list."""
    return route[:2] if route[:2] == ("profile", "risks") else route
