"""Many cities → the main figures of every pair, by arrays where these are faster."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from xgov.model.assessment import Assessment, Direction, Figures, PairAssessment, Scored, StageResult
from xgov.scoring.counts import Counts, own_item
from xgov.scoring.tree import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.model.dossier import Dossier

#: Cities from which arrays are faster than numbers, numpy's import included.
MANY: Final = 25
#: Pairs scored at once: bounds the memory, some 200 MB for a hundred items.
CHUNK: Final = 8192


def suits(dossier: Dossier) -> bool:
    """Whether arrays can score a dossier, and are worth it."""
    return len(dossier.cities) >= MANY and dossier.ledger is None and find_spec("numpy") is not None


def assess(dossier: Dossier) -> Assessment:
    """Score every city and every pair, the pairs with their main figures alone."""
    counts = Counts(dossier)
    names = list(dossier.cities)
    cities = {name: score(dossier.framework, lambda item, city=name: own_item(counts, item, city)) for name in names}  # type: ignore[misc]
    return Assessment(dossier, cities, tuple(pairs(counts, names)), full=False)


def pairs(counts: Counts, cities: Sequence[str]) -> Iterator[PairAssessment]:
    """Score every pair of some cities: the main figures of each, as the scalar engine gives them."""
    framework = counts.dossier.framework
    stages = [*(stage.id for stage in framework.stages), None]
    items = [*(item.id for item in framework.walk() if item.scored), None]
    homes = [*(node.id for node in framework.dimensions), None]
    nothing = Scored(None, {})
    from xgov.scoring.arrays import chunks  # noqa: PLC0415 - numpy only where it pays

    for chunk in chunks(counts, cities, CHUNK):
        numbers = [column.tolist() for column in chunk.figures]
        columns = (chunk.first, chunk.second, chunk.turned, chunk.stage, *chunk.weakest)
        for number, (a, b, turned, stage, node, item) in enumerate(
            zip(*(one.tolist() for one in columns), strict=True)
        ):
            pair = (cities[a], cities[b])
            score, claimed, low, high, coverage = (_none(column[number]) for column in numbers[:5])
            figures = Figures(score, claimed, low or 0.0, high or 0.0, coverage or 0.0) if numbers[5][number] else None
            main = Direction(*(pair[::-1] if turned else pair), nothing)
            standing = StageResult(stages[stage], None, ())
            yield PairAssessment(pair, (), main, figures, standing, (homes[node], items[item]))


def _none(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124 - NaN is not itself
