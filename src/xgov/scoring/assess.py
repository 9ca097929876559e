"""Dossier → assessment: every city, every pair, and for one pair everything that can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.model.assessment import Assessment, Direction, Figures, ItemScore, PairAssessment, Scored, StageResult
from xgov.scoring.agreement import agreement, third_party, words
from xgov.scoring.counts import Counts, own_item, record_item
from xgov.scoring.pair import each_item
from xgov.scoring.sensitivity import structure, weights_25, without
from xgov.scoring.stages import gates, stand
from xgov.scoring.steps import steps
from xgov.scoring.tree import score, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xgov.model.assessment import Gates, NodeScore
    from xgov.model.dossier import Dossier, Pair
    from xgov.model.framework import Indicator


def assess(dossier: Dossier, pair: Pair | None = None, origin: str | None = None) -> Assessment:
    """Score a dossier.

    Args:
        dossier: Everything filed.
        pair: Two cities, in id order, to which the result is limited.
        origin: The only city that counts as origin of risk; None: as the profile declares.

    Returns:
        Every city, and the pair in full; of more than two cities every pair, or those that share a border, with
        their main figures.
    """
    names = list(pair or dossier.cities)
    counts = Counts(dossier)
    cities = {name: score(dossier.framework, lambda item, city=name: own_item(counts, item, city)) for name in names}  # type: ignore[misc]
    chosen = [pair] if pair else list(dossier.pairs())
    full = len(names) == 2  # noqa: PLR2004 - a pair
    pairs = tuple(_pair(counts, (first, second), origin, full=full) for first, second in chosen)
    return Assessment(dossier, cities, pairs, full)


def directions_of(dossier: Dossier, pair: Pair, origin: str | None = None) -> list[tuple[str, str]]:
    """Give the declared directions (origin, affected) of a pair, the first city's first; both if none is."""
    both = [pair, (pair[1], pair[0])]
    if origin in pair:
        return [one for one in both if one[0] == origin]
    declared = {risk.origin for risk in dossier.risks if risk.origin in {*pair, "either"}}
    if not declared or "either" in declared:
        return both
    return [one for one in both if one[0] in declared]


def _item(
    counts: Counts, item: Indicator, pair: Pair, origin: str, *, all_mean: bool = False, caps: bool
) -> ItemScore:
    """Score one item of a pair in the direction that begins in `origin`."""
    ends = (origin, pair[1] if origin == pair[0] else pair[0])
    if item.kind == "record":
        return record_item(counts, item, *ends, all_mean=all_mean)
    if item.asked_of == "joint":
        return counts.joint(item, pair, caps=caps)
    counted = {city: counts.city(item, city, caps=caps) for city in ends}
    claims = {city: counts.claim(item, city) for city in ends}
    return each_item(item, counted, claims, counts.dossier.framework.roles, all_mean=all_mean)


def _scored(counts: Counts, pair: Pair, origin: str, *, all_mean: bool = False, caps: bool = True) -> Scored:
    """Score a pair in the direction that begins in `origin`."""
    return score(
        counts.dossier.framework, lambda item: _item(counts, item, pair, origin, all_mean=all_mean, caps=caps)
    )


def _gates(counts: Counts, pair: Pair, main: Direction) -> Gates:
    """Say how the gates stand in the direction that gives the score."""
    framework = counts.dossier.framework

    def uncapped(key: str) -> float | None:
        figures = _item(counts, framework.indicators()[key], pair, main.origin, caps=False).figures
        return figures.score if figures else None

    return gates(framework, main.scored, pair, uncapped)


