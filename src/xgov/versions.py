"""Two versions of a framework → which items came, went or read otherwise, and what still scores alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from xgov.named import NamedTuple

if TYPE_CHECKING:
    from xgov.model.framework import Framework, Indicator, Node

#: What the value of an item or node depends on, beside the answers.
_Rule: TypeAlias = "tuple[object, ...]"


class Versions(NamedTuple):
    """What two versions of a framework share. Ids are in the order of the version that has them."""

    #: Whether scores may be subtracted at all: the same framework and major version.
    comparable: bool
    #: Indicators of the later version alone.
    added: tuple[str, ...]
    #: Indicators of the earlier version alone.
    dropped: tuple[str, ...]
    #: Indicators whose question, levels or variants read otherwise.
    reworded: tuple[str, ...]
    #: Indicators whose value is worked out otherwise, so that their scores are not subtracted.
    rescored: tuple[str, ...]
    #: Indicators whose scores may be subtracted.
    items: frozenset[str]
    #: Dimensions whose scores may be subtracted: those that hold the same items in the same way.
    dimensions: frozenset[str]
    #: Dimensions of both versions whose scores may not.
    changed: tuple[str, ...]
    #: Whether the overall scores may be subtracted.
    whole: bool


def versions(old: Framework, new: Framework) -> Versions:
    """Compare two versions of a framework."""
    comparable = (old.id, old.major) == (new.id, new.major)
    before, after = old.indicators(), new.indicators()
    shared = [key for key in after if key in before]
    scales = _scales(old) == _scales(new)
    alike = [key for key in shared if comparable and scales and _item(before[key]) == _item(after[key])]
    nodes = {node.id: node for node in old.dimensions}
    common = [node for node in new.dimensions if node.id in nodes]
    same = [node.id for node in common if comparable and scales and _node(node) == _node(nodes[node.id])]
    return Versions(
        comparable,
        tuple(key for key in after if key not in before),
        tuple(key for key in before if key not in after),
        tuple(key for key in shared if _wording(before[key]) != _wording(after[key])),
        tuple(key for key in shared if comparable and key not in alike),
        frozenset(alike),
        frozenset(same),
        tuple(node.id for node in common if comparable and node.id not in same),
        comparable and scales and _whole(old) == _whole(new),
    )


def _scales(one: Framework) -> _Rule:
    scale = one.scale
    return scale.values, scale.evidence_caps, scale.evidence_valid_months, one.roles


def _item(one: Indicator) -> _Rule:
    return one.kind, one.asked_of, one.pair, one.role, one.scored, one.worst, one.best, one.transform, one.metric


def _wording(one: Indicator) -> _Rule:
    variants = [(variant.when, variant.question, variant.levels) for variant in one.variants]
    return one.question, one.levels, variants, one.unit


def _node(one: Node) -> _Rule:
    """What a node's value depends on; its own weight counts above it, and the order of its children nowhere."""
    criteria = sorted((child.id, child.weight, _node(child)) for child in one.criteria)
    items = sorted((child.id, child.weight, repr(_item(child))) for child in one.indicators)
    return one.aggregate, tuple(criteria), tuple(items)


def _whole(one: Framework) -> _Rule:
    return one.aggregate, tuple(sorted((node.id, node.weight, _node(node)) for node in one.dimensions))
