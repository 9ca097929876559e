"""Diagnostics as SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import hashlib
import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from xgov import __version__
from xgov.diagnostics.rules import rules
from xgov.render.json_text import json_list, json_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xgov.diagnostics.diagnostic import Diagnostic
    from xgov.diagnostics.rules import Rule
    from xgov.reading.document import Span

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def render(found: Iterable[Diagnostic], lang: str) -> str:
    """Write diagnostics as one SARIF log with one run; rules come from the same table as everywhere."""
    return "".join(stream(found, lang))


def stream(found: Iterable[Diagnostic], lang: str) -> Iterator[str]:
    """Write the same result by result as they come: the rules that stand above them are all that there are."""
    driver = {
        "name": "xgov",
        "semanticVersion": __version__,
        "rules": [_rule(rule, lang) for rule in rules().values()],
    }
    run = {"tool": {"driver": driver}, "language": lang, "columnKind": "unicodeCodePoints", "results": []}
    head, tail = json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}).rsplit("[]", 1)
    places = {code: number for number, code in enumerate(rules())}
    yield head
    yield from json_list((_result(one, places[one.code], lang) for one in found), indent=6)
    yield tail


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.message[lang]},
        "fullDescription": {"text": rule.why[lang]},
        "help": {"text": rule.hint[lang]},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(one: Diagnostic, index: int, lang: str) -> dict[str, Any]:
    line = one.document.excerpt(one.span).strip() if one.document is not None and one.span is not None else ""
    mark = hashlib.sha256(f"{one.code}\0{one.message('en')}\0{line}".encode()).hexdigest()
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": one.severity.value,
        "message": {"text": f"{one.message(lang)}. {one.hint(lang)}"},
        "locations": [_location(one.path, one.span)],
        "partialFingerprints": {"codeMessageLine/v1": mark},
    }
    if one.related:
        result["relatedLocations"] = [
            {"id": number, **_location(other.path, other.span)} for number, other in enumerate(one.related)
        ]
    return result


def _location(path: str, span: Span | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if span is not None and span.sheet:
        cell = {"name": span.cell, "fullyQualifiedName": f"{span.sheet}!{span.cell}", "kind": "element"}
        return {"physicalLocation": place, "logicalLocations": [cell]}
    if span is not None:
        place["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return {"physicalLocation": place}


def _uri(path: str) -> str:
    """Give the address of a file, counted from the folder that xgov runs in: so code scanning finds it."""
    given = PurePath(path)
    short = PurePath(os.path.relpath(path) if given.is_absolute() else os.path.normpath(path))
    if given.is_absolute() and short.parts[0] == os.pardir:
        return given.as_uri()
    return quote(short.as_posix().encode("utf-8", "surrogateescape"))
