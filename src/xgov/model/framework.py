"""A governance model: dimensions of criteria of indicators, with its scale, stages and gates.

Every class stands for one definition of framework.schema.json and has the same keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from xgov.named import NamedTuple
from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xgov.model.source import Clause, Crosswalk, Source

#: A text by language: {"en": …, "zh": …}.
Text: TypeAlias = "Mapping[str, str]"
#: How children become one value.
Aggregate: TypeAlias = Literal["mean", "geometric", "shifted_geometric", "harmonic", "weakest"]
#: How an indicator is answered.
Kind: TypeAlias = Literal["levels", "yes_no", "number", "record"]
#: How two cities' values become the pair's.
PairRule: TypeAlias = Literal["weakest", "mean", "best", "lead_support"]

#: Kinds of evidence, from the weakest to the strongest.
EVIDENCE_KINDS: Final = ("report", "document", "trace", "evaluation")


class Scale(NamedTuple):
    """The levels of a `levels` indicator, and what each is worth."""

    #: Value of every level, 0..1, non-decreasing.
    values: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)
    #: Name of every level.
    names: tuple[Text, ...] = ()
    #: How to choose among the levels, beyond taking the highest that holds.
    guidance: Text = EMPTY
    #: Highest level that evidence of each kind can carry ("none" for no evidence); None: no caps.
    evidence_caps: Mapping[str, int] | None = None
    #: Months for which evidence of a kind stays valid after its date.
    evidence_valid_months: Mapping[str, int] = EMPTY


class Roles(NamedTuple):
    """Weights of the origin city (lead) and the affected city (support); they add up to 1."""

    #: Share of the leading city, 0..1.
    lead: float = 0.5
    #: Share of the supporting city, 0..1.
    support: float = 0.5


class CoverageNeeded(NamedTuple):
    """How much must be answered before a stage is named."""

    #: Share of the whole, 0..1.
    total: float = 0.0
    #: Share of every dimension, 0..1.
    dimension: float = 0.0


class Stage(NamedTuple):
    """A named band of the 0-100 score."""

    #: e.g. "coordinating".
    id: str
    #: Lowest score of the band, 0..100.
    from_: float
    #: Its name.
    name: Text
    #: What it means for residents.
    about: Text


class Gate(NamedTuple):
    """What no score may hide: an item below a level caps the stage."""

    #: The indicator looked at.
    indicator: str
    #: Level needed, from 0.
    at_least: int
    #: Highest stage that remains open while the gate is not met.
    caps: str
    #: Why it is a gate.
    why: Text


class Entry(NamedTuple):
    """One entry of a profile list: a risk category, a scenario type, a phase, an owner."""

    #: e.g. "natural".
    id: str
    #: Its name.
    name: Text
    #: What it means.
    about: Text | None = None


class Profile(NamedTuple):
    """What a submission may say about the pair, and the tags of the indicators."""

    #: Categories of risk.
    risks: tuple[Entry, ...] = ()
    #: Types of scenario.
    scenarios: tuple[Entry, ...] = ()
    #: Types of governance.
    governance: tuple[Entry, ...] = ()
    #: Phases of risk governance.
    phases: tuple[Entry, ...] = ()
    #: Departments that answer.
    owners: tuple[Entry, ...] = ()


class Variant(NamedTuple):
    """Other wording of an indicator for a profile."""

    #: Profile entries that call for it, e.g. {"governance": "peer"}; all must hold.
    when: Mapping[str, str]
    #: The question instead.
    question: Text | None = None
    #: The level texts instead.
    levels: tuple[Text, ...] = ()
    #: What would prove it instead.
    evidence: Text | None = None
    #: What to do instead, one entry a climb.
    remedy: tuple[Text, ...] = ()


class Check(NamedTuple):
    """Thresholds that turn a record metric into the level which the records support."""

    #: Name of the metric, e.g. "commitments.kept".
    metric: str
    #: Value of the metric needed for level 1, 2, …; rising, or falling where less is better.
    at: tuple[float, ...]


class Indicator(NamedTuple):
    """One question and the ways to answer it."""

    #: e.g. "ORG-2.3"; never reused.
    id: str
    #: The question.
    question: Text
    #: How it is answered.
    kind: Kind = "levels"
    #: Every city apart, or a fact about the pair.
    asked_of: Literal["each", "joint"] = "each"
    #: How two cities' values become one.
    pair: PairRule = "weakest"
    #: The only city whose value counts in a direction of risk; None: both.
    role: Literal["origin", "affected"] | None = None
    #: Who can act.
    actor: Literal["city", "body", "superior"] = "city"
    #: The department that answers.
    owner: str | None = None
    #: One text a level, cumulative.
    levels: tuple[Text, ...] = ()
    #: What would prove it.
    evidence: Text | None = None
    #: What to do, one entry a climb.
    remedy: tuple[Text, ...] = ()
    #: Effort of each climb, 1..5.
    effort: tuple[int, ...] = ()
    #: Other wording for a profile.
    variants: tuple[Variant, ...] = ()
    #: Ids of the source's clauses that it assesses.
    clauses: tuple[str, ...] = ()
    #: Phases of risk governance that it belongs to.
    phases: tuple[str, ...] = ()
    #: Risk categories that it is specific to.
    risks: tuple[str, ...] = ()
    #: Record metric that checks the claimed level.
    checked_by: Check | None = None
    #: Whether it is part of the quick check.
    core: bool = False
    #: Weight among its siblings, above 0.
    weight: float = 1.0
    #: Of a number: its unit.
    unit: Text | None = None
    #: Of a number or record: the value that scores 0.
    worst: float | None = None
    #: Of a number or record: the value that scores 1.
    best: float | None = None
    #: Of a number: whether logarithms are compared.
    transform: Literal["linear", "log"] = "linear"
    #: Of a record: the metric that scores it.
    metric: str | None = None

    @property
    def scored(self) -> bool:
        """Whether it stands in the scores: what only a superior can do does not."""
        return self.actor != "superior"

    def worded(self, governance: str | None) -> Indicator:
        """Give the indicator as it reads under a type of governance, e.g. "peer"."""
        profile = {"governance": governance}
        for variant in self.variants:
            if all(profile.get(key) == value for key, value in variant.when.items()):
                return self._replace(
                    question=variant.question or self.question,
                    levels=variant.levels or self.levels,
                    evidence=variant.evidence or self.evidence,
                    remedy=variant.remedy or self.remedy,
                )
        return self


class Node(NamedTuple):
    """A dimension or criterion: holds criteria, or indicators."""

    #: e.g. "ORG" or "ORG-2".
    id: str
    #: Its name.
    name: Text
    #: What it looks at.
    about: Text | None = None
    #: Weight among its siblings, above 0.
    weight: float = 1.0
    #: How its children become its value.
    aggregate: Aggregate = "mean"
    #: Criteria below it, to any depth.
    criteria: tuple[Node, ...] = ()
    #: Indicators below it.
    indicators: tuple[Indicator, ...] = ()

    @property
    def children(self) -> tuple[Node | Indicator, ...]:
        """What it holds, in order."""
        return self.criteria or self.indicators

    def walk(self) -> Iterator[Indicator]:
        """Go through every indicator below, in order."""
        for criterion in self.criteria:
            yield from criterion.walk()
        yield from self.indicators


class Framework(NamedTuple):
    """A whole governance model, valid."""

    #: e.g. "cross-jurisdiction-risk".
    id: str
    #: Semantic version; another major: scores are not comparable.
    version: str
    #: Its title.
    title: Text
    #: Languages of its texts.
    languages: tuple[str, ...]
    #: The dimensions.
    dimensions: tuple[Node, ...]
    #: The text that it encodes.
    source: Source | None = None
    #: The levels and their values.
    scale: Scale = Scale()
    #: How the dimensions become the overall value.
    aggregate: Aggregate = "mean"
    #: Weights of lead and support.
    roles: Roles = Roles()
    #: How much must be answered before a stage is named.
    coverage: CoverageNeeded = CoverageNeeded()
    #: The stages, rising.
    stages: tuple[Stage, ...] = ()
    #: What no score may hide.
    gates: tuple[Gate, ...] = ()
    #: What submissions may say of the pair.
    profile: Profile = Profile()
    #: The register of the source's clauses.
    clauses: tuple[Clause, ...] = ()
    #: Links to other frameworks and laws.
    crosswalk: Crosswalk | None = None
    #: SHA-256 of the framework's content, hexadecimal.
    digest: str = ""

    @property
    def major(self) -> str:
        """First part of the version."""
        return self.version.split(".", 1)[0]

    def walk(self) -> Iterator[Indicator]:
        """Go through every indicator, in order."""
        for dimension in self.dimensions:
            yield from dimension.walk()

    def indicators(self) -> dict[str, Indicator]:
        """Give every indicator by its id, in order."""
        return {indicator.id: indicator for indicator in self.walk()}
