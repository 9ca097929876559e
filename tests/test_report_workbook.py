"""The report as a workbook: what stands in its cells, nothing that runs, marked on every page, the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from xgov.api import assess, load_framework, load_submissions
from xgov.redact import redact
from xgov.render import workbook
from xgov.render.exports import COMPARISONS, EXPORTS, by_ending
from xgov.render.figures import half_up
from xgov.render.json import report
from xgov.render.workbook_community import MATRIX

ROOT = Path(__file__).parent
PAIR = ROOT.parent / "examples" / "upriver-downriver"
SMALL = load_framework(str(ROOT / "frameworks" / "small.yaml"))
#: What each would do in a spreadsheet, in XML, on a page or on a screen if it were let.
NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "=cmd|'/c calc'!A0", "#REF!", "&L&P&&", "<a>&amp;]]>", "_x0041_", "\x1b[31m\u202e\x01", "\ufffe\uffff", "a\tb\nc", "x" * 40_000]


def assessed(*paths: Path, **options: Any) -> Any:
    dossier = load_submissions([str(path) for path in paths], **options).dossier
    assert dossier is not None
    return assess(dossier)


def opened(assessment: Any, lang: str = "en") -> Any:
    return load_workbook(io.BytesIO(workbook.render(assessment, lang)))


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet below its title, by their heads."""
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def filed(cities: dict[str, Any], path: Path, **more: Any) -> Any:
    head = {"xgov": "submission/1", "framework": "small@1", "evaluator": {"kind": "self"}, "as_of": "2026-06-30"}
    path.write_text(json.dumps({**head, "cities": cities, **more}), encoding="utf-8")
    return assessed(path, framework=SMALL)


def community(number: int, path: Path, **more: Any) -> Any:
    answers = {"A-1.1": 2, "A-1.2": 3, "A-2.1": 2, "A-2.2": 1, "B-1": 3}
    return filed({f"c{n:03}": {"answers": {key: (level + n) % 5 for key, level in answers.items()}} for n in range(number)}, path, **more)


@pytest.fixture(scope="module")
def pair() -> Any:
    return assessed(PAIR)


