"""The published schemas and the model classes say the same, and an outside validator agrees with ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from xgov.model import framework as fw
from xgov.model import source as src
from xgov.model import submission as sub
from xgov.texts.shapes import FORMS, LIMITS, TYPES
from xgov.validation.shape import SCHEMAS, schema_text

FRAMEWORK = {
    "entry": fw.Entry, "profile": fw.Profile, "stage": fw.Stage, "gate": fw.Gate, "scale": fw.Scale, "roles": fw.Roles,
    "coverageNeeded": fw.CoverageNeeded, "check": fw.Check, "variant": fw.Variant, "indicator": fw.Indicator, "node": fw.Node,
    "clause": src.Clause, "publication": src.Publication, "link": src.Link, "crosswalk": src.Crosswalk, "source": src.Source,
}  # fmt: skip
SUBMISSION = {
    "evaluator": sub.Evaluator,
    "riskEntry": sub.RiskEntry,
    "city": sub.City,
    "answer": sub.Answer,
    "evidence": sub.Evidence,
    "pair": sub.Agreed,
}
#: Fields that stand beside the file's own keys.
OURS = {"digest", "state", "places", "document", "major"}
PAIRS = [("framework", *one) for one in FRAMEWORK.items()] + [("submission", *one) for one in SUBMISSION.items()]


@pytest.mark.parametrize(("schema", "name", "kind"), PAIRS)
def test_definition_and_class_have_the_same_keys(schema: str, name: str, kind: Any) -> None:
    keys = set(json.loads(schema_text(schema))["$defs"][name]["properties"])
    names = {name.rstrip("_") for name in kind._fields} - OURS
    assert keys == (names - {"id"} if name == "evidence" else names)


def test_whole_files_have_the_same_keys() -> None:
    keys = set(json.loads(schema_text("framework"))["properties"]) - {"xgov"}
    assert keys == set(fw.Framework._fields) - OURS
    keys = set(json.loads(schema_text("submission"))["properties"]) - {"xgov", "profile", "evidence"}
    assert keys == set(sub.Submission._fields) - OURS - {"governance", "risks"}


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    """Go through every property of a schema."""
    if isinstance(schema, dict):
        if "description" in schema:
            yield from schema.get("properties", {}).items()
        for one in schema.values():
            yield from properties(one)
    elif isinstance(schema, list):
        for one in schema:
            yield from properties(one)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_is_explained(name: str) -> None:
    schema = json.loads(schema_text(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    for key, one in properties(schema):
        assert one["title"], key
        assert one["description"], key


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Go through every part of a schema."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from nodes(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from nodes(value)


@pytest.mark.parametrize("name", ["submission", "framework"])
def test_every_form_type_and_limit_has_its_words_in_both_languages(name: str) -> None:
    seen = 0
    for node in nodes(json.loads(schema_text(name))):
        if isinstance(node.get("pattern"), str):
            assert node.get("title") in FORMS, node
            seen += 1
        kinds = node.get("type", [])
        if isinstance(kinds, (str, list)):
            assert set([kinds] if isinstance(kinds, str) else kinds) <= TYPES.keys()
        if any(isinstance(node.get(word), (int, float)) for word in LIMITS):
            seen += 1
        words = [word for word in node if word.startswith(("min", "max", "exclusive", "unique", "multiple"))]
        assert [word for word in words if isinstance(node[word], (int, float))] == [
            word for word in words if word in LIMITS and isinstance(node[word], (int, float))
        ]
    assert seen > 20
