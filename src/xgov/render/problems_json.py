"""Diagnostics as JSON, with messages in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xgov.render.json_text import json_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xgov.diagnostics.diagnostic import Diagnostic
    from xgov.reading.document import Span


def render(found: Iterable[Diagnostic], lang: str = "en") -> str:
    """Write diagnostics for programs; messages are given in every language."""
    return "".join(stream(found, lang))


def stream(found: Iterable[Diagnostic], lang: str = "en") -> Iterator[str]:  # noqa: ARG001 - JSON holds every language
    """Write the same one by one as they come."""
    yield from json_list(map(_plain, found))
    yield "\n"


def _plain(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": {lang: one.message(lang) for lang in ("en", "zh")},
        "hint": {lang: one.hint(lang) for lang in ("en", "zh")},
        **_where(one.path, one.span),
        "related": [_where(other.path, other.span) for other in one.related],
    }


def _where(path: str, span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"path": path, "line": None, "column": None, "end_line": None, "end_column": None}
    places = {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
    cell = {"sheet": span.sheet, "cell": span.cell} if span.sheet else {}
    return {"path": path, **places, **cell}
