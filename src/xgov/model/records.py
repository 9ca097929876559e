"""The facts that check the claims: what was promised, told, asked, held, paid and done.

Every class but `Ledger` stands for one definition of submission.schema.json and has the same keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.named import NamedTuple
from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from xgov.model.dates import Duration
    from xgov.model.submission import FreeText
    from xgov.reading.document import Place


class Commitment(NamedTuple):
    """One dated promise between the cities, and what became of it."""

    #: Its id.
    id: str
    #: The city that promised.
    by: str
    #: The city it was promised to, or "all".
    to: str
    #: What was promised.
    what: FreeText
    #: open, kept, late, broken, waived or disputed.
    status: str
    #: Article of the agreement it stands in.
    source: FreeText | None = None
    #: When it was entered in the register.
    registered_on: dt.date | None = None
    #: When it must be kept.
    due: dt.date | None = None
    #: Of a recurring promise: its period.
    every: Duration | None = None
    #: When it was kept.
    kept_on: dt.date | None = None
    #: The beneficiary that confirms it was kept.
    accepted_by: str | None = None
    #: Its importance, above 0.
    weight: float = 1.0
    #: Where it is filed.
    places: tuple[Place, ...] = ()


class Notification(NamedTuple):
    """One notice to the neighbour, or report upward."""

    #: Its id.
    id: str
    #: The city that had to tell.
    origin: str
    #: report, notify, warn, update or end.
    type: str
    #: A city, "body" or "superior".
    to: str
    #: When it told; None for never.
    told_at: dt.datetime | None
    #: What happened.
    event: FreeText | None = None
    #: Category of risk.
    risk: str | None = None
    #: When it happened.
    occurred_at: dt.datetime | None = None
    #: When the city knew.
    known_at: dt.datetime | None = None
    #: When the receiver confirmed it.
    acknowledged_at: dt.datetime | None = None
    #: Time allowed between knowing and telling.
    limit: Duration | None = None
    #: Where the limit is laid down.
    limit_source: FreeText | None = None
    #: Which of the four parts it gave; None where nobody says.
    contents: tuple[str, ...] | None = None
    #: The receiver or third party that found it false or concealed.
    found_false_by: FreeText | None = None
    #: Whether it belongs to a drill.
    drill: bool = False
    #: Where it is filed.
    places: tuple[Place, ...] = ()


class Request(NamedTuple):
    """One request for help, and what came."""

    #: Its id.
    id: str
    #: The city that asked.
    by: str
    #: The city that was asked.
    to: str
    #: What was asked for.
    what: FreeText
    #: When it was asked.
    asked_at: dt.datetime
    #: When it was answered.
    answered_at: dt.datetime | None = None
    #: Time allowed for an answer.
    limit: Duration | None = None
    #: When help arrived.
    arrived_at: dt.datetime | None = None
    #: Amount asked for, above 0.
    asked: float | None = None
    #: Amount delivered, in the same unit.
    delivered: float | None = None
    #: Why it was refused.
    refused_because: FreeText | None = None
    #: Where it is filed.
    places: tuple[Place, ...] = ()


class Resource(NamedTuple):
    """One kind of reserve against the need of a reference event."""

    #: What it is.
    item: FreeText
    #: What it is counted in.
    unit: FreeText
    #: Amount that one city needs in the reference event, above 0.
    need: float
    #: Amount that each city holds.
    stock: Mapping[str, float] = EMPTY
    #: Amount that each city can lend to the other.
    releasable: Mapping[str, float] = EMPTY
    #: Time within which it must be there.
    needed_within: Duration | None = None
    #: Time that the other city needs to bring it.
    reachable_within: Duration | None = None
    #: When the stock expires.
    expires: dt.date | None = None
    #: When it was counted.
    as_of: dt.date | None = None
    #: Where it is filed.
    places: tuple[Place, ...] = ()


class Estimate(NamedTuple):
    """A range, and who estimated it."""

    #: Lower end.
    low: float
    #: Upper end.
    high: float
    #: Who estimated it and how.
    estimator: FreeText | None = None

    @property
    def middle(self) -> float:
        """Halfway between the ends."""
        return (self.low + self.high) / 2


class Exchange(NamedTuple):
    """Costs, averted losses and payments of one joint measure."""

    #: The joint measure.
    measure: FreeText
    #: Code of the currency.
    currency: str
    #: The time that the amounts cover.
    horizon: FreeText | None = None
    #: What each city spends.
    costs: Mapping[str, Estimate] = EMPTY
    #: What each city does not lose thanks to it.
    averted_losses: Mapping[str, Estimate] = EMPTY
    #: What each city would gain by acting alone.
    outside_options: Mapping[str, Estimate] = EMPTY
    #: fund, cash, training or platform.
    form: str | None = None
    #: The city that pays the other, or "superior".
    payer: str | None = None
    #: Amount agreed.
    agreed: float | None = None
    #: Amount paid so far.
    paid: float | None = None
    #: Where it is filed.
    places: tuple[Place, ...] = ()


class Action(NamedTuple):
    """One follow-up action."""

    #: What is to be done.
    what: FreeText
    #: By when.
    due: dt.date | None = None
    #: When it was done.
    done: dt.date | None = None


class Activity(NamedTuple):
    """A meeting, drill, event or evaluation."""

    #: Its id.
    id: str
    #: When it took place.
    date: dt.date
    #: meeting, drill, event or evaluation.
    kind: str
    #: The cities invited.
    invited: tuple[str, ...] = ()
    #: The cities that came.
    attended: tuple[str, ...] = ()
    #: Who looked on from outside.
    observer: FreeText | None = None
    #: Indicators whose answers it confirms.
    confirms: tuple[str, ...] = ()
    #: Indicators whose answers it contradicts.
    contradicts: tuple[str, ...] = ()
    #: Who judged that.
    judged_by: FreeText | None = None
    #: Follow-up actions.
    actions: tuple[Action, ...] = ()
    #: Where it is filed.
    places: tuple[Place, ...] = ()


class Ledger(NamedTuple):
    """All records of a dossier, each once, in order of their ids."""

    #: Promises.
    commitments: tuple[Commitment, ...] = ()
    #: Notices and reports.
    notifications: tuple[Notification, ...] = ()
    #: Requests for help.
    requests: tuple[Request, ...] = ()
    #: Reserves.
    resources: tuple[Resource, ...] = ()
    #: Joint measures with what they cost and bring.
    exchanges: tuple[Exchange, ...] = ()
    #: Meetings, drills, events and evaluations.
    activities: tuple[Activity, ...] = ()
