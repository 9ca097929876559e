"""What tests do to workbook forms: find their cells by mark and key, fill them in, and change the bytes of the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from xgov.forms.layout import Wanted, form
from xgov.forms.workbook import render
from xgov.reading.columns import CONTENTS, LABEL, MARK


class Table(NamedTuple):
    """Where a table stands."""

    sheet: Any
    row: int
    keys_in: int
    columns: dict[str, int]


def blank(framework: Any, cities: tuple[str, ...] = ("a", "b"), lang: str = "en", as_of: str = "2026-06-30", **more: Any) -> bytes:
    return render(form(Wanted(framework, cities, lang, as_of, **more)))


def tables(book: Any) -> Iterator[tuple[str, Table]]:
    """Go through the tables of a form."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            marks = [cell for cell in row if isinstance(cell.value, str) and cell.value.startswith(MARK)]
            if marks:
                columns = {cell.value: cell.column for cell in row if cell.value not in (None, LABEL, marks[0].value)}
                yield marks[0].value.removeprefix(MARK), Table(sheet, marks[0].row, marks[0].column, columns)


def cell(book: Any, table: str, key: str, row: str | int) -> Any:
    """Find a cell: by the key of its column, and that of its row or its number below the first row to fill in."""
    found = [one for name, one in tables(book) if name == table]
    if isinstance(row, str):
        found = [one for one in found if row in {cell.value for (cell,) in one.sheet.iter_rows(max_col=one.keys_in, min_col=one.keys_in)}]
    return inside(found[0], key, row)


def inside(found: Table, key: str, row: str | int) -> Any:
    """Find a cell of a table; a column that it lacks is added behind the last."""
    sheet = found.sheet
    if key not in found.columns:
        found.columns[key] = max(found.columns.values()) + 1
        sheet.cell(found.row, found.columns[key]).value = key
    for number in range(found.row + 1, sheet.max_row + 1):
        label = sheet.cell(number, found.keys_in).value
        first = isinstance(row, int) and label is None and sheet.cell(number - 1, found.keys_in).value is not None
        if label == row or first:
            return sheet.cell(number + (row if isinstance(row, int) else 0), found.columns[key])
    raise KeyError((key, row))


def enter(book: Any, table: str, entries: list[dict[str, Any]], first: int = 0) -> None:
    """Fill rows of a table from plain data, as a person would."""
    found = dict(tables(book))[table]
    for number, entry in enumerate(entries, start=first):
        for key, value in flat(entry):
            inside(found, key, number).value = value


def flat(entry: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the columns and cell values of an entry."""
    for key, value in entry.items():
        if key == "contents":
            yield from ((f"contents.{part}", "yes" if part in value else "no") for part in CONTENTS)
        elif isinstance(value, list):
            yield key, ", ".join(value)
        elif isinstance(value, dict) and not {"en", "zh"} & set(value):
            for city, inner in value.items():
                yield from ((f"{key}.{city}.{part}", one) for part, one in flat(inner)) if isinstance(inner, dict) else [(f"{key}.{city}", inner)]
        elif isinstance(value, dict):
            yield key, value.get("en") or value["zh"]
        elif isinstance(value, bool):
            yield key, "yes" if value else "no"
        else:
            yield key, value


def records(book: Any, data: dict[str, list[dict[str, Any]]]) -> None:
    """Fill in records; actions go to a sheet of their own."""
    actions: list[dict[str, Any]] = []
    for table, entries in data.items():
        plain = [{key: value for key, value in entry.items() if key != "actions"} for entry in entries]
        actions += [{"activity": entry["id"], **action} for entry in entries for action in entry.get("actions", ())]
        enter(book, table, plain)
    enter(book, "actions", actions)


def changed(raw: bytes, change: Callable[[Any], None]) -> bytes:
    """Load a workbook, change it, and save it."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def parts(raw: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Change the parts of a workbook's archive."""
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return saved.getvalue()


def saved(folder: Path, raw: bytes, name: str = "form.xlsx") -> str:
    path = folder / name
    path.write_bytes(raw)
    return str(path)
