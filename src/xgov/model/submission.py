"""One evaluator's answers about one or more cities, valid.

Every class stands for one definition of submission.schema.json and has the same keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from xgov.named import NamedTuple
from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xgov.reading.document import Data, Document, Place

#: A text, or the same text by language.
FreeText: TypeAlias = "str | Mapping[str, str]"
#: Whose word: a city itself, the cities' body, or an outsider.
EvaluatorKind: TypeAlias = Literal["self", "coordinating_body", "third_party"]
#: Kinds of evaluator, in the order in which they are shown.
EVALUATORS: Final[tuple[EvaluatorKind, ...]] = ("self", "coordinating_body", "third_party")


class Evidence(NamedTuple):
    """One piece of evidence."""

    #: Its id within its file.
    id: str
    #: report, document, trace or evaluation.
    kind: str
    #: Its title.
    title: FreeText | None = None
    #: When it was made.
    date: dt.date | None = None
    #: Last day on which it holds.
    valid_until: dt.date | None = None
    #: Where it is found.
    ref: FreeText | None = None
    #: Who issued it.
    issuer: FreeText | None = None
    #: What a reader should know of it.
    note: FreeText | None = None


class Answer(NamedTuple):
    """What one evaluator says of one item. An item that was not asked has none."""

    #: known, unknown (asked and not known) or not_applicable.
    state: Literal["known", "unknown", "not_applicable"]
    #: A level, a number, or 1 for yes and 0 for no; None unless known.
    answer: float | None = None
    #: Why it does not apply.
    not_applicable: FreeText | None = None
    #: What proves it.
    evidence: tuple[Evidence, ...] = ()
    #: What a reader should know.
    note: FreeText | None = None
    #: Where it was answered; several places where files agree.
    places: tuple[Place, ...] = ()

    def same(self, other: Answer) -> bool:
        """Whether two answers say the same; what is not known contradicts nothing."""
        if "unknown" in (self.state, other.state):
            return True
        return self.state == other.state and self.answer == other.answer


class Evaluator(NamedTuple):
    """On whose word the answers stand."""

    #: self, coordinating_body or third_party.
    kind: EvaluatorKind
    #: Name of the office or institution.
    name: FreeText | None = None
    #: Of a third party: who ordered it.
    commissioned_by: FreeText | None = None
    #: Of a third party: the time looked at.
    period: FreeText | None = None
    #: Of a third party: how it was done.
    method: FreeText | None = None


class RiskEntry(NamedTuple):
    """A risk that crosses the boundary."""

    #: Category, an id of the framework's profile.
    risk: str
    #: What it is called here.
    name: FreeText | None = None
    #: Type of scenario.
    scenario: str | None = None
    #: The city where the hazard lies, or "either".
    origin: str = "either"


class City(NamedTuple):
    """A city's facts and answers."""

    #: Its name.
    name: FreeText | None = None
    #: Inhabitants.
    population: int | None = None
    #: Class of size.
    size: FreeText | None = None
    #: Administrative rank.
    rank: FreeText | None = None
    #: Square kilometres.
    area: float | None = None
    #: Code of its currency.
    currency: str | None = None
    #: Answers by indicator; a joint item here is this city's view.
    answers: Mapping[str, Answer] = EMPTY


class Agreed(NamedTuple):
    """Answers agreed by two cities."""

    #: The two, in id order.
    between: tuple[str, str]
    #: Answers by indicator.
    answers: Mapping[str, Answer]


class Submission(NamedTuple):
    """A whole file of answers."""

    #: Id of the framework answered.
    framework: str
    #: Its major version.
    major: str
    #: On whose word.
    evaluator: Evaluator
    #: The day for which the answers hold.
    as_of: dt.date
    #: Cities by id.
    cities: Mapping[str, City]
    #: public or internal.
    handling: str = "public"
    #: Type of governance.
    governance: str | None = None
    #: The risks that cross the boundary.
    risks: tuple[RiskEntry, ...] = ()
    #: Agreed by all cities of the file.
    joint: Mapping[str, Answer] = EMPTY
    #: Agreed by two cities each.
    pairs: tuple[Agreed, ...] = ()
    #: Cities that border each other, two by two, each in id order.
    borders: tuple[tuple[str, str], ...] = ()
    #: Who prepared, reviewed and issued it.
    filing: Mapping[str, Data] = EMPTY
    #: The facts that check the claims, by kind, as filed.
    records: Mapping[str, Data] = EMPTY
    #: The file itself.
    document: Document | None = None
