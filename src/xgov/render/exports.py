"""The table of report formats; it drives the choices of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Export:
    """A format of the report."""

    #: Module that renders it, with `render(assessment, lang) -> str`.
    module: str
    #: Usual ending of its files.
    suffix: str


#: Formats by the name that --format takes; the terminal is rendered by its own room.
EXPORTS: Final = {
    "terminal": Export("xgov.render.terminal", ".txt"),
    "json": Export("xgov.render.json", ".json"),
    "html": Export("xgov.render.html", ".html"),
}
