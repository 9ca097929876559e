"""Diagnostics as workflow commands, which GitHub shows as annotations beside the lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xgov.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xgov.diagnostics.diagnostic import Diagnostic

_LEVELS: Final = {"error": "error", "warning": "warning", "note": "notice"}


def render(found: Iterable[Diagnostic], lang: str) -> str:
    """Write one command a line."""
    return "".join(stream(found, lang))


def stream(found: Iterable[Diagnostic], lang: str) -> Iterator[str]:
    """Write the same one by one as they come."""
    return (_command(one, lang) + "\n" for one in found)


def _command(one: Diagnostic, lang: str) -> str:
    values = {"file": one.path}
    where = ""
    if one.span is not None and one.span.sheet:
        where = f"{one.span.sheet}!{one.span.cell}: "  # a workbook has no lines to show it beside
    elif one.span is not None:
        values |= {"line": str(one.span.line), "col": str(one.span.column), "endLine": str(one.span.end_line)}
        if one.span.end_line == one.span.line:
            values["endColumn"] = str(one.span.end_column)
    values["title"] = f"xgov {one.code}"
    shown = ",".join(f"{name}={_escaped(value, attribute=True)}" for name, value in values.items())
    return f"::{_LEVELS[one.severity.value]} {shown}::{_escaped(f'{where}{one.message(lang)}; {one.hint(lang)}')}"


def _escaped(text: str, *, attribute: bool = False) -> str:
    """Escape what would end a command, or one of its values; show what is invisible."""
    text = "\n".join(visible(line) for line in re.split("\r\n|\r|\n", text))
    for sign, code in (("%", "%25"), ("\n", "%0A")):
        text = text.replace(sign, code)
    return text.replace(":", "%3A").replace(",", "%2C") if attribute else text
