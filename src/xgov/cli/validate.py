"""xgov validate: files → diagnostics."""

from __future__ import annotations

import os
import sys
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Final

from xgov.cli.options import colour, complain, emit, framework_named, progress
from xgov.texts import language
from xgov.texts.report import say

if TYPE_CHECKING:
    from xgov.diagnostics.diagnostic import Diagnostic

#: Problems from which they are counted by code as well.
_LONG: Final = 20


def run(paths: list[str], framework: str | None, lang: str | None, form: str, *, strict: bool, quiet: bool) -> int:
    """Print every problem and give the exit code: 1 for errors, 2 where a path could not be read."""
    from xgov.api import COULD_NOT_RUN, units, validate  # noqa: PLC0415 - after the options are known to be right

    lang = language(lang)
    model = framework_named(framework, lang) if framework else None
    if isinstance(model, int):
        return model
    checked = units(paths)
    if not checked:
        return complain(say("nothing", lang))
    with progress(len(checked)) as done:
        found = validate(checked, model, done, jobs=os.cpu_count() or 1)
    errors = sum(one.severity == "error" for one in found)
    warnings = sum(one.severity == "warning" for one in found)
    if form != "terminal":
        _emit(form, found, lang, checked, strict=strict)
    else:
        from xgov.render.problems import as_text  # noqa: PLC0415

        sys.stdout.write(as_text(found, lang, colour=colour(sys.stdout)))
        if not quiet:
            key = "summary" if found else "fine"
            gap = "\n" if found else ""
            sys.stdout.write(gap + say(key, lang, errors=errors, warnings=warnings, files=len(checked)) + "\n")
            sys.stdout.write(_table(found, lang) if len(found) > _LONG else "")
    if any(one.code in COULD_NOT_RUN for one in found):
        return 2
    return 1 if errors or (strict and warnings) else 0


def _emit(form: str, found: list[Diagnostic], lang: str, checked: list[str], *, strict: bool) -> None:
    """Write the diagnostics for programs; JUnit also lists the files without any."""
    from xgov.render.exports import DIAGNOSTICS  # noqa: PLC0415

    render = import_module(DIAGNOSTICS[form]).render
    emit(render(found, lang, checked, strict=strict) if form == "junit" else render(found, lang))


def _table(found: list[Diagnostic], lang: str) -> str:
    """Count a long list of problems by their codes, the most frequent first."""
    from xgov.diagnostics.rules import rules  # noqa: PLC0415

    counts = Counter(one.code for one in found)
    files = {code: len({one.path for one in found if one.code == code}) for code in counts}
    rows = [
        say("counted", lang, n=n, code=code, files=files[code], why=rules()[code].why[lang])
        for code, n in counts.most_common()
    ]
    return "\n".join(["", *rows, ""])
