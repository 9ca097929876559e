"""What moved, as JSON: `xgov-comparison/1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.compare import Comparison, Move, Turn
    from xgov.model.assessment import Assessment, Figures


def render(found: Comparison, lang: str) -> str:  # noqa: ARG001 - no texts, so no language
    """Write it as JSON text; scores are 0..100."""
    data = {
        "schema": "xgov-comparison/1",
        "old": _side(found.old),
        "new": _side(found.new),
        "comparable": found.comparable,
        "only_old": list(found.only_old),
        "only_new": list(found.only_new),
        "scores": _moves(found.wholes),
        "dimensions": _moves(found.dimensions),
        "indicators": _moves(found.indicators),
        "stages": _turns(found.stages),
        "gates": _turns(found.gates),
        "evidenced": _turns(found.evidenced),
        "unproven": _turns(found.unproven),
        "promises": _turns(found.promises),
        "added": list(found.added),
        "dropped": list(found.dropped),
        "reworded": list(found.reworded),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _side(one: Assessment) -> dict[str, Any]:
    dossier = one.dossier
    return {
        "framework": {"id": dossier.framework.id, "version": dossier.framework.version},
        "as_of": dossier.as_of.isoformat(),
        "handling": dossier.handling,
    }


def _figures(one: Figures | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"score": _points(one.score), "range": [_points(one.low), _points(one.high)]}


def _points(value: float | None) -> float | None:
    return None if value is None else round(100 * value, 9) + 0.0


def _moves(moves: Sequence[Move]) -> list[dict[str, Any]]:
    return [
        {
            "subject": one.subject,
            "id": one.id or None,
            "change": _points(one.change),
            "clear": one.clear,
            "old": _figures(one.old),
            "new": _figures(one.new),
        }
        for one in moves
    ]


def _turns(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    return [{"subject": one.subject, "id": one.id or None, "old": one.old, "new": one.new} for one in turns]
