"""How much a score depends on our choices: weights, dimensions, structure. No random numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from xgov.scoring.aggregate import K
from xgov.scoring.stages import stand
from xgov.scoring.tree import roll, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from xgov.model.assessment import Figures, Gates, Scored
    from xgov.model.framework import Aggregate, Framework

#: How far each weight may move.
_SHIFT: Final = 0.25
#: Transforms under which each aggregate is a weighted mean, and their inverses.
_LINEAR: Final[dict[str, tuple[Callable[[float], float], Callable[[float], float]]]] = {
    "mean": (lambda z: z, lambda t: t),
    "geometric": (lambda z: math.log(z) if z > 0 else -math.inf, math.exp),
    "shifted_geometric": (lambda z: math.log1p(K * z), lambda t: math.expm1(t) / K),
    "harmonic": (lambda z: -1 / z if z > 0 else -math.inf, lambda t: -1 / t if t > -math.inf else 0.0),
}


def weights_25(framework: Framework, scored: Scored) -> tuple[float, float] | None:
    """Exact bounds, 0..1, of the overall score if each weight moves by 25 % and their sum stays.

    Under its transform every aggregate is linear in the weights, so that the extremes are reached by
    giving most to the highest (lowest) values first: the fractional knapsack.
    """
    parts = [
        (node.weight, figures.score)
        for node in framework.dimensions
        if (figures := scored.dimensions[node.id].figures) is not None and figures.score is not None
    ]
    if not parts:
        return None
    if framework.aggregate == "weakest":
        lowest = min(value for _, value in parts)
        return lowest, lowest
    forth, back = _LINEAR[framework.aggregate]
    values = [(weight, forth(value)) for weight, value in parts]
    low, high = (min(1.0, max(0.0, back(_extreme(values, highest=highest)))) for highest in (False, True))
    return low, high


def _extreme(values: list[tuple[float, float]], *, highest: bool) -> float:
    total = math.fsum(weight for weight, _ in values)
    spare = total * _SHIFT
    terms = []
    for weight, value in sorted(values, key=lambda one: one[1], reverse=highest):
        extra = min(spare, 2 * _SHIFT * weight)
        spare -= extra
        terms.append(((1 - _SHIFT) * weight + extra) / total * value)
    return math.fsum(terms)


def without(framework: Framework, scored: Scored) -> dict[str, float | None]:
    """Give the score, 0..1, with each dimension left out."""
    result: dict[str, float | None] = {}
    for left_out in framework.dimensions:
        parts: list[tuple[Figures | None, float]] = [
            (scored.dimensions[node.id].figures, node.weight) for node in framework.dimensions if node is not left_out
        ]
        figures = roll(framework.aggregate, parts)
        result[left_out.id] = figures.score if figures else None
    return result


def structure(
    framework: Framework, stage: str | None, rescore: Callable[[bool, bool], tuple[Scored, Gates]]
) -> dict[str, Any]:
    """Score eight ways: two aggregates of dimensions, two pair rules, evidence caps on and off.

    Args:
        framework: The framework.
        stage: The stage as reported.
        rescore: Scores the same direction, given (all pair rules mean, caps on), and says how its gates stand.
    """
    variants = []
    for all_mean in (False, True):
        for caps in (True, False):
            scored, gates = rescore(all_mean, caps)
            rules: tuple[Aggregate, ...] = ("mean", "shifted_geometric")
            for rule in rules:
                figures = whole(framework, scored.dimensions, rule)
                result = stand(framework, figures, scored, gates)
                variants.append(
                    {
                        "aggregate": rule,
                        "pair": "mean" if all_mean else "declared",
                        "caps": caps,
                        "score": figures.score if figures else None,
                        "stage": result.stage,
                    }
                )
    holds = None if stage is None else sum(one["stage"] == stage for one in variants)
    return {"holds": holds, "of": len(variants), "variants": variants}
