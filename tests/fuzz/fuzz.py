"""Coverage-guided fuzzing of the whole way of a file: read, check, merge, score, render. `make fuzz` runs it.

An input is a submission's text. Whatever it is, nothing may raise, every problem has a place that exists,
and what is accepted by our predicate must be accepted by jsonschema too, and the other way round.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["xgov"]):
    from xgov.api import assess, load_framework, load_submissions, validate
    from xgov.reading.yaml import read_yaml
    from xgov.render.json import render as as_report
    from xgov.render.problems import as_text
    from xgov.render.problems_json import render as as_json
    from xgov.render.terminal import render
    from xgov.validation.accept import acceptor
    from xgov.validation.shape import schema_text

import jsonschema

SCHEMA = json.loads(schema_text("submission"))
ACCEPT, FULL = acceptor(SCHEMA), jsonschema.Draft202012Validator(SCHEMA)
FRAMEWORK = load_framework("cross-jurisdiction-risk")
PATH = Path(tempfile.mkdtemp()) / "input.yaml"


def one(raw: bytes) -> None:
    """Take one input all the way."""
    PATH.write_bytes(raw)
    found = validate([str(PATH)], FRAMEWORK)
    for problem in found:
        if problem.document is not None and problem.span is not None and problem.span.line > 1:
            assert problem.span.line <= len(problem.document.text.splitlines()) + 1, problem
    as_text(found, "zh")
    as_json(found)
    document = read_yaml("a.yaml", raw.decode("utf-8", "ignore"), "").document
    if document is not None:
        assert ACCEPT(document.data) == FULL.is_valid(document.data)
    filed = load_submissions([str(PATH)], FRAMEWORK)
    if filed.dossier is not None:
        assessment = assess(filed.dossier)
        as_report(assessment, "en")
        render(assessment, "en")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
