"""A file as read: plain data, and the place of every key and value in it.

Small data are named tuples, here and in the model: as frozen as dataclasses, but made in a quarter of
the time, which every start of xgov pays for each class.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from xgov.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What a file holds once read: JSON's types, and nothing else.
Data: TypeAlias = "bool | int | float | str | list[Data] | dict[str, Data] | None"
#: Nothing, by name: the default of fields that are maps.
EMPTY: Final[Mapping[Any, Any]] = MappingProxyType({})
#: The way to a value: keys and 0-based positions, e.g. ("cities", "wujiang", "answers", "ORG-2.3").
Route: TypeAlias = tuple[str | int, ...]


class Span(NamedTuple):
    """A stretch of a text file, counted in code points from 1; the end is exclusive. Or a cell of a workbook."""

    #: First line, from 1; the row of a cell.
    line: int
    #: First column, from 1; also that of a cell.
    column: int
    #: Line of the end.
    end_line: int
    #: Column behind the last character.
    end_column: int
    #: Name of the sheet that the cell is in; empty in a text file.
    sheet: str = ""

    @property
    def cell(self) -> str:
        """The cell's name, e.g. "D7"."""
        letters, rest = "", self.column
        while rest:
            rest, last = divmod(rest - 1, 26)
            letters = chr(ord("A") + last) + letters
        return f"{letters}{self.line}"


class Fault(NamedTuple):
    """Something that a reader could not accept; the diagnostics give it its words."""

    #: Code of the rule, e.g. "XG107".
    code: str
    #: Where; None where the file as a whole is meant.
    span: Span | None = None
    #: What fills the places in the rule's message.
    values: Mapping[str, str] = EMPTY
    #: Another place worth showing: the first of two equal keys.
    related: Span | None = None


class Reading(NamedTuple):
    """What came of reading one file."""

    #: The file as the user named it.
    path: str
    #: The document; None where nothing usable could be read.
    document: Document | None
    #: Everything that the reader could not accept, in order of place.
    faults: tuple[Fault, ...] = ()


class Places(Protocol):
    """What knows where each value of a document stands."""

    def span(self, route: Route, *, key: bool) -> Span:
        """Find the place of the value at `route`, or of its key; the nearest part that exists."""


class Document:
    """One file after reading; each is equal to itself alone."""

    __slots__ = ("_lines", "_sheets", "cells", "data", "path", "places", "sha256", "text")

    def __init__(
        self, path: str, text: str, data: Data, places: Places, sha256: str, cells: Mapping[Span, str] = EMPTY
    ) -> None:
        """Take what a reader found."""
        #: The path as the user gave it; "-" for standard input.
        self.path = path
        #: The decoded text; empty for a workbook.
        self.text = text
        #: The plain data.
        self.data = data
        #: Where everything in `data` stands.
        self.places = places
        #: SHA-256 of the file's bytes, hexadecimal.
        self.sha256 = sha256
        #: Of a workbook: the text of every cell, in the order of sheets, rows and columns.
        self.cells = cells
        self._lines: list[str] | None = None
        self._sheets: dict[str, int] | None = None

    def span(self, route: Route = (), *, key: bool = False) -> Span:
        """Find the place of the value at `route`, or of its key.

        A mapping or sequence is shown by its key, since its own end lies on another line. Where the
        route leads further than the file does, the last part that exists is shown.
        """
        return self.places.span(route, key=key)

    def line(self, number: int) -> str:
        """Give the text of one line (from 1), without its line break; empty beyond the end."""
        if self._lines is None:
            self._lines = self.text.splitlines()
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def excerpt(self, span: Span) -> str:
        """Give the line that a place begins on, or the text of its cell on one line."""
        return " ".join(self.cells.get(span, "").split()) if span.sheet else self.line(span.line)

    def order(self, span: Span) -> tuple[int, int, int]:
        """Give what places of this file are sorted by: sheet, line, column."""
        if self._sheets is None:
            names = dict.fromkeys(cell.sheet for cell in self.cells)
            self._sheets = {name: number for number, name in enumerate(names)}
        return (self._sheets.get(span.sheet, 0), span.line, span.column)


class Place(NamedTuple):
    """A value in a document: what a later finding needs to show its line."""

    #: The file.
    document: Document
    #: The way to the value in it.
    route: Route

    @property
    def span(self) -> Span:
        """Where the value stands; its key where the value is a mapping."""
        return self.document.span(self.route)

    @property
    def path(self) -> str:
        """The file's path as the user gave it."""
        return self.document.path
