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
            value = _shifted(framework, there[item.id], cities, indicator, direction)
            scores.append(replaced(framework, direction.scored, item.id, value, above[item.id]))
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
    """The same answer worth one level more; None at the top or where there is no ladder."""
    if one.value is None or indicator.kind not in {"levels", "yes_no"}:
        return None
    if indicator.kind == "yes_no":
        return one._replace(value=1.0)
    level = (one.level or 0) + 1
    values = framework.scale.values
    return one._replace(value=values[level]) if level < len(values) else None


def _candidates(item: ItemScore) -> Iterator[tuple[str, ...]]:
    names = sorted(city for city, one in item.counted.items() if one.value is not None)
    yield from ((name,) for name in names)
    if len(names) > 1:
        yield tuple(names)


def _shifted(
    framework: Framework, item: ItemScore, cities: tuple[str, ...], indicator: Indicator, direction: Direction
) -> float | None:
    """The item's value with the named cities one level up; None where it has none in this direction."""
    counted = dict(item.counted)
    for city in cities:
        counted[city] = _raised(framework, indicator, counted[city]) or counted[city]
    if item.rule == "joint":
        return min(one.value for one in counted.values() if one.value is not None)
    _, figures = combine(item.rule, framework.roles, counted[direction.origin], counted[direction.affected])
    return figures.score if figures else None


def _move(
    framework: Framework, indicator: Indicator, item: ItemScore, direction: Direction
) -> tuple[tuple[str, ...], float] | None:
    """Find the fewest cities whose climb raises the item, and its value then; among single ones the greatest gain."""
    floor = item.figures.score if item.figures else None
    if floor is None:
        return None
    best: tuple[tuple[str, ...], float] | None = None
    for cities in _candidates(item):
        if best is not None and len(cities) > len(best[0]):
            break
        after = _shifted(framework, item, cities, indicator, direction)
        if after is not None and after > (best[1] if best else floor) + EPSILON:
            best = (cities, after)
    return best


def _step(
    framework: Framework,
    indicator: Indicator,
    item: ItemScore,
    cities: tuple[str, ...],
    after: float,
    gain: float,
    unmet: GateResult | None,
) -> Step:
    froms = [item.counted[city].level or 0 for city in cities]
    level = min(froms)
    proven = all(_claims_more(item, city) for city in cities)
    listed = indicator.effort[level] if level < len(indicator.effort) else None
    return Step(
        indicator=indicator.id,
        from_=level,
        to=level + 1,
        who=cities,
        gain=gain,
        effort=_PAPER if proven else listed,
        gate=unmet is not None,
        lifts=unmet is not None
        and item.state == "answered"
        and after >= framework.scale.values[unmet.at_least] - EPSILON,
        action="evidence" if proven else "raise",
    )


def _claims_more(item: ItemScore, city: str) -> bool:
    """Whether the city claims more than counts, so that proof is all that is missing."""
    one = item.counted[city]
    claim = item.claims.get(city)
    return one.capped and claim is not None and (claim.declared or 0.0) > (one.value or 0.0) + EPSILON
