"""Score → stage, and the gates that no score may hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.model.assessment import GateResult, StageResult

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xgov.model.assessment import Figures, Gates, ItemScore, NodeScore, Scored
    from xgov.model.dossier import Pair
    from xgov.model.framework import Framework, Gate
    from xgov.scoring.answers import Counted

#: Below this, differences are rounding; on 0..1.
EPSILON = 1e-9


def gate(
    framework: Framework, one: Gate, item: ItemScore | None, cities: Pair, uncapped: Callable[[str], float | None]
) -> GateResult:
    """Say how a gate stands, and whose it is.

    Args:
        framework: Gives the values of the levels.
        one: The gate.
        item: Its item, scored for the pair.
        cities: The pair.
        uncapped: Gives what an item would score, 0..1, if evidence were no matter; asked only where it matters.

    Returns:
        met: even the lowest value meets it; not_answered: missing answers could still meet it; not_evidenced: what
        is claimed and would count with evidence meets it; failed: it is answered below.
    """
    stands = GateResult(one.indicator, "met", one.at_least, one.caps, why=one.why)
    if item is None or item.figures is None:
        return stands._replace(not_applicable=True)
    needed = framework.scale.values[one.at_least] - EPSILON
    figures = item.figures
    if figures.score is not None and figures.low >= needed:
        return stands
    asked = _asked(item)
    if figures.score is None or figures.high >= needed:
        silent = sorted(city for city, said in asked.items() if said.state == "unknown")
        return stands._replace(state="not_answered", cities=tuple(silent))
    short = {city: said for city, said in asked.items() if said.value is not None and said.value < needed}
    claimed = item.capped and min(figures.claimed or 0.0, uncapped(one.indicator) or 0.0) >= needed
    if claimed:
        short = {city: said for city, said in short.items() if said.capped}
    both = "joint" in short or (claimed and item.rule == "joint")
    whose = cities if both else tuple(sorted(short))
    return stands._replace(state="not_evidenced" if claimed else "failed", cities=whose)


def _asked(item: ItemScore) -> Mapping[str, Counted]:
    """The answers that the rule of an item asks for: of a role, that city's alone."""
    if item.rule in {"origin", "affected"}:
        ends = list(item.counted.items())
        return dict([ends[0] if item.rule == "origin" else ends[-1]])
    return item.counted


def gates(framework: Framework, scored: Scored, cities: Pair, uncapped: Callable[[str], float | None]) -> Gates:
    """Say how every gate stands; see `gate`."""
    items = scored.items()
    return tuple(gate(framework, one, items.get(one.indicator), cities, uncapped) for one in framework.gates)


def stand(framework: Framework, figures: Figures | None, scored: Scored, standing: Gates) -> StageResult:
    """Name the stage of a score 0..1, capped by gates that are not met; None where too little is answered."""
    if (
        not framework.stages
        or figures is None
        or figures.score is None
        or not _enough(framework, figures, scored.dimensions)
    ):
        return StageResult(None, None, standing)
    ids = [one.id for one in framework.stages]
    caps = [ids.index(one.caps) for one in standing if one.state != "met"]
    reached = band(framework, figures.score)
    stage = min([reached, *caps])
    low, high = band(framework, figures.low), band(framework, figures.high)
    return StageResult(ids[stage], (ids[low], ids[high]) if low != high else None, standing, stage < reached)


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
