"""The report as JSON, `xgov-report/1`: the contract with other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xgov import __version__, findings
from xgov.render.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.findings import Finding
    from xgov.model.assessment import Assessment, Direction, Figures, GateResult, ItemScore, NodeScore, PairAssessment
    from xgov.reading.document import Place
    from xgov.scoring.answers import Counted

#: Decimals of every number.
_DECIMALS = 9


def render(assessment: Assessment, lang: str) -> str:  # noqa: ARG001 - JSON holds every language
    """Write the report as JSON text; the same input gives the same bytes."""
    return json_text(report(assessment))


def report(assessment: Assessment) -> dict[str, Any]:
    """Give the report as plain data; scores 0..100, coverage 0..1."""
    dossier = assessment.dossier
    framework = dossier.framework
    return {
        "schema": "xgov-report/1",
        "xgov_version": __version__,
        "framework": {"id": framework.id, "version": framework.version, "digest": framework.digest},
        "inputs": [
            {
                "path": one.document.path if one.document else "",
                "sha256": one.document.sha256 if one.document else "",
                "evaluator": one.evaluator.kind,
                "as_of": one.as_of.isoformat(),
            }
            for one in dossier.submissions
        ],
        "as_of": dossier.as_of.isoformat(),
        "handling": dossier.handling,
        "cities": {name: _city(assessment, name) for name in assessment.cities},
        "pairs": [(_pair if assessment.full else _main)(assessment, pair) for pair in assessment.pairs],
    }


def _number(value: float | None, factor: float = 1.0) -> float | None:
    return None if value is None else round(value * factor, _DECIMALS) + 0.0


def _points(value: float | None) -> float | None:
    return _number(value, 100.0)


def _figures(figures: Figures | None) -> dict[str, Any]:
    if figures is None:
        return {"score": None, "claimed": None, "range": None, "coverage": None}
    return {
        "score": _points(figures.score),
        "claimed": _points(figures.claimed),
        "range": [_points(figures.low), _points(figures.high)],
        "coverage": _number(figures.coverage),
    }


def _city(assessment: Assessment, name: str) -> dict[str, Any]:
    scored = assessment.cities[name]
    return {
        "name": assessment.dossier.cities[name].name,
        "findings": [_finding(one) for one in findings.of_city(assessment, name)],
        **_figures(scored.figures),
        "dimensions": {key: _node(node) for key, node in scored.dimensions.items()},
    }


def _node(node: NodeScore) -> dict[str, Any]:
    result = _figures(node.figures)
    result["criteria"] = {key: _criterion(one) for key, one in node.criteria.items()}
    result["indicators"] = {key: _item(one) for key, one in node.items().items()}
    return result


def _criterion(node: NodeScore) -> dict[str, Any]:
    result = _figures(node.figures)
    if node.criteria:
        result["criteria"] = {key: _criterion(one) for key, one in node.criteria.items()}
    return result


def _item(item: ItemScore) -> dict[str, Any]:
    return {
        "state": item.state,
        **_figures(item.figures),
        "capped": item.capped,
        "evaluator": _evaluators(item),
        "answers": {city: _answer(one) for city, one in item.claims.items()},
        "values": {city: _points(one.value) for city, one in item.counted.items()},
        "terms": {"rule": item.rule, "counted": {city: _terms(one) for city, one in item.counted.items()}},
    }


def _evaluators(item: ItemScore) -> str | dict[str, str | None] | None:
    names: dict[str, str | None] = {city: one.evaluator for city, one in item.counted.items()}
    distinct = set(names.values())
    return next(iter(distinct)) if len(distinct) == 1 else names


def _answer(one: Counted) -> float | str | None:
    return one.answer if one.state == "known" else ("not_applicable" if one.state == "not_applicable" else None)


def _terms(one: Counted) -> dict[str, Any]:
    return {
        "state": one.state,
        "answer": one.answer,
        "level": one.level,
        "declared": _points(one.declared),
        "evidence": one.evidence,
        "evaluator": one.evaluator,
        "capped": one.capped,
    }


def _main(assessment: Assessment, pair: PairAssessment) -> dict[str, Any]:  # noqa: ARG001 - one signature for both
    return {
        "cities": list(pair.cities),
        "direction": _direction(pair.main),
        **_figures(pair.figures),
        "stage": pair.standing.stage,
        "weakest": {"dimension": pair.weakest[0], "indicator": pair.weakest[1]},
    }


def _direction(direction: Direction) -> dict[str, str]:
    return {"origin": direction.origin, "affected": direction.affected}


def _pair(assessment: Assessment, pair: PairAssessment) -> dict[str, Any]:
    return {
        **_main(assessment, pair),
        "between": list(pair.standing.between) if pair.standing.between else None,
        "gates": [_gate(one) for one in pair.standing.gates],
        "directions": [
            {
                **_direction(one),
                **_figures(one.scored.figures),
                "dimensions": {
                    key: {"score": _figures(node.figures)["score"]} for key, node in one.scored.dimensions.items()
                },
            }
            for one in pair.directions
        ],
        "dimensions": {key: _node(node) for key, node in pair.main.scored.dimensions.items()},
        **{kind: {key: _figures(one) for key, one in rows.items()} for kind, rows in pair.views.items()},
        "agreement": _rounded(pair.agreement),
        "third_party": _rounded(pair.third_party),
        "words": dict(pair.words),
        "sensitivity": _sensitivity(pair.sensitivity),
        "records": _rounded(pair.records.facts) if pair.records else {},
        "superior": [{"indicator": one.id, **_item(one)} for one in pair.superior],
        "findings": [_finding(one) for one in findings.of_pair(assessment, pair)],
        "next_steps": [
            {
                "indicator": one.indicator,
                "from": one.from_,
                "to": one.to,
                "who": list(one.who),
                "gain": _number(one.gain),
                "effort": one.effort,
                "gate": one.gate,
                "lifts_gate": one.lifts,
                "action": one.action,
            }
            for one in pair.steps
        ],
    }


def _gate(one: GateResult) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "state": one.state,
        "at_least": one.at_least,
        "caps": one.caps,
        "not_applicable": one.not_applicable,
        "cities": list(one.cities),
        "why": dict(one.why),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "indicators": list(one.indicators),
        "cities": list(one.cities),
        "where": [_where(place) for place in one.where],
    }


def _where(place: Place) -> dict[str, Any]:
    span = place.span
    cell = {"sheet": span.sheet, "cell": span.cell} if span.sheet else {}
    return {"path": place.path, "line": span.line, "column": span.column, **cell}


def _rounded(value: Any) -> Any:  # noqa: ANN401 - plain data
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, (list, tuple)) else value


def _sensitivity(one: Mapping[str, Any]) -> dict[str, Any]:
    bounds = one["weights_25"]
    variants = [{**row, "score": _points(row["score"])} for row in one["structure"]["variants"]]
    return {
        "weights_25": [_points(bounds[0]), _points(bounds[1])] if bounds else None,
        "without": {key: _points(value) for key, value in one["without"].items()},
        "structure": {**one["structure"], "variants": variants},
    }
