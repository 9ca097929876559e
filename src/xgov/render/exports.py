"""The table of report formats; it drives the choices of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Export(NamedTuple):
    """A format of the report."""

    #: Module that renders it, with `render(assessment, lang) -> str`, or `-> bytes`; one that need not hold all of it
    #: at once gives it in parts by `stream(assessment, lang)`.
    module: str
    #: Usual ending of its files.
    suffix: str
    #: Whether it is no text, so that a terminal cannot show it.
    binary: bool = False


#: Formats by the name that --format takes; the terminal is rendered by its own room.
EXPORTS: Final = {
    "terminal": Export("xgov.render.terminal", ".txt"),
    "json": Export("xgov.render.json", ".json"),
    "markdown": Export("xgov.render.markdown", ".md"),
    "csv": Export("xgov.render.csv", ".csv"),
    "html": Export("xgov.render.html", ".html"),
    "xlsx": Export("xgov.render.workbook", ".xlsx", binary=True),
}
#: Formats of diagnostics beside the terminal's, by the name that `xgov validate --format` takes.
DIAGNOSTICS: Final = {
    "json": "xgov.render.problems_json",
    "sarif": "xgov.render.sarif",
    "github": "xgov.render.github",
    "junit": "xgov.render.junit",
}
#: Formats of a comparison, by the name that `xgov compare --format` takes; each module has `render(comparison, lang)`.
COMPARISONS: Final = {
    "terminal": "xgov.render.compare_terminal",
    "json": "xgov.render.compare_json",
    "markdown": "xgov.render.compare_markdown",
    "html": "xgov.render.compare_html",
}


def by_ending(path: str | None, names: Iterable[str]) -> str:
    """Give the format, one of these, that the ending of a file's name stands for; otherwise the terminal's."""
    return next((name for name in names if path and path.lower().endswith(EXPORTS[name].suffix)), "terminal")
