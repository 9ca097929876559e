"""The report as CSV, a row a figure: for a spreadsheet, or for analysis elsewhere."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from xgov.render.table import header, rows
from xgov.render.visible import visible

if TYPE_CHECKING:
    from xgov.model.assessment import Assessment
    from xgov.render.table import Cell

#: What makes a spreadsheet take a text for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def render(assessment: Assessment, lang: str) -> str:
    """Write CSV with a byte-order mark, by which a Chinese Excel knows UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header(lang))
    writer.writerows([_safe(cell) for cell in row] for row in rows(assessment, lang))
    return "\ufeff" + buffer.getvalue()


def _safe(cell: Cell) -> Cell:
    """Write a text so that no spreadsheet runs it."""
    if not isinstance(cell, str):
        return cell
    shown = visible(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
