"""Two cities' values → the pair's, item by item, for a direction of risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.model.assessment import Figures, ItemScore
from xgov.model.submission import EVALUATORS
from xgov.reading.document import EMPTY
from xgov.scoring.answers import SILENT, Counted, claimed_of_city, count, lower, of_city

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xgov.model.dossier import Dossier, Pair
    from xgov.model.framework import Indicator, Roles
    from xgov.model.submission import Answer, EvaluatorKind, Evidence


def by_rule(rule: str, origin: float, affected: float, roles: Roles) -> float:
    """Make one value of two, 0..1. Under lead_support the support can hold the lead back only."""
    if rule == "best":
        return max(origin, affected)
    if rule == "mean":
        return (origin + affected) / 2
    if rule == "lead_support":
        return min(origin, roles.lead * origin + roles.support * affected)
    return min(origin, affected)


def _or(value: float | None, fill: float) -> float:
    return fill if value is None else value


def combine(rule: str, roles: Roles, origin: Counted, affected: Counted) -> tuple[str, Figures | None]:
    """Make state and figures of an `each` item; `claimed` of the figures is left None.

    Args:
        rule: A pair rule, or "origin" or "affected" where only that city's value counts.
        roles: Weights of lead and support.
        origin: What counts of the city of origin.
        affected: What counts of the affected city.
    """
    asked = {"origin": [origin], "affected": [affected]}.get(rule, [origin, affected])
    needed = [one for one in asked if one.state != "not_applicable"]
    if not needed:
        return "not_applicable", None
    known = [one.value for one in needed if one.value is not None]
    coverage = len(known) / len(needed)
    if len(needed) == 1:
        if not known:
            return "unanswered", Figures(None, None, 0.0, 1.0, 0.0)
        return "answered", Figures(known[0], None, known[0], known[0], 1.0)
    if not known or (rule == "lead_support" and origin.value is None):
        return "unanswered", Figures(None, None, 0.0, 1.0, 0.0)
    low, high = (by_rule(rule, _or(origin.value, fill), _or(affected.value, fill), roles) for fill in (0.0, 1.0))
    if len(known) == len(needed):
        return "answered", Figures(low, None, low, low, 1.0)
    return "partial", Figures(known[0], None, low, high, coverage)


def each_item(
    item: Indicator,
    counted: Mapping[str, Counted],
    claims: Mapping[str, Counted],
    roles: Roles,
    *,
    all_mean: bool = False,
) -> ItemScore:
    """Score an item asked of each city; the first city given is the origin, the second the affected."""
    rule = item.role or ("mean" if all_mean else item.pair)
    state, figures = combine(rule, roles, *counted.values())
    _, claimed = combine(rule, roles, *claims.values())
    if figures is not None:
        figures = figures._replace(claimed=claimed.score if claimed else None)
    return ItemScore(item.id, state, figures, rule, counted, claims)


class Joint:
    """An item asked of a pair, with everything that is said of it; scored with and without evidence caps."""

    def __init__(self, dossier: Dossier, item: Indicator, pair: Pair) -> None:
        """Look up what every evaluator says, and what is claimed."""
        self._dossier = dossier
        self._item = item
        self._pair = pair
        kinds = [kind for kind in EVALUATORS if dossier.speaks(kind)]
        self._own = {kind: {city: dossier.own(kind, city, item.id, pair) for city in pair} for kind in kinds}
        self._shared = {kind: dossier.shared(kind, pair, item.id) for kind in kinds}
        self._views = {city: self._view(city) for city in pair}
        self._claims = self._claimed()

    def scored(self, *, caps: bool = True) -> ItemScore:
        """Score it: third party, else agreed, else the lower of the views."""
        one = self._settled(caps=caps)
        if one is not None:
            counted = {"joint": one}
            state = "answered" if one.state == "known" else "not_applicable"
            figures = None if one.value is None else Figures(one.value, None, one.value, one.value, 1.0)
        else:
            state, figures, counted = self._of_views(caps=caps)
        if figures is not None:
            known = [claim.declared for claim in self._claims.values() if claim.declared is not None]
            figures = figures._replace(claimed=min(known) if known else None)
        dispute = _differ(*self._views.values())
        return ItemScore(self._item.id, state, figures, "joint", counted, self._claims, dispute)

    def _count(
        self, said: Answer | None, kind: EvaluatorKind, *, caps: bool, extra: Sequence[Evidence] = ()
    ) -> Counted:
        return count(self._dossier, self._item, said, kind, extra, caps=caps) if said is not None else SILENT

    def _settled(self, *, caps: bool) -> Counted | None:
        """Give the one answer that stands for both cities, if there is one."""
        third = self._agreed("third_party", caps=caps)
        if third.state == "unknown" and "third_party" in self._own:
            # An outsider's view under a city is of the pair too.
            views = self._own["third_party"].values()
            third = lower(*(self._count(said, "third_party", caps=caps) for said in views))
        if third.state != "unknown":
            return third
        agreed = lower(self._agreed("self", caps=caps), self._agreed("coordinating_body", caps=caps))
        return agreed if agreed.state != "unknown" else None

    def _agreed(self, kind: EvaluatorKind, *, caps: bool) -> Counted:
        return self._count(self._shared.get(kind), kind, caps=caps)

    def _view(self, city: str) -> Counted:
        """A city's view as declared: the lower of its own and the coordinating body's."""
        kinds: tuple[EvaluatorKind, ...] = ("self", "coordinating_body")
        return lower(*(self._count(self._own.get(kind, EMPTY).get(city), kind, caps=False) for kind in kinds))

    def _of_views(self, *, caps: bool) -> tuple[str, Figures | None, dict[str, Counted]]:
        """Score by the lower declared view, capped by the best evidence of either city."""
        views = self._views
        states = [one.state for one in views.values()]
        if states == ["not_applicable", "not_applicable"]:
            return "not_applicable", None, views
        known = {city: one for city, one in views.items() if one.state == "known"}
        if not known:
            return "unanswered", Figures(None, None, 0.0, 1.0, 0.0), views
        inside = [said for kind, rows in self._own.items() if kind != "third_party" for said in rows.values()]
        proof = [piece for said in inside if said is not None for piece in said.evidence]
        city = min(known, key=lambda name: known[name].declared or 0.0)
        kind = known[city].evaluator or "self"
        one = self._count(self._own[kind][city], kind, caps=caps, extra=proof)
        value = one.value or 0.0
        counted = {**views, city: one}
        if "unknown" in states:
            return "partial", Figures(value, None, 0.0, one.declared or 0.0, 0.5), counted
        return "answered", Figures(value, None, value, value, 1.0), counted

    def _claimed(self) -> dict[str, Counted]:
        """What is claimed: the cities' agreed answer as declared, else their views, else what counts."""
        agreed = self._agreed("self", caps=False)
        if agreed.state != "unknown":
            return {"joint": agreed}
        own = {city: self._count(said, "self", caps=False) for city, said in self._own.get("self", EMPTY).items()}
        if any(one.state == "known" for one in own.values()):
            return own
        settled = self._settled(caps=False)
        return {"joint": settled} if settled is not None else self._views


