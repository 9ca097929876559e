"""Bad inputs say in comments what is expected of them; what is found must be exactly that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xgov.api import validate
from xgov.diagnostics.rules import rules
from xgov.library import load

ROOT = Path(__file__).parent
CASES = sorted((ROOT / "cases" / "bad").glob("*.yaml"))
EXPECTED = re.compile(r"# (?:error|warning): \[(XG\d{3}(?:, XG\d{3})*)\]")
#: Rules that no YAML text can show: bytes, sizes and missing files are tested in test_reading, findings with scores.
ELSEWHERE = {"XG101", "XG102", "XG103", "XG104", "XG105", "XG106", "XG110", "XG113", "XG212", "XG215", "XG503"}
ELSEWHERE |= {code for code in rules() if code >= "XG511"}


def expected(path: Path) -> list[tuple[int, str]]:
    """Read the comments: line and code of every diagnostic expected."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for hit in EXPECTED.finditer(line):
            found += [(number, code) for code in hit.group(1).split(", ")]
    return sorted(found)


def framework_of(path: Path) -> object:
    """Load the small framework that the bad submissions answer."""
    return load(str(ROOT / "frameworks" / "small.yaml")).framework if path.name.startswith("submission") else None


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bad_input_is_diagnosed_as_its_comments_say(path: Path) -> None:
    found = validate([str(path)], framework_of(path))  # type: ignore[arg-type]
    assert sorted((one.span.line if one.span else 0, one.code) for one in found) == expected(path)
    for one in found:
        for lang in ("en", "zh"):
            assert one.message(lang)
            assert "{" not in one.message(lang) + one.hint(lang)


def test_every_rule_is_exercised() -> None:
    shown = {code for path in CASES for _, code in expected(path)}
    assert set(rules()) - ELSEWHERE == shown - ELSEWHERE


def test_codes_in_the_source_and_in_the_table_are_the_same() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT.parent / "src").rglob("*.py"))
    assert set(re.findall(r'"(XG\d{3})"', source)) == set(rules())
