"""How much of a dimension the cities leave out as not applicable: much is said, too much is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.diagnostics.diagnostic import Diagnostic
from xgov.model.framework import Node
from xgov.scoring.counts import Counts, own_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xgov.model.dossier import Dossier
    from xgov.model.framework import Indicator
    from xgov.model.submission import Answer

#: Above this share of a dimension's weight: a warning; above the second: an error.
_MUCH: Final = 0.2
_TOO_MUCH: Final = 0.5
#: Shares that differ by less are equal.
_EPSILON: Final = 1e-9


def applicability(dossier: Dossier) -> list[Diagnostic]:
    """Find dimensions of which a large part of the weight is not applicable to a city, all answers considered."""
    found: list[Diagnostic] = []
    counts = Counts(dossier)
    for city in dossier.cities:
        said: dict[str, list[Answer]] = {}
        for key, answer in _stated(dossier, city):
            if answer.state == "not_applicable":
                said.setdefault(key, []).append(answer)
        for dimension in dossier.framework.dimensions if said else ():
            gone = {item.id for item in dimension.walk() if item.id in said and _gone(counts, item, city)}
            share = _share(dimension, gone) or 0.0
            if share > _MUCH + _EPSILON:
                code = "XG502" if share > _TOO_MUCH + _EPSILON else "XG501"
                first = next((place for key in said if key in gone for one in said[key] for place in one.places), None)
                found.append(
                    Diagnostic(
                        code,
                        first.path if first else "",
                        first.document.span(first.route, key=True) if first else None,
                        {"share": str(round(share * 100)), "dimension": dimension.id, "city": city},
                        document=first.document if first else None,
                    )
                )
    return found


def _gone(counts: Counts, item: Indicator, city: str) -> bool:
    """Whether an item is not applicable to a city; one asked of pairs, once both cities have filed, to its pairs."""
    others = [other for other in counts.dossier.cities if other != city]
    if item.asked_of == "joint" and item.kind != "record" and others:
        return all(counts.joint(item, (min(city, other), max(city, other))).figures is None for other in others)
    return own_item(counts, item, city).figures is None


def _stated(dossier: Dossier, city: str) -> Iterator[tuple[str, Answer]]:
    """Go through what is stated of a city: of it alone, and what is agreed with others."""
    for of in dossier.said.values():
        for key, views in of.get(city, {}).items():
            yield from ((key, view.answer) for view in views)
    for rows in dossier.joint.values():
        for key, views in rows.items():
            yield from ((key, view.answer) for view in views if city in view.cities)
    for pairs in dossier.agreed.values():
        for pair, answers in pairs.items():
            if city in pair:
                yield from answers.items()


def _share(node: Node, gone: set[str]) -> float | None:
    """Share of a node's weight that is gone, 0..1; None where a superior alone can act, as that has no weight."""
    parts: list[tuple[float, float]] = []
    for child in node.children:
        if isinstance(child, Node):
            share = _share(child, gone)
            parts += [(child.weight, share)] if share is not None else []
        elif child.scored:
            parts.append((child.weight, float(child.id in gone)))
    return sum(weight * share for weight, share in parts) / sum(weight for weight, _ in parts) if parts else None
