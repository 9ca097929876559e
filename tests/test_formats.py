"""Reports and diagnostics in the formats that others read: whole, escaped, and saying the same as the JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_hostile import is_safe

from xgov.api import assess, load_framework, load_submissions, validate
from xgov.diagnostics.rules import rules
from xgov.redact import redact
from xgov.render import csv as as_csv
from xgov.render import github, junit, markdown, problems_json, sarif
from xgov.render.exports import DIAGNOSTICS, EXPORTS
from xgov.render.json import report
from xgov.render.json_text import json_list, json_text

ROOT = Path(__file__).parent
PAIR = str(ROOT.parent / "examples" / "upriver-downriver")
BAD = [str(path) for path in sorted((ROOT / "cases" / "bad").glob("*.yaml"))]
SMALL = load_framework(str(ROOT / "frameworks" / "small.yaml"))
#: A text that tries to be markup, a formula, a command and a colour at once.
NASTY = "=1+1|<script>alert(1)</script>\n::error::x\x1b[31m\u202e`]]>&\"'"


def assessed(path: str = PAIR) -> Any:
    dossier = load_submissions([path]).dossier
    assert dossier is not None
    return assess(dossier)


@pytest.fixture(scope="module")
def pair() -> Any:
    return assessed()


@pytest.fixture(scope="module")
def found() -> Any:
    return validate(BAD, SMALL)


@pytest.fixture
def nasty(tmp_path: Path) -> Any:
    """Assess two cities whose every free text is nasty."""
    path = tmp_path / "nasty.yaml"
    city = {"name": NASTY, "answers": {"A-1.1": {"answer": 2, "note": NASTY, "evidence": ["E1"]}}}
    data = {
        "xgov": "submission/1", "framework": "small@1", "evaluator": {"kind": "self", "name": NASTY}, "as_of": "2026-06-30",
        "handling": "internal", "filing": {"contact": NASTY}, "cities": {"a": city, "b": city},
        "evidence": {"E1": {"kind": "document", "title": NASTY, "note": NASTY, "date": "2026"}},
        "records": {"requests": [{"id": "R1", "by": "a", "to": "b", "what": NASTY, "asked_at": "2026-01-01T00:00Z", "refused_because": NASTY}]},
    }  # fmt: skip
    path.write_text(json.dumps(data), encoding="utf-8")
    dossier = load_submissions([str(path)], SMALL).dossier
    assert dossier is not None
    return assess(dossier)


def test_csv_says_what_the_json_says(pair: Any) -> None:
    text = as_csv.render(pair, "en")
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(text[1:])))
    whole = report(pair)["pairs"][0]
    rows = {row["id"]: row for row in table if row["city or pair"] == "downriver - upriver"}
    for key, node in whole["dimensions"].items():
        assert float(rows[key]["score"]) == pytest.approx(node["score"])
        for name, item in node["indicators"].items():
            assert (float(rows[name]["score"]) if rows[name]["score"] else None) == pytest.approx(item["score"])
    assert {row["handling"] for row in table} == {"INTERNAL"}


def test_no_cell_is_a_formula(nasty: Any) -> None:
    for row in csv.reader(io.StringIO(as_csv.render(nasty, "en")[1:])):
        for cell in row:
            assert not re.match(r"[=+@\t\r]|-[^0-9]", cell)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_markdown_is_whole_and_tame(pair: Any, nasty: Any, lang: str) -> None:
    text = markdown.render(pair, lang)
    for node in pair.dossier.framework.dimensions:
        assert node.name[lang] in text
    for item in pair.main.items() if hasattr(pair, "main") else pair.pairs[0].main.scored.items():
        assert item in text
    assert ("**INTERNAL**" if lang == "en" else "**内部资料**") in text
    hostile = markdown.render(nasty, lang)
    assert "<script>" not in hostile
    assert "\x1b" not in hostile
    assert "\u202e" not in hostile
    widths = {row.count("|") - row.count("\\|") for row in text.splitlines() if row.startswith("|")}
    assert widths <= {6, 7}


def test_redacted_leaves_figures_and_takes_the_rest(nasty: Any) -> None:
    plain, less = report(nasty), report(redact(nasty))
    assert plain["pairs"][0]["score"] == less["pairs"][0]["score"]
    assert less["pairs"][0]["records"]["resources"] is None
    dossier = redact(nasty).dossier
    for one in dossier.submissions:
        assert "contact" not in one.filing
        for city in one.cities.values():
            assert all(said.note is None for said in city.answers.values())
    facts = report(redact(assessed()))["pairs"][0]
    assert facts["records"]["resources"] is None
    assert all(one["code"] != "XG523" for one in facts["findings"])


def test_sarif_names_every_rule_it_uses(found: Any) -> None:
    log = json.loads(sarif.render(found, "en"))
    (run,) = log["runs"]
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert names == sorted(set(names))
    assert set(names) <= set(rules())
    assert len(run["results"]) == len(found)
    for result, one in zip(run["results"], found, strict=True):
        assert names[result["ruleIndex"]] == result["ruleId"] == one.code
        assert result["level"] in {"error", "warning", "note"}
        region = result["locations"][0]["physicalLocation"].get("region")
        assert (region is None) == (one.span is None)
    marks = [result["partialFingerprints"]["codeMessageLine/v1"] for result in run["results"]]
    assert len(set(marks)) > len(marks) // 2


def test_junit_counts_what_it_holds(found: Any) -> None:
    suite = ET.fromstring(junit.render(found, "zh", [*BAD, "good.yaml"]))  # noqa: S314 - our own text
    cases = suite.findall("testcase")
    assert int(suite.get("tests", "0")) == len(cases) == len(BAD) + 1
    assert int(suite.get("failures", "0")) == sum(one.severity == "error" for one in found) == len(suite.findall(".//failure"))
    assert not cases[-1].findall("failure")


def test_github_commands_stay_one_line_each(found: Any) -> None:
    lines = github.render(found, "en").splitlines()
    assert len(lines) == len(found)
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) file=[^,:]+(,\w+=[^,:]*)*::[^\r\n]*", line)


@pytest.mark.parametrize("form", [*DIAGNOSTICS, "terminal"])
def test_every_format_of_diagnostics_is_offered(form: str) -> None:
    command = [sys.executable, "-m", "xgov", "validate", BAD[0], "--format", form]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_of_the_report_is_offered(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"report{EXPORTS[form].suffix}"
    command = [sys.executable, "-m", "xgov", "assess", PAIR, "--format", form, "--redact", "-o", str(path)]
    subprocess.run(command, check=True)
    assert path.stat().st_size > 1000


@pytest.mark.parametrize("form", EXPORTS)
def test_a_report_speaks_as_the_governance_has_it(form: str, tmp_path: Path) -> None:
    """What a variant replaces stands nowhere: the question, and the deed where next steps are written."""
    levels = [{"en": sign} for sign in "abcde"]
    own = {"question": {"en": "PLAIN ask"}, "evidence": {"en": "PLAIN paper"}, "remedy": [{"en": "PLAIN deed"}] * 4}
    peers = {"question": {"en": "PEERS ask"}, "evidence": {"en": "PEERS paper"}, "remedy": [{"en": "PEERS deed"}] * 4}
    item = {"id": "X-1", "levels": levels, **own, "variants": [{"when": {"governance": "peer"}, **peers}]}
    framework = {
        "xgov": "framework/1", "id": "worded", "version": "1.0.0", "title": {"en": "Worded"}, "languages": ["en"],
        "profile": {"governance": [{"id": "peer", "name": {"en": "Peer"}}]},
        "dimensions": [{"id": "X", "name": {"en": "X"}, "indicators": [item]}],
    }  # fmt: skip
    filed = {
        "xgov": "submission/1", "framework": "worded@1", "evaluator": {"kind": "self"}, "as_of": "2026-06-30",
        "profile": {"governance": "peer"}, "cities": {name: {"answers": {"X-1": 1}} for name in ("a", "b")},
    }  # fmt: skip
    for name, data in {"framework": framework, "filed": filed}.items():
        (tmp_path / f"{name}.yaml").write_text(json.dumps(data), encoding="utf-8")
    dossier = load_submissions([str(tmp_path / "filed.yaml")], load_framework(str(tmp_path / "framework.yaml"))).dossier
    assert dossier is not None
    whole = rendered(form, assess(dossier))
    assert "PLAIN" not in whole
    assert ("PEERS ask" in whole) == (form != "json")
    assert ("PEERS deed" in whole) == (form not in {"json", "csv"})


def rendered(form: str, assessment: Any) -> str:
    """A report as text; of a workbook everything in it."""
    done = import_module(EXPORTS[form].module).render(assessment, "en")
    if isinstance(done, str):
        return done
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        return "".join(package.read(name).decode("utf-8") for name in package.namelist())


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("a\u202e\u2028\U000e0041\x7f\x85\ufffe\n")
def test_json_hides_nothing_and_loses_nothing(text: str) -> None:
    written = json_text({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert is_safe(written)


@pytest.mark.parametrize("module", [github, problems_json, sarif])
def test_diagnostics_for_programs_are_written_as_they_come(found: Any, module: Any) -> None:
    taken = []

    def coming() -> Any:
        for one in found:
            taken.append(one)
            yield one

    parts = module.stream(coming(), "en")
    begun = next(parts)
    while not taken:
        begun += next(parts)
    assert len(taken) == 1
    assert found[0].hint("en") in begun
    assert begun + "".join(parts) == module.render(found, "en")
    assert taken == found


@pytest.mark.parametrize("indent", [0, 4])
@pytest.mark.parametrize("data", [[], [1], [{"a": ["x\ny", {}]}, "b", []]])
def test_a_list_in_parts_reads_as_the_whole(data: Any, indent: int) -> None:
    text = "".join(json_list(data, indent))
    assert text.replace("\n" + " " * indent, "\n") + "\n" == json_text(data)


def test_json_stays_readable() -> None:
    assert json_text({"name": "两市通报，é – ×"}) == '{\n  "name": "两市通报，é – ×"\n}\n'
