"""The quick check: a framework, and what answers it, with the core items alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xgov.model.framework import Framework, Node
    from xgov.model.submission import Submission


def quick(framework: Framework) -> Framework:
    """Keep only the items of the quick check, and the nodes that still hold some."""

    def keep(node: Node) -> Node | None:
        criteria = tuple(kept for child in node.criteria if (kept := keep(child)) is not None)
        indicators = tuple(item for item in node.indicators if item.core)
        return node._replace(criteria=criteria, indicators=indicators) if criteria or indicators else None

    dimensions = tuple(kept for node in framework.dimensions if (kept := keep(node)) is not None)
    left = {item.id for node in dimensions for item in node.walk()}
    return framework._replace(
        dimensions=dimensions, gates=tuple(one for one in framework.gates if one.indicator in left)
    )


def kept(one: Submission, framework: Framework) -> Submission:
    """Drop the answers to items that the framework does not have: those outside the quick check."""
    known = framework.indicators()

    def within(answers: object) -> dict[str, object]:
        return {key: value for key, value in answers.items() if key in known}  # type: ignore[attr-defined]

    cities = {name: city._replace(answers=within(city.answers)) for name, city in one.cities.items()}  # type: ignore[arg-type]
    pairs = tuple(pair._replace(answers=within(pair.answers)) for pair in one.pairs)  # type: ignore[arg-type]
    return one._replace(cities=cities, joint=within(one.joint), pairs=pairs)  # type: ignore[arg-type]
