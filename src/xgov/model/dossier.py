"""All submissions about the same cities: who said what about whom."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from xgov.named import NamedTuple
from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from xgov.model.framework import Framework, Indicator
    from xgov.model.records import Ledger
    from xgov.model.submission import Answer, City, EvaluatorKind, RiskEntry, Submission

#: Two cities, in id order.
Pair: TypeAlias = tuple[str, str]


class View(NamedTuple):
    """An answer and the cities that its file is about."""

    #: What was said.
    answer: Answer
    #: The cities of the file; a view in a file of one city holds for all of that city's pairs.
    cities: frozenset[str]

    def about(self, pair: Pair) -> bool:
        """Whether it says something about this pair."""
        return len(self.cities) == 1 or set(pair) <= self.cities

    def meets(self, other: View) -> bool:
        """Whether there may be a pair about which both say something."""
        return 1 in (len(self.cities), len(other.cities)) or len(self.cities & other.cities) > 1


class Dossier(NamedTuple):
    """Everything filed, merged."""

    #: The framework that is answered.
    framework: Framework
    #: The files, in the order given.
    submissions: tuple[Submission, ...]
    #: The latest day of the files.
    as_of: dt.date
    #: "internal" if any file is.
    handling: str
    #: Facts of every city, in id order.
    cities: Mapping[str, City]
    #: Answers and views: evaluator → city → indicator → all that was said.
    said: Mapping[EvaluatorKind, Mapping[str, Mapping[str, tuple[View, ...]]]]
    #: Agreed by two cities: evaluator → pair → indicator → answer.
    agreed: Mapping[EvaluatorKind, Mapping[Pair, Mapping[str, Answer]]]
    #: Agreed by all cities of a file: evaluator → indicator → all that was agreed.
    joint: Mapping[EvaluatorKind, Mapping[str, tuple[View, ...]]]
    #: The risks that cross the boundary.
    risks: tuple[RiskEntry, ...] = ()
    #: Type of governance.
    governance: str | None = None
    #: Latest day of a file of each evaluator.
    dates: Mapping[EvaluatorKind, dt.date] = EMPTY
    #: The facts on record; None where no file has any.
    ledger: Ledger | None = None
    #: Pairs that border each other, in order; empty where no file lists any.
    borders: tuple[Pair, ...] = ()

    def worded(self, item: Indicator) -> Indicator:
        """Give an indicator as it reads under the cities' type of governance."""
        return item.worded(self.governance)

    def pairs(self) -> Iterable[Pair]:
        """The pairs to assess, in order: of a community with borders those, otherwise all."""
        return self.borders or combinations(self.cities, 2)

    def speaks(self, kind: EvaluatorKind) -> bool:
        """Whether an evaluator of this kind filed anything that is heard."""
        return kind in self.said or kind in self.joint or kind in self.agreed

    def own(self, kind: EvaluatorKind, city: str, indicator: str, pair: Pair | None = None) -> Answer | None:
        """What an evaluator said of a city, or its view of a pair; without a pair, what was said first."""
        views = self.said.get(kind, {}).get(city, {}).get(indicator, ())
        heard = [view.answer for view in views if view.about(pair)] if pair else [view.answer for view in views[:1]]
        return together(*heard) if heard else None

    def shared(self, kind: EvaluatorKind, pair: Pair, indicator: str) -> Answer | None:
        """What an evaluator's files call agreed about a pair: for the two first, then for all."""
        special = self.agreed.get(kind, {}).get(pair, {}).get(indicator)
        if special is not None and special.state != "unknown":
            return special
        views = self.joint.get(kind, {}).get(indicator, ())
        general = [view.answer for view in views if set(pair) <= view.cities]
        return together(*general) if general else special


def together(*answers: Answer) -> Answer:
    """Join answers that do not contradict each other: the first that says something, with the evidence of all."""
    first = next((one for one in answers if one.state != "unknown"), answers[0])
    if len(answers) == 1:
        return first
    evidence = tuple(piece for one in answers for piece in one.evidence)
    return first._replace(evidence=evidence, places=tuple(place for one in answers for place in one.places))
