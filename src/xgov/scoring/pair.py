"""Two cities' values → the pair's, item by item, for a direction of risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.model.assessment import Figures, ItemScore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.model.framework import Indicator, Roles
    from xgov.scoring.answers import Counted


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
