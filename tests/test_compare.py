"""What moved between two filings: nothing between equal ones, mirrored the other way round, clear only where ranges part."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import xgov
from test_properties import answers, filed

from xgov.api import assess as score
from xgov.api import load_framework, load_submissions
from xgov.compare import compare
from xgov.merge import merge
from xgov.model.assessment import Assessment
from xgov.model.comparison import Comparison
from xgov.model.framework import Indicator
from xgov.model.submission import Answer
from xgov.render import compare_html, compare_json, compare_markdown, compare_terminal
from xgov.render.exports import COMPARISONS
from xgov.render.visible import cells
from xgov.validation.shape import schema_text
from xgov.versions import versions

ROOT = Path(__file__).parent
SMALL = load_framework(str(ROOT / "frameworks" / "small.yaml"))
SCHEMA = json.loads(schema_text("compare"))
OLD, NEW = (str(ROOT / "cases" / "compare" / name) for name in ("old", "new"))
EXAMPLES = [str(ROOT.parent / "examples" / name) for name in ("upriver-downriver-2025", "upriver-downriver")]
quick = settings(max_examples=60, deadline=None)
#: The golden file of every format; XGOV_GOLDEN=1 writes them anew.
GOLDEN = {"terminal": "compare.txt", "json": "compare.json", "markdown": "compare.md", "html": "compare.html"}


def assessed(folder: Path, a: dict[str, Any], b: dict[str, Any], framework: Any = SMALL, **more: Any) -> Assessment:
    path = folder / "file.yaml"
    head = {"xgov": "submission/1", "framework": f"{framework.id}@{framework.major}", "evaluator": {"kind": "self"}, "as_of": "2026-06-30"}
    path.write_text(json.dumps({**head, "cities": {"a": {"answers": a}, "b": {"answers": b}}, **more}), encoding="utf-8")
    found = load_submissions([str(path)], framework)
    assert found.dossier is not None, [one.message("en") for one in found.diagnostics]
    return score(found.dossier)


def of(*files: Any, framework: Any = SMALL) -> Assessment:
    return score(merge(framework, files)[0])


def checked(found: Comparison) -> dict[str, Any]:
    """The comparison as JSON, held against its schema."""
    data = json.loads(compare_json.render(found, "en"))
    jsonschema.validate(data, SCHEMA, jsonschema.Draft202012Validator)
    return data  # type: ignore[no-any-return]


@quick
@given(answers, answers, st.none() | answers)
def test_nothing_moves_between_equal_filings(a: Any, b: Any, c: Any) -> None:
    one = of(filed(a=a, b=b), *([filed("third_party", a=c)] if c is not None else []))
    found = compare(one, one)
    assert found.still
    assert "Nothing moved." in compare_terminal.render(found, "en")
    assert "没有变化。" in compare_markdown.render(found, "zh")
    data = checked(found)
    assert all(row["change"] in {0, None} and not row["clear"] for row in data["scores"])
    for name, value in data.items():
        if isinstance(value, list) and name != "scores":
            assert value == [], name


@quick
@given(answers, answers, answers, answers, st.none() | answers)
def test_the_other_way_round_is_the_mirror(a: Any, b: Any, c: Any, d: Any, e: Any) -> None:
    one, other = of(filed(a=a, b=b)), of(filed(a=c, b=d), *([filed("third_party", b=e)] if e is not None else []))
    forth, back = checked(compare(one, other)), checked(compare(other, one))

    def mirrored(row: dict[str, Any]) -> dict[str, Any]:
        turned = {**row, "old": row["new"], "new": row["old"]}
        return {**turned, "change": None if row["change"] is None else -row["change"]} if "change" in row else turned

    def key(row: dict[str, Any]) -> tuple[str, str]:
        return str(row.get("id")), str(row["cities"])

    for name in ("scores", "dimensions", "indicators", "answers", "stages", "gates", "directions"):
        assert sorted(map(mirrored, forth[name]), key=key) == sorted(back[name], key=key), name
    assert sorted(map(mirrored, forth["evidenced"]), key=key) == sorted(back["unproven"], key=key)
    assert sorted(map(mirrored, forth["unproven"]), key=key) == sorted(back["evidenced"], key=key)


@quick
@given(answers, answers, answers, answers)
def test_a_clear_move_cannot_be_undone_by_missing_answers(a: Any, b: Any, c: Any, d: Any) -> None:
    for move in compare(of(filed(a=a, b=b)), of(filed(a=c, b=d))).wholes:
        if move.clear and move.old and move.new and move.change is not None:
            assert (move.new.low - move.old.high) * (move.new.high - move.old.low) > 0
            assert (move.change > 0) == (move.new.low > move.old.high)


def level(answer: int) -> Answer:
    return Answer("known", float(answer))


def test_a_move_is_clear_only_where_ranges_part() -> None:
    full = {item.id: level(1) for item in SMALL.walk() if item.kind == "levels"}
    old, new = of(filed(a=full, b=full)), of(filed(a={**full, "A-1.2": level(0)}, b=full))
    moves = {move.cities: move for move in compare(old, new).indicators}
    assert set(moves) == {("a",), ("a", "b")}
    assert (moves["a",].id, moves["a",].change, moves["a",].clear) == ("A-1.2", -0.25, True)
    silent = of(filed(a={key: said for key, said in full.items() if key != "A-1.2"}, b=full))
    found = compare(silent, new)
    assert not any(move.clear for move in found.wholes)
    assert [(turn.cities, turn.id, turn.old, turn.new) for turn in found.answers] == [(("a",), "A-1.2", "unanswered", "answered")]


def test_evidence_that_came_and_went(tmp_path: Path) -> None:
    evidence = {"E1": {"kind": "trace", "date": "2026-05-01"}}
    bare = assessed(tmp_path, {"A-1.2": 3}, {})
    proven = assessed(tmp_path, {"A-1.2": {"answer": 3, "evidence": ["E1"]}}, {}, evidence=evidence)
    (proof,) = compare(bare, proven).evidenced
    assert proof == (("a",), "A-1.2", 0.75, 0.25, 0.75, "none", "trace")
    (loss,) = compare(proven, bare).unproven
    assert loss == (("a",), "A-1.2", 0.75, 0.75, 0.25, "trace", "none")


def test_a_claim_withdrawn_or_raised_with_its_proof_is_not_evidenced(tmp_path: Path) -> None:
    evidence = {"E1": {"kind": "trace", "date": "2026-05-01"}}
    bold, modest = assessed(tmp_path, {"A-1.2": 3}, {}), assessed(tmp_path, {"A-1.2": 1}, {})
    proven = assessed(tmp_path, {"A-1.2": {"answer": 3, "evidence": ["E1"]}}, {}, evidence=evidence)
    assert not compare(bold, modest).evidenced
    assert not compare(modest, proven).evidenced
    assert [move.change for move in compare(modest, proven).indicators if move.cities == ("a",)] == [0.5]


def test_a_joint_item_is_told_of_the_pair_alone() -> None:
    old, new = (of(filed(a={"A-1.1": level(n)}, b={"A-1.1": level(1)})) for n in (0, 1))
    found = compare(old, new)
    assert [move.cities for move in found.indicators] == [("a", "b")]
    alone = compare(of(filed(a={"A-1.1": level(0)})), of(filed(a={"A-1.1": level(1)})))
    assert [move.cities for move in alone.indicators] == [("a",)]


def test_gates_and_stages_then_and_now(tmp_path: Path) -> None:
    proof: dict[str, Any] = {"evidence": {"E1": {"kind": "document", "date": "2026-01-01"}}}
    full = {key: {"answer": 2, "evidence": ["E1"]} for key in ("A-1.2", "A-2.1", "A-2.2", "B-1", "B-2")}
    full |= {"B-3": {"answer": "yes", "evidence": ["E1"]}, "B-4": {"answer": 2, "evidence": ["E1"]}}
    shut, shown = (assessed(tmp_path, full, full, joint={"answers": {"A-1.1": said}}, **proof) for said in (1, {"answer": 2, "evidence": ["E1"]}))
    found = compare(shut, shown)
    assert [(one.id, one.old, one.new) for one in found.gates] == [("A-1.1", "failed", "met")]
    assert [(one.cities, one.old, one.new) for one in found.stages] == [(("a", "b"), "low", "middle")]


def test_commitments_since_then(tmp_path: Path) -> None:
    row = {"id": "C1", "by": "a", "to": "b", "what": "x", "due": "2026-03-01", "status": "open"}
    gone = {**row, "id": "C3"}
    kept = {**row, "status": "kept", "kept_on": "2026-02-01", "accepted_by": "b"}
    old = assessed(tmp_path, {}, {}, records={"commitments": [row, gone]})
    new = assessed(tmp_path, {}, {}, records={"commitments": [kept, {**row, "id": "C2"}]})
    data = checked(compare(old, new))["commitments"]
    assert [(one["id"], one["kept_since"], one["old"] is None, one["new"] is None) for one in data] == [
        ("C1", True, False, False), ("C2", False, True, False), ("C3", False, False, True),
    ]  # fmt: skip
    assert data[0]["new"] == {"status": "kept", "due": "2026-03-01", "kept_on": "2026-02-01", "accepted_by": "b"}


def changed(key: str, **fields: Any) -> Any:
    """The small framework with one indicator of its first dimension changed."""
    def item(one: Indicator) -> Indicator:
        return one._replace(**fields) if one.id == key else one

    first = SMALL.dimensions[0]
    criteria = tuple(node._replace(indicators=tuple(map(item, node.indicators))) for node in first.criteria)
    return SMALL._replace(version="1.3.0", dimensions=(first._replace(criteria=criteria), *SMALL.dimensions[1:]))


def test_another_major_version_is_not_subtracted() -> None:
    later = SMALL._replace(version="2.0.0", dimensions=SMALL.dimensions[:1])
    said = {"A-1.2": level(1)}
    found = compare(of(filed(a=said, b=said)), of(filed(a={}, b=said), framework=later))
    data = checked(found)
    assert not data["comparable"]
    assert all(not data[key] for key in ("scores", "dimensions", "indicators", "answers", "gates", "stages", "evidenced", "unproven"))
    assert data["indicators_dropped"] == ["B-1", "B-2", "B-3", "B-4", "B-5", "B-6"]
    for render in (compare_terminal.render, compare_markdown.render, compare_html.render):
        assert "none is subtracted" in " ".join(render(found, "en").split())


def test_a_minor_version_subtracts_what_both_have() -> None:
    added = SMALL.dimensions[1].indicators[0]._replace(id="B-7")
    later = SMALL._replace(version="1.3.0", dimensions=(SMALL.dimensions[0], SMALL.dimensions[1]._replace(indicators=(*SMALL.dimensions[1].indicators, added))))
    low, high = ({"A-1.2": level(n), "B-1": level(n)} for n in (0, 1))
    data = checked(compare(of(filed(a=low, b=low)), of(filed(a=high, b=high), framework=later)))
    assert data["comparable"]
    assert data["not_compared"] == {"whole": True, "dimensions": ["B"], "pairs": []}
    assert (data["scores"], data["indicators_added"]) == ([], ["B-7"])
    assert {row["id"] for row in data["dimensions"]} == {"A"}
    assert {row["id"] for row in data["indicators"]} == {"A-1.2", "B-1"}


def test_another_way_of_scoring_an_item_leaves_it_out() -> None:
    shared = versions(SMALL, changed("A-1.2", pair="best"))
    assert shared.rescored == ("A-1.2",)
    assert (shared.changed, shared.whole, "A-1.2" in shared.items) == (("A",), False, False)
    shared = versions(SMALL, changed("A-1.2", weight=2.0))
    assert (shared.rescored, shared.changed, shared.whole) == ((), ("A",), False)
    shared = versions(SMALL, changed("A-1.2", question={"en": "Otherwise"}))
    assert (shared.reworded, shared.changed, shared.whole) == (("A-1.2",), (), True)
    scale = SMALL._replace(scale=SMALL.scale._replace(values=(0.0, 0.1, 0.5, 0.75, 1.0)))
    assert versions(SMALL, scale).items == frozenset()


def test_cities_of_one_filing_alone_are_named() -> None:
    found = compare(of(filed(a={}, b={})), of(filed(b={}, c={})))
    assert (found.only_old, found.only_new) == ((("a",), ("a", "b")), (("c",), ("b", "c")))
    assert "Only in the earlier filing: a, a ⇄ b" in compare_terminal.render(found, "en")


def test_a_pair_is_compared_in_a_direction_that_both_declare() -> None:
    def risk(origin: str) -> Any:
        from xgov.model.submission import RiskEntry

        return filed(a={"B-2": level(1)}, b={"B-2": level(0)})._replace(risks=(RiskEntry("flood", origin=origin),))

    either, ours, theirs = (of(risk(origin)) for origin in ("either", "a", "b"))
    found = compare(either, ours)
    assert [(one.old, one.new) for one in found.directions] == [("b>a", "a>b")]
    assert not [move for move in found.indicators if len(move.cities) > 1]  # risk from a, then as now
    assert [move.change for move in found.wholes if move.moved] == [0.25]  # the score itself has left the other direction
    found = compare(ours, theirs)
    assert found.apart == (("a", "b"),)
    assert not [move for move in found.indicators if len(move.cities) > 1]
    assert "no direction of risk" in compare_terminal.render(found, "en")


def test_of_a_community_pairs_give_their_scores_alone() -> None:
    low, high = ({key: level(n) for key in ("A-1.1", "A-1.2")} for n in (0, 1))
    found = compare(of(filed(a=low, b=low, c=low)), of(filed(a=high, b=high, c=high)))
    data = checked(found)
    assert [row["cities"] for row in data["scores"]][:3] == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert {len(row["cities"]) for row in (*data["dimensions"], *data["indicators"])} == {1}
    assert "--pair a,b" in compare_terminal.render(found, "en")


class Page(HTMLParser):
    """What an HTML parser makes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)
        assert not [key for key, _ in attrs if key.startswith("on") or key in {"src", "href"}]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


