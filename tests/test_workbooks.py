"""Workbooks as they come back: what people typed is understood, whatever else the file holds is diagnosed, nothing raises."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import pickle
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import workbook_kit as kit
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH
from test_hostile import MEMORY, SECONDS, is_safe, limit

from xgov.api import assess, load_framework, load_submissions, validate
from xgov.diagnostics.rules import rules
from xgov.reading import package, sheets
from xgov.reading.again import lighten
from xgov.reading.convert import answer, converted
from xgov.reading.document import Span
from xgov.reading.files import read_file, walk
from xgov.reading.package import OLD
from xgov.reading.workbook import read_workbook
from xgov.render import github, junit, sarif
from xgov.render.json import report
from xgov.render.problems import as_text
from xgov.render.problems_json import render as as_json
from xgov.validation.shape import schema_text

ROOT = Path(__file__).parent
SMALL = load_framework(str(ROOT / "frameworks" / "small.yaml"))
BLANK = kit.blank(SMALL)


def put(*places: tuple[str, str, str | int, Any]) -> bytes:
    """A form with some cells filled in: table, column, row, value."""

    def change(book: Any) -> None:
        for table, key, row, value in places:
            kit.cell(book, table, key, row).value = value

    return kit.changed(BLANK, change)


def found(tmp_path: Path, raw: bytes, name: str = "form.xlsx") -> list[tuple[str, str]]:
    """Codes and cells of what validate finds; every text of it is whole and safe to show."""
    diagnostics = validate([kit.saved(tmp_path, raw, name)], SMALL)
    for lang in ("en", "zh"):
        assert is_safe(as_text(diagnostics, lang))
        for one in diagnostics:
            assert "{" not in one.message(lang) + one.hint(lang)
    json.loads(as_json(diagnostics))
    return [(one.code, f"{one.span.sheet}!{one.span.cell}" if one.span else "") for one in diagnostics]


def data(raw: bytes) -> Any:
    reading = read_workbook("form.xlsx", raw, "")
    assert reading.faults == ()
    assert reading.document is not None
    return reading.document.data


# --- what is wrong with an answer, an entry or a sheet


def add_sheet(book: Any) -> None:
    book.create_sheet("Mine")["B2"] = "to do"


def add_stray(book: Any) -> None:
    book["A Alpha"]["Z8"] = "call Li"


def copy_row(book: Any) -> None:
    sheet = book["A Alpha"]
    sheet.cell(20, 1).value, sheet.cell(20, 5).value = "A-1.2", 2
    kit.cell(book, "answers", "a:answer", "A-1.2").value = 1


def link_out(book: Any) -> None:
    kit.cell(book, "answers", "a:note", "A-1.2").value = "=[1]Sheet1!A1"
    kit.cell(book, "answers", "a:answer", "A-1.2").value = 1


def without_marks(book: Any) -> None:
    for sheet in book.worksheets:
        sheet.delete_rows(1)
        sheet.delete_cols(1)
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    for row in book.worksheets[0].iter_rows():
        for one in row:
            if isinstance(one.value, str) and "xgov:" in one.value:
                one.value = None


CASES: list[tuple[str, Callable[[Any], None] | tuple[str, str, str | int, Any], list[tuple[str, str]]]] = [
    ("formula", ("answers", "a:answer", "A-1.2", "=1+1"), [("XG134", "A Alpha!E8")]),
    ("formula that leads to another file", link_out, [("XG134", "A Alpha!G8")]),
    ("formula of a web service", ("answers", "a:note", "A-1.2", '=WEBSERVICE("https://example.org")'), [("XG134", "A Alpha!G8")]),
    ("error value", ("answers", "a:answer", "A-1.2", "#N/A"), [("XG135", "A Alpha!E8")]),
    ("number beyond use", ("answers", "a:answer", "B-4", 1e300), [("XG112", "B Beta!E9")]),
    ("character that hides", ("answers", "a:note", "A-1.2", "a_x0007_b"), [("XG105", "A Alpha!G8")]),
    ("level off the scale", ("answers", "b:answer", "A-1.2", 9), [("XG206", "A Alpha!I8")]),
    ("word that is no answer", ("answers", "b:answer", "A-1.2", "maybe"), [("XG125", "A Alpha!I8")]),
    ("not applicable without a reason", ("answers", "a:answer", "A-1.2", "not applicable"), [("XG138", "A Alpha!E8")]),
    ("unknown evidence", ("answers", "a:evidence", "A-1.2", "E7"), [("XG205", "A Alpha!F8")]),
    ("unused evidence", ("evidence", "kind", 0, "document"), [("XG121", "Evidence!C5")]),
    ("day that no calendar has", ("head", "value", "as_of", "2026-02-30"), [("XG304", "Filing!C20")]),
    ("no day", ("head", "value", "as_of", None), [("XG121", "Filing!C14")]),
    ("unknown risk", ("risks", "risk", 0, "war"), [("XG213", "Filing!B43")]),
    ("record without what it needs", ("commitments", "id", 0, "C1"), [("XG121", "Commitments!B5")] * 4),
    ("action of no activity", ("actions", "what", 0, "renew"), [("XG139", "Actions!C5")]),
    ("time without its offset", ("requests", "asked_at", 0, "2026-03-01 14:30"), [("XG121", "Requests!F5")] * 4 + [("XG125", "Requests!F5")]),
    ("sheet that is not part of the form", add_sheet, [("XG136", "Mine!B2")]),
    ("text where nothing is read", add_stray, [("XG137", "A Alpha!Z8")]),
    ("item that stands twice", copy_row, [("XG107", "A Alpha!E20")]),
    ("workbook without marks", without_marks, [("XG140", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(tmp_path: Path, change: Any, expected: list[tuple[str, str]]) -> None:
    raw = put(change) if isinstance(change, tuple) else kit.changed(BLANK, change)
    assert found(tmp_path, raw) == expected


def test_a_place_names_file_sheet_and_cell(tmp_path: Path) -> None:
    path = kit.saved(tmp_path, put(("answers", "b:answer", "A-1.2", 9)))
    (one,) = validate([path], SMALL)
    text = as_text([one], "en")
    assert text.startswith(f"{path}[A Alpha!I8]: error[XG206]: level 9 is not on the scale 0 to 4\n  I8 | 9\n     | ^\n")
    (plain,) = json.loads(as_json([one]))
    assert (plain["sheet"], plain["cell"], plain["line"], plain["column"]) == ("A Alpha", "I8", 8, 9)
    assert f"{path}[A Alpha!I8]: error[XG206]" in junit.render([one], "en", [path])
    assert "::A Alpha!I8: level 9" in github.render([one], "en")
    (place,) = json.loads(sarif.render([one], "en"))["runs"][0]["results"][0]["locations"]
    assert place["logicalLocations"] == [{"name": "I8", "fullyQualifiedName": "A Alpha!I8", "kind": "element"}]
    assert "region" not in place["physicalLocation"]


def test_among_many_files_a_place_keeps_its_cell(tmp_path: Path) -> None:
    """Files beyond the first few keep only what scores need, and cross to other processes: cells must not be lost."""
    path = kit.saved(tmp_path, put(("answers", "b:answer", "A-1.2", 2)))
    other = tmp_path / "b.yaml"
    other.write_text(
        "xgov: submission/1\nframework: small@1\nevaluator: {kind: self}\nas_of: 2026\n"
        "cities: {b: {answers: {A-1.2: 3}}}\n",
        encoding="utf-8",
    )
    fillers = []
    for number in range(40):
        fillers.append(tmp_path / f"c{number}.yaml")
        fillers[-1].write_text(
            "xgov: submission/1\nframework: small@1\nevaluator: {kind: self}\nas_of: 2026\n"
            f"cities: {{c{number}: {{}}}}\n",
            encoding="utf-8",
        )
    filed = load_submissions([path, *map(str, (other, *fillers))], SMALL)
    places = [one.path if one.span is None else f"{one.span.sheet}!{one.span.cell}" for one in filed.diagnostics]
    related = [place.span.cell for one in filed.diagnostics for place in one.related]
    assert "I8" in "".join([*places, *related])
    document = pickle.loads(pickle.dumps(read_file(path).document))  # noqa: S301 - our own
    lighten(document)
    assert document.span(("cities", "b", "answers", "A-1.2")).cell == "I8"


def test_places_come_in_the_order_of_sheets(tmp_path: Path) -> None:
    raw = put(("answers", "a:answer", "B-1", 9), ("answers", "b:answer", "A-1.2", 9), ("head", "value", "handling", "secret"))
    assert [place for _, place in found(tmp_path, raw)] == ["Filing!C25", "A Alpha!I8", "B Beta!E6"]


def test_a_contradiction_shows_both_cells(tmp_path: Path) -> None:
    def both(book: Any) -> None:
        for name, table in kit.tables(book):
            if name == "answers":
                for key, value in (("a:answer", 1), ("*:answer", 2)):
                    if key in table.columns and table.sheet.cell(7, 1).value == "A-1.1":
                        table.sheet.cell(7, table.columns[key]).value = value
                if "*:answer" in table.columns:
                    table.sheet.cell(6, table.columns["*:answer"]).value = 2

    (one,) = validate([kit.saved(tmp_path, kit.changed(BLANK, both))], SMALL)
    assert one.code == "XG211"
    assert one.span is not None
    assert (one.span.sheet, one.related[0].span.sheet) == ("A Alpha", "Agreed")
    assert "[Agreed!" in as_text([one], "en")


def test_findings_say_sheet_and_cell(tmp_path: Path) -> None:
    import jsonschema

    path = kit.saved(tmp_path, put(("answers", "a:answer", "A-1.1", 1), ("answers", "b:answer", "A-1.1", 4)))
    dossier = load_submissions([path], SMALL).dossier
    assert dossier is not None
    full = report(assess(dossier))
    jsonschema.validate(full, json.loads(schema_text("report")), jsonschema.Draft202012Validator)
    places = [place for one in full["pairs"][0]["findings"] for place in one["where"]]
    assert {"path": path, "line": 7, "column": 5, "sheet": "A Alpha", "cell": "E7"} in places


# --- files that are refused as a whole


def with_part(name: str, content: bytes) -> bytes:
    return kit.parts(BLANK, lambda members: members.update({name: content}))


def edited(name: str, old: bytes, new: bytes) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return kit.parts(BLANK, change)


def flagged() -> bytes:
    """Mark every member as encrypted."""
    raw = bytearray(BLANK)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def another_archive() -> bytes:
    def change(members: dict[str, bytes]) -> None:
        members.clear()
        members["a.txt"] = b"a"

    return kit.parts(BLANK, change)


def packed(method: int) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BLANK)) as old, zipfile.ZipFile(saved, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return saved.getvalue()


def many_members() -> bytes:
    return kit.parts(BLANK, lambda members: members.update({f"x{number}": b"" for number in range(package.MAX_MEMBERS)}))


def sheet_of(inner: str) -> bytes:
    return with_part("xl/worksheets/sheet2.xml", f"<worksheet><sheetData>{inner}</sheetData></worksheet>".encode())


def shared(texts: bytes, raw: bytes = BLANK) -> bytes:
    """Add the part of texts that cells share, which openpyxl does not write and Excel does."""
    relation = b'<Relationship Id="s" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'

    def change(members: dict[str, bytes]) -> None:
        name = "xl/_rels/workbook.xml.rels"
        members[name] = members[name].replace(b"</Relationships>", relation)
        members["xl/sharedStrings.xml"] = texts if b"<!" in texts or b"\0" in texts else b"<sst>" + texts + b"</sst>"

    return kit.parts(raw, change)


def lying() -> bytes:
    """A member that says that it is small, and is not."""
    bomb = with_part("xl/worksheets/sheet2.xml", b"<a>" + b" " * (60 * 1024 * 1024) + b"</a>")
    size = struct.pack("<I", 60 * 1024 * 1024 + 7)
    assert size in bomb
    return bomb.replace(size, struct.pack("<I", 100))


LAUGHS = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>'
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("encrypted", lambda: OLD + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99, "XG132"),
    ("members encrypted", flagged, "XG132"),
    ("old format", lambda: OLD + b"\0" * 600, "XG131"),
    ("text", lambda: b"xgov: submission/1\n", "XG131"),
    ("nothing", lambda: b"", "XG131"),
    ("cut off", lambda: BLANK[:-200], "XG131"),
    ("damaged", lambda: BLANK[:3000] + b"\0" * 500 + BLANK[3500:], "XG131"),
    ("macros", lambda: with_part("xl/vbaProject.bin", b"\0"), "XG133"),
    ("another archive", another_archive, "XG131"),
    ("a document", lambda: edited("_rels/.rels", b"xl/workbook.xml", b"word/document.xml"), "XG131"),
    ("packed with lzma", lambda: packed(zipfile.ZIP_LZMA), "XG131"),
    ("packed with bzip2", lambda: packed(zipfile.ZIP_BZIP2), "XG131"),
    ("entities", lambda: shared(LAUGHS), "XG131"),
    ("entities in UTF-16", lambda: shared(LAUGHS.decode().encode("utf-16")), "XG131"),
    ("not XML", lambda: with_part("xl/workbook.xml", b"<a"), "XG131"),
    ("text that is not shared", lambda: sheet_of('<row><c t="s"><v>99999</v></c></row>'), "XG131"),
    ("text number below zero", lambda: sheet_of('<row><c t="s"><v>-1</v></c></row>'), "XG131"),
    ("row beyond the last", lambda: sheet_of('<row r="9"><c r="A9999999"><v>1</v></c></row>'), "XG131"),
    ("column beyond the last", lambda: sheet_of('<row r="9"><c r="ZZZ9"><v>1</v></c></row>'), "XG131"),
    ("bomb", lambda: with_part("xl/media/a.png", b"\0" * (package.MAX_UNPACKED + 1)), "XG103"),
    ("bomb that lies", lying, "XG131"),
    ("members", many_members, "XG103"),
    ("elements", lambda: sheet_of("<a/>" * (package.MAX_ELEMENTS + 1)), "XG103"),
    ("cells", lambda: sheet_of("<row>" + "<c><v>1</v></c>" * 500 + "</row>" + ("<row>" + "<c><v>1</v></c>" * 500 + "</row>") * 200), "XG103"),
    ("texts", lambda: shared(b"<si><t>a</t></si>" * (sheets.MAX_CELLS + 1)), "XG103"),
    ("sheets", lambda: edited("xl/workbook.xml", b"<sheets>", b"<sheets>" + b'<sheet name="a" r:id="rId1" xmlns:r="r"/>' * sheets.MAX_SHEETS), "XG103"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused(tmp_path: Path, make: Callable[[], bytes], code: str) -> None:
    assert [one for one, _ in found(tmp_path, make())] == [code]


def test_deep_elements_are_read_in_bounds(tmp_path: Path) -> None:
    raw = sheet_of("<a>" * 200_000 + "</a>" * 200_000)
    assert found(tmp_path, raw) == []


@pytest.mark.parametrize("name", ["bomb", "bomb that lies", "elements", "cells", "texts"])
def test_bombs_stay_in_bounds(tmp_path: Path, name: str) -> None:
    make = next(case[1] for case in REFUSED if case[0] == name)
    path = kit.saved(tmp_path, make())
    assert MEMORY
    assert SECONDS
    done = subprocess.run([sys.executable, "-m", "xgov", "validate", path], capture_output=True, preexec_fn=limit, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_far_cell_costs_nothing(tmp_path: Path) -> None:
    raw = edited("xl/worksheets/sheet2.xml", b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert found(tmp_path, raw) == [("XG137", "A Alpha!XFD1048576")]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    def change(members: dict[str, bytes]) -> None:
        for _ in range(data.draw(st.integers(1, 3))):
            name = data.draw(st.sampled_from(sorted(members)))
            content = members[name]
            start = data.draw(st.integers(0, len(content)))
            end = min(len(content), start + data.draw(st.integers(0, 60)))
            junk = data.draw(st.sampled_from([b"", b"<", b"/>", b'r="', b"<c>", b"<v>", b"9999999999", b"-1", b"</row>", b"\0", b"\xff", b"<f>1</f>"]))
            members[name] = content[:start] + junk + content[end:]

    raw = kit.parts(BLANK, change)
    folder = tmp_path_factory.mktemp("any")
    assert all(rules()[code] for code, _ in found(folder, raw))
    assert found(folder, raw[: data.draw(st.integers(0, len(raw)))]) or True


# --- what people type


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (3, 3), (3.0, 3.0), ("3", 3), (" \uff13 ", 3), ("2.5", 2.5), ("1,500", 1500), (True, True), ("Yes", "yes"), ("是", "yes"), ("否", "no"), ("不清楚", "unknown"),
        ("UNKNOWN", "unknown"), ("N/A", "not_applicable"), ("不适用", "not_applicable"), ("never", "never"), ("3 or 4", "3 or 4"), ("1e999", "1e999"), (".inf", ".inf"),
    ],
)  # fmt: skip
def test_answers(typed: Any, value: Any) -> None:
    assert answer(typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("date", "2026-03-01", "2026-03-01"), ("date", "2026/3/1", "2026-03-01"), ("date", "2026.3.1", "2026-03-01"), ("date", "2026年3月1日", "2026-03-01"),
        ("date", "2026年3月", "2026-03"), ("date", "2026-03", "2026-03"), ("date", "\uff12\uff10\uff12\uff16-\uff10\uff13-\uff10\uff11", "2026-03-01"), ("date", 2026, 2026), ("date", "soon", "soon"),
        ("moment", "2026-03-01 14:30", "2026-03-01T14:30+08:00"), ("moment", "2026/3/1 9:05", "2026-03-01T09:05+08:00"), ("moment", "2026-03-01T14:30Z", "2026-03-01T14:30Z"),
        ("moment", "2026-03-01T14:30:15-05:00", "2026-03-01T14:30:15-05:00"), ("moment", "从未", "never"), ("moment", "later", "later"),
        ("choice", "kept · 已兑现", "kept"), ("choice", "kept", "kept"), ("choice", "kept well", "kept well"), ("list", "E1，E2、E3; E4", ["E1", "E2", "E3", "E4"]),
        ("flag", "否", False), ("flag", "TRUE", True), ("flag", "perhaps", "perhaps"), ("number", "1,545,000", 1545000), ("number", "many", "many"), ("amount", 2.5, 2.5),
        ("text", 12, "12"), ("text", " a\nb ", "a\nb"), ("text", True, "true"), ("word", " E1 ", "E1"), ("text", 0.5, "0.5"),
    ],
)  # fmt: skip
def test_fields(kind: Any, typed: Any, value: Any) -> None:
    assert converted(kind, typed, "+08:00") == value


def test_dates_of_excel_become_text() -> None:
    raw = put(("head", "value", "as_of", dt.date(2026, 6, 30)), ("head", "value", "filing.issued_on", dt.datetime.fromisoformat("2026-07-01")), ("head", "value", "offset", "+08:00"),
              ("requests", "asked_at", 0, dt.datetime.fromisoformat("2026-03-01T14:30")))  # fmt: skip
    read = data(raw)
    assert (read["as_of"], read["filing"]["issued_on"]) == ("2026-06-30", "2026-07-01")
    assert read["records"]["requests"][0]["asked_at"] == "2026-03-01T14:30+08:00"


@pytest.mark.parametrize(("code", "shown"), [(14, "2026-06-30"), (31, "2026-06-30"), (57, "2026-06-30"), (0, "46203"), (4, "46203")])
def test_date_formats_built_in_those_of_chinese_excel_too(code: int, shown: str) -> None:
    raw = put(("evidence", "date", 0, 46203), ("evidence", "id", 0, "E1"))

    def change(members: dict[str, bytes]) -> None:
        import re

        members["xl/styles.xml"] = re.sub(rb'numFmtId="49"', b'numFmtId="%d"' % code, members["xl/styles.xml"])

    assert str(data(kit.parts(raw, change))["evidence"]["E1"]["date"]) == shown


@pytest.mark.parametrize(
    ("form", "shown"), [("yyyy\\-mm\\-dd", "2026-06-30"), ('yyyy"年"m"月"d"日"', "2026-06-30"), ("[$-804]d mmmm", "2026-06-30"), ('0" days"', 46203), ("[Red]0", 46203), ("General", 46203)]
)
def test_date_formats_of_ones_own(form: str, shown: Any) -> None:
    def change(book: Any) -> None:
        one = kit.cell(book, "evidence", "date", 0)
        one.value, one.number_format = 46203, form
        kit.cell(book, "evidence", "id", 0).value = "E1"

    assert data(kit.changed(BLANK, change))["evidence"]["E1"]["date"] == shown


def test_dates_since_1904() -> None:
    raw = kit.changed(put(("head", "value", "as_of", dt.date(2026, 6, 30))), lambda book: setattr(book, "epoch", MAC_EPOCH))
    assert data(raw)["as_of"] == "2026-06-30"


def test_pieces_of_text_are_joined_and_pronunciation_is_left_out() -> None:
    shared_texts = "<si><r><t>one </t></r><r><t>two</t></r><rPh><t>wan</t></rPh></si>"
    inline = "<is><r><t>a:</t></r><r><t>note</t></r><rPh><t>ei</t></rPh></is>"
    rows = f'<row r="3"><c r="B3" t="inlineStr">{inline}</c><c t="s"><v>0</v></c></row><row><c t="str"><v>A-1.2</v></c><c><v>0.30000000000000004</v></c></row>'
    assert _only_second(shared(shared_texts.encode(), sheet_of(rows))) == [("B3", "a:note"), ("C3", "one two"), ("A4", "A-1.2"), ("B4", 0.3)]


def _only_second(raw: bytes) -> list[tuple[str, Any]]:
    """The cells of the second sheet; the others point to texts that are gone."""
    blank = b"<worksheet><sheetData/></worksheet>"

    def change(members: dict[str, bytes]) -> None:
        for name in members:
            if name.startswith("xl/worksheets/sheet") and not name.endswith("sheet2.xml"):
                members[name] = blank

    (second,) = [one for one in sheets.read_sheets(kit.parts(raw, change)) if one.cells]
    return [(Span(row, column, row, column).cell, one.value) for (row, column), one in second.cells.items()]


# --- sheets that were sorted, moved, extended


def test_sorted_rows_and_moved_columns_read_the_same() -> None:
    places: list[tuple[str, str, str | int, Any]] = [
        ("answers", "a:answer", "A-1.2", 3), ("answers", "b:note", "A-2.1", "x"), ("answers", "a:answer", "B-3", "yes"), ("evidence", "id", 0, "E1"), ("evidence", "kind", 0, "trace"),
    ]  # fmt: skip
    raw = put(*places)

    def change(book: Any) -> None:
        for _, table in list(kit.tables(book)):
            sheet = table.sheet
            if sheet.title in {"A Alpha", "B Beta", "Evidence"}:
                for merged in list(sheet.merged_cells.ranges):
                    sheet.unmerge_cells(str(merged))
                rows = [[one.value for one in row][::-1] for row in sheet.iter_rows()]
                rows[6:] = rows[6:][::-1]
                for number, row in enumerate(rows, start=1):
                    for column, value in enumerate(row, start=1):
                        sheet.cell(number, column).value = value

    before, after = data(raw), data(kit.changed(raw, change))
    assert before == after
    assert before["cities"]["a"]["answers"]["A-1.2"] == 3


def test_rows_below_the_printed_ones_are_read(tmp_path: Path) -> None:
    raw = put(*(("activities", key, 300, value) for key, value in (("id", "A1"), ("date", "2026-01-01"), ("kind", "meeting"))))
    assert data(raw)["records"]["activities"] == [{"id": "A1", "date": "2026-01-01", "kind": "meeting"}]
    assert found(tmp_path, raw) == []


# --- where files come from


def test_a_folder_gives_its_forms_and_no_other_workbooks(tmp_path: Path) -> None:
    other = openpyxl.Workbook()
    other.active["A1"] = "budget"  # type: ignore[index]
    other.save(tmp_path / "budget.xlsx")
    kit.saved(tmp_path, BLANK, "form.XLSX")
    kit.saved(tmp_path, b"lock", "~$form.xlsx")
    kit.saved(tmp_path, OLD + "EncryptedPackage".encode("utf-16-le"), "secret.xlsx")
    assert [Path(path).name for path in walk(str(tmp_path))] == ["budget.xlsx", "form.XLSX", "secret.xlsx"]
    filed = load_submissions([str(tmp_path)], SMALL)
    assert [Path(one.document.path).name for one in filed.dossier.submissions if one.document] == ["form.XLSX"]  # type: ignore[union-attr]
    assert validate([str(tmp_path)], SMALL) == []


def test_a_workbook_of_any_name_and_from_standard_input(tmp_path: Path) -> None:
    framework = str(ROOT / "frameworks" / "small.yaml")
    path = kit.saved(tmp_path, put(("answers", "a:answer", "A-1.2", 3)), "form")
    assert read_file(path).faults == ()
    command = [sys.executable, "-m", "xgov", "assess", "-", "--framework", framework, "--format", "json"]
    done = subprocess.run(command, input=Path(path).read_bytes(), capture_output=True, check=True, env={**os.environ, "LANG": "C.UTF-8"})
    full = json.loads(done.stdout)
    assert full["inputs"][0]["path"] == "-"
    assert full["cities"]["a"]["coverage"] > 0


def test_yaml_and_workbook_merge(tmp_path: Path) -> None:
    kit.saved(tmp_path, put(("answers", "a:answer", "A-1.2", 3)))
    kit.saved(tmp_path, b"xgov: submission/1\nframework: small@1\nevaluator: {kind: self}\nas_of: 2026-06-30\ncities: {a: {answers: {A-1.2: 2}}}\n", "a.yaml")
    (one,) = load_submissions([str(tmp_path)], SMALL).diagnostics
    assert one.code == "XG212"
    assert {one.path, one.related[0].path} == {str(tmp_path / "form.xlsx"), str(tmp_path / "a.yaml")}
