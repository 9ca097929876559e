"""Diagnostics as text with frames of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.render.styled import paint
from xgov.render.visible import cells, visible
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.diagnostics.diagnostic import Diagnostic
    from xgov.reading.document import Span

#: Columns of a line of code that are shown at most.
_WIDTH = 100
_STYLES = {"error": "red", "warning": "yellow", "note": "cyan"}


def place(path: str, span: Span | None) -> str:
    """Write a place as path:line:column, or path[sheet!cell]."""
    if span is not None and span.sheet:
        return visible(f"{path}[{span.sheet}!{span.cell}]")
    return visible(path) if span is None else f"{visible(path)}:{span.line}:{span.column}"


def as_text(found: Sequence[Diagnostic], lang: str, *, colour: bool = False) -> str:
    """Write diagnostics for people, each with its frame of code."""
    return "\n\n".join(_one(diagnostic, lang, colour=colour) for diagnostic in found) + ("\n" if found else "")


def _one(one: Diagnostic, lang: str, *, colour: bool) -> str:
    severity = one.severity.value
    name = paint(f"{say(severity, lang)}[{one.code}]", _STYLES[severity], colour=colour)
    head = f"{place(one.path, one.span)}: {name}"
    lines = [
        f"{head}: {paint(visible(one.message(lang)), 'bold', colour=colour)}",
        *_frame(one, severity, colour=colour),
    ]
    lines.append(f"  {say('hint', lang)}: {visible(one.hint(lang))}")
    lines += [f"  {say('also', lang)}: {place(other.path, other.span)}" for other in one.related]
    return "\n".join(lines)


def _frame(one: Diagnostic, severity: str, *, colour: bool) -> list[str]:
    if one.span is None or one.document is None:
        return []
    text = one.document.excerpt(one.span)
    start = 0 if one.span.sheet else one.span.column - 1
    whole = one.span.sheet or one.span.end_line != one.span.line
    end = len(text) if whole else one.span.end_column - 1
    offset = max(0, start - _WIDTH // 2)
    shown = visible(text[offset : offset + _WIDTH]).rstrip()
    before = cells(visible(text[offset:start]))
    marked = max(1, min(cells(visible(text[start:end])), _WIDTH - before))
    number = one.span.cell if one.span.sheet else str(one.span.line)
    gutter = paint(f"{' ' * len(number)} | ", "dim", colour=colour)
    marks = paint("^" * marked, _STYLES[severity], colour=colour)
    return [f"  {paint(f'{number} | ', 'dim', colour=colour)}{shown}", f"  {gutter}{' ' * before}{marks}"]
