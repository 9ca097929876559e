"""Worked cases: name, given, expect. The expected figures are derived by hand in the comments of the cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from xgov.api import assess as score
from xgov.api import load_framework, load_submissions
from xgov.render.json import report

ROOT = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((ROOT / "cases" / "scoring").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def assessed(given: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Write the framework and the files of a case, and give the report."""
    framework = given["framework"]
    if isinstance(framework, dict):
        path = folder / "framework.yaml"
        head = {"xgov": "framework/1", "id": "case", "version": "1.0.0", "title": {"en": "Case"}, "languages": ["en"]}
        path.write_text(json.dumps({**head, **framework}), encoding="utf-8")
    else:
        path = ROOT / "frameworks" / framework
    model = load_framework(str(path))
    names = []
    for number, one in enumerate(given["files"]):
        head = {
            "xgov": "submission/1",
            "framework": f"{model.id}@{model.major}",
            "evaluator": {"kind": "self"},
            "as_of": "2026-06-30",
        }
        name = folder / f"{number}.yaml"
        name.write_text(json.dumps({**head, **one}, default=str), encoding="utf-8")
        names.append(str(name))
    filed = load_submissions(names, model)
    assert filed.dossier is not None, [(one.code, one.message("en")) for one in filed.diagnostics]
    pair = tuple(given["pair"]) if "pair" in given else None
    assessment = score(filed.dossier, pair)
    for scored in (*assessment.cities.values(), *(way.scored for one in assessment.pairs for way in one.directions)):
        assert all(item.id == key for key, item in scored.items().items())
        assert all(node.id == key for key, node in scored.dimensions.items())
    return report(assessment)


def at(data: Any, path: str) -> Any:
    """Follow a path such as pairs/0/score."""
    for step in path.split("/"):
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data


def near(value: Any, within: float = 1e-6) -> Any:
    """The same, with its numbers compared within a distance."""
    if isinstance(value, dict):
        return {key: near(one, within) for key, one in value.items()}
    if isinstance(value, list):
        return [near(one, within) for one in value]
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return pytest.approx(value, abs=within) if number else value


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    result = assessed(case["given"], tmp_path)
    for path, value in case["expect"].items():
        assert at(result, path) == near(value, case.get("within", 1e-6)), path
