"""Bad inputs say in comments what is expected of them; what is found must be exactly that."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xgov.api import load_framework, load_submissions, unknown_city, validate
from xgov.diagnostics.rules import rules

if TYPE_CHECKING:
    from xgov.diagnostics.diagnostic import Diagnostic

ROOT = Path(__file__).parent
FILES = sorted((ROOT / "cases" / "bad").glob("*.yaml"))
#: Folders of files that are wrong together; one of them is a framework in parts.
FOLDERS = sorted(path for path in (ROOT / "cases" / "bad").iterdir() if path.is_dir())
PARTS = ROOT / "cases" / "bad" / "framework-folder"
EXPECTED = re.compile(r"# (error|warning): \[(XG\d{3}(?:, XG\d{3})*)\]")
#: Rules of workbooks, which hold no comments; test_workbooks shows each.
WORKBOOKS = {f"XG{number}" for number in range(131, 141)}
#: Rules that no comment can show: missing files, folders and bytes are in test_reading, XG503 and XG504 are below,
#: findings about scores are in the scoring cases.
ELSEWHERE = {"XG101", "XG102", "XG104", "XG503", "XG504"} | WORKBOOKS | {code for code in rules() if code >= "XG511"}


def expected(path: Path) -> list[tuple[str, int, str]]:
    """Read the comments: file, line and code of every diagnostic expected."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        for hit in EXPECTED.finditer(line):
            for code in hit.group(2).split(", "):
                assert rules()[code].severity.value == hit.group(1), f"{path.name}:{number}"
                found.append((path.name, number, code))
    return found


def found_in(diagnostics: list[Diagnostic]) -> list[tuple[str, int, str]]:
    """Give file, line and code of what was found, and see that every text of it is whole."""
    for one in diagnostics:
        for lang in ("en", "zh"):
            assert one.message(lang)
            assert "{" not in one.message(lang) + one.hint(lang)
    return sorted((Path(one.path).name, one.span.line if one.span else 0, one.code) for one in diagnostics)


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the frameworks of the tests be the shipped ones."""
    ours = {path.stem: load_framework(str(path)) for path in sorted((ROOT / "frameworks").glob("*.yaml"))}
    monkeypatch.setattr("xgov.api.load_shipped", ours.get)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bad_file_is_diagnosed_as_its_comments_say(path: Path) -> None:
    assert found_in(validate([str(path)])) == sorted(expected(path))


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.name)
def test_files_that_are_wrong_together_are_diagnosed(path: Path) -> None:
    found = validate([str(path)]) if path == PARTS else list(load_submissions([str(path)]).diagnostics)
    assert found_in(found) == sorted(one for file in path.rglob("*.yaml") for one in expected(file))


@pytest.mark.parametrize(
    ("folder", "shown"),
    [
        ("files-differ", [("profile.risks.0", 5), ("cities.a.population", 7), ("A-1.2", 7), ("A-2.2", 7)]),
        ("records-differ", [("commitments C2", 10), ("commitments C2", 10), ("commitments C1", 9), ("commitments C3", 11), ("notifications N1", 17), ("resources [('en', 'pumps'), ('zh', '水泵')]", 13)]),
    ],
)  # fmt: skip
def test_a_contradiction_shows_both_places(folder: str, shown: list[tuple[str, int]]) -> None:
    filed = load_submissions([str(ROOT / "cases" / "bad" / folder)])
    found = [one for one in filed.diagnostics if one.code == "XG212"]
    for one in found:
        assert [Path(other.path).name for other in one.related] == ["a.yaml"]
    assert sorted((one.values["id"], one.related[0].span.line) for one in found) == sorted(shown)


def test_a_city_that_did_not_file() -> None:
    filed = load_submissions([str(ROOT / "cases" / "bad" / "files-apart" / "a.yaml")])
    assert filed.dossier is not None
    assert unknown_city(filed.dossier, "A").hint("en") == "did you mean a?"


def test_a_framework_without_a_quick_check() -> None:
    small = load_framework(str(ROOT / "frameworks" / "small.yaml"))
    filed = load_submissions([str(ROOT / "cases" / "bad" / "files-apart" / "a.yaml")], small, core=True)
    assert filed.dossier is None
    assert [(one.code, one.message("en")) for one in filed.diagnostics] == [
        ("XG504", "small has no items of the quick check")
    ]


def test_every_rule_is_exercised() -> None:
    shown = {code for path in (ROOT / "cases" / "bad").rglob("*.yaml") for _, _, code in expected(path)}
    assert set(rules()) - ELSEWHERE == shown


def test_codes_in_the_source_and_in_the_table_are_the_same() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT.parent / "src").rglob("*.py"))
    assert set(re.findall(r'"(XG\d{3})"', source)) == set(rules())