def _pair(counts: Counts, pair: Pair, origin: str | None, *, full: bool) -> PairAssessment:
    dossier = counts.dossier
    directions = tuple(Direction(a, b, _scored(counts, pair, a)) for a, b in directions_of(dossier, pair, origin))
    main = min(directions, key=_main_key)
    figures = _figures(directions, main)
    standing = stand(dossier.framework, figures, main.scored, _gates(counts, pair, main))
    weak = weakest(main.scored)
    if not full:
        return PairAssessment(pair, directions, main, figures, standing, weak)
    return PairAssessment(
        cities=pair,
        directions=directions,
        main=main,
        figures=figures,
        standing=standing,
        weakest=weak,
        views=_views(dossier, main.scored),
        agreement=agreement(dossier, pair),
        third_party=third_party(dossier, pair),
        words=words(main.scored),
        sensitivity=_sensitivity(counts, pair, main, standing),
        steps=steps(dossier.framework, directions, main, standing.gates),
        superior=tuple(_superior(counts, pair)),
        records=counts.measured(pair),
    )


def _main_key(direction: Direction) -> float:
    figures = direction.scored.figures
    return 2.0 if figures is None or figures.score is None else round(figures.score, 12)


def _figures(directions: Sequence[Direction], main: Direction) -> Figures | None:
    """Give the lowest score, claimed, low and high of the directions, and the main one's coverage."""
    known = [direction.scored.figures for direction in directions if direction.scored.figures is not None]
    if main.scored.figures is None or not known:
        return None
    claimed = [one.claimed for one in known if one.claimed is not None]
    return Figures(
        main.scored.figures.score,
        min(claimed) if claimed else None,
        min(one.low for one in known),
        min(one.high for one in known),
        main.scored.figures.coverage,
    )


def weakest(scored: Scored) -> tuple[str | None, str | None]:
    """Find the weakest dimension, and the weakest item in it."""
    nodes = _known(scored.dimensions)
    if not nodes:
        return None, None
    node = _lowest(nodes)
    return node, _lowest(_known(scored.dimensions[node].items()))


def _known(ones: Mapping[str, NodeScore] | Mapping[str, ItemScore]) -> dict[str, float]:
    """Give the scores of those that have one."""
    return {key: one.figures.score for key, one in ones.items() if one.figures and one.figures.score is not None}


def _lowest(scores: Mapping[str, float]) -> str:
    """Find the lowest; of two that differ by rounding alone, the first."""
    return min(scores, key=lambda key: round(scores[key], 12))


def _views(dossier: Dossier, scored: Scored) -> dict[str, Mapping[str, Figures]]:
    """Give the scores by phase, by risk and by owner: the same tree with the tagged items alone."""
    framework = dossier.framework
    profile = framework.profile
    result: dict[str, Mapping[str, Figures]] = {}
    for kind, entries in (("phases", profile.phases), ("risks", profile.risks), ("owners", profile.owners)):
        rows = {}
        for entry in entries:
            figures = tagged(framework, scored, lambda item, kind=kind, name=entry.id: _has(item, kind, name))  # type: ignore[misc]
            if figures is not None:
                rows[entry.id] = figures
        result[kind] = rows
    return result


def _has(item: Indicator, kind: str, name: str) -> bool:
    """Whether an item carries a tag."""
    if kind == "owners":
        return item.owner == name
    return name in (item.phases if kind == "phases" else item.risks)


def _sensitivity(counts: Counts, pair: Pair, main: Direction, standing: StageResult) -> dict[str, object]:
    framework = counts.dossier.framework

    def rescore(all_mean: bool, caps: bool) -> tuple[Scored, Gates]:  # noqa: FBT001 - the two switches of the variants
        if caps and not all_mean:
            return main.scored, standing.gates
        scored = _scored(counts, pair, main.origin, all_mean=all_mean, caps=caps)
        return scored, gates(framework, scored, pair, lambda _: None)  # all that matters is which are met

    return {
        "weights_25": weights_25(framework, main.scored),
        "without": without(framework, main.scored),
        "structure": structure(framework, standing.stage, rescore),
    }


def _superior(counts: Counts, pair: Pair) -> Iterator[ItemScore]:
    """Go through the items that only a superior can change, with their answers."""
    roles = counts.dossier.framework.roles
    for item in counts.dossier.framework.walk():
        if item.scored:
            continue
        if item.asked_of == "joint":
            yield counts.joint(item, pair)
        else:
            counted = {city: counts.city(item, city) for city in pair}
            yield each_item(item, counted, {city: counts.claim(item, city) for city in pair}, roles)
