"""What moved between two filings: nothing between equal ones, mirrored the other way round, clear only where ranges part."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgov.api import assess, load_framework, load_submissions
from xgov.compare import compare
from xgov.model.assessment import Assessment
from xgov.render import compare_json, compare_text

ROOT = Path(__file__).parent
SMALL = load_framework(str(ROOT / "frameworks" / "small.yaml"))
NAMES = [item.id for item in SMALL.walk() if item.kind == "levels" and item.asked_of == "each" and item.scored]
ANSWERS = st.dictionaries(st.sampled_from(NAMES), st.one_of(st.integers(0, 4), st.just("unknown")))


def assessed(folder: Path, a: dict[str, Any], b: dict[str, Any], framework: Any = SMALL, **more: Any) -> Assessment:
    path = folder / "file.yaml"
    head = {"xgov": "submission/1", "framework": f"{framework.id}@{framework.major}", "evaluator": {"kind": "self"}, "as_of": "2026-06-30"}
    path.write_text(json.dumps({**head, "cities": {"a": {"answers": a}, "b": {"answers": b}}, **more}), encoding="utf-8")
    filed = load_submissions([str(path)], framework)
    assert filed.dossier is not None, [one.message("en") for one in filed.diagnostics]
    return assess(filed.dossier)


@given(ANSWERS, ANSWERS)
def test_nothing_moves_between_equal_filings(tmp_path_factory: pytest.TempPathFactory, a: Any, b: Any) -> None:
    one = assessed(tmp_path_factory.mktemp("x"), a, b)
    found = compare(one, one)
    assert not (found.wholes)
    assert not (found.dimensions)
    assert not (found.indicators)
    assert not (found.gates)
    assert not (found.stages)
    assert not (found.promises)
    assert "nothing moved" in compare_text.terminal(found, "en")


@given(ANSWERS, ANSWERS, ANSWERS)
def test_the_other_way_round_is_the_mirror(tmp_path_factory: pytest.TempPathFactory, a: Any, b: Any, c: Any) -> None:
    one, other = (assessed(tmp_path_factory.mktemp("x"), said, b) for said in (a, c))
    forth, back = compare(one, other), compare(other, one)
    for ours, theirs in zip(forth.indicators + forth.wholes, back.indicators + back.wholes, strict=True):
        assert (ours.subject, ours.id, ours.clear) == (theirs.subject, theirs.id, theirs.clear)
        assert ours.change == pytest.approx(-(theirs.change or 0))
    assert {(one.id, one.old, one.new) for one in forth.gates} == {(one.id, one.new, one.old) for one in back.gates}


def test_a_move_is_clear_only_where_ranges_part(tmp_path: Path) -> None:
    full = {key: {"answer": 1} for key in NAMES}
    old = assessed(tmp_path, full, full)
    new = assessed(tmp_path, {**full, NAMES[0]: {"answer": 0}}, full)
    (item,) = [move for move in compare(old, new).indicators if move.subject == "a"]
    assert (item.id, item.change, item.clear) == (NAMES[0], -0.25, True)
    gone = {key: said for key, said in full.items() if key != NAMES[0]}
    open_ = compare(assessed(tmp_path, gone, full), new)
    assert not any(move.clear for move in open_.wholes if move.subject == "a")


def test_evidence_that_came_and_went(tmp_path: Path) -> None:
    claim = {NAMES[0]: {"answer": 3}}
    proof = {NAMES[0]: {"answer": 3, "evidence": ["E1"]}}
    evidence = {"E1": {"kind": "trace", "date": "2026-05-01"}}
    bare, proven = assessed(tmp_path, claim, claim), assessed(tmp_path, proof, claim, evidence=evidence)
    found = compare(bare, proven)
    assert [(one.subject, one.id) for one in found.evidenced] == [("a", NAMES[0])]
    assert [(one.subject, one.id) for one in compare(proven, bare).unproven] == [("a", NAMES[0])]


def test_another_major_version_is_not_subtracted(tmp_path: Path) -> None:
    later = SMALL._replace(version="2.0.0", dimensions=SMALL.dimensions[:1])
    full = dict.fromkeys(NAMES[:1], 2)
    found = compare(assessed(tmp_path, full, full), assessed(tmp_path, full, full, later))
    assert not found.comparable
    assert not found.wholes
    assert found.dropped
    assert "not comparable" in compare_text.terminal(found, "en")
    assert json.loads(compare_json.render(found, "en"))["comparable"] is False


def test_promises_since_then(tmp_path: Path) -> None:
    row = {"id": "C1", "by": "a", "to": "b", "what": "x", "due": "2026-03-01", "status": "open"}
    old = assessed(tmp_path, {}, {}, records={"commitments": [row]})
    new = assessed(tmp_path, {}, {}, records={"commitments": [{**row, "status": "kept"}, {**row, "id": "C2"}]})
    assert [(one.id, one.old, one.new) for one in compare(old, new).promises] == [("C1", "open", "kept"), ("C2", None, "open")]


@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command(form: str, lang: str) -> None:
    example = str(ROOT.parent / "examples" / "upriver-downriver")
    command = [sys.executable, "-m", "xgov", "compare", f"{example}/upriver.yaml", example, "--format", form, "--lang", lang]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    if form == "json":
        assert json.loads(done.stdout)["schema"] == "xgov-comparison/1"
    assert done.stdout
