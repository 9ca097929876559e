"""Score → stage, and the gates that no score may hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.model.assessment import GateResult, StageResult

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.model.assessment import Figures, ItemScore, NodeScore, Scored
    from xgov.model.framework import Framework, Gate

#: Below this, differences are rounding; on 0..1.
EPSILON = 1e-9


def gate(framework: Framework, one: Gate, items: dict[str, ItemScore]) -> GateResult:
    """Say how a gate stands: met, failed, not_evidenced or not_answered, and whose it is."""
    item = items.get(one.indicator)
    if item is None or item.figures is None:
        return GateResult(one.indicator, "met", one.at_least, one.caps, not_applicable=True)
    needed = framework.scale.values[one.at_least] - EPSILON
    figures = item.figures
    if figures.score is not None and figures.low >= needed:
        return GateResult(one.indicator, "met", one.at_least, one.caps)
    silent = tuple(sorted(city for city, said in item.counted.items() if said.state == "unknown"))
    short = tuple(sorted(city for city, said in item.counted.items() if said.value is not None and said.value < needed))
    if figures.score is None or figures.high >= needed:
        return GateResult(one.indicator, "not_answered", one.at_least, one.caps, cities=silent)
    refuted = any(item.counted[city].evaluator == "third_party" for city in short)  # no evidence can mend that
    claimed = figures.claimed is not None and figures.claimed >= needed and not refuted
    return GateResult(one.indicator, "not_evidenced" if claimed else "failed", one.at_least, one.caps, cities=short)


def stand(framework: Framework, figures: Figures | None, scored: Scored) -> StageResult:
    """Name the stage of a score 0..1, capped by gates that are not met; None where too little is answered."""
    items = scored.items()
    gates = tuple(gate(framework, one, items) for one in framework.gates)
    if (
        not framework.stages
        or figures is None
        or figures.score is None
        or not _enough(framework, figures, scored.dimensions)
    ):
        return StageResult(None, None, gates)
    ids = [stage.id for stage in framework.stages]
    caps = [ids.index(one.caps) for one in gates if one.state != "met"]
    reached = band(framework, figures.score)
    stage = min([reached, *caps])
    low, high = band(framework, figures.low), band(framework, figures.high)
    return StageResult(ids[stage], (ids[low], ids[high]) if low != high else None, gates, stage < reached)


def band(framework: Framework, score: float) -> int:
    """Find the position of the stage whose band holds a score 0..1; compared after rounding to 1e-9."""
    points = round(100 * score, 9)
    return max(number for number, stage in enumerate(framework.stages) if number == 0 or stage.from_ <= points)


def _enough(framework: Framework, figures: Figures, dimensions: Mapping[str, NodeScore]) -> bool:
    needed = framework.coverage
    if figures.coverage < needed.total - EPSILON:
        return False
    return all(
        node.figures is None or node.figures.coverage >= needed.dimension - EPSILON for node in dimensions.values()
    )
