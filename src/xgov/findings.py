"""Assessment → findings: what a reader must see, in every language, with its places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.diagnostics.diagnostic import fill
from xgov.diagnostics.rules import rules
from xgov.named import NamedTuple
from xgov.scoring.stages import EPSILON
from xgov.texts import pick
from xgov.texts.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xgov.model.assessment import Assessment, ItemScore, PairAssessment
    from xgov.model.dossier import Dossier
    from xgov.model.framework import Check, Indicator
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
    code: str,
    indicators: tuple[str, ...],
    cities: tuple[str, ...],
    where: tuple[Place, ...] = (),
    **values: str | Mapping[str, str],
) -> Finding:
    """Make a finding; values that are maps of languages are given in each."""
    texts = {
        lang: fill(template, {name: pick(value, lang) for name, value in values.items()})
        for lang, template in rules()[code].message.items()
    }
    return Finding(code, texts, indicators, cities, where)


def _named(dossier: Dossier, cities: tuple[str, ...]) -> dict[str, str]:
    """Name cities in every language."""
    return {
        lang: sign.join(pick(dossier.cities[city].name, lang) or city for city in cities)
        for lang, sign in (("en", ", "), ("zh", "、"))
    }


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
            where = places(dossier, gate.indicator, pair.cities)
            found.append(
                _finding(_GATE[gate.state], (gate.indicator,), gate.cities or pair.cities, where, id=gate.indicator)
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
    return found + list(of_records(assessment, pair))


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
            values: dict[str, str | Mapping[str, str]] = {
                "claimed": _shown(one, one.answer),
                "counted": _shown(one, one.level),
            }
            yield _finding("XG515", (item.id,), about, places(dossier, item.id, about), id=item.id, **values)


def _shown(one: Counted, number: float | None) -> str:
    if number is None:
        return f"{100 * (one.value or 0.0):.0f} / 100"
    return f"{number:g}"


def of_records(assessment: Assessment, pair: PairAssessment) -> Iterator[Finding]:
    """Give what the records say against the answers, and what they say by themselves."""
    measured, ledger = pair.records, assessment.dossier.ledger
    if measured is None or ledger is None:
        return
    items = pair.main.scored.items()
    for indicator in assessment.dossier.framework.walk():
        if indicator.checked_by is not None and indicator.id in items:
            yield from _beyond_records(assessment, pair, indicator, items[indicator.id])
    yield from _tested(assessment, pair)
    late = [
        name for city in pair.cities for name in (measured.facts["commitments"][city] or {}).get("registered_late", ())
    ]
    if late:
        where = tuple(place for one in ledger.commitments if one.id in late for place in one.places)
        yield _finding("XG521", (), pair.cities, where, ids=", ".join(late))
    for row in measured.facts["exchanges"]:
        for city in row["walks_away"]:
            where = tuple(place for one in ledger.exchanges if one.measure == row["measure"] for place in one.places)
            yield _finding(
                "XG522", (), (city,), where, measure=row["measure"], city=_named(assessment.dossier, (city,))
            )
    for row in (measured.facts["resources"] or {}).get("shortfalls", ()):
        where = tuple(place for one in ledger.resources if one.item == row["item"] for place in one.places)
        yield _finding("XG523", (), pair.cities, where, item=row["item"], cover=f"{100 * row['both']:.0f}")


def supported(check: Check, value: float) -> int:
    """Give the highest level that a metric supports: thresholds rise, or fall where less is better."""
    falling = check.at[0] > check.at[-1]
    level = 0
    for threshold in check.at:
        if (value > threshold + EPSILON) if falling else (value < threshold - EPSILON):
            break
        level += 1
    return level


def _beyond_records(
    assessment: Assessment, pair: PairAssessment, indicator: Indicator, item: ItemScore
) -> Iterator[Finding]:
    """Find claims of a level that the metric of the item does not support."""
    check, measured = indicator.checked_by, pair.records
    if check is None or measured is None:
        return
    by_city = measured.by_city.get(check.metric) if indicator.asked_of == "each" else None
    for city, claim in item.claims.items():
        value = measured.of_pair.get(check.metric) if by_city is None else by_city.get(city)
        if value is None or claim.answer is None:
            continue
        level = supported(check, value)
        if claim.answer > level:
            about = (city,) if city in pair.cities else pair.cities
            where = places(assessment.dossier, item.id, about) + _records_of(assessment.dossier, check.metric, about)
            values: dict[str, str | Mapping[str, str]] = {
                "claimed": f"{claim.answer:g}",
                "supported": str(level),
                "metric": METRICS[check.metric],
            }
            yield _finding(
                "XG518",
                (item.id,),
                about,
                where,
                id=item.id,
                city=_named(assessment.dossier, about),
                value=f"{value:.3g}",
                **values,
            )


def _records_of(dossier: Dossier, metric: str, cities: tuple[str, ...]) -> tuple[Place, ...]:
    """Find the records that a metric is counted from: those that name one of the cities, or none."""
    kind = metric.partition(".")[0].replace("evaluations", "activities")
    rows = getattr(dossier.ledger, kind, ())
    owners = ("by", "origin", "to")
    mine = [one for one in rows if any(getattr(one, name, None) in cities for name in owners)]
    return tuple(place for one in mine or rows for place in one.places)


def _tested(assessment: Assessment, pair: PairAssessment) -> Iterator[Finding]:
    """Find answers that an activity contradicts, and highest levels that none supports."""
    dossier = assessment.dossier
    done = dossier.ledger.activities if dossier.ledger else ()
    items = pair.main.scored.items()
    for one in done:
        for name in one.contradicts:
            if name in items and one.date <= dossier.as_of:
                where = places(dossier, name, pair.cities) + one.places
                yield _finding("XG519", (name,), pair.cities, where, id=name, activity=one.id)
    confirmed = {name for one in done if one.kind != "meeting" for name in one.confirms}
    top = len(dossier.framework.scale.values) - 1
    kinds = {item.id for item in dossier.framework.walk() if item.kind == "levels"}
    for item in items.values():
        if not done or item.id in confirmed or item.id not in kinds:
            continue
        for city, claim in item.claims.items():
            if claim.answer == top and claim.evidence != "evaluation" and claim.evaluator != "third_party":
                about = (city,) if city in pair.cities else pair.cities
                where = places(dossier, item.id, about)
                yield _finding("XG520", (item.id,), about, where, id=item.id, city=_named(dossier, about))
