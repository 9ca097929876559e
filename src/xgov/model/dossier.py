"""All submissions about the same cities: who said what about whom."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from xgov.model.framework import Framework
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

    def pairs(self) -> Iterable[Pair]:
        """The pairs to assess, in order: of a community with borders those, otherwise all."""
        return self.borders or combinations(self.cities, 2)

    def speaks(self, kind: EvaluatorKind) -> bool:
        """Whether an evaluator of this kind filed anything that is heard."""
        return kind in self.said or kind in self.joint or kind in self.agreed

    def own(self, kind: EvaluatorKind, city: str, indicator: str, pair: Pair | None = None) -> Answer | None:
        """What an evaluator said of a city, or its view of a pair."""
        views = self.said.get(kind, {}).get(city, {}).get(indicator, ())
        for view in views:
            if pair is None or view.about(pair):
                return view.answer
        return None

    def shared(self, kind: EvaluatorKind, pair: Pair, indicator: str) -> Answer | None:
        """What an evaluator's files call agreed about a pair: for the two first, then for all."""
        special = self.agreed.get(kind, {}).get(pair, {}).get(indicator)
        if special is not None and special.state != "unknown":
            return special
        for view in self.joint.get(kind, {}).get(indicator, ()):
            if set(pair) <= view.cities and view.answer.state != "unknown":
                return view.answer
        return special
