"""What counts of every item, of a city alone or of a pair: worked out once for all that is asked of it."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from xgov.model.assessment import Figures, ItemScore
from xgov.reading.document import EMPTY
from xgov.scoring.answers import SILENT, Counted, claimed_of_city, lower, of_city, worth
from xgov.scoring.joint import Joint
from xgov.scoring.pair import each_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.dossier import Dossier, Pair
    from xgov.model.framework import Indicator
    from xgov.records.measure import Measured


class Counts:
    """What counts and what is claimed, each worked out once for all cities, pairs and directions."""

    def __init__(self, dossier: Dossier) -> None:
        """Begin with nothing worked out."""
        self.dossier = dossier
        self._cities: dict[tuple[str, str, bool], Counted] = {}
        self._claims: dict[tuple[str, str], Counted] = {}
        self._joint: dict[tuple[str, Pair], Joint] = {}
        self._scored: dict[tuple[str, Pair, bool], ItemScore] = {}
        self._settling: set[str] | None = None
        self._measured: dict[Pair, Measured] = {}

    def city(self, item: Indicator, city: str, *, caps: bool = True) -> Counted:
        """Give what counts of a city's own item."""
        key = (item.id, city, caps)
        if key not in self._cities:
            self._cities[key] = of_city(self.dossier, item, city, caps=caps)
        return self._cities[key]

    def claim(self, item: Indicator, city: str) -> Counted:
        """Give what is claimed of a city's own item."""
        key = (item.id, city)
        if key not in self._claims:
            self._claims[key] = claimed_of_city(self.dossier, item, city)
        return self._claims[key]

    def joint(self, item: Indicator, pair: Pair, *, caps: bool = True) -> ItemScore:
        """Score an item asked of a pair."""
        key = (item.id, pair, caps)
        if key not in self._scored:
            if key[:2] not in self._joint:
                self._joint[key[:2]] = Joint(self.dossier, item, pair)
            self._scored[key] = self._joint[key[:2]].scored(caps=caps)
        return self._scored[key]

    def may_settle(self, item: Indicator) -> bool:
        """Whether anybody gave one answer to a joint item that stands for two cities."""
        if self._settling is None:
            dossier = self.dossier
            self._settling = {key for rows in dossier.joint.values() for key in rows}
            self._settling.update(key for pairs in dossier.agreed.values() for rows in pairs.values() for key in rows)
            self._settling.update(key for rows in dossier.said.get("third_party", {}).values() for key in rows)
        return item.id in self._settling

    def measured(self, pair: Pair) -> Measured | None:
        """Give what the records say of a pair; None where there are none."""
        ledger = self.dossier.ledger
        if ledger is None:
            return None
        if pair not in self._measured:
            from xgov.records.measure import measure  # noqa: PLC0415 - only where there are records

            reviewed = self.dossier.dates.get("third_party") if self.dossier.speaks("third_party") else None
            self._measured[pair] = measure(ledger, pair, self.dossier.as_of, reviewed)
        return self._measured[pair]

    def recorded(self, item: Indicator, pair: Pair, city: str | None = None) -> Counted:
        """Value the metric of a record item: of a city where it has a direction, else of the pair."""
        measured = self.measured(pair)
        if measured is None or item.metric is None:
            return SILENT
        by_city = measured.by_city.get(item.metric) if city is not None else None
        metric = measured.of_pair.get(item.metric) if by_city is None else by_city.get(city or "")
        if metric is None:
            return SILENT
        value = worth(item, metric, self.dossier.framework)
        return Counted("known", value, value, answer=metric, evaluator="record", evidence="trace")


def record_item(counts: Counts, item: Indicator, origin: str, affected: str, *, all_mean: bool) -> ItemScore:
    """Score an item from the records alone: each city as the one that owes, or the pair."""
    pair = (min(origin, affected), max(origin, affected))
    if item.asked_of == "each":
        counted = {city: counts.recorded(item, pair, city) for city in (origin, affected)}
        return each_item(item, counted, counted, counts.dossier.framework.roles, all_mean=all_mean)
    one = counts.recorded(item, pair)
    if one.value is None:
        return ItemScore(item.id, "unanswered", Figures(None, None, 0.0, 1.0, 0.0), "joint", {}, {})
    figures = Figures(one.value, one.value, one.value, one.value, 1.0)
    return ItemScore(item.id, "answered", figures, "joint", {"joint": one}, {"joint": one})


def _lowest_record(counts: Counts, item: Indicator, city: str) -> Counted:
    """What the records say of a city towards all others: the lowest."""
    if counts.dossier.ledger is None:  # else every city would look at every other for nothing
        return SILENT
    others = [other for other in counts.dossier.cities if other != city]
    whose = city if item.asked_of == "each" else None
    found = [counts.recorded(item, (min(city, other), max(city, other)), whose) for other in others]
    return min((one for one in found if one.value is not None), key=lambda one: one.value or 0.0, default=SILENT)


def own_item(counts: Counts, item: Indicator, city: str, others: Sequence[str] | None = None) -> ItemScore:
    """Score an item for one city alone: for a joint one the settled answers of its pairs, else its view.

    Args:
        counts: What counts.
        item: The item.
        city: The city.
        others: The cities of the pairs that may hold the lowest settled answer; None: all others.
    """
    if item.kind == "record":
        one = claim = _lowest_record(counts, item, city)
        return _own(item, city, one, claim)
    if item.asked_of == "joint" and counts.may_settle(item):
        if others is None:
            others = [other for other in counts.dossier.cities if other != city]
        found = [counts.joint(item, (min(city, other), max(city, other))) for other in others]
        settled = [one for one in found if "joint" in one.counted]
        if settled:
            return _settled(city, min(settled, key=lambda one: one.figures.score or 0.0 if one.figures else 2.0))
    return _own(item, city, *_said(counts, item, city))


def _said(counts: Counts, item: Indicator, city: str) -> tuple[Counted, Counted]:
    """What counts and what is claimed of a city; of its views of several pairs the lower."""
    dossier = counts.dossier
    if all(len(rows.get(city, EMPTY).get(item.id, ())) <= 1 for rows in dossier.said.values()):
        return counts.city(item, city), counts.claim(item, city)
    pairs = [(min(city, other), max(city, other)) for other in dossier.cities if other != city]
    ones = (of_city(dossier, item, city, pair) for pair in pairs)
    claims = (claimed_of_city(dossier, item, city, pair) for pair in pairs)
    return reduce(lower, ones, SILENT), reduce(lower, claims, SILENT)


def _settled(city: str, one: ItemScore) -> ItemScore:
    """Take what is settled between two as one city's own; claimed is what the city agreed to or says itself."""
    claim = one.claims.get("joint") or one.claims[city]
    if claim.state == "unknown":
        claim = one.counted["joint"]
    figures = one.figures._replace(claimed=claim.declared) if one.figures else None
    return ItemScore(one.id, one.state, figures, "own", one.counted, {city: claim})


def _own(item: Indicator, city: str, one: Counted, claim: Counted) -> ItemScore:
    if one.state == "not_applicable":
        return ItemScore(item.id, "not_applicable", None, "own", {city: one}, {city: claim})
    if one.value is None:
        figures = Figures(None, None, 0.0, 1.0, 0.0)
        return ItemScore(item.id, "unanswered", figures, "own", {city: one}, {city: claim})
    figures = Figures(one.value, claim.declared, one.value, one.value, 1.0)
    return ItemScore(item.id, "answered", figures, "own", {city: one}, {city: claim})
