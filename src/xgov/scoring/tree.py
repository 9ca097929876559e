"""Items → criteria → dimensions → the whole, with claimed value, range and coverage on the way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from xgov.model.assessment import Figures, ItemScore, NodeScore, Scored
from xgov.scoring.aggregate import aggregate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from xgov.model.framework import Aggregate, Framework, Indicator, Node


def roll(rule: Aggregate, parts: Iterable[tuple[Figures | None, float]]) -> Figures | None:
    """Make a node's figures of its children's; None where no child applies.

    What is known gives the score, with weights renormalised among it. Low and high take every
    applicable child, at its lowest and at its highest.
    """
    applicable = [(one, weight) for one, weight in parts if one is not None]
    if not applicable:
        return None
    weights = [weight for _, weight in applicable]
    claimed = _known(rule, [(one.claimed, weight) for one, weight in applicable])
    if all(one.low == one.high and one.coverage == 1 for one, _ in applicable):  # most nodes: nothing is open
        value = aggregate(rule, [one.low for one, _ in applicable], weights)
        return Figures(value, claimed, value, value, 1.0)
    return Figures(
        _known(rule, [(one.score, weight) for one, weight in applicable]),
        claimed,
        aggregate(rule, [one.low for one, _ in applicable], weights),
        aggregate(rule, [one.high for one, _ in applicable], weights),
        math.fsum(one.coverage * weight for one, weight in applicable) / math.fsum(weights),
    )


def _known(rule: Aggregate, parts: list[tuple[float | None, float]]) -> float | None:
    known = [(value, weight) for value, weight in parts if value is not None]
    if not known:
        return None
    return aggregate(rule, [value for value, _ in known], [weight for _, weight in known])


def score(framework: Framework, item: Callable[[Indicator], ItemScore]) -> Scored:
    """Score a framework of which `item` scores the indicators."""
    nodes = {node.id: _node(node, item) for node in framework.dimensions}
    return Scored(whole(framework, nodes), nodes)


def whole(framework: Framework, nodes: Mapping[str, NodeScore], rule: Aggregate | None = None) -> Figures | None:
    """Make the overall figures of the dimensions', by the framework's aggregate or another."""
    parts = [(nodes[node.id].figures, node.weight) for node in framework.dimensions]
    return roll(rule or framework.aggregate, parts)


def _node(node: Node, item: Callable[[Indicator], ItemScore]) -> NodeScore:
    criteria = {child.id: _node(child, item) for child in node.criteria}
    items = {child.id: item(child) for child in node.indicators if child.scored}
    parts = [(criteria[child.id].figures, child.weight) for child in node.criteria]
    parts += [(items[child.id].figures, child.weight) for child in node.indicators if child.scored]
    return NodeScore(node.id, roll(node.aggregate, parts), criteria, items)


def paths(framework: Framework) -> dict[str, frozenset[str]]:
    """Give the nodes above every indicator."""
    found: dict[str, frozenset[str]] = {}

    def climb(node: Node, above: frozenset[str]) -> None:
        here = above | {node.id}
        found.update((child.id, here) for child in node.indicators)
        for child in node.criteria:
            climb(child, here)

    for dimension in framework.dimensions:
        climb(dimension, frozenset())
    return found


def replaced(
    framework: Framework, scored: Scored, indicator: str, value: float | None, path: frozenset[str]
) -> float | None:
    """Give the overall score with one item's value replaced; only the nodes on its path are worked out again."""

    def climb(node: Node, above: NodeScore) -> float | None:
        if node.id not in path:
            return _score(above)
        parts = [(climb(child, above.criteria[child.id]), child.weight) for child in node.criteria]
        parts += [
            (value if child.id == indicator else _score(above.indicators[child.id]), child.weight)
            for child in node.indicators
            if child.scored
        ]
        return _known(node.aggregate, parts)

    return _known(
        framework.aggregate,
        [(climb(node, scored.dimensions[node.id]), node.weight) for node in framework.dimensions],
    )


def _score(one: NodeScore | ItemScore) -> float | None:
    return one.figures.score if one.figures else None


def tagged(framework: Framework, scored: Scored, keep: Callable[[Indicator], bool]) -> Figures | None:
    """Give the overall figures of the same tree with only some items in it."""
    parts = [(_tagged(node, scored.dimensions[node.id], keep), node.weight) for node in framework.dimensions]
    return roll(framework.aggregate, parts)


def _tagged(node: Node, above: NodeScore, keep: Callable[[Indicator], bool]) -> Figures | None:
    parts = [(_tagged(child, above.criteria[child.id], keep), child.weight) for child in node.criteria]
    parts += [
        (above.indicators[child.id].figures, child.weight) for child in node.indicators if child.scored and keep(child)
    ]
    return roll(node.aggregate, parts)
