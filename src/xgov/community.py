"""Many cities → the main figures of every pair, by arrays where these are faster; where the weak links are."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from heapq import nsmallest
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, overload

from xgov.model.assessment import Assessment, Direction, Figures, PairAssessment, Scored, StageResult
from xgov.named import NamedTuple
from xgov.scoring.counts import Counts, own_item
from xgov.scoring.tree import score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xgov.model.assessment import ItemScore
    from xgov.model.dossier import Dossier
    from xgov.model.framework import Framework, Indicator

#: Pairs from which arrays are faster than numbers, numpy's import included: those of nine cities.
MANY: Final = 30
#: Pairs scored at once: bounds the memory, some 120 MB for a hundred items, and what a processor keeps at hand.
CHUNK: Final = 8192
#: Pairs that are called the weakest.
WEAKEST: Final = 8
#: Points of a step of the distribution.
STEP: Final = 5
#: Cities up to which every pair is shown as a map; beyond, the distribution.
MATRIX: Final = 40
_NOTHING: Final = Scored(None, {})


def suits(dossier: Dossier) -> bool:
    """Whether arrays can score a dossier, and are worth it."""
    cities = len(dossier.cities)
    pairs = len(dossier.borders) or cities * (cities - 1) // 2
    return pairs >= MANY and dossier.ledger is None and find_spec("numpy") is not None


def assess(dossier: Dossier) -> Assessment:
    """Score every city and every pair, the pairs with their main figures alone."""
    counts = Counts(dossier)
    names = list(dossier.cities)
    from xgov.scoring.arrays import Engine, chunks  # noqa: PLC0415 - numpy only where it pays

    engine = Engine(counts, names)

    def own(item: Indicator, number: int) -> ItemScore:
        others = engine.decisive(item, number) if counts.may_settle(item) else None
        return own_item(counts, item, names[number], others)

    cities = {name: score(dossier.framework, partial(own, number=number)) for number, name in enumerate(names)}
    pairs = Pairs(dossier.framework, names)
    for chunk in chunks(engine, CHUNK, dossier.borders):
        pairs.take(chunk)
    return Assessment(dossier, cities, pairs, full=False)


class Pairs(Sequence[PairAssessment]):
    """Many pairs in columns, some 54 bytes a pair; each becomes an object when it is asked for."""

    def __init__(self, framework: Framework, cities: Sequence[str]) -> None:
        """Begin without pairs."""
        self._cities = list(cities)
        self._stages = [StageResult(one, None, ()) for one in (*(stage.id for stage in framework.stages), None)]
        self._homes = [*(node.id for node in framework.dimensions), None]
        self._items = [*(item.id for item in framework.walk() if item.scored), None]
        #: Positions of the two cities, whether the second is the origin, then stage, weakest dimension and item.
        self._places: list[array[int]] = [array(kind) for kind in "iibhhi"]
        #: Score, claimed, low, high, coverage; NaN for None.
        self._figures: list[array[float]] = [array("d") for _ in range(5)]
        self._applies = array("b")

    def take(self, chunk: Any) -> None:  # noqa: ANN401 - arrays.Pairs, which mypy knows only where numpy is imported
        """Add the pairs of a chunk."""
        places = (chunk.first, chunk.second, chunk.turned, chunk.stage, *chunk.weakest)
        for column, values in zip(self._places, places, strict=True):
            column.frombytes(values.astype(column.typecode).tobytes())
        for figures, values in zip(self._figures, chunk.figures[:5], strict=True):
            figures.frombytes(values.tobytes())
        self._applies.frombytes(chunk.figures.applies.tobytes())

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self._applies)

    @overload
    def __getitem__(self, number: int) -> PairAssessment: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[PairAssessment]: ...
    def __getitem__(self, number: int | slice) -> PairAssessment | Sequence[PairAssessment]:
        """Give one pair, or several."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        columns: tuple[array[Any], ...] = (*self._places, *self._figures, self._applies)
        return self._pair(*(column[number] for column in columns))

    def __iter__(self) -> Iterator[PairAssessment]:
        """Go through the pairs, in order."""
        return map(self._pair, *self._places, *self._figures, self._applies)

    def scores(self) -> Iterator[tuple[str, str, float | None]]:
        """Go through the two cities and the score of every pair, without making anything more of it."""
        for first, second, value in zip(*self._places[:2], self._figures[0], strict=True):
            yield self._cities[first], self._cities[second], _none(value)

    def _pair(self, a: int, b: int, turned: int, stage: int, home: int, item: int, *numbers: float) -> PairAssessment:
        pair = (self._cities[a], self._cities[b])
        score, claimed, low, high, coverage, applies = numbers
        figures = Figures(_none(score), _none(claimed), low, high, coverage) if applies else None
        main = Direction(*(pair[::-1] if turned else pair), _NOTHING)
        return PairAssessment(pair, (), main, figures, self._stages[stage], (self._homes[home], self._items[item]))


def _none(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124 - NaN is not itself


class Overview(NamedTuple):
    """Where the weak links of a community are."""

    #: Positions of the pairs with the lowest scores, the lowest first.
    weakest: tuple[int, ...]
    #: Position of every city's pair with the lowest score, in id order; a city without any is left out.
    links: dict[str, int]
    #: Pairs in each step of `STEP` points; the last step holds 100 too.
    counts: tuple[int, ...]
    #: Pairs without a score.
    silent: int


def overview(assessment: Assessment, weakest: int = WEAKEST) -> Overview:
    """Find the weak links of a community, so many of the weakest pairs among them: one walk over its pairs."""
    pairs = assessment.pairs
    lowest: dict[str, tuple[float, int]] = {}
    counts = [0] * (100 // STEP)
    known: list[tuple[float, int]] = []
    for number, (first, second, value) in enumerate(scores(pairs)):
        if value is None:
            continue
        mark = (round(value, 12), number)
        for city in (first, second):
            if mark < lowest.get(city, (2.0, 0)):
                lowest[city] = mark
        counts[min(len(counts) - 1, int(round(100 * value, 9) // STEP))] += 1
        known.append(mark)
        if len(known) > CHUNK:
            known = nsmallest(weakest, known)
    links = {city: lowest[city][1] for city in assessment.cities if city in lowest}
    ranked = tuple(number for _, number in nsmallest(weakest, known))
    return Overview(ranked, links, tuple(counts), len(pairs) - sum(counts))


def scores(pairs: Sequence[PairAssessment]) -> Iterator[tuple[str, str, float | None]]:
    """Go through pairs: their cities and their score, without making an object of each."""
    if isinstance(pairs, Pairs):
        yield from pairs.scores()
    else:
        yield from ((*pair.cities, pair.figures.score if pair.figures else None) for pair in pairs)
