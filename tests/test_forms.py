"""Forms to fill in: valid as they are, the same in every format, carried from year to year, and split by department."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import workbook_kit as kit
from hypothesis import given, settings
from hypothesis import strategies as st

from xgov.api import assess, load_framework, load_submissions, validate
from xgov.forms import workbook
from xgov.forms import yaml as written
from xgov.forms.layout import Wanted, by_owner, form
from xgov.model.quick import quick
from xgov.reading.columns import ANSWER, ESTIMATE, FACTS, HEAD, RECORDS, TABLES
from xgov.reading.files import read_file
from xgov.render.json import report
from xgov.texts.columns import CHOICES, FIELDS, field_name
from xgov.texts.forms import FORMS
from xgov.validation.shape import schema_text

ROOT = Path(__file__).parent
SMALL = load_framework(str(ROOT / "frameworks" / "small.yaml"))
DEEP = load_framework(str(ROOT / "frameworks" / "deep.yaml"))
SHIPPED = load_framework("cross-jurisdiction-risk")
EXAMPLES = sorted((ROOT.parent / "examples").glob("*/*.yaml"))
DAY = "2026-06-30"


def save(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def data_of(path: str) -> Any:
    reading = read_file(path)
    assert not reading.faults, reading.faults
    assert reading.document is not None
    return reading.document.data


def said(data: Any) -> Any:
    """What a submission says: without what was not asked and what is empty, an answer alone as itself."""
    if isinstance(data, dict):
        if set(data) == {"answer"}:
            return said(data["answer"])
        kept = {key: said(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if value not in (None, {}, [])}
    return [said(one) for one in data] if isinstance(data, list) else {True: "yes", False: "no"}[data] if isinstance(data, bool) else data


def judged(*paths: str, framework: Any) -> Any:
    """The report on some files, without what may differ between formats."""
    filed = load_submissions(list(paths), framework)
    assert filed.dossier is not None, [(one.path, one.span, one.message("en")) for one in filed.diagnostics]
    found = report(assess(filed.dossier))
    found.pop("inputs")
    return without_places(found)


def without_places(value: Any) -> Any:
    """Leave out places, and take a text in two languages in English: a cell holds one."""
    if isinstance(value, dict) and set(value) == {"en", "zh"}:
        return value["en"]
    if isinstance(value, dict):
        return {key: without_places(one) for key, one in value.items() if key != "where"}
    return [without_places(one) for one in value] if isinstance(value, list) else value


# --- blank forms


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("cities", [("a",), ("a", "b"), ("a", "b", "c")], ids=len)
def test_a_blank_form_is_valid(tmp_path: Path, lang: str, cities: tuple[str, ...]) -> None:
    wanted = Wanted(SHIPPED if len(cities) == 2 else quick(SHIPPED), cities, lang, DAY)
    text = written.render(form(wanted))
    raw = workbook.render(form(wanted))
    paths = [save(tmp_path, "form.yaml", text), save(tmp_path, "form.xlsx", raw)]
    assert validate(paths) == []
    first, second = (said(data_of(path)) for path in paths)
    assert first == second
    assert text == written.render(form(wanted))
    assert raw == workbook.render(form(wanted))


def test_every_item_is_asked_once_for_each_city() -> None:
    text = written.render(form(Wanted(SHIPPED, ("a", "b"), "en", DAY)))
    for item in SHIPPED.walk():
        assert len(re.findall(rf"^      {re.escape(item.id)}:$", text, re.MULTILINE)) == (0 if item.kind == "record" else 2)
        for level in item.levels:
            assert level["en"].split()[-1] in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_lines_of_a_form_fit_a_page(lang: str) -> None:
    from xgov.render.visible import cells

    text = written.render(form(Wanted(SHIPPED, ("a", "b"), lang, DAY)))
    longest = [line for line in text.split("\n") if cells(line) > 102 and not re.match(r"#? +- \{|# yaml-language", line)]
    assert longest == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("cities", [("a",), ("a", "b")], ids=len)
def test_examples_in_comments_are_valid_once_used(tmp_path: Path, lang: str, cities: tuple[str, ...]) -> None:
    lines = written.render(form(Wanted(SHIPPED, cities, lang, DAY))).split("\n")
    head = lines.index("xgov: submission/1")
    keys = "|".join(sorted(set(re.findall(r'"([a-z_]+)": \{\n *"title"', schema_text("submission")))))  # prose may hold colons too
    used = [re.sub(rf"^( *)# (?= *(- \{{|({keys}|[A-Z][A-Z0-9.-]*[0-9]):( |$)))", r"\1", line) for line in lines[head:]]
    assert len(set(used) - set(lines)) > 20
    if len(cities) > 1:
        used = [re.sub(r"^(      STR-1\.2:)$", r"\1 {answer: 2, evidence: [E1]}", line) for line in used]
    else:
        used = [re.sub(r"^(      STR-1\.4:)$", r"\1 {answer: 2, evidence: [E1]}", line) for line in used]
    found = validate([save(tmp_path, "used.yaml", "\n".join(used))])
    assert [(one.code, one.span, one.message("en")) for one in found] == []
    data = data_of(str(tmp_path / "used.yaml"))
    assert set(data["records"]) == set(RECORDS)
    assert {"filing", "profile", "evidence"} <= set(data)


def test_a_chinese_form_holds_no_english() -> None:
    framework = SHIPPED
    raw = workbook.render(form(Wanted(framework, ("a", "b"), "zh", DAY)))
    import io

    book = openpyxl.load_workbook(io.BytesIO(raw))
    words: set[str] = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_col=2):
            if not sheet.row_dimensions[row[0].row or 0].hidden:
                words |= {word for one in row if isinstance(one.value, str) for word in re.findall(r"[a-z]{4,}", one.value)}
    ours = {"xgov", "validate", "assess", "xlsx", "body", "superior", "either", "never", "internal", "self", "cross", "jurisdiction", "risk"}
    assert words <= ours | {"report", "document", "trace", "evaluation"}


# --- filled forms


def texts() -> st.SearchStrategy[str]:
    return st.text(st.sampled_from("ab 7:-#{}[]'\"=+@,&*!%风险、。\n_x0041_"), min_size=1, max_size=20).map(str.strip).filter(bool)


def answers(framework: Any, joint_only: bool = False) -> st.SearchStrategy[dict[str, Any]]:  # noqa: FBT001, FBT002
    values = {}
    for item in framework.walk():
        if item.kind == "record" or (joint_only and item.asked_of != "joint"):
            continue
        scale = st.integers(0, len(framework.scale.values) - 1)
        plain = {"levels": scale, "yes_no": st.sampled_from(["yes", "no", True, False]), "number": st.integers(0, 30) | st.sampled_from([0.5, 2.25])}
        one = plain[item.kind] | st.just("unknown")
        full = st.fixed_dictionaries({"answer": one}, optional={"evidence": st.just(["E1"]), "note": texts()})
        away = st.fixed_dictionaries({"not_applicable": texts()}, optional={"note": texts(), "evidence": st.just(["E1", "E2"])})
        values[item.id] = one | full | away
    return st.fixed_dictionaries({}, optional=values)


@st.composite
def filings(draw: st.DrawFn, framework: Any, cities: tuple[str, ...] = ("a", "b")) -> dict[str, Any]:
    data: dict[str, Any] = {
        "xgov": "submission/1",
        "framework": f"{framework.id}@{framework.major}",
        "evaluator": draw(st.sampled_from([{"kind": "self"}, {"kind": "third_party", "name": "Institute", "commissioned_by": "the Office"}])),
        "as_of": DAY,
        "handling": draw(st.sampled_from(["public", "internal"])),
        "cities": {city: {"name": draw(texts()), "population": 7, "answers": draw(answers(framework))} for city in cities},
        "evidence": {"E1": {"kind": "document", "title": draw(texts()), "date": "2026-01"}, "E2": {"kind": "trace", "date": "2026-03-01", "note": draw(texts())}},
    }
    agreed = draw(answers(framework, joint_only=True)) if len(cities) > 1 else {}
    for name in agreed:
        for city in data["cities"].values():
            city["answers"].pop(name, None)
    if agreed:
        data["joint"] = {"answers": agreed}
    return data


def carried(data: dict[str, Any]) -> dict[str, Any]:
    """What a form carries forward of a filing: evidence that answers cite."""
    groups = [data.get("joint", {}).get("answers", {}), *(city["answers"] for city in data["cities"].values())]
    cited = {name for group in groups for one in group.values() if isinstance(one, dict) for name in one.get("evidence", ())}
    return {**data, "evidence": {name: one for name, one in data["evidence"].items() if name in cited}}


@settings(max_examples=12, deadline=None)
@given(filings(SMALL))
def test_both_formats_say_what_was_filed(tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]) -> None:
    folder = tmp_path_factory.mktemp("filed")
    laid = form(Wanted(SMALL, ("a", "b"), "en", DAY, last=data))
    first = save(folder, "form.yaml", written.render(laid))
    second = save(folder, "form.xlsx", workbook.render(laid))
    original = save(folder, "original.yaml", json.dumps(data))
    expected = said(carried(data))
    assert said(data_of(first)) == expected
    assert said(data_of(second)) == expected
    if load_submissions([original], SMALL).dossier is not None:
        assert judged(original, framework=SMALL) == judged(first, framework=SMALL) == judged(second, framework=SMALL)


@settings(max_examples=12, deadline=None)
@given(filings(DEEP), st.sampled_from(["yaml", "xlsx"]))
def test_the_parts_of_the_departments_are_the_whole(tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any], suffix: str) -> None:
    folder = tmp_path_factory.mktemp("parts")
    wanted = Wanted(DEEP, ("a", "b"), "en", DAY, last=data)
    whole = save(folder, "whole.yaml", written.render(form(wanted)))
    laid = by_owner(wanted)
    assert set(laid) == {item.owner or "unassigned" for item in DEEP.walk()}
    render: Any = written.render if suffix == "yaml" else workbook.render
    parts = [save(folder, f"{owner}.{suffix}", render(part)) for owner, part in laid.items()]
    filed = load_submissions([whole], DEEP)
    if filed.dossier is None:
        return
    together = load_submissions(parts, DEEP).dossier
    assert together is not None
    assert answered(together) == answered(filed.dossier)
    assert judged(*parts, framework=DEEP) == judged(whole, framework=DEEP)


def answered(dossier: Any) -> Any:
    """Who said what about whom."""

    def plain(views: Any) -> Any:
        return sorted((view.answer.state, view.answer.answer, str(view.answer.note), len(view.answer.evidence)) for view in views)

    own = {(kind, city, key): plain(views) for kind, cities in dossier.said.items() for city, items in cities.items() for key, views in items.items()}
    return own | {(kind, key): plain(views) for kind, items in dossier.joint.items() for key, views in items.items()}


def test_the_parts_share_out_items_and_records() -> None:
    parts = by_owner(Wanted(SHIPPED, ("a", "b"), "en", DAY))
    items = [item.id for part in parts.values() for item in part.items()]
    assert sorted(items) == sorted(item.id for item in SHIPPED.walk())
    assert {kind for part in parts.values() for kind in part.records} == set(RECORDS)


# --- from last year


def test_answers_carried_forward_are_marked(tmp_path: Path) -> None:
    last = {
        "as_of": "2025-06-30", "evaluator": {"kind": "self", "name": "Office"}, "filing": {"prepared_by": "Li", "issued_on": "2025-07-01"},
        "cities": {"a": {"answers": {"A-1.2": 3, "A-1.1": None}}}, "evidence": {"E9": {"kind": "report"}},
    }  # fmt: skip
    laid = form(Wanted(SMALL, ("a",), "en", DAY, last=last))
    text = written.render(laid)
    assert "      A-1.2: 3  # to be confirmed: as of 2025-06-30\n" in text
    assert "      A-1.1:\n" in text
    assert "issued_on: 2025" not in text
    assert "E9" not in text
    path = save(tmp_path, "form.xlsx", workbook.render(laid))
    book = openpyxl.load_workbook(path)
    one, other = kit.cell(book, "answers", "a:answer", "A-1.2"), kit.cell(book, "answers", "a:answer", "A-1.1")
    assert one.value == 3
    assert one.comment.text == "to be confirmed: as of 2025-06-30"
    assert other.comment is None
    assert one.fill.start_color.rgb != other.fill.start_color.rgb


def test_agreed_answers_become_views_where_the_cities_differ() -> None:
    last = {
        "as_of": "2025-06-30", "cities": {"a": {}, "b": {}}, "joint": {"answers": {"A-1.1": 2}}, "pairs": [{"between": ["a", "b"], "answers": {"A-1.1": 2}}],
        "profile": {"risks": [{"risk": "flood", "origin": "b"}]},
    }  # fmt: skip
    same = form(Wanted(SMALL, ("a", "b"), "en", DAY, last=last)).carried
    alone = form(Wanted(SMALL, ("a",), "en", DAY, last=last)).carried
    more = form(Wanted(SMALL, ("a", "c"), "en", DAY, last=last)).carried
    assert (same["joint"], same["cities"]["a"]["answers"], len(same["pairs"])) == ({"A-1.1": 2}, {}, 1)
    assert (alone["joint"], alone["cities"]["a"]["answers"], alone["pairs"]) == ({}, {"A-1.1": 2}, [])
    assert (more["joint"], more["cities"]["a"]["answers"], more["cities"]["c"]["answers"]) == ({}, {"A-1.1": 2}, {})
    assert more["profile"]["risks"] == []


def test_wording_follows_the_governance() -> None:
    varied = next(item for item in SHIPPED.walk() if item.variants)
    when = varied.variants[0].when["governance"]
    for governance, question in ((None, varied.question), (when, varied.worded(when).question)):
        items = {item.id: item for item in form(Wanted(SHIPPED, ("a", "b"), "en", DAY, governance)).items()}
        assert items[varied.id].question == question["en"]


# --- examples, LibreOffice


def filled(example: Path) -> tuple[Any, bytes]:
    """An example and the workbook that says the same."""
    data = data_of(str(example))
    laid = form(Wanted(SHIPPED, tuple(data["cities"]), "en", str(data["as_of"]), (data.get("profile") or {}).get("governance"), data))
    raw = workbook.render(laid)

    def complete(book: Any) -> None:
        kit.records(book, data.get("records") or {})
        kept = set(laid.carried["evidence"])
        rest = [{"id": name, **one} for name, one in data.get("evidence", {}).items() if name not in kept]
        kit.enter(book, "evidence", rest, len(kept))

    return data, kit.changed(raw, complete)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_as_a_workbook_gives_the_same_report(tmp_path: Path, example: Path) -> None:
    _, raw = filled(example)
    path = save(tmp_path, "form.xlsx", raw)
    assert judged(path, framework=SHIPPED) == judged(str(example), framework=SHIPPED)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_trip_through_libreoffice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for example in EXAMPLES:
        save(tmp_path, f"{example.stem}.xlsx", filled(example)[1])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), *map(str, tmp_path.glob("*.xlsx"))]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for example in EXAMPLES:
        before, after = (str(tmp_path / folder / f"{example.stem}.xlsx") for folder in (".", "out"))
        assert data_of(after) == data_of(before)
        assert Path(after).read_bytes() != Path(before).read_bytes()


# --- the table of columns, the texts


def properties(name: str) -> set[str]:
    return set(json.loads(schema_text("submission"))["$defs"][name]["properties"])


def test_columns_are_those_of_the_schema() -> None:
    names = {"risks": "riskEntry", "evidence": "evidence", "activities": "activity", **{kind: kind[:-1] for kind in RECORDS[:-1]}}
    for table, name in names.items():
        expected = properties(name) | ({"id"} if table == "evidence" else set()) - ({"actions"} if table == "activities" else set())
        assert set(TABLES[table]) == expected - {"actions"}, table
    assert set(TABLES["actions"]) == properties("action") | {"activity"}
    assert set(ESTIMATE) == properties("estimate")
    assert set(ANSWER) == properties("answer")
    assert {fact.split(".")[0] for fact in FACTS} == properties("city") - {"answers"}
    for part in ("evaluator", "filing"):
        assert {key.split(".")[1] for key in HEAD if key.startswith(f"{part}.")} == properties(part)
    assert set(RECORDS) == properties("records")


def test_choices_are_those_of_the_schema() -> None:
    defs = json.loads(schema_text("submission"))["$defs"]
    for key, words in CHOICES.items():
        table, _, name = key.partition(".")
        owner = {"evaluator": "evaluator", "evidence": "evidence", "activities": "activity"}.get(table, table[:-1])
        allowed = defs[owner]["properties"][name]["enum"] if name else ["public", "internal"]
        assert set(words) == set(allowed), key


def test_every_column_has_a_name_in_both_languages() -> None:
    from xgov.forms.workbook_tables import columns_of

    for table in TABLES:
        for key in columns_of(table, ("a",)):
            english, chinese = (field_name(table, key, lang) for lang in ("en", "zh"))
            assert english != chinese
            assert "{" not in english + chinese
    assert set(FIELDS["head"]) == set(HEAD)
    assert set(FIELDS["cities"]) == set(FACTS)


def test_texts_have_the_same_places_in_both_languages() -> None:
    for key, (english, chinese) in FORMS.items():
        assert re.findall(r"\{(\w+)\}", english) == re.findall(r"\{(\w+)\}", chinese) or set(re.findall(r"\{(\w+)\}", english)) == set(re.findall(r"\{(\w+)\}", chinese)), key


# --- the command


def xgov(*words: str, cwd: Path | None = None) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, "-m", "xgov", *words], capture_output=True, check=False, cwd=cwd)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_init_prints_yaml(tmp_path: Path) -> None:
    code, out, err = xgov("init", "--cities", "a,b", "--core", "--as-of", DAY, "--lang", "zh")
    assert (code, err) == (0, "")
    assert validate([save(tmp_path, "form.yaml", out)]) == []
    assert out.startswith("# yaml-language-server: $schema=https://")


@pytest.mark.parametrize("name", ["form.yaml", "form.xlsx", "form.XLSX", "form"])
def test_init_writes_a_file_and_keeps_an_existing_one(tmp_path: Path, name: str) -> None:
    words = ("init", "--cities", "a,b", "--core", "--as-of", DAY, "-o", name, "--lang", "en")
    code, out, err = xgov(*words, cwd=tmp_path)
    assert (code, out) == (0, "")
    assert f"xgov validate {name}" in err
    before = (tmp_path / name).read_bytes()
    assert before.startswith(b"PK" if name.lower().endswith("xlsx") else b"#")
    assert xgov(*words, cwd=tmp_path)[0] == 2
    assert xgov(*words, "--force", cwd=tmp_path)[0] == 0
    assert (tmp_path / name).read_bytes() == before
    assert xgov("validate", name, cwd=tmp_path)[0] == 0


def test_init_by_owner_writes_a_folder_that_is_assessed(tmp_path: Path) -> None:
    words = ("init", "--from", str(EXAMPLES[0]), "--by-owner", "-o", "parts", "--format", "xlsx", "--lang", "en")
    code, _, err = xgov(*words, cwd=tmp_path)
    assert code == 0
    names = {path.stem for path in (tmp_path / "parts").iterdir()}
    assert names == {item.owner for item in SHIPPED.walk()}
    assert f"{len(names)} forms" in err
    assert xgov("validate", "parts", "--strict", cwd=tmp_path)[0] in {0, 1}
    assert xgov("assess", "parts", cwd=tmp_path)[0] == 0
    assert xgov(*words, cwd=tmp_path)[0] == 2
    assert xgov(*words, "--force", cwd=tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "--cities"), (["--cities", "a,B"], 2, "B:"), (["--cities", "a,,b"], 2, ":"), (["--cities", "a,a"], 2, "twice"),
        (["--cities", "a", "--as-of", "2026-02-30"], 2, "2026-02-30"), (["--cities", "a", "--as-of", "soon"], 2, "soon"),
        (["--cities", "a", "--governance", "king"], 2, "superior_led"), (["--cities", "a", "-o", "form.xls"], 2, "--format"),
        (["--cities", "a", "--format", "xlsx"], 2, "-o"), (["--cities", "a", "--by-owner"], 2, "-o"), (["--cities", "a", "-o", "/nonexistent/f.yaml"], 2, "nonexistent"),
        (["--from", "nowhere.yaml"], 2, "XG101"), (["--from", str(ROOT / "cases" / "bad" / "submission-shape.yaml")], 1, "XG1"),
        (["--from", str(EXAMPLES[0].parent.parent / "upriver-downriver")], 2, "--from"), (["--cities", "a", "--framework", "nowhere"], 2, "XG101"),
        (["--cities", "a", "--by-owner", "-o", "/dev/null/x"], 2, "/dev/null"),
    ],
)  # fmt: skip
def test_init_says_what_is_wrong(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    done, out, err = xgov("init", *words, "--lang", "en", cwd=tmp_path)
    assert (done, out) == (code, "")
    assert said in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_yaml_alone_never_loads_openpyxl() -> None:
    probe = "import sys; from xgov.cli.app import run; run({0!r}); print(sorted(sys.modules), file=sys.stderr)"
    for words in (["init", "--cities", "a,b"], ["validate", str(EXAMPLES[0])], ["assess", str(EXAMPLES[0])]):
        done = subprocess.run([sys.executable, "-c", probe.format(words)], capture_output=True, text=True, check=True)
        assert "'openpyxl'" not in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_how_to_choose_a_level_stands_on_every_form_and_sheet(tmp_path: Path, lang: str) -> None:
    guidance = SHIPPED.scale.guidance[lang]
    wanted = Wanted(SHIPPED, ("a", "b"), lang, DAY)
    # comments are broken into lines
    assert guidance.replace(" ", "") in re.sub(r"[\n# ]", "", written.render(form(wanted)))
    book = openpyxl.load_workbook(save(tmp_path, "form.xlsx", workbook.render(form(wanted))))
    assert any(guidance in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    for words in ([], ["STR"], ["STR-1"]):
        shown = subprocess.run([sys.executable, "-m", "xgov", "show", *words, "--lang", lang], capture_output=True, check=True, encoding="utf-8").stdout
        assert (guidance in shown) == (words != ["STR"])  # where levels follow, and above the whole tree
