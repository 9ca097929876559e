"""Items asked of a pair, for many pairs at once: the rules of `joint.Joint` on arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xgov.model.framework import EVIDENCE_KINDS
from xgov.model.submission import EVALUATORS
from xgov.scoring.answers import SILENT, best_evidence, count
from xgov.scoring.arrays_said import Figures, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.framework import Indicator
    from xgov.model.submission import Answer, EvaluatorKind
    from xgov.scoring.counts import Counts

_Array = Any
#: Evaluators whose evidence may carry a view.
_INSIDE: Final = ("self", "coordinating_body")
#: Agreements of single pairs up to which they are looked up one by one.
_FEW: Final = 200


class JointArrays:
    """One item, with what every city and file says of it."""

    def __init__(self, counts: Counts, item: Indicator, cities: Sequence[str]) -> None:
        """Look up what is said, once for all pairs."""
        self._counts, self._item, self._cities = counts, item, list(cities)
        dossier = counts.dossier
        kinds = [kind for kind in EVALUATORS if dossier.speaks(kind)]
        self._alike = all(self._regular(kind) for kind in kinds)
        if not self._alike:
            return
        self._own = {kind: [dossier.own(kind, city, item.id) for city in cities] for kind in kinds}
        self._declared = {
            kind: Said.of([self._count(said, kind) for said in rows], declared=True) for kind, rows in self._own.items()
        }
        self._inside = [kind for kind in _INSIDE if kind in self._declared]
        self._rank = {kind: np.array([self._proof(said) for said in self._own[kind]]) for kind in self._inside}
        self._reach = {kind: self._reaches(kind) for kind in kinds}

    def _regular(self, kind: EvaluatorKind) -> bool:
        """Whether every city has at most one view."""
        dossier, key = self._counts.dossier, self._item.id
        views = [dossier.said.get(kind, {}).get(city, {}).get(key, ()) for city in self._cities]
        agreed = sum(key in answers for answers in dossier.agreed.get(kind, {}).values())
        return all(len(rows) <= 1 for rows in views) and agreed <= _FEW

    def _reaches(self, kind: EvaluatorKind) -> tuple[_Array, _Array] | None:
        """For every city the row of a table that says of which others its view speaks; None where all speak of all.

        See `dossier.View.about`.
        """
        said = self._counts.dossier.said.get(kind, {})
        everybody = frozenset(self._cities)
        about = []
        for city in self._cities:
            views = said.get(city, {}).get(self._item.id, ())
            about.append(everybody if not views or len(views[0].cities) == 1 else views[0].cities & everybody)
        rows = {cities: number for number, cities in enumerate(dict.fromkeys(about))}
        if rows.keys() <= {everybody}:
            return None
        return np.array([rows[one] for one in about]), np.array(
            [[city in one for city in self._cities] for one in rows]
        )

    def _there(self, kind: EvaluatorKind, places: _Array, others: _Array) -> _Array:
        """Whether the views of some cities speak of the pairs with others."""
        reach = self._reach[kind]
        return True if reach is None else reach[1][reach[0][places], others]

    def _said(self, kind: EvaluatorKind, places: _Array, others: _Array) -> Said:
        """What is declared of some cities, where it speaks of the pairs with others."""
        one = self._declared[kind].at(places)
        there = self._there(kind, places, others)
        return one if there is True else Said(np.where(there, one.value, np.nan), one.gone & there)

    def _view(self, places: _Array, others: _Array) -> Said:
        """See `joint.Joint._view`."""
        return _lower([self._said(kind, places, others) for kind in self._inside], len(places))

    def _count(self, said: Answer | None, kind: EvaluatorKind, *, caps: bool = False) -> Any:  # noqa: ANN401 - Counted
        return SILENT if said is None else count(self._counts.dossier, self._item, said, kind, caps=caps)

    def _proof(self, said: Answer | None) -> int:
        """Rank of the best valid evidence of an answer; -1 for none."""
        dossier = self._counts.dossier
        best = best_evidence(said.evidence if said else (), dossier.framework, dossier.as_of)
        return EVIDENCE_KINDS.index(best) if best in EVIDENCE_KINDS else -1

    def _proven(self, first: _Array, second: _Array) -> _Array:
        """Rank of the best evidence that either city or the body brings for the pair."""
        best = np.full(len(first), -1)
        for kind in self._inside:
            for places, others in ((first, second), (second, first)):
                rank = np.where(self._there(kind, places, others), self._rank[kind][places], -1)
                best = np.maximum(best, rank)
        return best

    def figures(self, first: _Array, second: _Array) -> Figures:
        """Score the pairs of cities at these positions."""
        if not self._alike:
            return self._one_by_one(first, second)
        if not self._counts.may_settle(self._item):
            views = self._of_views(first, second)
            return views._replace(claimed=self._own_word(first, second))
        settled, open_ = self._settled(first, second, caps=True)
        views = self._of_views(first, second)
        known = ~np.isnan(settled.value)
        score = np.where(open_, views.score, settled.value)
        low = np.where(open_, views.low, np.where(known, settled.value, 0.0))
        high = np.where(open_, views.high, np.where(known, settled.value, 1.0))
        coverage = np.where(open_, views.coverage, known * 1.0)
        applies = np.where(open_, views.applies, ~settled.gone)
        return Figures(score, self._claimed(first, second), low, high, coverage, applies)

    def decisive(self, city: int) -> list[str] | None:
        """The other city of the pair with the lowest settled answer, the first of several; see `counts.own_item`."""
        if not self._alike:
            return None
        others = np.delete(np.arange(len(self._cities)), city)
        settled, open_ = self._settled(np.minimum(others, city), np.maximum(others, city), caps=True)
        marks = np.where(open_, np.inf, np.where(np.isnan(settled.value), 2.0, settled.value))
        return [] if np.isinf(marks).all() else [self._cities[others[marks.argmin()]]]

    def _one_by_one(self, first: _Array, second: _Array) -> Figures:
        rows = []
        for a, b in zip(first.tolist(), second.tolist(), strict=True):
            figures = self._counts.joint(self._item, (self._cities[a], self._cities[b])).figures
            numbers = figures or (None, None, 0.0, 1.0, 0.0)
            rows.append([np.nan if one is None else one for one in numbers] + [figures is not None])
        columns = np.array(rows, dtype=float).reshape(-1, 6).T
        score, claimed, low, high, coverage, applies = columns
        return Figures(score, claimed, low, high, coverage, applies.astype(bool))

    def _shared(self, first: _Array, second: _Array, kind: EvaluatorKind, *, caps: bool) -> Said:
        """What files of one kind agree of the pairs: see `dossier.shared`."""
        dossier, key = self._counts.dossier, self._item.id
        size = len(first)
        result = Said(np.full(size, np.nan), np.zeros(size, dtype=bool))
        for view in reversed(dossier.joint.get(kind, {}).get(key, ())):
            if view.answer.state != "unknown":
                there = np.array([city in view.cities for city in self._cities])
                result = self._put(result, there[first] & there[second], view.answer, kind, caps=caps)
        for pair, answers in dossier.agreed.get(kind, {}).items():
            if key in answers and answers[key].state != "unknown" and set(pair) <= set(self._cities):
                a, b = (self._cities.index(city) for city in pair)
                result = self._put(result, (first == a) & (second == b), answers[key], kind, caps=caps)
        return result

    def _put(self, result: Said, where: _Array, answer: Answer, kind: EvaluatorKind, *, caps: bool) -> Said:
        one = self._count(answer, kind, caps=caps)
        value = np.nan if one.value is None else one.value
        return Said(np.where(where, value, result.value), np.where(where, one.state == "not_applicable", result.gone))

    def _settled(self, first: _Array, second: _Array, *, caps: bool) -> tuple[Said, _Array]:
        """The answers that stand for both cities, and where there are none: see `joint.Joint._settled`."""
        third = self._shared(first, second, "third_party", caps=caps)
        if "third_party" in self._declared:
            views = [self._said("third_party", *ends) for ends in ((first, second), (second, first))]
            third = _or(third, _lower(views, len(first)))
        agreed = [self._shared(first, second, kind, caps=caps) for kind in ("self", "coordinating_body")]
        settled = _or(third, _lower(agreed, len(first)))
        return settled, _silent(settled)

    def _of_views(self, first: _Array, second: _Array) -> Figures:
        """See `joint.Joint._of_views`."""
        views = [self._view(*ends) for ends in ((first, second), (second, first))]
        declared = np.fmin(views[0].value, views[1].value)
        value = self._capped(declared, self._proven(first, second))
        known = ~np.isnan(declared)
        partial = known & (_silent(views[0]) | _silent(views[1]))
        return Figures(
            value,
            value,
            np.where(known & ~partial, value, 0.0),
            np.where(partial, declared, np.where(known, value, 1.0)),
            np.where(partial, 0.5, known * 1.0),
            ~(views[0].gone & views[1].gone),
        )

    def _capped(self, declared: _Array, rank: _Array) -> _Array:
        """Lower what is declared to what evidence of a rank carries."""
        scale = self._counts.dossier.framework.scale
        limits = scale.evidence_caps
        if limits is None:
            return declared
        top = np.array([scale.values[limits[kind]] for kind in ("none", *EVIDENCE_KINDS)])[rank + 1]
        if self._item.kind != "levels":
            top = np.where(rank >= EVIDENCE_KINDS.index("document"), 1.0, scale.values[limits["none"]])
        return np.minimum(declared, top)

    def _claimed(self, first: _Array, second: _Array) -> _Array:
        """See `joint.Joint._claimed`."""
        agreed = self._shared(first, second, "self", caps=False)
        mine = self._lowest_own(first, second)
        settled, open_ = self._settled(first, second, caps=False)
        views = np.fmin(self._view(first, second).value, self._view(second, first).value)
        rest = np.where(open_, views, settled.value)
        return np.where(_silent(agreed), np.where(np.isnan(mine), rest, mine), agreed.value)

    def _lowest_own(self, first: _Array, second: _Array) -> _Array:
        """The lower of what the two cities themselves declare."""
        if "self" not in self._declared:
            return np.full(len(first), np.nan)
        return np.fmin(self._said("self", first, second).value, self._said("self", second, first).value)

    def _own_word(self, first: _Array, second: _Array) -> _Array:
        """What is claimed where nobody gave one answer for both."""
        mine = self._lowest_own(first, second)
        views = np.fmin(self._view(first, second).value, self._view(second, first).value)
        return np.where(np.isnan(mine), views, mine)


def _silent(said: Said) -> _Array:
    return np.isnan(said.value) & ~said.gone


def _lower(rows: Sequence[Said], size: int) -> Said:
    """See `answers.lower`."""
    value, gone = np.full(size, np.nan), np.zeros(size, dtype=bool)
    for one in rows:
        value, gone = np.fmin(value, one.value), gone | one.gone
    return Said(value, np.isnan(value) & gone)


def _or(first: Said, second: Said) -> Said:
    """The first, and the second where the first is silent."""
    silent = _silent(first)
    return Said(np.where(silent, second.value, first.value), np.where(silent, second.gone, first.gone))
