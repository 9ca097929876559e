"""Whatever a file holds, it is diagnosed or assessed: nothing raises, and our predicate agrees with a full validator."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from xgov.api import assess, load_framework, load_submissions, validate
from xgov.reading.yaml import read_yaml
from xgov.render.json import report
from xgov.validation.accept import acceptor
from xgov.validation.shape import schema_text

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent
SMALL = load_framework(str(ROOT / "frameworks" / "small.yaml"))
#: What people and machines write where something else belongs.
JUNK: list[Any] = [
    None, True, 0, -1, 2.5, 1e300, "", "x", "NO", "{x}", "2026-02-30", "0000", 9999, "a@b@c", "A-1.1", [], {}, [None], [[1]],
    {"answer": None}, {"answer": 4}, {"not_applicable": "x"}, {"en": None}, [{"id": "x"}], {"kind": "trace"}, "a\n",
]  # fmt: skip
BASES = [
    read_yaml(path, (ROOT / path).read_text(encoding="utf-8"), "").document.data  # type: ignore[union-attr]
    for path in ("cases/bad/submission-meaning.yaml", "cases/bad/files-differ/a.yaml", "frameworks/small.yaml", "frameworks/deep.yaml")
]


def routes(data: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Go through the routes of everything in plain data, but the whole."""
    for key, one in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*route, key)
        yield from routes(one, (*route, key))


def spoilt(data: Any, rng: Random) -> Any:
    """Copy data with one to four things replaced, left out or added."""
    data = copy.deepcopy(data)
    for _ in range(rng.randint(1, 4)):
        *above, last = rng.choice(list(routes(data)))
        inner = data
        for step in above:
            inner = inner[step]
        change = rng.choice(["replace", "replace", "drop", "add"])
        if change == "replace":
            inner[last] = copy.deepcopy(rng.choice(JUNK))
        elif change == "drop":
            del inner[last]
        elif isinstance(inner, dict):
            inner[rng.choice(["extra", "a", "B-9", "answers", "kind", ""])] = copy.deepcopy(rng.choice(JUNK))
        if not data:
            break
    return data


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BASES), st.randoms())
def test_nothing_raises(tmp_path_factory: pytest.TempPathFactory, base: Any, rng: Random) -> None:
    path = tmp_path_factory.mktemp("any") / "a.yaml"
    path.write_text(json.dumps(spoilt(base, rng)), encoding="utf-8")
    for one in validate([str(path)], SMALL):
        assert one.message("en") + one.hint("zh")
    filed = load_submissions([str(path)], SMALL)
    assert filed.dossier is None or report(assess(filed.dossier))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(BASES), st.randoms())
def test_both_validators_agree(base: Any, rng: Random) -> None:
    data = spoilt(base, rng)
    schema = json.loads(schema_text("framework" if "dimensions" in base else "submission"))
    assert acceptor(schema)(data) == jsonschema.Draft202012Validator(schema).is_valid(data)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab:-?,[]{}#&*!|>'\"%@ \t\n\r\x00\ufeff0123.~<")) | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = read_yaml("a.yaml", text, "")
    assert reading.document is not None
    for fault in reading.faults:
        assert fault.span is None or fault.span.line <= text.count("\n") + text.count("\r") + 2
