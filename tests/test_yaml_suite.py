"""The reader against the official yaml-test-suite: as it says, or refused for a reason that is written down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xgov.reading.files import read_file
from xgov.reading.yaml import read_yaml

ROOT = Path(__file__).parent
SUITE: list[dict[str, Any]] = json.loads((ROOT / "vendor" / "yaml-test-suite.json").read_text(encoding="utf-8"))
EXCEPTIONS: Any = read_file(str(ROOT / "cases" / "yaml-test-suite.yaml")).document.data  # type: ignore[union-attr]
#: Aliases, tags, several documents, keys that are no text: refused by design.
DESIGN = {"XG108", "XG109", "XG110", "XG111"}
SYNTAX = {"XG106"}


def documents(text: str) -> list[Any]:
    """Read the JSON documents of a case; none stands for an empty file."""
    found = []
    text = text.strip()
    while text:
        one, end = json.JSONDecoder().raw_decode(text)
        found.append(one)
        text = text[end:].strip()
    return found or [None]


def outcome(case: dict[str, Any]) -> str:
    """Name what came of a case."""
    reading = read_yaml("case.yaml", case["yaml"], "")
    codes = {fault.code for fault in reading.faults}
    assert codes <= DESIGN | SYNTAX | {"XG107"}
    if case.get("fail"):
        return "as the suite says" if codes else "accepted"
    if codes & DESIGN:
        return "refused by design"
    if codes:
        return "refused"
    if "json" not in case:
        return "as the suite says"  # it names no data
    assert reading.document is not None
    return "as the suite says" if documents(case["json"]) == [reading.document.data] else "different"


@pytest.mark.parametrize("case", SUITE, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    named = [kind for kind, ids in EXCEPTIONS.items() if case["id"] in ids]
    found = outcome(case)
    if named:
        assert [found] == named
    elif found == "refused":
        assert "json" not in case, "a valid case is refused, and no reason is written down"
    else:
        assert found in {"as the suite says", "refused by design"}


def test_every_exception_is_a_case() -> None:
    named = [name for ids in EXCEPTIONS.values() for name in ids]
    assert len(named) == len(set(named))
    assert set(named) <= {case["id"] for case in SUITE}