@pytest.fixture(scope="module")
def golden() -> Any:
    return assessed(ROOT / "cases" / "compare" / "new" / "both.yaml", framework=SMALL)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_cells_are_as_the_golden_file_shows(lang: str, golden: Any) -> None:
    """Every cell of every sheet; XGOV_GOLDEN=1 writes them anew."""
    lines = []
    for sheet in opened(golden, lang):
        lines.append(f"# {sheet.title}")
        for row in sheet.iter_rows():
            shown = ["" if cell.value is None else str(cell.value).replace("\n", " / ").replace(str(ROOT), "") for cell in row]
            lines.append(" | ".join(shown).rstrip(" |"))
    found = "\n".join(lines) + "\n"
    path = ROOT / "golden" / f"{lang}-report-workbook.txt"
    if os.environ.get("XGOV_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_same_input_gives_the_same_bytes(lang: str, golden: Any) -> None:
    whole = workbook.render(golden, lang)
    assert workbook.render(golden, lang) == whole
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_figures_are_those_of_the_json(pair: Any) -> None:
    book, whole = opened(pair), report(pair)
    told = whole["pairs"][0]
    rows = {row["Id"]: row for row in table(book["Dimensions"])}
    items = {row["Id"]: row for row in table(book["Indicators"])}
    for key, node in told["dimensions"].items():
        for shown in (rows[key], items[key]):
            assert (shown["Low"], shown["High"], shown["Answered"]) == (*node["range"], node["coverage"])
        assert (rows[key]["Pair"], rows[key]["Claimed"]) == (node["score"], node["claimed"])
        for city, name in (("downriver", "Downriver"), ("upriver", "Upriver")):
            assert rows[key][name] == whole["cities"][city]["dimensions"][key]["score"]
        for name, item in node["indicators"].items():
            assert items[name]["Score"] == item["score"]
    steps = table(book["What next"])
    assert [(row["Id"], row["Gain in points"]) for row in steps[: len(told["next_steps"])]] == [(one["indicator"], one["gain"]) for one in told["next_steps"]]
    assert [row["What was found"] for row in table(book["Findings"])] == [one["message"]["en"] for one in told["findings"]]
    first = {cell.value: book["Overview"].cell(cell.row, 2).value for cell in book["Overview"]["A"]}
    assert first["Score"] == f"{half_up(told['score'])} of 100"


def test_an_item_shows_what_was_filed_and_what_counts(pair: Any) -> None:
    row = next(row for row in table(opened(pair)["Indicators"]) if row["Id"] == "ORG-2.1")
    assert (row["Downriver\nanswer"], row["Downriver\ncounts as"], row["Downriver\nevidence"]) == (3, 1, "none")
    assert {"lowered: evidence", "gate"} <= set(row["State"].splitlines())
    assert row["Notes and evidence as filed"].startswith("Downriver: the agreement is in the archive")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_says_that_it_is_internal(lang: str, pair: Any, tmp_path: Path) -> None:
    mark = {"en": "INTERNAL", "zh": "内部资料"}[lang]
    many = community(4, tmp_path / "many.yaml", handling="internal")
    alone = assessed(PAIR / "upriver.yaml")
    for assessment in (pair, many, alone):
        for sheet in opened(assessment, lang):
            assert sheet.oddHeader.right.text == sheet.oddFooter.center.text == mark
            assert mark in [str(sheet.cell(3, 1).value), *str(sheet.cell(1, 1).value).split(" · ")]
    public = opened(community(2, tmp_path / "public.yaml"), lang)
    for sheet in public:
        assert not sheet.oddHeader.right.text
        assert all(mark not in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_sheets_are_set_up_to_read_and_to_print(pair: Any) -> None:
    book = opened(pair, "zh")
    assert book.sheetnames == ["概览", "维度", "指标", "需关注事项", "下一步", "事实"]
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("landscape", 9, 1)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for sheet in book.worksheets[1:]:
        assert sheet.print_title_rows == "$2:$2"
        assert re.fullmatch("[A-C]3", sheet.freeze_panes)
        assert sheet.auto_filter.ref.startswith("A2:")
        assert all(sheet.column_dimensions[get_column_letter(cell.column)].width for cell in sheet[2])


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:8]))
def test_no_text_runs_or_breaks_the_file(text: str, tmp_path: Path) -> None:
    city = {"name": text, "answers": {"A-1.1": {"answer": 2, "note": text, "evidence": ["E1"]}, "A-1.2": {"not_applicable": text}}}
    told = {"prepared_by": text, "contact": text}
    more = {
        "evaluator": {"kind": "self", "name": text}, "filing": told, "handling": "internal",
        "evidence": {"E1": {"kind": "document", "title": text, "date": "2026"}},
        "records": {"requests": [{"id": "R1", "by": "a", "to": "b", "what": text, "asked_at": "2026-01-01T00:00Z", "refused_because": text}]},
    }  # fmt: skip
    whole = workbook.render(filed({"a": city, "b": city}, tmp_path / "nasty.yaml", **more), "en")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 - our own file
            assert b"<f>" not in archive.read(name)
            assert not re.search("[\ufffe\uffff]", archive.read(name).decode())
    values = [cell for sheet in load_workbook(io.BytesIO(whole)) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in values} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in values if str(cell.value).startswith(("=", "+", "-", "@")))
    shown = {"_x0041_": "_x005F_x0041_"}.get(text, text[:6])
    assert text.isascii() is False or "\x1b" in text or "\t" in text or any(shown in str(cell.value) for cell in values)


def test_redacted_leaves_out_what_should_not_leave_the_house(tmp_path: Path) -> None:
    city = {"answers": {"A-1.1": {"answer": 2, "note": "SECRET-NOTE", "evidence": ["E1"]}}}
    more = {
        "filing": {"contact": "SECRET-CONTACT"}, "evidence": {"E1": {"kind": "document", "title": "T", "note": "SECRET-PIECE"}},
        "records": {"resources": [{"item": "SECRET-BOATS", "unit": "boat", "need": 10, "stock": {"a": 3, "b": 4}, "releasable": {"a": 1, "b": 1}}]},
    }  # fmt: skip
    whole = filed({"a": city, "b": city}, tmp_path / "secret.yaml", **more)

    def text(assessment: Any) -> str:
        with zipfile.ZipFile(io.BytesIO(workbook.render(assessment, "en"))) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())

    assert {"SECRET-NOTE", "SECRET-CONTACT", "SECRET-BOATS"} <= set(re.findall("SECRET-[A-Z]+", text(whole)))
    assert "SECRET" not in text(redact(whole))


