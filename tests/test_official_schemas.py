"""Diagnostics by the schemas of those who read them: SARIF by two validators, JUnit by its XSD; whatever stands in a file."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from py_mini_racer import MiniRacer

from xgov.api import load_framework, units, validate
from xgov.diagnostics.diagnostic import Diagnostic
from xgov.reading.document import Span
from xgov.render import github, junit, sarif
from xgov.render.visible import visible

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
SARIF = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
JUNIT = etree.XMLSchema(etree.parse(str(HERE / "schemas" / "junit-10.xsd")))
BAD = sorted((HERE / "cases" / "bad").iterdir())
SMALL = load_framework(str(HERE / "frameworks" / "small.yaml"))


@cache
def engine() -> MiniRacer:
    """Start ajv with the schema, which uses no word that later drafts read otherwise, as one of draft 2020-12."""
    racer = MiniRacer()
    racer.eval((HERE / "vendor" / "ajv2020.min.js").read_text(encoding="utf-8"))
    later = {key: value for key, value in SCHEMA.items() if key not in {"$schema", "id"}}
    racer.eval(f"const check = new ajv2020({{strict: false, validateFormats: false, unicodeRegExp: false}}).compile({json.dumps(later)}); 0")
    return racer


def log_of(found: list[Diagnostic], lang: str = "en") -> Any:
    """Write SARIF, and hold it by its schema twice."""
    log = json.loads(sarif.render(found, lang))
    SARIF.validate(log)
    assert engine().eval(f"check({json.dumps(log)})"), engine().eval("JSON.stringify(check.errors)")
    return log


def cases_of(found: list[Diagnostic], checked: list[str], *, strict: bool = False) -> list[Any]:
    """Write JUnit, hold it by its schema, and give its test cases."""
    root = etree.fromstring(junit.render(found, "zh", checked, strict=strict).encode())
    assert JUNIT.validate(root), JUNIT.error_log
    cases = root.findall(".//testcase")
    assert root.get("tests") == str(len(cases))
    assert root.get("failures") == str(len(root.findall(".//failure")))
    return cases


def test_the_schemas_refuse_what_is_wrong() -> None:
    good = log_of(validate([str(BAD[-1])], SMALL))
    wrong: list[dict[str, Any]] = [{"version": "2.0.0"}, {"runs": [{"tool": {"driver": {}}}]}, {"more": 1}]
    for change in wrong:
        assert not SARIF.is_valid({**good, **change})
        assert not engine().eval(f"check({json.dumps({**good, **change})})")
    assert not JUNIT.validate(etree.fromstring("<testsuite><testcase/></testsuite>"))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_problem_of_a_bad_file_is_told(path: Path, lang: str) -> None:
    found, checked = validate([str(path)], SMALL), units([str(path)])
    log = log_of(found, lang)
    assert [one["ruleId"] for one in log["runs"][0]["results"]] == [one.code for one in found]
    text = "\n".join(element.text or "" for case in cases_of(found, checked) for element in case)
    assert sorted(re.findall(r"\[(XG\d{3})\]: ", text)) == sorted(one.code for one in found)


def test_a_place_in_a_workbook_is_a_logical_location() -> None:
    span = Span(7, 6, 7, 7, "STR 结构")
    (result,) = log_of([Diagnostic("XG203", "form.xlsx", span, {"id": "STR-9.9"})])["runs"][0]["results"]
    (place,) = result["locations"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "STR 结构!F7"
    assert "region" not in place["physicalLocation"]


def test_problems_of_a_part_belong_to_the_framework() -> None:
    folder = str(HERE / "cases" / "bad" / "framework-folder")
    found = validate([folder], None)
    assert len({one.path for one in found}) > 2
    (case,) = cases_of(found, units([folder]))
    assert case.get("name") == folder
    assert len(case.findall("failure")) == sum(one.severity == "error" for one in found)


def test_warnings_fail_where_they_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "warned.yaml"
    city = "{answers: {A-1.2: {not_applicable: x}, A-2.1: {not_applicable: x}}}"
    path.write_text(f"xgov: submission/1\nframework: small@1\nevaluator: {{kind: self}}\nas_of: 2026\ncities: {{a: {city}, b: {city}}}\n", encoding="utf-8")
    found = validate([str(path)], SMALL)
    assert {one.severity.value for one in found} == {"warning"}
    for strict in (False, True):
        (case,) = cases_of(found, [str(path)], strict=strict)
        assert (case.find("failure") is not None, case.find("system-out") is not None) == (strict, not strict)


def test_addresses_are_counted_from_the_folder_that_xgov_runs_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "名 50%,#?:.yaml"
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)

    def uri(path: str) -> str:
        place = log_of([Diagnostic("XG113", path)])["runs"][0]["results"][0]["locations"][0]
        address = str(place["physicalLocation"]["artifactLocation"]["uri"])
        assert re.fullmatch(r"[A-Za-z0-9._~/%:-]+", address)
        return address

    for path in (f"sub/{name}", f"./sub/../sub/{name}", str(tmp_path / "sub" / name)):
        assert unquote(uri(path)) == f"sub/{name}"
    monkeypatch.chdir(tmp_path / "sub")
    assert uri(str(tmp_path / "elsewhere.yaml")).startswith("file:///")
    assert uri(os.fsdecode(b"\xff.yaml")) == "%FF.yaml"


@settings(deadline=None)
@given(st.text(min_size=1), st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0/")))
def test_no_text_breaks_out_of_its_place(text: str, name: str) -> None:
    path = f"folder/x{name}"
    found = [Diagnostic("XG203", path, None, {"id": text})]
    assert log_of(found)["runs"][0]["results"][0]["message"]["text"].startswith(found[0].message("en"))
    (case,) = cases_of(found, [path])
    assert case.get("name") == visible(path)
    assert visible(found[0].message("zh")) in case.findtext("failure")
    (line,) = github.render(found, "en").split("\n")[:-1]
    assert "\r" not in line
    assert line.startswith("::error file=folder/x")
    assert line.count("::") >= 2
