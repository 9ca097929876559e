"""What every workbook of ours shares: fonts, heights, texts that stay texts, names of sheets, pages, bytes."""

from __future__ import annotations

import io
import math
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties

from xgov.render.visible import cells

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

#: Fonts that Excel, WPS and LibreOffice have, or replace by one as wide.
FONTS: Final = {"en": "Arial", "zh": "Microsoft YaHei"}
SIZE: Final = 10
#: Height of a line in points; Chinese fonts are taller.
LINE: Final = {"en": 13.0, "zh": 16.0}
TALLEST: Final = 409.0
#: How much of a text fits into a width: Latin letters are narrower than the digits that widths count.
_FITS: Final = {"en": 1.14, "zh": 1.0}
#: Bold letters are wider.
_BOLD: Final = 0.92
#: Longest text that a cell of the format may hold.
_LONGEST: Final = 32_767
_A4: Final = "9"
_MARGIN: Final = 0.4
_SIGNS: Final = re.compile(r"[\[\]:*?/\\]")
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: The moment that stands in every workbook and archive, so that the same input gives the same bytes.
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_CHANGED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def new_book() -> Workbook:
    """Make a workbook without sheets, whose widths are counted in digits of a font that every program has."""
    book = Workbook()
    book.remove(book.worksheets[0])
    font = Font(name=FONTS["en"], size=SIZE)
    inside: Any = book  # openpyxl offers no other way to the font of the style "Normal"
    inside._fonts[0] = inside._named_styles["Normal"].font = font  # noqa: SLF001
    return book


def named(book: Workbook, title: str) -> str:
    """Make a name that a sheet may have: at most 31 characters, none of them special, used once."""
    name = _SIGNS.sub(" ", title).strip(" '")[:31].strip() or "-"
    used = {one.casefold() for one in book.sheetnames}
    number = 2
    short = name
    while name.casefold() in used:
        name = f"{short[:27]} {number}"
        number += 1
    return name


def write(cell: Cell, text: str) -> None:
    """Write a text into a cell: whatever it begins with, it is no formula and no error, nor an escape of Excel."""
    if text:
        cell.value = _ESCAPED.sub("_x005F_", text)[:_LONGEST]
        cell.data_type = "s"


def height(text: str, room: float, lang: str, *, bold: bool = False) -> float:
    """Estimate the height of a wrapped text, in points; words do not fill a line to its end."""
    room = max(4.0, (room - 1) * _FITS[lang] * (_BOLD if bold else 1.0))
    lines = sum(max(1, math.ceil(cells(part) / room)) for part in text.split("\n"))
    return lines * LINE[lang] + 4


def pages(sheet: Worksheet, *, wide: int = 1, repeat: str = "") -> None:
    """Set a sheet up for A4 across, `wide` pages beside each other, its name and the number at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = wide
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.25, 0.3
    for place, text in (("left", "&A"), ("right", "&P / &N")):
        getattr(sheet.oddFooter, place).text = text
    if repeat:
        sheet.print_title_rows = repeat


def whole(book: Workbook) -> bytes:
    """Save a workbook, and put a fixed moment for that of saving."""
    saved, result = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            new.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return result.getvalue()
