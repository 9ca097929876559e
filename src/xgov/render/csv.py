"""The report as CSV, a row a figure: for a spreadsheet, or for analysis elsewhere."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from xgov.render.table import header, rows
from xgov.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xgov.model.assessment import Assessment

#: What makes a spreadsheet take a text for a formula.
_FORMULA: Final = frozenset("=+-@\t\r")


def render(assessment: Assessment, lang: str) -> str:
    """Write CSV with a byte-order mark, by which a Chinese Excel knows UTF-8."""
    return "".join(stream(assessment, lang))


def stream(assessment: Assessment, lang: str) -> Iterator[str]:
    """Write the same line by line: millions of pairs need not stand in memory as text."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield "\ufeff" + writer.writerow(header(lang))
    for row in rows(assessment, lang):
        yield writer.writerow([_safe(cell) if type(cell) is str else cell for cell in row])


class _Echo:
    """Gives what is written to it back to the writer, which returns it."""

    def write(self, text: str) -> str:
        """Give the text."""
        return text


def _safe(text: str) -> str:
    """Write a text so that no spreadsheet runs it."""
    shown = visible(text)
    return f"'{shown}" if shown[:1] in _FORMULA else shown