def _differ(first: Counted, second: Counted) -> bool:
    if "unknown" in (first.state, second.state):
        return False
    return first.state != second.state or first.answer != second.answer


def own_item(counts: Counts, item: Indicator, city: str) -> ItemScore:
    """Score an item for one city alone: for a joint one the settled answers of its pairs, else its view."""
    if item.asked_of == "joint":
        others = [other for other in counts.dossier.cities if other != city]
        found = [counts.joint(item, (min(city, other), max(city, other))) for other in others]
        settled = [one for one in found if "joint" in one.counted]
        if settled:
            first = min(settled, key=lambda one: one.figures.score or 0.0 if one.figures else 2.0)
            return ItemScore(item.id, first.state, first.figures, "own", first.counted, first.claims)
    one, claim = counts.city(item, city), counts.claim(item, city)
    if one.state == "not_applicable":
        return ItemScore(item.id, "not_applicable", None, "own", {city: one}, {city: claim})
    if one.value is None:
        figures = Figures(None, claim.declared, 0.0, 1.0, 0.0)
        return ItemScore(item.id, "unanswered", figures, "own", {city: one}, {city: claim})
    figures = Figures(one.value, claim.declared, one.value, one.value, 1.0)
    return ItemScore(item.id, "answered", figures, "own", {city: one}, {city: claim})


class Counts:
    """What counts and what is claimed, each worked out once for all cities, pairs and directions."""

    def __init__(self, dossier: Dossier) -> None:
        """Begin with nothing worked out."""
        self.dossier = dossier
        self._cities: dict[tuple[str, str, bool], Counted] = {}
        self._claims: dict[tuple[str, str], Counted] = {}
        self._joint: dict[tuple[str, Pair], Joint] = {}
        self._scored: dict[tuple[str, Pair, bool], ItemScore] = {}

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
