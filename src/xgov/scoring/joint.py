"""An item asked of a pair: what everybody says of it → what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.model.assessment import Figures, ItemScore
from xgov.model.submission import EVALUATORS
from xgov.reading.document import EMPTY
from xgov.scoring.answers import Counted, count, lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.dossier import Dossier, Pair
    from xgov.model.framework import Indicator
    from xgov.model.submission import Answer, EvaluatorKind, Evidence


class Joint:
    """An item asked of a pair, with everything that is said of it; scored with and without evidence caps."""

    def __init__(self, dossier: Dossier, item: Indicator, pair: Pair) -> None:
        """Look up what every evaluator says, and what is claimed."""
        self._dossier = dossier
        self._item = item
        kinds = [kind for kind in EVALUATORS if dossier.speaks(kind)]
        self._own = {kind: {city: dossier.own(kind, city, item.id, pair) for city in pair} for kind in kinds}
        self._shared = {kind: dossier.shared(kind, pair, item.id) for kind in kinds}
        self._views = {city: self._view(city) for city in pair}
        self._claims = self._claimed()

    def scored(self, *, caps: bool) -> ItemScore:
        """Score it: third party, else agreed, else the lower of the views."""
        one = self._settled(caps=caps)
        if one is not None:
            counted = {"joint": one}
            state = "answered" if one.state == "known" else "not_applicable"
            figures = None if one.value is None else Figures(one.value, None, one.value, one.value, 1.0)
        else:
            state, figures, counted = self._of_views(caps=caps)
        if figures is not None:
            known = [claim.declared for claim in self._claims.values() if claim.declared is not None]
            figures = figures._replace(claimed=min(known) if known else None)
        dispute = _differ(*self._views.values())
        return ItemScore(self._item.id, state, figures, "joint", counted, self._claims, dispute)

    def _count(
        self, said: Answer | None, kind: EvaluatorKind, *, caps: bool, extra: Sequence[Evidence] = ()
    ) -> Counted:
        return count(self._dossier, self._item, said, kind, extra, caps=caps)

    def _settled(self, *, caps: bool) -> Counted | None:
        """Give the one answer that stands for both cities, if there is one."""
        third = self._agreed("third_party", caps=caps)
        if third.state == "unknown" and "third_party" in self._own:
            # An outsider's view under a city is of the pair too.
            views = self._own["third_party"].values()
            third = lower(*(self._count(said, "third_party", caps=caps) for said in views))
        if third.state != "unknown":
            return third
        agreed = lower(self._agreed("self", caps=caps), self._agreed("coordinating_body", caps=caps))
        return agreed if agreed.state != "unknown" else None

    def _agreed(self, kind: EvaluatorKind, *, caps: bool) -> Counted:
        return self._count(self._shared.get(kind), kind, caps=caps)

    def _view(self, city: str) -> Counted:
        """A city's view as declared: the lower of its own and the coordinating body's."""
        kinds: tuple[EvaluatorKind, ...] = ("self", "coordinating_body")
        return lower(*(self._count(self._own.get(kind, EMPTY).get(city), kind, caps=False) for kind in kinds))

    def _of_views(self, *, caps: bool) -> tuple[str, Figures | None, dict[str, Counted]]:
        """Score by the lower declared view, capped by the best evidence of either city."""
        views = self._views
        states = [one.state for one in views.values()]
        if states == ["not_applicable", "not_applicable"]:
            return "not_applicable", None, views
        known = {city: one for city, one in views.items() if one.state == "known"}
        if not known:
            return "unanswered", Figures(None, None, 0.0, 1.0, 0.0), views
        inside = [said for kind, rows in self._own.items() if kind != "third_party" for said in rows.values()]
        proof = [piece for said in inside if said is not None for piece in said.evidence]
        city = min(known, key=lambda name: known[name].declared or 0.0)
        kind: EvaluatorKind = "coordinating_body" if known[city].evaluator == "coordinating_body" else "self"
        one = self._count(self._own[kind][city], kind, caps=caps, extra=proof)
        value = one.value or 0.0
        counted = {**views, city: one}
        if "unknown" in states:
            return "partial", Figures(value, None, 0.0, one.declared or 0.0, 0.5), counted
        return "answered", Figures(value, None, value, value, 1.0), counted

    def _claimed(self) -> dict[str, Counted]:
        """What is claimed: the cities' agreed answer as declared, else their views, else what counts."""
        agreed = self._agreed("self", caps=False)
        if agreed.state != "unknown":
            return {"joint": agreed}
        own = {city: self._count(said, "self", caps=False) for city, said in self._own.get("self", EMPTY).items()}
        if any(one.state == "known" for one in own.values()):
            return own
        settled = self._settled(caps=False)
        return {"joint": settled} if settled is not None else self._views


def _differ(first: Counted, second: Counted) -> bool:
    if "unknown" in (first.state, second.state):
        return False
    return first.state != second.state or first.answer != second.answer
