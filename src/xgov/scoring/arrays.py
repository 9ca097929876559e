"""All pairs of a large community at once: the rules of pair, joint, tree and stages, on arrays instead of numbers.

Held side by side with those modules: the same names, the same order, NaN for None. What it does not know it leaves to
the scalar engine: several views of one city item by item, a dossier with records altogether.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from xgov.model.framework import Node
from xgov.named import NamedTuple
from xgov.scoring.aggregate import K
from xgov.scoring.arrays_joint import JointArrays
from xgov.scoring.arrays_said import Figures, Said
from xgov.scoring.stages import EPSILON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.model.framework import Aggregate, Framework, Indicator
    from xgov.scoring.counts import Counts

_Array = Any


def by_rule(rule: str, origin: _Array, affected: _Array, framework: Framework) -> _Array:
    """See `pair.by_rule`."""
    if rule == "best":
        return np.maximum(origin, affected)
    if rule == "mean":
        return (origin + affected) / 2
    if rule == "lead_support":
        roles = framework.roles
        return np.minimum(origin, roles.lead * origin + roles.support * affected)
    return np.minimum(origin, affected)


def alike(one: Node | Indicator) -> bool:
    """Whether a part is worth the same in both directions, so that it need not be worked out twice."""
    if isinstance(one, Node):
        return all(alike(child) for child in one.children)
    return one.asked_of == "joint" or one.kind == "record" or (one.role is None and one.pair != "lead_support")


def combine(rule: str, framework: Framework, origin: Said, affected: Said) -> Figures:
    """See `pair.combine`; `claimed` is NaN."""
    if rule in {"origin", "affected"}:
        only = origin if rule == "origin" else affected
        return _single(only.value, ~only.gone)
    known = [~np.isnan(one.value) & ~one.gone for one in (origin, affected)]
    filled = [
        [np.where(have, one.value, fill) for one, have in zip((origin, affected), known, strict=True)]
        for fill in (0.0, 1.0)
    ]
    low, high = (by_rule(rule, lead, other, framework) for lead, other in filled)
    both = known[0] & known[1]
    some = known[0] | known[1]
    if rule == "lead_support":
        some = known[0]
    first = np.where(known[0], origin.value, affected.value)
    score = np.where(both, low, np.where(some, first, np.nan))
    two = Figures(
        score,
        score,
        np.where(some, low, 0.0),
        np.where(some, high, 1.0),
        np.where(some, (known[0] * 1.0 + known[1]) / 2, 0.0),
        np.ones_like(both),
    )
    alone = _single(np.where(origin.gone, affected.value, origin.value), ~(origin.gone & affected.gone))
    one_gone = origin.gone | affected.gone
    return _where(one_gone, alone, two)


def _single(value: _Array, applies: _Array) -> Figures:
    known = ~np.isnan(value)
    return Figures(value, value, np.where(known, value, 0.0), np.where(known, value, 1.0), known * 1.0, applies)


def _where(condition: _Array, yes: Figures, no: Figures) -> Figures:
    return Figures._make(np.where(condition, a, b) for a, b in zip(yes, no, strict=True))


def mean(values: _Array, weights: _Array) -> _Array:
    """Weighted mean down the first axis; weight 0 leaves a value out."""
    total = weights.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weights > 0, values * weights, 0.0).sum(axis=0) / total


def aggregate(rule: Aggregate, values: _Array, weights: _Array) -> _Array:
    """See `aggregate.aggregate`; NaN where no weight is left."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if rule == "mean":
            result = mean(values, weights)
        elif rule == "shifted_geometric":
            result = np.expm1(mean(np.log1p(K * values), weights)) / K
        elif rule == "weakest":
            result = np.where(weights > 0, values, np.inf).min(axis=0)
        else:
            zero = ((values <= 0) & (weights > 0)).any(axis=0)
            safe = np.where(values > 0, values, 1.0)
            inner = np.exp(mean(np.log(safe), weights)) if rule == "geometric" else 1 / mean(1 / safe, weights)
            result = np.where(zero, 0.0, inner)
    return np.where((weights > 0).any(axis=0), np.clip(result, 0.0, 1.0), np.nan)


def roll(rule: Aggregate, parts: Sequence[Figures], weights: Sequence[float]) -> Figures:
    """See `tree.roll`."""
    score, claimed, low, high, coverage, applies = (np.stack(column) for column in zip(*parts, strict=True))
    share = np.where(applies, np.asarray(weights)[:, None], 0.0)
    return Figures(
        aggregate(rule, score, np.where(np.isnan(score), 0.0, share)),
        aggregate(rule, claimed, np.where(np.isnan(claimed), 0.0, share)),
        aggregate(rule, low, share),
        aggregate(rule, high, share),
        mean(coverage, share),
        applies.any(axis=0),
    )


