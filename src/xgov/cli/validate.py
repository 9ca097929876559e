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
    from collections.abc import Iterable, Iterator

    from xgov.diagnostics.diagnostic import Diagnostic

#: Problems from which they are counted by code as well.
_LONG: Final = 20


def run(paths: list[str], framework: str | None, lang: str | None, form: str, *, strict: bool, quiet: bool) -> int:
    """Print every problem and give the exit code: 1 for errors, 2 where a path could not be read."""
    from xgov.api import check_units, units  # noqa: PLC0415 - after the options are known to be right

    lang = language(lang)
    model = framework_named(framework, lang) if framework else None
    if isinstance(model, int):
        return model
    files = units(paths)
    if not files:
        return complain(say("nothing", lang))
    text = form == "terminal"
    with progress(len(files) if text or not sys.stdout.isatty() else 0) as done:
        found = _Tally(check_units(files, model, done, jobs=os.cpu_count() or 1))
        kept = list(found) if text else []
        if not text:
            _emit(form, found, lang, files, strict=strict)
    if text:
        _print(kept, found, lang, len(files), quiet=quiet)
    if found.stopped:
        return 2
    return 1 if found.errors or (strict and found.warnings) else 0


class _Tally:
    """Counts problems as they pass."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self._found = found
        self.errors = self.warnings = 0
        #: Whether a path could not be read.
        self.stopped = False

    def __iter__(self) -> Iterator[Diagnostic]:
        from xgov.api import COULD_NOT_RUN  # noqa: PLC0415

        for one in self._found:
            self.errors += one.severity == "error"
            self.warnings += one.severity == "warning"
            self.stopped |= one.code in COULD_NOT_RUN
            yield one


def _emit(form: str, found: _Tally, lang: str, files: list[str], *, strict: bool) -> None:
    """Write the diagnostics for programs, as they come; JUnit counts them first, and lists the files without any."""
    from xgov.render.exports import DIAGNOSTICS  # noqa: PLC0415

    module = import_module(DIAGNOSTICS[form])
    emit(module.render(list(found), lang, files, strict=strict) if form == "junit" else module.stream(found, lang))


def _print(found: list[Diagnostic], tally: _Tally, lang: str, files: int, *, quiet: bool) -> None:
    """Write the diagnostics for people, and how many there are."""
    from xgov.render.problems import as_text  # noqa: PLC0415

    sys.stdout.write(as_text(found, lang, colour=colour(sys.stdout)))
    if not quiet:
        key = "summary" if found else "fine"
        gap = "\n" if found else ""
        sys.stdout.write(gap + say(key, lang, errors=tally.errors, warnings=tally.warnings, files=files) + "\n")
        sys.stdout.write(_table(found, lang) if len(found) > _LONG else "")


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