NASTY = "<script>alert(1)</script>|`*_[x](y)&\x1b[31m\u202e"


def test_text_from_files_stays_text(tmp_path: Path) -> None:
    row = {"id": "C1", "by": "a", "to": "b", "what": NASTY, "due": "2026-03-01", "status": "open"}
    old = assessed(tmp_path, {}, {})
    new = assessed(tmp_path, {"A-1.2": 1}, {}, records={"commitments": [row]})
    for side in (old, new):
        side.dossier.cities["a"] = side.dossier.cities["a"]._replace(name=NASTY)  # type: ignore[index]
    found = compare(old, new)
    page = Page(compare_html.render(found, "en"))
    assert not page.open
    assert "script" not in page.tags
    for render in (compare_html.render, compare_markdown.render, compare_terminal.render):
        assert "\x1b" not in render(found, "en")
        assert "\u202e" not in render(found, "en")
    assert "<script>" not in compare_markdown.render(found, "en").replace("\\<script\\>", "")
    rows = [line for line in compare_markdown.render(found, "en").splitlines() if line.startswith("| C1")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [7]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", COMPARISONS)
def test_every_format_is_as_the_golden_files_show(form: str, lang: str) -> None:
    code, out, err = xgov("compare", OLD, NEW, "--framework", str(ROOT / "frameworks" / "small.yaml"), "--format", form, "--lang", lang)
    assert (code, err) == (0, "")
    out = out.replace(str(ROOT), "tests")
    out = re.sub(r'"xgov_version": "[^"]*"', '"xgov_version": "…"', out)
    if form == "json":
        jsonschema.validate(json.loads(out), SCHEMA, jsonschema.Draft202012Validator)
    if form == "html":
        assert not Page(out).open
        out = re.sub(r"<style>.*</style>", "<style>…</style>", out, flags=re.DOTALL)
        out = re.sub(r"sha256-[^']*", "sha256-…", out)
    golden = ROOT / "golden" / (f"{lang}-{GOLDEN[form]}" if form != "json" else GOLDEN[form])
    if os.environ.get("XGOV_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [60, 80, 100, 120])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_fits_its_terminal(columns: int, lang: str) -> None:
    code, out, _ = xgov("compare", *EXAMPLES, "--lang", lang, COLUMNS=str(columns))
    assert code == 0
    assert max(cells(line) for line in out.splitlines()) <= columns
    assert "\x1b" not in out


def test_the_example_says_what_its_readme_says() -> None:
    data = json.loads(xgov("compare", *EXAMPLES, "--format", "json")[1])
    gates = {one["id"]: (one["old"], one["new"]) for one in data["gates"]}
    assert gates["RES-2.1"] == ("failed", "met")
    assert gates["COM-2.1"] == ("failed", "not_answered")
    assert "STR-1.4" in {one["id"] for one in data["evidenced"]}
    assert sum(one["kept_since"] for one in data["commitments"]) > len(data["commitments"]) / 2
    fallen = {one["id"] for one in data["dimensions"] if len(one["cities"]) == 2 and one["change"] < 0}
    assert {"EVA", "TRU"} <= fallen


def test_sides_are_folders_files_or_files_joined_by_commas(tmp_path: Path) -> None:
    joined = ",".join(sorted(str(path) for path in Path(EXAMPLES[1]).glob("*.yaml")))
    whole, parts = (json.loads(xgov("compare", EXAMPLES[0], new, "--format", "json")[1]) for new in (EXAMPLES[1], joined))
    assert whole == parts
    named = tmp_path / "a,b.yaml"
    named.write_bytes(Path(EXAMPLES[0], "upriver.yaml").read_bytes())
    assert xgov("compare", str(named), str(named))[1].endswith("Nothing moved.\n")
    text = named.read_bytes()
    assert xgov("compare", "-", str(named), stdin=text)[0] == 0


def test_exit_codes(tmp_path: Path) -> None:
    assert xgov("compare", "-", "-", stdin=b"")[0] == 2
    assert xgov("compare", "nowhere.yaml", EXAMPLES[1])[0] == 2
    assert xgov("compare", EXAMPLES[1], str(tmp_path))[0] == 2
    assert xgov("compare", *EXAMPLES, "--pair", "upriver,atlantis")[0] == 2
    assert xgov("compare", *EXAMPLES, "--pair", "upriver,downriver")[0] == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text("xgov: submission/1\n")
    assert xgov("compare", str(bad), EXAMPLES[1])[0] == 1
    report = tmp_path / "report.json"
    assert xgov("assess", EXAMPLES[1], "--format", "json", "-o", str(report))[0] == 0
    code, out, err = xgov("compare", EXAMPLES[0], str(report))
    assert (code, out) == (1, "")
    assert "XG115" in err
    target = tmp_path / "moved.html"
    assert xgov("compare", *EXAMPLES, "--format", "html", "-o", str(target))[0] == 0
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert xgov("compare", *EXAMPLES, "--format", "html", "-o", str(target))[0] == 2
