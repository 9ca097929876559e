"""Diagnostics as JUnit XML, as Jenkins reads it (its junit-10.xsd): a file is a test case, its errors are failures."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from xgov.render.problems import place
from xgov.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.diagnostics.diagnostic import Diagnostic


def render(found: Sequence[Diagnostic], lang: str, checked: Sequence[str] = (), *, strict: bool = False) -> str:
    """Write one test suite; `checked` names every file looked at, so that good ones show as passed.

    What lies in a folder that was looked at as one, such as a framework, counts as its own; if strict, warnings fail.
    """
    failing = {"error", "warning"} if strict else {"error"}
    by_file: dict[str, list[Diagnostic]] = {path: [] for path in checked}
    for one in found:
        by_file.setdefault(_unit(one.path, checked), []).append(one)
    failures = sum(one.severity in failing for one in found)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuite name="xgov validate" tests="{len(by_file)}" failures="{failures}" errors="0" skipped="0">',
    ]
    for path, rows in by_file.items():
        lines.append(f'  <testcase classname="xgov" name={quoteattr(visible(path))}>')
        lines += [_failure(one, lang) for one in rows if one.severity in failing]
        rest = [one for one in rows if one.severity not in failing]
        if rest:
            lines.append(f"    <system-out>{escape(chr(10).join(_line(one, lang) for one in rest))}</system-out>")
        lines.append("  </testcase>")
    return "\n".join([*lines, "</testsuite>", ""])


def _unit(path: str, checked: Sequence[str]) -> str:
    """Give what was looked at: the file itself, or the folder that it is a part of."""
    if path in checked:
        return path
    return next((one for one in checked if PurePath(one) in PurePath(path).parents), path)


def _failure(one: Diagnostic, lang: str) -> str:
    head = f"    <failure type={quoteattr(one.code)} message={quoteattr(visible(one.message(lang)))}>"
    return f"{head}{escape(_line(one, lang))}</failure>"


def _line(one: Diagnostic, lang: str) -> str:
    where = place(one.path, one.span)
    return visible(f"{where}: {one.severity.value}[{one.code}]: {one.message(lang)}; {one.hint(lang)}")
