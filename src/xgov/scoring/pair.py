"""Two cities' values → the pair's, item by item, for a direction of risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.model.assessment import Figures, ItemScore
from xgov.scoring.answers import Counted, claimed_of_city, count, lower, of_city

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.model.dossier import Dossier, Pair
    from xgov.model.framework import Indicator, Roles
    from xgov.model.submission import EvaluatorKind


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


def joint_item(dossier: Dossier, item: Indicator, pair: Pair, *, caps: bool = True) -> ItemScore:
    """Score an item asked of the pair: third party, else agreed, else the lower of the views."""
    views = {city: _view(dossier, item, city, pair, caps=False) for city in pair}
    claims = _claims(dossier, item, pair, views)
    dispute = _differ(*views.values())
    one = _settled(dossier, item, pair, caps=caps)
    if one is not None:
        counted = {"joint": one}
        state = "answered" if one.state == "known" else "not_applicable"
        figures = None if one.value is None else Figures(one.value, None, one.value, one.value, 1.0)
    else:
        state, figures, counted = _of_views(dossier, item, pair, views, caps=caps)
    if figures is not None:
        figures = figures._replace(claimed=_claimed(claims))
    return ItemScore(item.id, state, figures, "joint", counted, claims, dispute)


def _settled(dossier: Dossier, item: Indicator, pair: Pair, *, caps: bool) -> Counted | None:
    """Give the one answer that stands for both cities, if there is one."""
    third = _shared(dossier, item, pair, "third_party", caps=caps)
    if third.state != "unknown":
        return third
    agreed = lower(
        _shared(dossier, item, pair, "self", caps=caps), _shared(dossier, item, pair, "coordinating_body", caps=caps)
    )
    return agreed if agreed.state != "unknown" else None


def _shared(dossier: Dossier, item: Indicator, pair: Pair, kind: EvaluatorKind, *, caps: bool) -> Counted:
    """What one kind of evaluator says of the pair; an outsider's view under a city is of the pair too."""
    said = count(dossier, item, dossier.shared(kind, pair, item.id), kind, caps=caps)
    if said.state != "unknown" or kind != "third_party":
        return said
    first, second = (count(dossier, item, dossier.own(kind, city, item.id, pair), kind) for city in pair)
    return lower(first, second)


def _view(dossier: Dossier, item: Indicator, city: str, pair: Pair, *, caps: bool) -> Counted:
    """A city's view as declared or as proven: the lower of its own and the coordinating body's."""
    return lower(
        count(dossier, item, dossier.own("self", city, item.id, pair), "self", caps=caps),
        count(dossier, item, dossier.own("coordinating_body", city, item.id, pair), "coordinating_body", caps=caps),
    )


def _differ(first: Counted, second: Counted) -> bool:
    if "unknown" in (first.state, second.state):
        return False
    return first.state != second.state or first.answer != second.answer


def _of_views(
    dossier: Dossier, item: Indicator, pair: Pair, views: dict[str, Counted], *, caps: bool
) -> tuple[str, Figures | None, dict[str, Counted]]:
    """Score by the lower declared view, capped by the best evidence of either city."""
    states = [one.state for one in views.values()]
    if states == ["not_applicable", "not_applicable"]:
        return "not_applicable", None, views
    known = {city: one for city, one in views.items() if one.state == "known"}
    if not known:
        return "unanswered", Figures(None, None, 0.0, 1.0, 0.0), views
    proof = [piece for city in pair for piece in _evidence(dossier, item, city, pair)]
    city = min(known, key=lambda name: known[name].declared or 0.0)
    kind = known[city].evaluator
    said = dossier.own(kind, city, item.id, pair) if kind in {"self", "coordinating_body"} else None  # type: ignore[arg-type]
    one = count(dossier, item, said, kind, proof, caps=caps)  # type: ignore[arg-type]
    value = one.value or 0.0
    counted = {**views, city: one}
    if "unknown" in states:
        return "partial", Figures(value, None, 0.0, one.declared or 0.0, 0.5), counted
    return "answered", Figures(value, None, value, value, 1.0), counted


def _evidence(dossier: Dossier, item: Indicator, city: str, pair: Pair) -> tuple[object, ...]:
    kinds: tuple[EvaluatorKind, ...] = ("self", "coordinating_body")
    said = [dossier.own(kind, city, item.id, pair) for kind in kinds]
    return tuple(piece for one in said if one is not None for piece in one.evidence)


def _claims(dossier: Dossier, item: Indicator, pair: Pair, views: dict[str, Counted]) -> dict[str, Counted]:
    """What is claimed: the cities' agreed answer as declared, else their views, else what counts."""
    agreed = count(dossier, item, dossier.shared("self", pair, item.id), "self", caps=False)
    if agreed.state != "unknown":
        return {"joint": agreed}
    own = {city: count(dossier, item, dossier.own("self", city, item.id, pair), "self", caps=False) for city in pair}
    if any(one.state == "known" for one in own.values()):
        return own
    settled = _settled(dossier, item, pair, caps=False)
    return {"joint": settled} if settled is not None else views


def _claimed(claims: dict[str, Counted]) -> float | None:
    known = [one.declared for one in claims.values() if one.declared is not None]
    return min(known) if known else None


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
        self._joint: dict[tuple[str, Pair, bool], ItemScore] = {}

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
        if key not in self._joint:
            self._joint[key] = joint_item(self.dossier, item, pair, caps=caps)
        return self._joint[key]
