"""Assessment → findings: what a reader must see, in every language, with its places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from xgov.diagnostics.diagnostic import fill
from xgov.diagnostics.rules import rules
from xgov.scoring.stages import EPSILON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xgov.model.assessment import Assessment, ItemScore, PairAssessment
    from xgov.model.dossier import Dossier
    from xgov.reading.document import Place
    from xgov.scoring.answers import Counted

#: Rule of each state of a gate.
_GATE: Final = {"failed": "XG511", "not_evidenced": "XG512", "not_answered": "XG513"}


class Finding(NamedTuple):
    """One thing that a reader must see."""

    #: Code of its rule.
    code: str
    #: What is found, by language.
    message: dict[str, str]
    #: The indicators that it is about.
    indicators: tuple[str, ...] = ()
    #: The cities that it is about.
    cities: tuple[str, ...] = ()
    #: Where the answers stand.
    where: tuple[Place, ...] = ()

    @property
    def severity(self) -> str:
        """How bad, by the rule."""
        return rules()[self.code].severity.value


def _finding(
    code: str, indicators: tuple[str, ...], cities: tuple[str, ...], where: tuple[Place, ...] = (), **values: str
) -> Finding:
    templates = rules()[code].message
    return Finding(
        code, {lang: fill(template, values) for lang, template in templates.items()}, indicators, cities, where
    )


def places(dossier: Dossier, indicator: str, cities: tuple[str, ...]) -> tuple[Place, ...]:
    """Find where the cities answered an item."""
    found: list[Place] = []
    for said in dossier.said.values():
        for city in cities:
            for view in said.get(city, {}).get(indicator, ()):
                found += view.answer.places
    for agreed in dossier.agreed.values():
        for pair, answers in agreed.items():
            if indicator in answers and set(pair) <= set(cities):
                found += answers[indicator].places
    for joint in dossier.joint.values():
        for view in joint.get(indicator, ()):
            found += view.answer.places
    return tuple(dict.fromkeys(found))


def of_pair(assessment: Assessment, pair: PairAssessment) -> list[Finding]:
    """Give the findings about a pair: gates, disputes, claims beyond evidence, gaps, the weak link."""
    dossier = assessment.dossier
    found: list[Finding] = []
    for gate in pair.standing.gates:
        if gate.state in _GATE:
            cities = gate.cities if set(gate.cities) <= set(pair.cities) else pair.cities
            where = places(dossier, gate.indicator, pair.cities)
            found.append(
                _finding(_GATE[gate.state], (gate.indicator,), cities or pair.cities, where, id=gate.indicator)
            )
    items = pair.main.scored.items()
    found += [
        _finding("XG514", (item.id,), pair.cities, places(dossier, item.id, pair.cities), id=item.id)
        for item in items.values()
        if item.dispute
    ]
    for item in items.values():
        found += _unproven(dossier, item, pair.cities)
    missing = tuple(key for key, item in items.items() if item.figures and item.figures.coverage < 1 - EPSILON)
    if missing:
        found.append(_finding("XG516", missing, pair.cities, count=str(len(missing))))
    dimension, indicator = pair.weakest
    if dimension and indicator:
        found.append(_finding("XG517", (indicator,), pair.cities, dimension=dimension, id=indicator))
    return found


def of_city(assessment: Assessment, city: str) -> list[Finding]:
    """Give the findings about one city: claims beyond evidence, and gaps."""
    dossier = assessment.dossier
    items = assessment.cities[city].items()
    found = [one for item in items.values() for one in _unproven(dossier, item, (city,))]
    missing = tuple(key for key, item in items.items() if item.state == "unanswered")
    if missing:
        found.append(_finding("XG516", missing, (city,), count=str(len(missing))))
    return found


def _unproven(dossier: Dossier, item: ItemScore, cities: tuple[str, ...]) -> Iterator[Finding]:
    for city, one in item.counted.items():
        if one.capped:
            about = (city,) if city in cities else cities
            values = {"claimed": _shown(one, one.answer), "counted": _shown(one, one.level)}
            yield _finding("XG515", (item.id,), about, places(dossier, item.id, about), id=item.id, **values)


def _shown(one: Counted, number: float | None) -> str:
    if number is None:
        return f"{100 * (one.value or 0.0):.0f} / 100"
    return f"{number:g}"
