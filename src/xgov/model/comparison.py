"""What moved between two assessments: scores, states, proofs and promises, then and now."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from xgov.named import NamedTuple

if TYPE_CHECKING:
    from xgov.model.assessment import Assessment, Figures
    from xgov.model.records import Commitment
    from xgov.versions import Versions

#: Below this, on 0..1, nothing moved.
EPSILON = 1e-9
#: One city, or the two of a pair in id order.
Subject: TypeAlias = tuple[str, ...]


class Move(NamedTuple):
    """A score then and now."""

    #: Whose it is.
    cities: Subject
    #: A dimension or an indicator; "" for the whole.
    id: str
    #: Then; None where it did not apply.
    old: Figures | None
    #: Now.
    new: Figures | None

    @property
    def change(self) -> float | None:
        """How far the score moved, -1..1; None where it is not known at both times."""
        old, new = (one.score if one else None for one in (self.old, self.new))
        return None if old is None or new is None else new - old

    @property
    def clear(self) -> bool:
        """Whether the ranges lie apart, so that missing answers cannot explain the move."""
        if self.old is None or self.new is None:
            return False
        return self.new.low > self.old.high + EPSILON or self.new.high < self.old.low - EPSILON

    @property
    def moved(self) -> bool:
        """Whether the score is another, or is known at one of the two times alone."""
        old, new = (one.score if one else None for one in (self.old, self.new))
        return (old is None) != (new is None) or abs(self.change or 0.0) > EPSILON


class Turn(NamedTuple):
    """Something that has a state, then and now."""

    #: Whose it is.
    cities: Subject
    #: An indicator; "" for the stage of the whole.
    id: str
    #: The state then; None where there was none.
    old: str | None
    #: The state now.
    new: str | None


class Proof(NamedTuple):
    """A claim that counts more, or less, than before because of what carries it. Values are 0..1."""

    #: Whose it is.
    cities: Subject
    #: The indicator.
    id: str
    #: What was claimed at the time when it counted less.
    claimed: float
    #: What counted then.
    old: float
    #: What counts now.
    new: float
    #: On what it rested then: a kind of evidence, "none", "third_party", "record"; None where on several things.
    rested: str | None
    #: On what it rests now.
    rests: str | None


class Promise(NamedTuple):
    """A commitment then and now."""

    #: Its id.
    id: str
    #: As it stood then; None where it was not in the register.
    old: Commitment | None
    #: As it stands now.
    new: Commitment | None

    @property
    def kept(self) -> bool:
        """Whether it was kept since."""
        return self.new is not None and self.new.status == "kept" and (self.old is None or self.old.status != "kept")


class Comparison(NamedTuple):
    """What moved between two assessments."""

    #: The earlier one.
    old: Assessment
    #: The later one.
    new: Assessment
    #: What the two versions of the framework share.
    versions: Versions
    #: Cities and pairs of one of the two alone.
    only_old: tuple[Subject, ...]
    only_new: tuple[Subject, ...]
    #: The overall scores of every city and pair of both, moved or not.
    wholes: tuple[Move, ...]
    #: Dimensions and indicators that moved, the largest move first.
    dimensions: tuple[Move, ...]
    indicators: tuple[Move, ...]
    #: Items answered, partly answered, unanswered or not applicable otherwise than before.
    answers: tuple[Turn, ...]
    #: Claims that count now and did not before.
    evidenced: tuple[Proof, ...]
    #: Claims that counted before and do not any more.
    unproven: tuple[Proof, ...]
    #: Stages and gates that changed.
    stages: tuple[Turn, ...]
    gates: tuple[Turn, ...]
    #: Pairs whose score comes from another direction of risk than before, as "origin>affected".
    directions: tuple[Turn, ...]
    #: Pairs without a direction of risk in common, so that their items are not compared.
    apart: tuple[Subject, ...]
    #: Commitments that are new, gone, or not as they were.
    promises: tuple[Promise, ...]

    @property
    def still(self) -> bool:
        """Whether nothing moved at all."""
        lists = (
            *(self.only_old, self.only_new, self.dimensions, self.indicators, self.answers, self.evidenced),
            *(self.unproven, self.stages, self.gates, self.directions, self.apart, self.promises),
            *(self.versions.added, self.versions.dropped, self.versions.reworded, self.versions.rescored),
        )
        return not any(lists) and not any(move.moved for move in self.wholes)
