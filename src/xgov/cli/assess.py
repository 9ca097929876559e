"""xgov assess: submissions → report."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, cast

from xgov.cli.options import colour, complain, emit, framework_named, progress
from xgov.named import NamedTuple
from xgov.render.exports import EXPORTS, by_ending
from xgov.texts import language
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xgov.api import Filed
    from xgov.model.assessment import Assessment
    from xgov.model.dossier import Dossier


class Request(NamedTuple):
    """What was asked for on the command line."""

    files: list[str]
    framework: str | None
    pair: str | None
    origin: str | None
    core: bool
    lang: str | None
    format: str | None
    output: str | None
    force: bool
    min_score: float | None
    redact: bool
    verify: str | None


def run(request: Request) -> int:
    """Report on the files and give the exit code."""
    from xgov.api import assess, expand, load_submissions  # noqa: PLC0415 - after the options are known to be right

    lang = language(request.lang)
    form = request.format or by_ending(request.output, EXPORTS)
    if request.output is None and EXPORTS[form].binary and request.verify is None and sys.stdout.isatty():
        return complain(say("binary", lang, format=form, suffix=EXPORTS[form].suffix))
    framework = framework_named(request.framework, lang) if request.framework else None
    if isinstance(framework, int):
        return framework
    files = list(expand(request.files))
    with progress(len(files)) as done:
        filed = load_submissions(files, framework, core=request.core, jobs=os.cpu_count() or 1, done=done)
    problems(filed, lang)
    if filed.dossier is None:
        return failed(filed, lang)
    limits = _limits(filed.dossier, request, lang)
    if isinstance(limits, int):
        return limits
    assessment = assess(filed.dossier, *limits)
    if request.redact:
        from xgov.redact import redact  # noqa: PLC0415 - only where it is asked for

        assessment = redact(assessment)
    if request.verify is not None:
        from xgov.cli.verify import run as verify  # noqa: PLC0415 - only where it is asked for

        return verify(request.verify, assessment, lang)
    return _write(assessment, request, form, lang) or _judged(assessment, request.min_score)


def problems(filed: Filed, lang: str) -> None:
    """Print what was found in the files on standard error."""
    if filed.diagnostics:
        from xgov.render.problems import as_text  # noqa: PLC0415 - only where there is something to say

        sys.stderr.write(as_text(filed.diagnostics, lang, colour=colour(sys.stderr)) + "\n")


def failed(filed: Filed, lang: str) -> int:
    """Give the exit code where the files make no report."""
    from xgov.api import COULD_NOT_RUN  # noqa: PLC0415

    if not filed.diagnostics:
        return complain(say("nothing", lang))
    return 2 if any(one.code in COULD_NOT_RUN for one in filed.diagnostics) else 1


def _limits(dossier: Dossier, request: Request, lang: str) -> tuple[tuple[str, str] | None, str | None] | int:
    """Give the pair and origin asked for, or the exit code where they did not file."""
    if request.origin is not None and (code := _stranger(dossier, request.origin, lang)):
        return code
    pair = chosen(dossier, request.pair, lang)
    if isinstance(pair, int):
        return pair
    if pair is not None and request.origin is not None and request.origin not in pair:
        return complain(say("origin_outside", lang, origin=request.origin, pair=request.pair))
    return pair, request.origin


def chosen(dossier: Dossier, named: str | None, lang: str) -> tuple[str, str] | int | None:
    """Give the pair that --pair names, in id order, or the exit code where it is none of the files."""
    if not named:
        return None
    pair = named.split(",")
    for name in pair:
        if code := _stranger(dossier, name, lang):
            return code
    if len(set(pair)) != 2:  # noqa: PLR2004 - a pair
        return complain(f"--pair {named}: A,B")
    return cast("tuple[str, str]", tuple(sorted(pair)))


def _stranger(dossier: Dossier, name: str, lang: str) -> int:
    """Complain of a city that did not file; 0 for one that did."""
    from xgov.api import unknown_city  # noqa: PLC0415

    if name in dossier.cities:
        return 0
    problem = unknown_city(dossier, name)
    return complain(f"{problem.message(lang)}; {problem.hint(lang)}")


def _write(assessment: Assessment, request: Request, form: str, lang: str) -> int:
    """Render and write the report; exit code 2 where it cannot be written."""
    module = import_module(EXPORTS[form].module)
    content = module.stream(assessment, lang) if hasattr(module, "stream") else module.render(assessment, lang)
    if request.output is not None:
        return write(request.output, content, lang, force=request.force)
    if form == "terminal":
        sys.stdout.write(content)
    else:
        emit(content)
    return 0


def write(path: str, content: str | bytes | Iterable[str], lang: str, *, force: bool) -> int:
    """Write a file whole; exit code 2 where it cannot be written."""
    from xgov.output import write_whole  # noqa: PLC0415

    try:
        write_whole(path, content, force=force)
    except FileExistsError:
        return complain(say("exists", lang, path=path))
    except OSError as error:
        return complain(say("cannot_write", lang, path=path, reason=error.strerror or str(error)))
    return 0


def _judged(assessment: Assessment, least: float | None) -> int:
    """Give 1 where a lowest possible score stays below `least`, or a gate caps."""
    if least is None:
        return 0
    for pair in assessment.pairs:
        capped = any(gate.state != "met" for gate in pair.standing.gates)
        if pair.figures is None or capped or round(100 * pair.figures.low, 9) < least:
            return 1
    return 0 if assessment.pairs else 1
