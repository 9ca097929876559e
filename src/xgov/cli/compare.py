"""xgov compare: two filings of the same cities → what moved."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from xgov.cli.options import complain, emit, framework_named
from xgov.named import NamedTuple
from xgov.texts import language
from xgov.texts.moved import tell

if TYPE_CHECKING:
    from xgov.model.assessment import Assessment


class Request(NamedTuple):
    """What was asked for on the command line."""

    old: str
    new: str
    framework: str | None
    old_framework: str | None
    pair: str | None
    lang: str | None
    format: str | None
    output: str | None
    force: bool


def run(request: Request) -> int:
    """Print what moved, and give the exit code."""
    from xgov.compare import compare  # noqa: PLC0415 - after the options are known to be right
    from xgov.render.exports import COMPARISONS, by_ending  # noqa: PLC0415

    lang = language(request.lang)
    if [*files(request.old), *files(request.new)].count("-") > 1:
        return complain(tell("twice", lang))
    old = _assessed(request.old, request.old_framework or request.framework, request.pair, lang)
    new = _assessed(request.new, request.framework, request.pair, lang) if not isinstance(old, int) else old
    if isinstance(old, int) or isinstance(new, int):
        return cast("int", new)
    form = request.format or by_ending(request.output, COMPARISONS)
    text = import_module(COMPARISONS[form]).render(compare(old, new), lang)
    if request.output is None:
        (sys.stdout.write if form == "terminal" else emit)(text)
        return 0
    from xgov.cli.assess import write  # noqa: PLC0415

    return write(request.output, text, lang, force=request.force)


def files(side: str) -> list[str]:
    """Give the files or folders that one side names: itself where it exists, else its parts between commas."""
    if "," not in side or Path(side).exists():
        return [side]
    return [part for part in side.split(",") if part]


def _assessed(side: str, framework: str | None, pair: str | None, lang: str) -> Assessment | int:
    """Assess one side; where it has errors, print them and give the exit code."""
    from xgov.api import assess, load_submissions  # noqa: PLC0415
    from xgov.cli.assess import chosen, failed, problems  # noqa: PLC0415

    model = framework_named(framework, lang) if framework else None
    if isinstance(model, int):
        return model
    filed = load_submissions(files(side), model)
    problems(filed, lang)
    if filed.dossier is None:
        return failed(filed, lang)
    cities = chosen(filed.dossier, pair, lang)
    return cities if isinstance(cities, int) else assess(filed.dossier, cities)
