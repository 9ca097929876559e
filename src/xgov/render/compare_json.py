"""What moved, as JSON: `xgov-comparison/1`, whose schema `xgov schema compare` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xgov import __version__
from xgov.render.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xgov.model.assessment import Assessment, Figures
    from xgov.model.comparison import Comparison, Move, Promise, Proof, Turn
    from xgov.model.records import Commitment

#: Decimals of every number.
_DECIMALS = 9


def render(found: Comparison, lang: str) -> str:  # noqa: ARG001 - no texts, so no language
    """Write it as JSON text; the same input gives the same bytes."""
    return json_text(comparison(found))


def comparison(found: Comparison) -> dict[str, Any]:
    """Give it as plain data; scores 0..100, coverage 0..1."""
    shared = found.versions
    return {
        "schema": "xgov-comparison/1",
        "xgov_version": __version__,
        "old": _side(found.old),
        "new": _side(found.new),
        "comparable": shared.comparable,
        "not_compared": {
            "whole": not shared.whole,
            "dimensions": list(shared.changed),
            "pairs": [list(one) for one in found.apart],
        },
        "only_old": [list(one) for one in found.only_old],
        "only_new": [list(one) for one in found.only_new],
        "scores": _moves(found.wholes),
        "dimensions": _moves(found.dimensions),
        "indicators": _moves(found.indicators),
        "answers": _turns(found.answers),
        "evidenced": _proofs(found.evidenced),
        "unproven": _proofs(found.unproven),
        "stages": [_stage(one) for one in found.stages],
        "gates": _turns(found.gates),
        "directions": [
            {"cities": list(one.cities), "old": _direction(one.old), "new": _direction(one.new)}
            for one in found.directions
        ],
        "commitments": [_promise(one) for one in found.promises],
        "indicators_added": list(shared.added),
        "indicators_dropped": list(shared.dropped),
        "indicators_reworded": list(shared.reworded),
        "indicators_rescored": list(shared.rescored),
    }


def _side(one: Assessment) -> dict[str, Any]:
    dossier = one.dossier
    framework = dossier.framework
    return {
        "framework": {"id": framework.id, "version": framework.version, "digest": framework.digest},
        "inputs": [
            {"path": file.document.path, "sha256": file.document.sha256}
            for file in dossier.submissions
            if file.document is not None
        ],
        "as_of": dossier.as_of.isoformat(),
        "handling": dossier.handling,
    }


def _number(value: float | None, factor: float = 1.0) -> float | None:
    return None if value is None else round(factor * value, _DECIMALS) + 0.0


def _figures(one: Figures | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "score": _number(one.score, 100.0),
        "claimed": _number(one.claimed, 100.0),
        "range": [_number(one.low, 100.0), _number(one.high, 100.0)],
        "coverage": _number(one.coverage),
    }


def _moves(moves: Iterable[Move]) -> list[dict[str, Any]]:
    return [
        {
            "cities": list(one.cities),
            "id": one.id or None,
            "change": _number(one.change, 100.0),
            "clear": one.clear,
            "old": _figures(one.old),
            "new": _figures(one.new),
        }
        for one in moves
    ]


def _turns(turns: Iterable[Turn]) -> list[dict[str, Any]]:
    return [{"cities": list(one.cities), "id": one.id, "old": one.old, "new": one.new} for one in turns]


def _stage(one: Turn) -> dict[str, Any]:
    return {"cities": list(one.cities), "old": one.old, "new": one.new}


def _direction(way: str | None) -> dict[str, str]:
    origin, _, affected = (way or "").partition(">")
    return {"origin": origin, "affected": affected}


def _proofs(proofs: Iterable[Proof]) -> list[dict[str, Any]]:
    return [
        {
            "cities": list(one.cities),
            "id": one.id,
            "claimed": _number(one.claimed, 100.0),
            "old": {"score": _number(one.old, 100.0), "rests_on": one.rested},
            "new": {"score": _number(one.new, 100.0), "rests_on": one.rests},
        }
        for one in proofs
    ]


def _promise(one: Promise) -> dict[str, Any]:
    row = one.new or one.old
    return {
        "id": one.id,
        "by": row.by if row else None,
        "to": row.to if row else None,
        "what": row.what if row else None,
        "kept_since": one.kept,
        "old": _standing(one.old),
        "new": _standing(one.new),
    }


def _standing(row: Commitment | None) -> dict[str, Any] | None:
    if row is None:
        return None
    due, kept_on = (day.isoformat() if day else None for day in (row.due, row.kept_on))
    return {"status": row.status, "due": due, "kept_on": kept_on, "accepted_by": row.accepted_by}
