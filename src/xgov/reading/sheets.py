"""A workbook's parts → sheets of cells: values as a person sees them, nothing evaluated."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from xgov.named import NamedTuple
from xgov.reading.document import Fault
from xgov.reading.package import Package, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Most sheets, most cells with something in them, and most shared texts.
MAX_SHEETS: Final = 100
MAX_CELLS: Final = 100_000
#: Largest row and column of a sheet of Excel.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
#: What a cell may hold.
Value: TypeAlias = "str | int | float | bool | None"

#: Built-in formats of dates and times; 27 to 36 and 50 to 58 are those of Chinese, Japanese and Korean.
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAME: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
#: Whole numbers beyond this lose digits.
_MAX_INTEGER: Final = 2**53


class Cell(NamedTuple):
    """One cell with something in it."""

    #: Its value; of a formula the text of it, since its result may be stale.
    value: Value
    #: "formula", "error" (such as #N/A) or "number" (one that cannot be used); empty for a usable value.
    fault: str = ""


class Sheet(NamedTuple):
    """One sheet."""

    #: Its name.
    name: str
    #: Its cells by row and column, both from 1, in order.
    cells: Mapping[tuple[int, int], Cell]

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Go through the rows that have cells: number, and cells by column."""
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self.cells.items():
            rows.setdefault(row, {})[column] = cell
        yield from rows.items()


def read_sheets(raw: bytes) -> list[Sheet]:
    """Read every sheet of a workbook.

    Raises:
        RefusedError: the workbook cannot be read, or is not read.
    """
    package = Package(raw)
    main = next((target for _, kind, target in package.related("") if kind == "officeDocument"), "")
    book = _Book(package, main)
    return book.sheets()


class _Book:
    """What the sheets of one workbook share."""

    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        self.count = 0
        self.names: list[tuple[str, str]] = []
        self.epoch = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell knows no time zone
        package.parse(main, self._declared)
        if len(self.names) > MAX_SHEETS:
            raise RefusedError(Fault("XG103", values={"what": "sheets", "limit": str(MAX_SHEETS)}))
        related = package.related(main)
        self.targets = {name: (kind, target) for name, kind, target in related}
        parts = {kind: target for _, kind, target in related}
        self.texts = _texts(package, parts["sharedStrings"]) if parts.get("sharedStrings") in package.names else []
        self.dates = _date_styles(package, parts["styles"]) if parts.get("styles") in package.names else frozenset()

    def _declared(self, element: str, attributes: Mapping[str, str]) -> None:
        if element == "sheet":
            self.names.append((attributes.get("name", ""), attributes.get("id", "")))
        elif element == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - as above

    def sheets(self) -> list[Sheet]:
        """Read all sheets in their order; charts on sheets of their own hold no cells."""
        found = []
        for name, relation in self.names:
            kind, target = self.targets.get(relation, ("", ""))
            if kind == "worksheet":
                reader = _Reader(self)
                self.package.parse(target, reader.start, reader.end)
                found.append(Sheet(name, dict(sorted(reader.cells.items()))))
        return found

    def counted(self) -> None:
        """Count a cell with something in it."""
        self.count += 1
        if self.count > MAX_CELLS:
            raise RefusedError(Fault("XG103", values={"what": "cells", "limit": str(MAX_CELLS)}))

    def date(self, number: float) -> str | None:
        """Write a serial number as Excel shows it: a date, with its time if it has one; None where there is none."""
        try:
            moment = self.epoch + dt.timedelta(seconds=round(number * 86_400))
        except OverflowError:
            return None
        if number < 1:
            return moment.strftime("%H:%M")
        return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(timespec="minutes")


