"""Scores with the terms that they came from: items, nodes, directions, pairs, communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from xgov.named import NamedTuple
from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xgov.model.dossier import Dossier
    from xgov.model.framework import Text
    from xgov.records.measure import Measured
    from xgov.scoring.answers import Counted


class Figures(NamedTuple):
    """The numbers of one item or node, all 0..1. What is not applicable has none at all."""

    #: What counts; None where nothing is known.
    score: float | None
    #: What is claimed; None where nothing is.
    claimed: float | None
    #: The score if all that is missing were at its lowest.
    low: float
    #: The score if all that is missing were at its highest.
    high: float
    #: Share of what is needed that is known.
    coverage: float


class ItemScore(NamedTuple):
    """One indicator, of a city or of a pair in a direction."""

    #: The indicator.
    id: str
    #: answered, partial, unanswered or not_applicable.
    state: str
    #: Its numbers; None where it does not apply.
    figures: Figures | None
    #: How the values became one: a pair rule, "origin", "affected", "joint" or "own".
    rule: str
    #: What counts of each city, or of "joint" where one answer stands for both.
    counted: Mapping[str, Counted]
    #: What each city claims.
    claims: Mapping[str, Counted]
    #: Whether two views of a joint item differ.
    dispute: bool = False

    @property
    def capped(self) -> bool:
        """Whether missing evidence lowered any value."""
        return any(one.capped for one in self.counted.values())


class NodeScore(NamedTuple):
    """A dimension or criterion."""

    #: Its id.
    id: str
    #: Its numbers; None where nothing in it applies.
    figures: Figures | None
    #: Criteria below it.
    criteria: Mapping[str, NodeScore]
    #: Indicators directly below it.
    indicators: Mapping[str, ItemScore]

    def items(self) -> dict[str, ItemScore]:
        """Give every item below, in order."""
        below: dict[str, ItemScore] = {}
        for criterion in self.criteria.values():
            below.update(criterion.items())
        below.update(self.indicators)
        return below


class Scored(NamedTuple):
    """A whole framework, scored for a city or for a pair in a direction."""

    #: The overall numbers; None where nothing applies.
    figures: Figures | None
    #: The dimensions, in order.
    dimensions: Mapping[str, NodeScore]

    def items(self) -> dict[str, ItemScore]:
        """Give every item, in order."""
        return {key: item for node in self.dimensions.values() for key, item in node.items().items()}


class Direction(NamedTuple):
    """A pair's scores where risk runs from one city to the other."""

    #: The city where the hazard lies.
    origin: str
    #: The city that it reaches.
    affected: str
    #: The scores.
    scored: Scored


class GateResult(NamedTuple):
    """How a gate stands."""

    #: The indicator.
    indicator: str
    #: met, failed, not_evidenced or not_answered.
    state: str
    #: Level needed.
    at_least: int
    #: Highest stage open while it is not met.
    caps: str
    #: Whether the item does not apply, so that the gate passes.
    not_applicable: bool = False
    #: The cities that must act or answer.
    cities: tuple[str, ...] = ()
    #: Why no score may hide it.
    why: Text = EMPTY


#: How every gate stands, in order of the framework.
Gates: TypeAlias = tuple[GateResult, ...]


class StageResult(NamedTuple):
    """Where a score stands."""

    #: The stage; None: insufficient answers, or no stages.
    stage: str | None
    #: Stages of the lowest and highest possible score where they differ.
    between: tuple[str, str] | None
    #: Every gate.
    gates: Gates
    #: Whether a gate holds the stage below the band of the score.
    capped: bool = False


class Step(NamedTuple):
    """One thing to do next."""

    #: The indicator.
    indicator: str
    #: Level now (of a yes/no: 0).
    from_: int
    #: Level after.
    to: int
    #: Who acts.
    who: tuple[str, ...]
    #: Gain in the pair's score, 0..100, once evidenced.
    gain: float
    #: Effort, 1..5; None where the framework gives none.
    effort: int | None
    #: Whether it stands in a gate that is not met.
    gate: bool
    #: Whether it lifts that gate.
    lifts: bool
    #: "raise": do more; "evidence": prove what is claimed already.
    action: str


class PairAssessment(NamedTuple):
    """Everything about two cities."""

    #: In id order.
    cities: tuple[str, str]
    #: The declared directions, the first city's first.
    directions: tuple[Direction, ...]
    #: The direction that gives the score.
    main: Direction
    #: Lowest score, claimed, low, high of the directions, and coverage of the main one.
    figures: Figures | None
    #: Stage and gates.
    standing: StageResult
    #: Weakest dimension and weakest item.
    weakest: tuple[str | None, str | None]
    #: Scores by phase, by risk and by owner.
    views: Mapping[str, Mapping[str, Figures]] = EMPTY
    #: Agreement of the two cities.
    agreement: Mapping[str, Any] | None = None
    #: Self against third party, by dimension.
    third_party: Mapping[str, Any] = EMPTY
    #: Answers that the score rests on, by whose word they are.
    words: Mapping[str, int] = EMPTY
    #: How much the score depends on our choices.
    sensitivity: Mapping[str, Any] = EMPTY
    #: What to do next, best first.
    steps: tuple[Step, ...] = ()
    #: Items that only a superior can change, with the answers.
    superior: tuple[ItemScore, ...] = ()
    #: What the records say; None where there are none.
    records: Measured | None = None


class Assessment(NamedTuple):
    """The whole result."""

    #: What was assessed.
    dossier: Dossier
    #: Every city's own scores.
    cities: Mapping[str, Scored]
    #: Every pair, or of a community with borders those that share one.
    pairs: Sequence[PairAssessment]
    #: Whether the pairs are given in full or by their main figures alone.
    full: bool = True
