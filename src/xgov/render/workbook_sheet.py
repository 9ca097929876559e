"""Tables → sheets of a workbook: how they look, what stays in sight, how they print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from openpyxl.formatting.rule import ColorScaleRule, DataBarRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from xgov.render.visible import cells, visible
from xgov.render.workbook_looks import FONTS, SIZE, TALLEST, height, named, pages, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xgov.render.workbook_overview import Row
    from xgov.render.workbook_table import Column, Line, Table, Value

#: Formats of numbers by the kind of their column.
_FORMATS: Final = {"points": "0", "share": "0%", "count": "0", "any": "General", "gain": '+0.0;"−"0.0;0.0'}
#: How the cells of a column are aligned, by its kind.
_MIDDLE: Final = {
    "text": "left",
    "count": "center",
    "any": "center",
    "points": "right",
    "share": "right",
    "gain": "right",
}
_INK, _HEAD, _PART, _FLAG, _BAR, _HOT = "1F4E5F", "DCE9EE", "EEF3F5", "FFE8C2", "8FB8C6", "7FB3C4"
_EDGE: Final = Border(bottom=Side(style="thin", color="B5C4CA"))
#: Widths of the two columns of the overview.
_OVERVIEW: Final = (30.0, 105.0)
#: Rows above a table: its title and its head.
_ABOVE: Final = 2
#: Longest part of a page's head that is written; all three together may have 255 signs.
_LONGEST: Final = 150


@dataclass(frozen=True, slots=True)
class Stock:
    """What every sheet of a report bears."""

    #: Whose report it is.
    title: str
    #: The framework and the day.
    edition: str
    #: How it may be passed on; empty where it is public.
    handling: str
    #: Its language.
    lang: str


def add_overview(book: Workbook, stock: Stock, name: str, rows: Iterable[Row]) -> None:
    """Add the first sheet: labels and texts by part."""
    sheet = _sheet(book, name, _OVERVIEW)
    heads = [(stock.title, 16, _INK), (stock.edition, SIZE, "555555")]
    heads += [(stock.handling, 12, "A61C1C")] if stock.handling else []
    for at, (text, size, ink) in enumerate(heads, start=1):
        cell = _put(sheet, at, 1, text)
        cell.font = Font(name=FONTS[stock.lang], size=size, bold=size > SIZE, color=ink)
        sheet.row_dimensions[at].height = size * 1.7
    for at, row in enumerate((row for row in rows if row[1] != ""), start=len(heads) + 2):
        _told(sheet, at, row, stock.lang)
    _print(sheet, stock, "")


def _told(sheet: Worksheet, at: int, row: Row, lang: str) -> None:
    """Write a row of the overview, or the head of a part of it."""
    part = row[1] is None
    for number, value in enumerate(row, start=1):
        cell = _put(sheet, at, number, value)
        cell.font = Font(name=FONTS[lang], size=SIZE, bold=part or number == 1)
        cell.alignment = Alignment(wrap_text=not part, vertical="center" if part else "top")
        cell.border = _EDGE
        if part:
            cell.fill = PatternFill("solid", start_color=_HEAD)
    room = zip(row, _OVERVIEW, (True, False), strict=True)
    needed = [height(text, width, lang, bold=bold) for text, width, bold in room if text is not None and not part]
    sheet.row_dimensions[at].height = min(TALLEST, max([20.0, *needed]))


def add_table(book: Workbook, stock: Stock, table: Table) -> None:
    """Add a sheet with a table below its title; the head stays in sight, and is printed again on every page."""
    sheet = _sheet(book, table.title, [column.width for column in table.columns])
    whole = " · ".join(text for text in (stock.title, table.title, table.note, stock.edition, stock.handling) if text)
    title = _put(sheet, 1, 1, whole)
    title.font = Font(name=FONTS[stock.lang], size=SIZE, bold=True, color="A61C1C" if stock.handling else _INK)
    _head(sheet, table, stock.lang)
    looks = _Looks(stock.lang)
    for at, row in enumerate(table.rows, start=_ABOVE + 1):
        _line(sheet, at, table, row, looks)
    last = max(_ABOVE + 1, len(table.rows) + _ABOVE)
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}{_ABOVE + 1}"
    sheet.auto_filter.ref = f"A{_ABOVE}:{get_column_letter(len(table.columns))}{last}"
    if table.heat:
        rule = ColorScaleRule("num", 0, "FFFFFF", end_type="num", end_value=100, end_color=_HOT)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"B{_ABOVE + 1}:{get_column_letter(len(table.columns))}{last}", rule)
    for number, column in enumerate(table.columns, start=1):
        if column.bar:
            bar = DataBarRule("num", 0, "num", 100, color=_BAR, minLength=0, maxLength=100)  # type: ignore[no-untyped-call] # of the stubs
            letter = get_column_letter(number)
            sheet.conditional_formatting.add(f"{letter}{_ABOVE + 1}:{letter}{last}", bar)
    _print(sheet, stock, f"{_ABOVE}:{_ABOVE}")


class _Looks:
    """The looks of cells, each made once: setting its parts cell by cell takes ten times as long."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._known: dict[tuple[object, ...], Any] = {}

    def give(self, cell: Cell, column: Column, *, strong: bool, flagged: bool, indent: int) -> None:
        """Give a cell the look of its column and row."""
        inside: Any = cell  # openpyxl's own way to copy a style, but not a public one
        key = (column.kind, strong, flagged, indent, isinstance(cell.value, str), bool(cell.quotePrefix))
        if key not in self._known:
            text = column.kind == "text" or isinstance(cell.value, str)
            cell.font = Font(name=FONTS[self.lang], size=SIZE, bold=strong)
            cell.alignment = Alignment(wrap_text=text, vertical="top", horizontal=_MIDDLE[column.kind], indent=indent)
            cell.border = _EDGE
            cell.number_format = "General" if text else _FORMATS[column.kind]
            if strong or flagged:
                cell.fill = PatternFill("solid", start_color=_FLAG if flagged else _PART)
            self._known[key] = inside._style  # noqa: SLF001
        inside._style = self._known[key]  # noqa: SLF001


