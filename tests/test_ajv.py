"""A validator that is not written in Python reads our schemas as we do: ajv in strict mode (unions of types allowed), run by V8."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from py_mini_racer import MiniRacer

from xgov.api import assess, load_submissions
from xgov.reading.files import read_file, walk
from xgov.render.json import report
from xgov.validation.shape import SCHEMAS, check_shape, schema_text

ROOT = Path(__file__).parent.parent
BAD = sorted(path for path in (ROOT / "tests" / "cases" / "bad").glob("*.yaml"))
EXAMPLES = list(walk(str(ROOT / "examples")))


@cache
def engine() -> MiniRacer:
    """Start V8 with ajv in it and every schema compiled."""
    racer = MiniRacer()
    racer.eval((ROOT / "tests" / "vendor" / "ajv2020.min.js").read_text(encoding="utf-8"))
    racer.eval("const checks = {}; const ajv = new ajv2020({strict: true, allowUnionTypes: true});")
    for name in SCHEMAS:
        racer.eval(f"checks[{json.dumps(name)}] = ajv.compile({schema_text(name)}); 0")
    return racer


def ajv_accepts(name: str, data: Any) -> bool:
    """Ask ajv; the data go to it as JSON."""
    return bool(engine().eval(f"checks[{json.dumps(name)}]({json.dumps(data)})"))


def we_accept(name: str, data: Any) -> bool:
    """Ask ourselves; places do not matter here."""
    return not check_shape(data, name, lambda route: (DOCUMENT, route))[0]


DOCUMENT: Any = read_file(EXAMPLES[0]).document


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: Path(path).stem)
def test_examples_are_accepted(path: str) -> None:
    document = read_file(path).document
    assert document is not None
    assert ajv_accepts("submission", document.data)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_inputs_are_judged_alike(path: Path) -> None:
    document = read_file(str(path)).document
    assert document is not None
    data = document.data
    name = "framework" if isinstance(data, dict) and str(data.get("xgov")).startswith("framework") else "submission"
    assert ajv_accepts(name, data) == we_accept(name, data)


def test_reports_are_accepted() -> None:
    for case in ("suzhou-jiaxing", "upriver-downriver"):
        dossier = load_submissions([str(ROOT / "examples" / case)]).dossier
        assert dossier is not None
        assert ajv_accepts("report", report(assess(dossier)))


def test_a_whole_framework_is_accepted() -> None:
    from xgov.library import compile_json

    assert ajv_accepts("framework", json.loads(compile_json(str(ROOT / "frameworks" / "cross-jurisdiction-risk"))))