class Pairs(NamedTuple):
    """The main figures of many pairs."""

    #: Positions of the two cities.
    first: _Array
    second: _Array
    #: Whether the second city is the origin in the direction that gives the score.
    turned: _Array
    #: As in `model.assessment.PairAssessment.figures`.
    figures: Figures
    #: Position of the stage; -1: none.
    stage: _Array
    #: Position of the weakest dimension, and of the weakest item in it among all; -1: none.
    weakest: tuple[_Array, _Array]


class Engine:
    """Scores pairs of one community, a chunk at a time."""

    def __init__(self, counts: Counts, cities: Sequence[str]) -> None:
        """Count every city's answers once.

        Args:
            counts: The scalar engine's counts; its dossier has no records.
            cities: The cities, in id order.
        """
        self._counts = counts
        self._dossier = counts.dossier
        self._framework = counts.dossier.framework
        self.cities = list(cities)
        self._items = [item for item in self._framework.walk() if item.scored]
        self._each = {
            item.id: (
                Said.of([counts.city(item, city) for city in cities]),
                Said.of([counts.claim(item, city) for city in cities]),
            )
            for item in self._items
            if item.asked_of == "each" and item.kind != "record"
        }
        self._joint = {
            item.id: JointArrays(counts, item, cities)
            for item in self._items
            if item.asked_of == "joint" and item.kind != "record"
        }
        declared = {risk.origin for risk in self._dossier.risks}
        self._origins = np.array([city in declared for city in cities], dtype=bool)
        self._either = "either" in declared

    def decisive(self, item: Indicator, city: int) -> list[str] | None:
        """The other city of the pair whose answer is a city's own on a joint item; None: look at all of them."""
        joint = self._joint.get(item.id)
        return None if joint is None else joint.decisive(city)

    def pairs(self, first: _Array, second: _Array) -> Pairs:
        """Score the pairs of cities at these positions, the first before the second in id order."""
        known = {key: one.figures(first, second) for key, one in self._joint.items()}
        forth, back = (self._scored(a, b, known) for a, b in ((first, second), (second, first)))
        a, b = self._origins[first], self._origins[second]
        neither = ~(a | b) | self._either
        open_ = [neither | a, neither | b]
        scores = [
            np.where(way, np.nan_to_num(np.round(one[0].score, 12), nan=2.0), 3.0)
            for way, one in zip(open_, (forth, back), strict=True)
        ]
        turned = scores[1] < scores[0]
        figures = self._figures(forth[0], back[0], open_, turned)
        nodes = [np.where(turned, y.score, x.score) for x, y in zip(forth[1], back[1], strict=True)]
        covers = [np.where(turned, y.coverage, x.coverage) for x, y in zip(forth[1], back[1], strict=True)]
        applies = [np.where(turned, y.applies, x.applies) for x, y in zip(forth[1], back[1], strict=True)]
        items = [_where(turned, y, x) for x, y in zip(forth[2], back[2], strict=True)]
        stage = self._stage(figures, covers, applies, items)
        return Pairs(first, second, turned, figures, stage, self._weakest(nodes, items))

    def _figures(self, forth: Figures, back: Figures, open_: list[_Array], turned: _Array) -> Figures:
        """See `assess._figures`: the lowest among the declared directions."""
        claimed, low, high = (
            np.fmin(np.where(open_[0], x, np.nan), np.where(open_[1], y, np.nan))
            for x, y in zip(forth[1:4], back[1:4], strict=True)
        )
        score, coverage = (
            np.where(turned, y, x) for x, y in ((forth.score, back.score), (forth.coverage, back.coverage))
        )
        return Figures(score, claimed, low, high, coverage, np.where(turned, back.applies, forth.applies))

    def _scored(
        self, origin: _Array, affected: _Array, known: dict[str, Figures]
    ) -> tuple[Figures, list[Figures], list[Figures]]:
        """The whole, its dimensions and its items in one direction; `known` gathers what is the same in both."""
        ends = (origin, affected)
        parts = dict(known)
        items = [self._part(item, ends, known, parts) for item in self._items]
        dimensions = [self._part(one, ends, known, parts) for one in self._framework.dimensions]
        weights = [one.weight for one in self._framework.dimensions]
        return roll(self._framework.aggregate, dimensions, weights), dimensions, items

    def _part(
        self, one: Node | Indicator, ends: tuple[_Array, _Array], known: dict[str, Figures], parts: dict[str, Figures]
    ) -> Figures:
        """One item or node. A method, since functions that call each other keep a chunk's arrays alive."""
        if one.id in parts:
            return parts[one.id]
        if isinstance(one, Node):
            children = [child for child in one.children if isinstance(child, Node) or child.scored]
            below = [self._part(child, ends, known, parts) for child in children]
            weights = [child.weight for child in children]
            figures = roll(one.aggregate, below, weights) if below else _nothing(len(ends[0]), applies=False)
        else:
            figures = self._item(one, *ends)
        parts[one.id] = figures
        if alike(one):
            known[one.id] = figures
        return figures

    def _item(self, item: Indicator, origin: _Array, affected: _Array) -> Figures:
        if item.kind == "record":
            return _nothing(len(origin), applies=True)
        counted, claims = self._each[item.id]
        rule = item.role or item.pair
        figures = combine(rule, self._framework, counted.at(origin), counted.at(affected))
        claim = combine(rule, self._framework, claims.at(origin), claims.at(affected))
        return figures._replace(claimed=np.where(claim.applies, claim.score, np.nan))

    def _stage(self, figures: Figures, covers: list[_Array], applies: list[_Array], items: list[Figures]) -> _Array:
        """See `stages.stand`."""
        framework = self._framework
        if not framework.stages:
            return np.full(len(figures.score), -1)
        starts = np.array([stage.from_ for stage in framework.stages])
        points = np.round(100 * np.nan_to_num(figures.score), 9)
        stage = np.maximum((points[:, None] >= starts[None, :]).sum(axis=1) - 1, 0)
        ids = [one.id for one in framework.stages]
        by_id = {item.id: figure for item, figure in zip(self._items, items, strict=True)}
        for gate in framework.gates:
            item = by_id.get(gate.indicator)
            if item is not None:
                needed = framework.scale.values[gate.at_least] - EPSILON
                met = ~item.applies | (~np.isnan(item.score) & (item.low >= needed))
                stage = np.where(met, stage, np.minimum(stage, ids.index(gate.caps)))
        enough = ~np.isnan(figures.score) & (figures.coverage >= framework.coverage.total - EPSILON)
        for cover, there in zip(covers, applies, strict=True):
            enough &= ~there | (np.nan_to_num(cover) >= framework.coverage.dimension - EPSILON)
        return np.where(enough, stage, -1)

    def _weakest(self, nodes: list[_Array], items: list[Figures]) -> tuple[_Array, _Array]:
        """See `assess.weakest`."""
        if not items:
            none = np.full(len(nodes[0]), -1)
            return none, none
        stacked = np.round(np.where(np.isnan(np.stack(nodes)), np.inf, np.stack(nodes)), 12)
        dimension = np.where(np.isinf(stacked).all(axis=0), -1, stacked.argmin(axis=0))
        homes = {item.id: number for number, one in enumerate(self._framework.dimensions) for item in one.walk()}
        home = np.array([homes[item.id] for item in self._items])
        scores = np.round([np.where(one.applies & ~np.isnan(one.score), one.score, np.inf) for one in items], 12)
        inside = np.where(home[:, None] == dimension[None, :], scores, np.inf)
        return dimension, np.where(np.isinf(inside).all(axis=0), -1, inside.argmin(axis=0))


def _nothing(size: int, *, applies: bool) -> Figures:
    nan, zero = np.full(size, np.nan), np.zeros(size)
    return Figures(nan, nan, zero, zero + 1, zero, np.full(size, applies))


def chunks(engine: Engine, size: int, borders: Sequence[tuple[str, str]] = ()) -> Iterator[Pairs]:
    """Score every pair of the engine's cities, or the pairs given, in order, `size` at a time."""
    if borders:
        place = {city: number for number, city in enumerate(engine.cities)}
        ends = np.array([[place[city] for city in pair] for pair in borders])
        for begin in range(0, len(ends), size):
            yield engine.pairs(*ends[begin : begin + size].T)
        return
    starts = np.cumsum([0, *range(len(engine.cities) - 1, 0, -1)])
    for begin in range(0, int(starts[-1]), size):
        number = np.arange(begin, min(begin + size, int(starts[-1])))
        first = np.searchsorted(starts, number, side="right") - 1
        yield engine.pairs(first, number - starts[first] + first + 1)
