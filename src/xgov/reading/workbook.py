"""A workbook form → the same plain data as YAML, with the cell of every value.

Tables are found by their marks and columns by their keys, both in hidden rows, so that a sheet
reads the same after it was sorted, filtered, or its columns were moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xgov.named import NamedTuple
from xgov.reading.columns import ANSWER, CONTENTS, ESTIMATE, FACTS, HEAD, LABEL, MARK, TABLES
from xgov.reading.convert import answer, converted
from xgov.reading.document import Document, Fault, Reading, Span
from xgov.reading.gathered import Gathered
from xgov.reading.package import Package, RefusedError
from xgov.reading.scalars import FORBIDDEN, MAX_SCALAR
from xgov.reading.sheets import Sheet, read_sheets

if TYPE_CHECKING:
    from xgov.reading.columns import Kind
    from xgov.reading.document import Route
    from xgov.reading.sheets import Cell

#: Codes of cells whose value cannot be used.
_FAULTY: Final = {"formula": "XG134", "error": "XG135", "number": "XG112"}
#: Stands for a column agreed by all cities; those agreed by two are named "a+b".
AGREED: Final = "*"


class _Table(NamedTuple):
    """A table that is open while rows are read."""

    #: Its name, e.g. "answers".
    name: str
    #: The column that names each row; -1 once an unknown table is passed over.
    keys_in: int
    #: Key by column.
    columns: dict[int, str]


class _Form(Gathered):
    """Takes in the sheets of one form."""

    def __init__(self) -> None:
        super().__init__({"xgov": "submission/1"})
        self.found = False
        self.offset = ""
        self.pairs: dict[str, int] = {}
        self.actions: list[tuple[dict[str, Any], dict[str, Span]]] = []

    def sheet(self, sheet: Sheet) -> None:
        """Take in one sheet; rows above its first table are not read."""
        table: _Table | None = None
        above: list[Span] = []
        for row, cells in sheet.rows():
            mark = next((c for c, one in cells.items() if isinstance(one.value, str) and MARK in one.value), None)
            if mark is not None:
                table = self._table(sheet.name, row, mark, cells)
            elif table is None:
                above += [_span(sheet.name, row, column) for column in cells]
            else:
                self._row(table, sheet.name, row, cells)
        if table is None and above:
            self.fault("XG136", above[0], sheet=sheet.name)
        elif table is not None:
            for cell in above:
                self.fault("XG137", cell, text=str(sheet.cells[cell.line, cell.column].value))

    def _table(self, sheet: str, row: int, mark: int, cells: dict[int, Cell]) -> _Table:
        name = str(cells[mark].value).split(MARK, 1)[1].strip()
        columns = {column: str(one.value).strip() for column, one in cells.items() if column != mark}
        self.found = self.found or name == "head"
        if name == "cities":
            for column, city in columns.items():
                if city != LABEL:
                    self.put(("cities", city), {}, _span(sheet, row, column))
        return _Table(name, mark, columns)

    def _row(self, table: _Table, sheet: str, row: int, cells: dict[int, Cell]) -> None:
        fields: dict[str, tuple[Any, Span]] = {}
        if table.keys_in in cells and cells[table.keys_in].value == LABEL:
            return
        for column, one in cells.items():
            key = table.columns.get(column, "")
            if key == LABEL or column == table.keys_in:
                continue
            cell = _span(sheet, row, column)
            if not key or not self._knows(table, key, cells):
                self.fault("XG137", cell, text=str(one.value))
            elif self._usable(one, cell):
                fields[key] = (one.value, cell)
        name = str(cells[table.keys_in].value).strip() if table.keys_in in cells else ""
        if not fields:
            return
        if table.name == "head":
            self._head(name, *fields["value"])
        elif table.name == "cities":
            for city, (value, cell) in fields.items():
                self.put(("cities", city, *name.split(".")), converted(FACTS[name], value, ""), cell)
        elif table.name == "answers":
            self._answers(name, fields, {key: _span(sheet, row, column) for column, key in table.columns.items()})
        else:
            self._entry(table.name, fields)

    def _knows(self, table: _Table, key: str, cells: dict[int, Cell]) -> bool:
        """Whether a cell of this column, in this row, has a meaning."""
        name = str(cells[table.keys_in].value).strip() if table.keys_in in cells else ""
        match table.name:
            case "head":
                return key == "value" and name in HEAD
            case "cities":
                return name in FACTS
            case "answers":
                return bool(name) and key.rpartition(":")[2] in ANSWER
            case _:
                return _kind(table.name, key) is not None

    def _usable(self, one: Cell, cell: Span) -> bool:
        text = one.value if isinstance(one.value, str) else ""
        forbidden = FORBIDDEN.search(text)
        if one.fault:
            self.fault(_FAULTY[one.fault], cell, value=text, formula=text)
        elif forbidden:
            self.fault("XG105", cell, character=f"U+{ord(forbidden.group()):04X}")
        elif len(text) > MAX_SCALAR:
            self.fault("XG103", cell, what="scalar", limit=str(MAX_SCALAR))
        else:
            return True
        return False

    def _head(self, name: str, value: Any, cell: Span) -> None:  # noqa: ANN401 - a cell's value
        route = tuple(name.split("."))
        if route in self.places.cells and name != "evaluator":
            self.fault("XG107", cell, self.places.cells[route], key=name)
        elif name == "offset":
            self.offset = str(converted("word", value, ""))
        else:
            self.put(route, converted(HEAD[name], value, ""), cell)

    def _answers(self, name: str, fields: dict[str, tuple[Any, Span]], cells: dict[str, Span]) -> None:
        """Take in what each city, or several together, say of one item."""
        for target in dict.fromkeys(key.rpartition(":")[0] for key in fields):
            given = {part: fields[f"{target}:{part}"] for part in ANSWER if f"{target}:{part}" in fields}
            main = cells.get(f"{target}:answer") or next(iter(given.values()))[1]
            route = (*self._above(target, main), name)
            if route in self.places.cells:
                self.fault("XG107", main, self.places.cells[route], key=name)
            else:
                self._answer(route, given, main)

    def _above(self, target: str, cell: Span) -> Route:
        """Give the route of the answers of a city, or of those agreed."""
        if target == AGREED:
            return ("joint", "answers")
        if "+" not in target:
            return ("cities", target, "answers")
        number = self.pairs.setdefault(target, len(self.pairs))
        if ("pairs", number) not in self.places.cells:
            self.put(("pairs", number, "between"), list(target.split("+")), cell)
        return ("pairs", number, "answers")

    def _answer(self, route: Route, given: dict[str, tuple[Any, Span]], main: Span) -> None:
        said = answer(given["answer"][0]) if "answer" in given else None
        if said == "not_applicable":
            if "not_applicable" not in given:
                self.fault("XG138", main)
            said = None
        if set(given) <= {"answer"}:
            self.put(route, said, main)
            return
        self.put(route, {}, main)
        if said is not None or "not_applicable" not in given:
            self.put((*route, "answer"), said, main)
        for part, (value, cell) in given.items():
            if part == "evidence":
                for number, one in enumerate(converted("list", value, "")):  # type: ignore[arg-type] # a list
                    self.put((*route, part, number), one, cell)
            elif part != "answer":
                self.put((*route, part), converted("text", value, ""), cell)

    def _entry(self, table: str, fields: dict[str, tuple[Any, Span]]) -> None:
        """Take in one row of a table of entries."""
        first = next(iter(fields.values()))[1]
        if table == "actions":
            self.actions.append(
                (
                    {key: converted(TABLES[table][key], value, "") for key, (value, _) in fields.items()},
                    {key: cell for key, (_, cell) in fields.items()},
                )
            )
            return
        if table == "evidence":
            name = converted("word", fields.pop("id")[0], "") if "id" in fields else None
            route: Route = ("evidence", str(name))
            if name is None:
                self.fault("XG121", first, name="id")
                return
            if route in self.places.cells:
                self.fault("XG107", first, self.places.cells[route], key=str(name))
                return
        else:
            above: Route = ("profile", "risks") if table == "risks" else ("records", table)
            route = (*above, self.count(above))
        self.put(route, {}, first)
        for key, (value, cell) in fields.items():
            self._field(table, route, key, value, cell)

    def _field(self, table: str, route: Route, key: str, value: Any, cell: Span) -> None:  # noqa: ANN401 - a cell's value
        kind = _kind(table, key)
        assert kind is not None  # noqa: S101 - unknown columns were passed over
        read = converted(kind, value, self.offset)
        if kind == "parts":
            name, _, part = key.partition(".")
            above = (*route, name)
            if above not in self.places.cells:
                self.put(above, [], cell)
            if read is not False:
                self.put((*above, self.count(above)), part if read is True else read, cell)
        elif kind == "list":
            self.put((*route, key), [], cell)
            for number, one in enumerate(read if isinstance(read, list) else ()):
                self.put((*route, key, number), one, cell)
        else:
            self.put((*route, *key.split(".")), read, cell)

    def close(self) -> None:
        """Put follow-up actions to their activities, and take a name in one language for the name."""
        if not self.found:
            self.faults.clear()  # they would say of every sheet what is true of the whole
            raise RefusedError(Fault("XG140"))
        activities = {one.get("id"): n for n, one in enumerate(self.data.get("records", {}).get("activities", ()))}
        for action, cells in self.actions:
            first = next(iter(cells.values()))
            name = action.pop("activity", None)
            if name not in activities:
                self.fault("XG139", first, id=str(name or ""))
                continue
            above: Route = ("records", "activities", activities[name], "actions")
            route = (*above, self.count(above))
            self.put(route, {}, first)
            for key, value in action.items():
                self.put((*route, key), value, cells[key])
        for city in self.data.get("cities", {}).values():
            if isinstance(city.get("name"), dict) and len(city["name"]) == 1:
                city["name"] = next(iter(city["name"].values()))


def _kind(table: str, key: str) -> Kind | None:
    """Give the kind of a column, or None for one that has no meaning."""
    name, _, rest = key.partition(".")
    kind = TABLES.get(table, {}).get(name)
    city, _, part = rest.partition(".")
    if kind == "parts":
        return kind if rest in CONTENTS else None
    if kind == "amount":
        return "amount" if city and not part else None
    if kind == "estimate":
        return ESTIMATE.get(part) if city else None
    return None if rest else kind


def _span(sheet: str, row: int, column: int) -> Span:
    return Span(row, column, row, column + 1, sheet)


def is_form(raw: bytes) -> bool:
    """Whether a workbook is a form of ours; False for one that cannot be read, since nobody can tell."""
    try:
        return any(MARK.encode() in part for part in Package(raw).texts())
    except RefusedError:
        return False


def read_workbook(path: str, raw: bytes, sha256: str) -> Reading:
    """Read a workbook into a document.

    Args:
        path: The file as the user named it, for messages.
        raw: Its bytes.
        sha256: Digest of them, hexadecimal.

    Returns:
        The document and every fault; where the workbook is refused as a whole, no document.
    """
    form = _Form()
    cells: dict[Span, str] = {}
    try:
        sheets = read_sheets(raw)
        for sheet in sheets:
            cells.update((_span(sheet.name, *place), str(one.value)) for place, one in sheet.cells.items())
        for sheet in sheets:
            form.sheet(sheet)
        form.close()
    except RefusedError as refused:
        document = Document(path, "", None, form.places, sha256, cells) if form.faults else None
        return Reading(path, document, (*form.faults, refused.fault))
    return Reading(path, Document(path, "", form.data, form.places, sha256, cells), tuple(form.faults))