def test_a_community_has_a_matrix_its_pairs_and_its_cities(tmp_path: Path) -> None:
    one = community(5, tmp_path / "many.yaml")
    book, whole = opened(one), report(one)
    assert book.sheetnames == ["Overview", "Matrix", "Pairs", "Cities"]
    grid = {row["City"]: row for row in table(book["Matrix"])}
    listed = {(row["City"], row["Neighbour"]): row for row in table(book["Pairs"])}
    for row in whole["pairs"]:
        a, b = row["cities"]
        assert grid[a][b] == grid[b][a] == listed[a, b]["Score"] == row["score"]
        assert (listed[a, b]["Low"], listed[a, b]["High"]) == tuple(row["range"])
    assert all(grid[name][name] is None for name in grid)
    assert [row["Score"] for row in table(book["Cities"])] == [whole["cities"][name]["score"] for name in sorted(grid)]


def test_a_matrix_tells_no_border_from_no_score(tmp_path: Path) -> None:
    cities = {name: {"answers": {"A-1.2": 3}} for name in "abc"} | {"d": {}, "e": {}}
    book = opened(filed(cities, tmp_path / "borders.yaml", borders=[["a", "b"], ["b", "c"], ["c", "d"], ["d", "e"]]))
    grid = {row["City"]: row for row in table(book["Matrix"])}
    assert (grid["a"]["b"], grid["a"]["c"], grid["a"]["a"]) == (grid["b"]["a"], "·", None)
    assert isinstance(grid["a"]["b"], float | int)
    assert grid["d"]["e"] == "—"
    assert len(table(book["Pairs"])) == 4
    assert "share a border" in book["Overview"]["A1"].value


def test_a_large_community_has_no_matrix_and_names_the_weakest_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xgov.render.workbook_community._PAIRS", 10)
    one = community(MATRIX + 1, tmp_path / "many.yaml")
    book = opened(one)
    assert book.sheetnames == ["Overview", "Pairs", "Cities"]
    scores = sorted(row["score"] for row in report(one)["pairs"])
    assert [row["Score"] for row in table(book["Pairs"])] == scores[:10]
    assert f"The 10 weakest of {len(scores)} pairs" in book["Pairs"]["A1"].value


def test_one_city_alone_is_a_workbook_too() -> None:
    book = opened(assessed(PAIR / "upriver.yaml"))
    assert book.sheetnames == ["Overview", "Dimensions", "Indicators", "Findings"]
    assert any("One city alone" in str(cell.value) for cell in book["Overview"]["B"])


def run(*words: str, **options: Any) -> Any:
    return subprocess.run([sys.executable, "-m", "xgov", "assess", str(PAIR), "--core", *words], check=False, **options)


def test_the_ending_of_the_file_names_the_format(tmp_path: Path) -> None:
    assert [by_ending(f"Report{one.suffix.upper()}", EXPORTS) for one in EXPORTS.values()] == list(EXPORTS)
    assert [by_ending(path, EXPORTS) for path in (None, "report", "a.xlsx.bak", "xlsx")] == ["terminal"] * 4
    assert by_ending("moved.xlsx", COMPARISONS) == "terminal"
    path = tmp_path / "report.xlsx"
    assert run("-o", str(path)).returncode == 0
    assert load_workbook(path).sheetnames[0]
    assert run("-o", str(path), "--force", "--format", "json").returncode == 0
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "xgov-report/1"


def test_a_pipe_gets_the_workbook() -> None:
    assert load_workbook(io.BytesIO(run("--format", "xlsx", capture_output=True).stdout)).sheetnames


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_terminal_gets_a_word_and_no_workbook() -> None:
    import pty

    keeper, terminal = pty.openpty()
    done = run("--format", "xlsx", "--lang", "en", stdout=terminal, stderr=subprocess.PIPE)
    os.close(terminal)
    os.close(keeper)
    assert done.returncode == 2
    assert b"-o report.xlsx" in done.stderr
