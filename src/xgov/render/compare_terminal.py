"""What moved, for a terminal: tables whose last column stands below the others where there is no room."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

from xgov.render.compare_page import Note, blocks
from xgov.render.figures import fit
from xgov.render.styled import Styled
from xgov.render.terminal_bars import marks_for
from xgov.render.visible import cells
from xgov.texts.moved import tell

if TYPE_CHECKING:
    from xgov.model.comparison import Comparison
    from xgov.render.compare_page import Table
    from xgov.render.terminal_bars import Marks

#: Width where none can be found out, and bounds of what is used.
_WIDTH: Final = 100
_NARROW, _WIDE = 60, 120
#: Rows shown of a table.
_ROWS: Final = 15
_INDENT: Final = 2
_STYLES: Final = {"title": "bold", "strong": "bold", "quiet": "dim", "": ""}
_TONES: Final = {"rise": "green", "fall": "red", "": ""}


def render(found: Comparison, lang: str) -> str:
    """Write it as text for standard output, with colour where that is a terminal."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(_WIDE, max(_NARROW, shutil.get_terminal_size((_WIDTH, 40)).columns))
    page = _Page(lang, width, marks_for(sys.stdout.encoding), colour=colour)
    for block in blocks(found, lang):
        page.note(block) if isinstance(block, Note) else page.table(block)
    return "".join(page.lines)


class _Page:
    """The page, line by line."""

    def __init__(self, lang: str, width: int, marks: Marks, *, colour: bool) -> None:
        self.lang = lang
        self.width = width
        self.lines: list[str] = []
        self._marks = marks
        self._colour = colour

    def note(self, note: Note) -> None:
        """Write a line of text, wrapped."""
        self._line(note.text, _STYLES[note.weight], 0)

    def table(self, table: Table) -> None:
        """Write a heading and its rows."""
        self.lines.append("\n")
        self._line(table.title, "bold", 0)
        shown = [tuple(self._plain(text) for text in row) for row in (table.columns, *table.rows[:_ROWS])]
        widths = [max(cells(text) for text in column) for column in zip(*shown, strict=True)]
        room = self.width - _INDENT - sum(width + 2 for width in widths[:-1])
        styles = ["dim", *(_TONES[tone] for tone in table.tones or ("",) * len(table.rows))]
        for number, row in enumerate(shown):
            first = "  ".join(
                fit(text, width, right=side == "r")
                for text, width, side in zip(row[:-1], widths, table.sides, strict=False)
            )
            if widths[-1] <= room:
                last = fit(row[-1], widths[-1], right=table.sides[-1] == "r")
                self._put(Styled().then(" " * _INDENT + first, styles[number]).then("  ").then(last))
                continue
            self._line(first, styles[number], _INDENT)
            below = row[-1] if number and row[-1] != (shown[number + 1][-1] if number + 1 < len(shown) else "") else ""
            self._line(below, "", 2 * _INDENT)
        if len(table.rows) > _ROWS:
            self._line(tell("more", self.lang, n=len(table.rows) - _ROWS), "dim", _INDENT)

    def _line(self, text: str, style: str, indent: int) -> None:
        for row in Styled().then(self._plain(text), style).wrapped(self.width - indent) if text.strip() else ():
            self._put(Styled(((" " * indent, ""), *row.parts)))

    def _put(self, row: Styled) -> None:
        self.lines.append(row.painted(colour=self._colour).rstrip() + "\n")

    def _plain(self, text: str) -> str:
        return self._marks.plain(text.replace("−", "-") if self._marks.encoding else text)
