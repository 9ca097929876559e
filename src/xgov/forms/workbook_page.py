"""One sheet of a workbook form: its looks, its protection, and how it prints."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final, cast

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from xgov.reading.columns import LABEL, MARK
from xgov.render.workbook_looks import FONTS, LINE, SIZE, TALLEST, height, named, pages, write
from xgov.texts.forms import tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: The hidden column that holds marks and row keys, and the first that people see.
KEYS: Final = 1
FIRST: Final = 2
#: Longest list of choices that Excel takes.
_LONGEST: Final = 255
_FILLS: Final = {
    "input": "FFFBE6",
    "carried": "FFE0B2",
    "title": "1F4E5F",
    "head": "DCE9EE",
    "section": "EEF3F5",
    "computed": "F2F2F2",
}
_THIN: Final = Side(style="thin", color="B5C4CA")
_BORDER: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


class Page:
    """A sheet being written, row by row."""

    def __init__(self, book: Workbook, title: str, lang: str, widths: Sequence[float]) -> None:
        """Add a sheet with a title and the widths of its columns, in characters, from the first visible one."""
        self.sheet: Worksheet = book.create_sheet(named(book, title))
        self.lang = lang
        self.widths = dict(enumerate(widths, start=FIRST))
        self.row = 0
        self._lists: dict[str, DataValidation] = {}
        self._looks: dict[str, Any] = {}
        for column, width in self.widths.items():
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        self.sheet.column_dimensions[get_column_letter(KEYS)].hidden = True

    def mark(self, table: str, columns: Mapping[int, str]) -> None:
        """Open a table: a hidden row with the table's mark, and the key of every column."""
        self.row += 1
        self.text(KEYS, MARK + table, "plain")
        for column in self.widths:
            self.text(column, columns.get(column, LABEL), "plain")
        self.sheet.row_dimensions[self.row].hidden = True

    def next(self, key: str = LABEL) -> None:
        """Go to the next row; without a key of its own, nothing in it is read."""
        self.row += 1
        if key:
            self.text(KEYS, key, "plain")

    def text(self, column: int, text: str, style: str = "label") -> Cell:
        """Write a text of the form itself."""
        cell = self._cell(column, text)
        if not self._known_look(cell, style):
            cell.font = _font(self.lang, style)
            if style in {"title", "section", "head", "computed"}:
                cell.fill = _fill(style)
            if style in {"head", "label", "section", "computed"}:
                cell.border = _BORDER
            middle = "center" if style in {"head", "computed"} else None
            cell.alignment = Alignment(wrap_text=True, vertical="center" if middle else "top", horizontal=middle)
            self._keep_look(cell, style)
        return cell

    def over(self, text: str, first: int, last: int) -> None:
        """Write a head over several columns."""
        for column in range(first, last + 1):
            self.text(column, text if column == first else "", "head")
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)

    def wide(self, text: str, style: str, until: int) -> None:
        """Write a text over all columns of the row up to one, as tall as it needs."""
        self.text(FIRST, text, style)
        for column in range(FIRST + 1, until + 1):
            self.text(column, "", style)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=FIRST, end_column=until)
        room = sum(self.widths[column] for column in range(FIRST, until + 1))
        size = {"title": 1.5}.get(style, 1.0)
        self.tall(max(LINE[self.lang] * size + 3, height(text, room, self.lang, bold=style != "plain") * size))

    def enter(self, column: int, value: Any, *, form: str = "@", left: bool = True, confirm: str = "") -> Cell:  # noqa: ANN401
        """Write a cell to fill in.

        Args:
            column: Where.
            value: What it begins with; None for nothing.
            form: Its number format; "@" keeps what is typed as text.
            left: Whether it is aligned left, as texts are.
            confirm: Says that the value is to be confirmed; empty for one that is not.
        """
        cell = self._cell(column, value)
        look = f"{form} {left} {bool(confirm)}"
        quoted = cell.quotePrefix
        if not self._known_look(cell, look):
            cell.font = _font(self.lang, "input")
            cell.fill = _fill("carried" if confirm else "input")
            cell.border = _BORDER
            cell.protection = Protection(locked=False)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left" if left else "center")
            cell.number_format = form
            cell.quotePrefix = False
            self._keep_look(cell, look)
        cell.quotePrefix = quoted
        if confirm:
            cell.comment = Comment(confirm, "xgov", height=60, width=220)
        return cell

    def _known_look(self, cell: Cell, look: str) -> bool:
        """Give a cell a look made before, if there is one: setting its parts one by one takes ten times as long."""
        inside: Any = cell
        if look in self._looks:
            inside._style = copy(self._looks[look])  # noqa: SLF001 - openpyxl's own way, but not a public one
        return look in self._looks

    def _keep_look(self, cell: Cell, look: str) -> None:
        inside: Any = cell
        self._looks[look] = copy(inside._style)  # noqa: SLF001 - as above

    def choose(self, cell: Cell, choices: Sequence[str], *, only: bool = True) -> None:
        """Let a cell be chosen from a list; without `only`, something else may be typed."""
        listed = ",".join(choices)
        if not listed or len(listed) > _LONGEST or len(choices) != listed.count(",") + 1 or '"' in listed:
            return
        if listed not in self._lists:
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=only)
            rule.error = tell("wrong", self.lang)
            self._lists[listed] = rule
            self.sheet.add_data_validation(rule)
        self._lists[listed].add(cell.coordinate)

    def tall(self, points: float) -> None:
        """Make the row so tall, in points."""
        self.sheet.row_dimensions[self.row].height = min(TALLEST, points)

    def fit(self, least: float = 0) -> None:
        """Make the row as tall as its tallest text needs."""
        heights = [
            height(str(self.sheet.cell(self.row, column).value or ""), width, self.lang)
            for column, width in self.widths.items()
        ]
        self.tall(max(*heights, least))

    def _cell(self, column: int, value: Any) -> Cell:  # noqa: ANN401 - a cell's value
        cell = cast("Cell", self.sheet.cell(self.row, column))
        if isinstance(value, str):
            if value:
                write(cell, value)
                cell.quotePrefix = value.startswith(("=", "+", "-", "@")) and value != LABEL
        else:
            cell.value = value
        return cell

    def close(self, *, freeze: str, repeat: str, open_below: bool = False, pages_wide: int = 1) -> None:
        """Freeze, protect without a password, and set up the print; `open_below`: rows below stay open."""
        sheet = self.sheet
        sheet.freeze_panes = freeze
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 90
        for column in self.widths if open_below else ():
            sheet.column_dimensions[get_column_letter(column)].protection = Protection(locked=False)
        protection = sheet.protection
        protection.sheet = True
        for name in ("formatColumns", "formatRows", "sort", "autoFilter", "insertRows"):
            setattr(protection, name, False)  # False: is not forbidden
        pages(sheet, wide=pages_wide, repeat=repeat)


def _font(lang: str, style: str) -> Font:
    colour = {"title": "FFFFFF", "computed": "666666"}.get(style, "1A1A1A")
    size = SIZE + 4 if style == "title" else SIZE
    return Font(name=FONTS[lang], size=size, bold=style in {"title", "head", "section", "id"}, color=colour)


def _fill(style: str) -> PatternFill:
    return PatternFill("solid", start_color=_FILLS[style])
