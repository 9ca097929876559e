"""What to do next: the least move of every item that raises the pair, best gain for effort first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.model.assessment import ItemScore, Step
from xgov.scoring.pair import combine
from xgov.scoring.stages import EPSILON
from xgov.scoring.tree import paths, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.model.assessment import Direction, GateResult
    from xgov.model.framework import Framework, Indicator
    from xgov.scoring.answers import Counted

#: Effort taken for the ranking where the framework gives none.
_MIDDLE: Final = 3
#: Effort of bringing evidence for what is done already.
_PAPER: Final = 1


def steps(
    framework: Framework, directions: Sequence[Direction], main: Direction, gates: Sequence[GateResult]
) -> tuple[Step, ...]:
    """Rank one step for every item that can rise: gates first, then gain for effort."""
    above = paths(framework)
    before = _lowest([direction.scored.figures.score for direction in directions if direction.scored.figures])
    if before is None:
        return ()
    open_ = [one for one in gates if one.state in {"failed", "not_evidenced"}]
    unmet = {one.indicator: one for one in sorted(open_, key=lambda one: -one.at_least)}  # of several the nearest
    items = main.scored.items()
    both = tuple(sorted((main.origin, main.affected)))
    everywhere = [(direction, direction.scored.items()) for direction in directions]
    found: list[Step] = []
    for indicator in framework.walk():
        item = items.get(indicator.id)
        move = _move(framework, indicator, item, main) if item is not None else None
        if item is None or move is None:
            continue
        cities, after = move
        scores = []
        for direction, there in everywhere:
            figures = _shifted(framework, there[item.id], cities, indicator, direction).figures
            scores.append(
                replaced(framework, direction.scored, item.id, figures.score if figures else None, above[item.id])
            )
        gain = 100 * ((_lowest(scores) or before) - before)
        step = _step(framework, indicator, item, cities, after, gain, unmet.get(item.id))
        found.append(step._replace(who=both) if item.rule == "joint" else step)
    return tuple(sorted(found, key=_rank))


def _rank(step: Step) -> tuple[bool, float]:
    return (not step.gate, -round(step.gain / (step.effort or _MIDDLE), 9))  # rounding must not decide between two


def _lowest(scores: Sequence[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return min(known) if known else None


def _raised(framework: Framework, indicator: Indicator, one: Counted) -> Counted | None:
    """The same answer one level up, with its evidence; None at the top or where there is no ladder."""
    if one.value is None or indicator.kind not in {"levels", "yes_no"}:
        return None
    if indicator.kind == "yes_no":
        return one._replace(value=1.0, level=1) if one.value < 1 else None
    level = (one.level or 0) + 1
    values = framework.scale.values
    return one._replace(level=level, value=values[level]) if level < len(values) else None


def _candidates(item: ItemScore) -> Iterator[tuple[str, ...]]:
    names = sorted(city for city, one in item.counted.items() if one.value is not None)
    yield from ((name,) for name in names)
    if len(names) > 1:
        yield tuple(names)


def _shifted(
    framework: Framework, item: ItemScore, cities: tuple[str, ...], indicator: Indicator, direction: Direction
) -> ItemScore:
    """The item with the named cities one level up."""
    counted = dict(item.counted)
    for city in cities:
        counted[city] = _raised(framework, indicator, counted[city]) or counted[city]
    if item.figures is None:
        return item
    if item.rule == "joint":
        values = [one.value for one in counted.values() if one.value is not None]
        score = min(values) if values else None
    else:
        _, figures = combine(item.rule, framework.roles, counted[direction.origin], counted[direction.affected])
        score = figures.score if figures else None
    return item._replace(counted=counted, figures=item.figures._replace(score=score))


def _move(
    framework: Framework, indicator: Indicator, item: ItemScore, direction: Direction
) -> tuple[tuple[str, ...], ItemScore] | None:
    """Find the fewest cities whose climb raises the item; among single ones the greatest gain."""
    if item.figures is None or item.figures.score is None or item.figures.score >= 1 - EPSILON:
        return None
    best: tuple[tuple[str, ...], ItemScore] | None = None
    for cities in _candidates(item):
        if best is not None and len(cities) > len(best[0]):
            break
        after = _shifted(framework, item, cities, indicator, direction)
        score = after.figures.score if after.figures else None
        floor = best[1].figures.score if best and best[1].figures else item.figures.score
        if score is not None and score > (floor or 0.0) + EPSILON:
            best = (cities, after)
    return best


def _step(
    framework: Framework,
    indicator: Indicator,
    item: ItemScore,
    cities: tuple[str, ...],
    after: ItemScore,
    gain: float,
    unmet: GateResult | None,
) -> Step:
    froms = [item.counted[city].level or 0 for city in cities]
    level = min(froms)
    proven = all(_claims_more(item, city) for city in cities)
    listed = indicator.effort[level] if level < len(indicator.effort) else None
    needed = framework.scale.values[unmet.at_least] if unmet else 2.0
    return Step(
        indicator=indicator.id,
        from_=level,
        to=level + 1,
        who=cities,
        gain=gain,
        effort=_PAPER if proven else listed,
        gate=unmet is not None,
        lifts=item.state == "answered"
        and after.figures is not None
        and (after.figures.score or 0.0) >= needed - EPSILON,
        action="evidence" if proven else "raise",
    )


def _claims_more(item: ItemScore, city: str) -> bool:
    """Whether the city claims more than counts, so that proof is all that is missing."""
    one = item.counted[city]
    claim = item.claims.get(city) or item.claims.get("joint")
    return one.capped and claim is not None and (claim.declared or 0.0) > (one.value or 0.0) + EPSILON
