"""One answer → its value: evidence caps, and whose answer counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

from xgov.model.dates import months_later
from xgov.model.framework import EVIDENCE_KINDS
from xgov.named import NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xgov.model.dossier import Dossier, Pair
    from xgov.model.framework import Framework, Indicator
    from xgov.model.submission import Answer, EvaluatorKind, Evidence

#: Kinds of evidence that lift the cap of a yes/no or number answer.
_PROOF: Final = ("document", "trace", "evaluation")


class Counted(NamedTuple):
    """What an answer is worth, and why."""

    #: known, unknown (nothing usable was said) or not_applicable.
    state: str
    #: What counts, 0..1; None unless known.
    value: float | None = None
    #: What was declared, 0..1; None unless known.
    declared: float | None = None
    #: Of levels: the level that counts.
    level: int | None = None
    #: The level, number or yes/no declared.
    answer: float | None = None
    #: Whether missing evidence lowered it.
    capped: bool = False
    #: On whose word it counts; "record" where it is counted from records.
    evaluator: EvaluatorKind | Literal["record"] | None = None
    #: Best valid kind of evidence, or "none".
    evidence: str = "none"


#: Nothing was said that can be used.
SILENT: Final = Counted("unknown")


def valid(piece: Evidence, framework: Framework, as_of: dt.date) -> bool:
    """Whether a piece of evidence holds on a day: not later, not expired; limits are inclusive."""
    if piece.date is not None:
        if piece.date > as_of:
            return False
        months = framework.scale.evidence_valid_months.get(piece.kind)
        if months is not None and months_later(piece.date, months) < as_of:
            return False
    return piece.valid_until is None or piece.valid_until >= as_of


def best_evidence(pieces: Sequence[Evidence], framework: Framework, as_of: dt.date) -> str:
    """Give the strongest kind among the valid pieces, or "none"."""
    best = -1
    for piece in pieces:
        rank = EVIDENCE_KINDS.index(piece.kind)
        if rank > best and valid(piece, framework, as_of):
            best = rank
    return EVIDENCE_KINDS[best] if best >= 0 else "none"


def worth(item: Indicator, answer: float, framework: Framework) -> float:
    """Give the value, 0..1, of a level, a yes/no (1/0), a number or a metric.

    Numbers: (x - worst) / (best - worst), of the logarithms where the item asks for it, clipped.
    """
    if item.kind == "levels":
        return framework.scale.values[int(answer)]
    if item.kind == "yes_no":
        return answer
    worst, best, x = item.worst or 0.0, item.best or 0.0, answer
    if item.transform == "log":
        if x <= 0:
            return 0.0 if worst < best else 1.0
        worst, best, x = math.log(worst), math.log(best), math.log(x)
    return min(1.0, max(0.0, (x - worst) / (best - worst)))


def count(
    dossier: Dossier,
    item: Indicator,
    said: Answer | None,
    kind: EvaluatorKind,
    extra: Sequence[Evidence] = (),
    *,
    caps: bool = True,
) -> Counted:
    """Value one answer on the word of one kind of evaluator.

    Args:
        dossier: Gives framework and day.
        item: The indicator.
        said: The answer, if any.
        kind: Who gave it; a third party's answer is not capped.
        extra: Evidence beside the answer's own.
        caps: Whether missing evidence lowers it.
    """
    if said is None or said.state == "unknown":
        return SILENT
    if said.state == "not_applicable":
        return Counted("not_applicable", evaluator=kind)
    framework = dossier.framework
    answer = said.answer or 0.0
    declared = worth(item, answer, framework)
    proof = best_evidence((*said.evidence, *extra), framework, dossier.as_of)
    limits = framework.scale.evidence_caps if caps and kind != "third_party" else None
    level = int(answer) if item.kind == "levels" else None
    value = declared
    if limits is not None:
        if level is not None:
            level = min(level, limits[proof])
            value = framework.scale.values[level]
        elif proof not in _PROOF:
            value = min(value, framework.scale.values[limits["none"]])
    return Counted("known", value, declared, level, answer, value < declared, kind, proof)


#: Which of two goes first: an answer before "not applicable", anything before silence.
_RANK: Final = {"known": 0, "not_applicable": 1, "unknown": 2}


def lower(first: Counted, second: Counted) -> Counted:
    """Give the lower of two; an answer goes before "not applicable", anything before silence."""
    if first.state == second.state == "known":
        return second if (second.value or 0.0) < (first.value or 0.0) else first
    return second if _RANK[second.state] < _RANK[first.state] else first


def of_city(dossier: Dossier, item: Indicator, city: str, pair: Pair | None = None, *, caps: bool = True) -> Counted:
    """Give what counts of a city's own item: the third party's, else the lower self-evaluation."""
    third = count(dossier, item, dossier.own("third_party", city, item.id, pair), "third_party")
    if third.state != "unknown":
        return third
    own = count(dossier, item, dossier.own("self", city, item.id, pair), "self", caps=caps)
    body = count(dossier, item, dossier.own("coordinating_body", city, item.id, pair), "coordinating_body", caps=caps)
    return lower(own, body)


def claimed_of_city(dossier: Dossier, item: Indicator, city: str, pair: Pair | None = None) -> Counted:
    """Give what is claimed of a city: its own word as declared, ahead of all others."""
    own = count(dossier, item, dossier.own("self", city, item.id, pair), "self", caps=False)
    return own if own.state != "unknown" else of_city(dossier, item, city, pair, caps=False)