class _Reader:
    """Takes in the elements of one sheet."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.cells: dict[tuple[int, int], Cell] = {}
        self.row = self.column = 0
        self.kind = ""
        self.style = 0
        self.value: str | None = None
        self.formula: str | None = None
        self.phonetic = False

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take in an element that opens."""
        if element == "row":
            self.row = _whole(attributes.get("r"), self.row + 1, _LAST_ROW)
            self.column = 0
        elif element == "c":
            name = _NAME.fullmatch(attributes.get("r", ""))
            self.column = _column(name.group(1)) if name else self.column + 1
            self.row = int(name.group(2)) if name else self.row
            self.kind = attributes.get("t", "n")
            self.style = _whole(attributes.get("s"), 0, _LAST_ROW)
            self.value = self.formula = None
        elif element == "f":
            self.formula = ""
        elif element == "rPh":
            self.phonetic = True

    def end(self, element: str, text: str) -> None:
        """Take in an element that closes."""
        if element == "v":
            self.value = text
        elif element == "t" and not self.phonetic:
            self.value = (self.value or "") + text
        elif element == "rPh":
            self.phonetic = False
        elif element == "f":
            self.formula = f"={text}"
        elif element == "c":
            self._cell()

    def _cell(self) -> None:
        cell = Cell(self.formula, "formula") if self.formula is not None else self._plain()
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            return
        if not (1 <= self.row <= _LAST_ROW and 1 <= self.column <= _LAST_COLUMN):
            raise RefusedError(Fault("XG131", values={"problem": f"row {self.row}, column {self.column}"}))
        self.book.counted()
        self.cells[self.row, self.column] = cell

    def _plain(self) -> Cell:
        text = self.value
        if text is None or self.kind == "b":
            return Cell(None if text is None else text.strip() in {"1", "true"})
        if self.kind == "s":
            number = _whole(text, -1, len(self.book.texts) - 1)
            if number < 0:
                raise RefusedError(Fault("XG131", values={"problem": f"shared text {text}"}))
            return Cell(self.book.texts[number])
        if self.kind in {"str", "inlineStr"}:
            return Cell(_unescaped(text))
        if self.kind in {"e", "d"}:
            return Cell(text, "error" if self.kind == "e" else "")
        return self._number(text)

    def _number(self, text: str) -> Cell:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number) or abs(number) > _MAX_INTEGER:
            return Cell(text, "number")
        if self.style in self.book.dates and number >= 0:
            date = self.book.date(number)
            return Cell(text, "number") if date is None else Cell(date)
        number = float(f"{number:.15g}")  # as many digits as Excel keeps
        return Cell(int(number) if number == int(number) else number)


def _texts(package: Package, name: str) -> list[str]:
    """Read the texts that cells share; pronunciations beside them are left out."""
    found: list[str] = []
    parts: list[str] = []
    phonetic = False

    def start(element: str, _: Mapping[str, str]) -> None:
        nonlocal phonetic
        if element == "si":
            parts.clear()
        elif element == "rPh":
            phonetic = True

    def end(element: str, text: str) -> None:
        nonlocal phonetic
        if element == "t" and not phonetic:
            parts.append(text)
        elif element == "rPh":
            phonetic = False
        elif element == "si":
            found.append(_unescaped("".join(parts)))
            if len(found) > MAX_CELLS:
                raise RefusedError(Fault("XG103", values={"what": "texts", "limit": str(MAX_CELLS)}))

    package.parse(name, start, end)
    return found


def _date_styles(package: Package, name: str) -> frozenset[int]:
    """Find the styles that show numbers as dates or times."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def start(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        if element == "numFmt" and "numFmtId" in attributes:
            codes[_whole(attributes["numFmtId"], 0, _LAST_ROW)] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            inside = True
        elif element == "xf" and inside:
            styles.append(_whole(attributes.get("numFmtId"), 0, _LAST_ROW))

    def end(element: str, _: str) -> None:
        nonlocal inside
        inside = inside and element != "cellXfs"

    package.parse(name, start, end)
    dates = {code for code, text in codes.items() if re.search("[dmyhsDMYHS]", _QUOTED.sub("", text.split(";")[0]))}
    return frozenset(n for n, code in enumerate(styles) if (code in dates if code in codes else code in _DATES))


def _whole(text: str | None, default: int, largest: int) -> int:
    """Read a whole number of at most `largest`."""
    if text is None or not text.strip().isdecimal() or len(text) > len(str(_LAST_ROW)) + 2:
        return default
    number = int(text)
    return number if number <= largest else default


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _unescaped(text: str) -> str:
    """Undo the escapes by which XML carries what it cannot hold, such as _x000D_."""
    return _ESCAPED.sub(lambda hit: chr(int(hit.group(1), 16)), text) if "_x" in text else text
