"""Diagnostics as JUnit XML, as Jenkins reads it (its junit-10.xsd): a file is a test case, its errors are failures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from xgov.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.diagnostics.diagnostic import Diagnostic


def render(found: Sequence[Diagnostic], lang: str, checked: Sequence[str] = ()) -> str:
    """Write one test suite; `checked` names every file looked at, so that good ones show as passed."""
    by_file: dict[str, list[Diagnostic]] = {path: [] for path in checked}
    for one in found:
        by_file.setdefault(one.path, []).append(one)
    errors = {path: [one for one in rows if one.severity == "error"] for path, rows in by_file.items()}
    failures = sum(len(rows) for rows in errors.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuite name="xgov validate" tests="{len(by_file)}" failures="{failures}" errors="0" skipped="0">',
    ]
    for path, rows in by_file.items():
        lines.append(f'  <testcase classname="xgov" name={quoteattr(visible(path))}>')
        lines += [_failure(one, lang) for one in errors[path]]
        rest = [one for one in rows if one.severity != "error"]
        if rest:
            lines.append(f"    <system-out>{escape(chr(10).join(_line(one, lang) for one in rest))}</system-out>")
        lines.append("  </testcase>")
    return "\n".join([*lines, "</testsuite>", ""])


def _failure(one: Diagnostic, lang: str) -> str:
    head = f"    <failure type={quoteattr(one.code)} message={quoteattr(visible(one.message(lang)))}>"
    return f"{head}{escape(_line(one, lang))}</failure>"


def _line(one: Diagnostic, lang: str) -> str:
    place = f":{one.span.line}:{one.span.column}" if one.span else ""
    return visible(f"{one.path}{place}: {one.severity.value}[{one.code}]: {one.message(lang)}; {one.hint(lang)}")