def _sheet(book: Workbook, title: str, widths: Iterable[float]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(named(book, title))
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_view.showGridLines = False
    return sheet


def _put(sheet: Worksheet, at: int, number: int, value: Value) -> Cell:
    """Write a value; a text stays a text, also when somebody edits the cell."""
    cell = cast("Cell", sheet.cell(at, number))
    if isinstance(value, str):
        write(cell, "\n".join(visible(line) for line in value.splitlines()))
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    return cell


def _head(sheet: Worksheet, table: Table, lang: str) -> None:
    for number, column in enumerate(table.columns, start=1):
        cell = _put(sheet, _ABOVE, number, column.head)
        cell.font = Font(name=FONTS[lang], size=SIZE, bold=True)
        cell.fill = PatternFill("solid", start_color=_HEAD)
        cell.border = _EDGE
        indent = int(number > 1 and column.kind == "text" and number != table.indented)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=_MIDDLE[column.kind], indent=indent)
    tallest = max(height(_broken(column.head, column.width), column.width, lang, bold=True) for column in table.columns)
    sheet.row_dimensions[_ABOVE].height = tallest + 2


def _broken(text: str, width: float) -> str:
    """Put each word on a line of its own where a column is too narrow for two."""
    return "\n".join(text.split()) if cells(text) > width - 2 else text


def _line(sheet: Worksheet, at: int, table: Table, row: Line, looks: _Looks) -> None:
    values = (*row.cells, *(None,) * (len(table.columns) - len(row.cells)))
    tallest = 0.0
    for number, (value, column) in enumerate(zip(values, table.columns, strict=True), start=1):
        cell = _put(sheet, at, number, value)
        indent = row.depth if number == table.indented else int(number > 1 and column.kind == "text")
        looks.give(cell, column, strong=row.strong, flagged=number in row.flagged, indent=indent)
        if isinstance(value, str):
            tallest = max(tallest, height(value, column.width - 2 * indent, looks.lang, bold=row.strong))
    sheet.row_dimensions[at].height = min(TALLEST, max(18.0, tallest))


def _print(sheet: Worksheet, stock: Stock, repeat: str) -> None:
    """Set a sheet up for paper: whose report it is and how it may be passed on stand on every page."""
    pages(sheet, repeat=repeat)
    sheet.page_margins.top = 0.7
    shown = visible(f"{stock.title} · {stock.edition}")
    text = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
    top: Any = sheet.oddHeader  # the stubs allow for sheets without one
    foot: Any = sheet.oddFooter
    top.left.text = text.replace("&", "&&")
    if stock.handling:
        top.right.text = foot.center.text = f'&"-,Bold"{stock.handling}'
