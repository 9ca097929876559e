"""xgov compare: two filings of the same cities → what moved."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from xgov.cli.options import colour, complain, emit, framework_named
from xgov.texts import language
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from xgov.compare import Comparison
    from xgov.model.assessment import Assessment


def run(
    old: str,
    new: str,
    frameworks: tuple[str | None, str | None],
    lang: str | None,
    form: str,
    target: tuple[str | None, bool],
) -> int:
    """Print what moved from the files at `old` to those at `new`, and give the exit code."""
    from xgov.compare import compare  # noqa: PLC0415 - after the options are known to be right

    lang = language(lang)
    sides = []
    for path, framework in zip((old, new), frameworks, strict=True):
        side = _assessed(path, framework, lang)
        if isinstance(side, int):
            return side
        sides.append(side)
    text = _rendered(form)(compare(*sides), lang)
    if target[0] is None:
        (sys.stdout.write if form == "terminal" else emit)(text)
        return 0
    from xgov.cli.assess import write  # noqa: PLC0415

    return write(target[0], text, lang, force=target[1])


def _assessed(path: str, framework: str | None, lang: str) -> Assessment | int:
    """Assess one file or folder; where it has errors, print them and give the exit code."""
    from xgov.api import COULD_NOT_RUN, assess, load_submissions  # noqa: PLC0415
    from xgov.render.problems import as_text  # noqa: PLC0415

    model = framework_named(framework, lang) if framework else None
    if isinstance(model, int):
        return model
    filed = load_submissions([path], model)
    if filed.diagnostics:
        sys.stderr.write(as_text(filed.diagnostics, lang, colour=colour(sys.stderr)) + "\n")
    if filed.dossier is not None:
        return assess(filed.dossier)
    if not filed.diagnostics:
        return complain(say("nothing", lang))
    return 2 if any(one.code in COULD_NOT_RUN for one in filed.diagnostics) else 1


def _rendered(form: str) -> Callable[[Comparison, str], str]:
    from xgov.render import compare_json, compare_text  # noqa: PLC0415

    return {"terminal": compare_text.terminal, "markdown": compare_text.markdown, "json": compare_json.render}[form]
