"""Where the two cities, and the third party, see it alike or differently."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from xgov.model.submission import EVALUATORS

if TYPE_CHECKING:
    from xgov.model.assessment import Scored
    from xgov.model.dossier import Dossier, Pair
    from xgov.model.framework import Indicator
    from xgov.model.submission import Answer

#: From this many levels on, two views are called apart.
_APART: Final = 2


def _level(said: Answer | None) -> float | None:
    return said.answer if said is not None and said.state == "known" else None


def agreement(dossier: Dossier, pair: Pair) -> dict[str, Any] | None:
    """Compare both cities' views of the joint `levels` items.

    Returns:
        linear: 1 - mean |a - b| / (L - 1), 0..1; bias: mean of first minus second, in levels;
        n: items with both views; apart: items two or more levels apart. None where n is 0.
    """
    gaps: dict[str, float] = {}
    for item in dossier.framework.walk():
        if item.asked_of == "joint" and item.kind == "levels" and item.scored:
            first, second = (_level(dossier.own("self", city, item.id, pair)) for city in pair)
            if first is not None and second is not None:
                gaps[item.id] = first - second
    if not gaps:
        return None
    span = len(dossier.framework.scale.values) - 1
    return {
        "linear": 1 - math.fsum(abs(gap) for gap in gaps.values()) / len(gaps) / span,
        "bias": math.fsum(gaps.values()) / len(gaps),
        "n": len(gaps),
        "apart": [key for key, gap in gaps.items() if abs(gap) >= _APART],
    }


def third_party(dossier: Dossier, pair: Pair) -> dict[str, Any]:
    """Compare self-evaluation with the third party: mean self minus third, in levels, by dimension."""
    result: dict[str, Any] = {}
    for dimension in dossier.framework.dimensions:
        gaps = [
            gap
            for item in dimension.walk()
            if item.kind == "levels" and item.scored
            for gap in _gaps(dossier, item, pair)
        ]
        if gaps:
            result[dimension.id] = {"difference": math.fsum(gaps) / len(gaps), "n": len(gaps)}
    return result


def _gaps(dossier: Dossier, item: Indicator, pair: Pair) -> list[float]:
    outside = _level(dossier.shared("third_party", pair, item.id))
    inside = _level(dossier.shared("self", pair, item.id))
    gaps = []
    for city in pair:
        own = inside if inside is not None else _level(dossier.own("self", city, item.id, pair))
        other = outside if outside is not None else _level(dossier.own("third_party", city, item.id, pair))
        if own is not None and other is not None:
            gaps.append(own - other)
    return gaps[:1] if inside is not None else gaps


def words(scored: Scored) -> dict[str, int]:
    """Count the answers that a score rests on, by whose word they are: evaluators, and "record"."""
    kinds = [
        one.evaluator for item in scored.items().values() for one in item.counted.values() if one.value is not None
    ]
    return {kind: kinds.count(kind) for kind in (*EVALUATORS, "record") if kind in kinds}
