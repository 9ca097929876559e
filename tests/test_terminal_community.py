"""The report on many cities, as it reads in a terminal: the matrix, the distribution, the weak links."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xgov import community
from xgov.api import assess, load_framework, load_submissions
from xgov.model.assessment import Assessment
from xgov.render.markdown import render as markdown
from xgov.render.styled import TONES
from xgov.render.terminal import Page, fill
from xgov.render.terminal_bars import ASCII, UNICODE
from xgov.render.visible import cells

FRAMEWORK = Path(__file__).parent / "frameworks" / "deep.yaml"


def filed(folder: Path, levels: dict[str, int | None], **more: Any) -> Assessment:
    """Assess cities that answer one item each, in one file."""
    facts: dict[str, Any] = {city: {"name": f"N{city}", "answers": {} if level is None else {"D-2": level}} for city, level in levels.items()}
    head = {"xgov": "submission/1", "framework": "deep@2", "evaluator": {"kind": "self"}, "as_of": "2026", "cities": facts}
    (folder / "all.yaml").write_text(json.dumps({**head, **more}), encoding="utf-8")
    dossier = load_submissions([str(folder / "all.yaml")], load_framework(str(FRAMEWORK))).dossier
    assert dossier is not None
    return assess(dossier)


def page(one: Assessment, width: int = 100, lang: str = "en", *, colour: bool = False, ascii_only: bool = False) -> list[str]:
    sheet = Page(one, lang, width, ASCII if ascii_only else UNICODE, colour=colour)
    fill(sheet)
    return [line.rstrip("\n") for line in sheet.lines]


def many(count: int) -> dict[str, int | None]:
    return {f"c{number:03d}": number % 5 for number in range(count)}


def test_the_matrix_has_every_pair_once_below_the_diagonal(tmp_path: Path) -> None:
    shown = page(filed(tmp_path, {"a": 4, "b": 2, "c": 1, "d": None}))
    at = next(number for number, line in enumerate(shown) if line.startswith("Score of every pair"))
    assert shown[at + 1].split() == ["Na", "Nb", "Nc"]
    assert [line.split() for line in shown[at + 2 : at + 5]] == [
        ["2", "Nb", "50"], ["3", "Nc", "25", "25"], ["4", "Nd", "100", "50", "25"],
    ]  # fmt: skip


def test_cities_that_do_not_border_each_other_have_a_point(tmp_path: Path) -> None:
    shown = page(filed(tmp_path, {"a": 4, "b": 2, "c": 1}, borders=[["b", "a"], ["b", "c"]]))
    assert shown[0].startswith("3 cities, 2 pairs that share a border")
    assert [line.split() for line in shown if line.startswith(" 3 ")] == [["3", "Nc", "·", "25"]]


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("count", [3, 15, 40])
def test_every_width_holds_the_matrix_whole(tmp_path: Path, width: int, count: int) -> None:
    shown = page(filed(tmp_path, many(count)), width)
    assert max(map(cells, shown)) <= width
    start = next(number for number, line in enumerate(shown) if line.startswith("Score of every pair"))
    end = next(number for number, line in enumerate(shown) if line == "Weakest pairs")
    rows = [line.split()[2:] for line in shown[start:end] if line[:3].strip().isdecimal() and " Nc" in line[:5]]
    assert sum(map(len, rows)) == count * (count - 1) // 2


def test_a_tone_says_the_stage_and_no_colour_says_the_same_digits(tmp_path: Path) -> None:
    one = filed(tmp_path, {"a": 4, "b": 2, "c": 0})
    plain, painted = page(one), page(one, colour=True)
    assert any("48;5;" in line for line in painted)
    import re

    assert [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in painted] == plain
    assert len(set(TONES)) == 5


def test_beyond_forty_cities_stands_the_distribution(tmp_path: Path) -> None:
    shown = page(filed(tmp_path, many(41)))
    at = shown.index("Pairs by score")
    rows = [line.split() for line in shown[at + 1 : shown.index("", at)]]
    counts = {row[0]: int(row[1]) for row in rows}
    assert sum(counts.values()) == 41 * 40 // 2
    assert counts["0-5"] == 41 * 40 // 2 - 32 * 31 // 2  # every pair with one of the nine cities at level 0
    assert "█" in "".join(shown)
    assert "█" not in "".join(page(filed(tmp_path, many(41)), ascii_only=True))


def test_each_city_has_its_weakest_link(tmp_path: Path) -> None:
    one = filed(tmp_path, {"a": 4, "b": 3, "c": 1, "d": 2})
    found = community.overview(one)
    assert {city: one.pairs[number].cities for city, number in found.links.items()} == {"a": ("a", "c"), "b": ("b", "c"), "c": ("a", "c"), "d": ("c", "d")}
    shown = page(one, 60)
    at = shown.index("Each city's weakest link")
    assert {" ".join(part.split()[:4]) for line in shown[at + 1 : shown.index("", at)] for part in line.strip().split("    ") if part} == {
        "25 Na ⇄ Nc", "25 Nb ⇄ Nc", "25 Nc ⇄ Na", "25 Nd ⇄ Nc",
    }  # fmt: skip


def test_cities_without_answers_have_no_links(tmp_path: Path) -> None:
    one = filed(tmp_path, {"a": None, "b": None, "c": None})
    found = community.overview(one)
    assert (found.links, found.weakest, found.silent, sum(found.counts)) == ({}, (), 3, 0)
    assert "  no pair has a score yet" in page(one)
    assert "各对城市均暂无分数" in "\n".join(page(one, lang="zh"))


def test_hundreds_of_links_are_cut_to_the_weakest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xgov.render.terminal_community._LINKS", 2)
    shown = "\n".join(page(filed(tmp_path, {"a": 4, "b": 3, "c": 3, "d": 4})))
    assert "2 cities with stronger links are left out" in shown


def test_markdown_names_the_community_and_lists_a_link_a_line(tmp_path: Path) -> None:
    text = markdown(filed(tmp_path, many(5)), "en")
    assert text.startswith("# 5 cities, 10 pairs\n")
    assert text.count("\n- 0 Nc") >= 5


def test_columns_give_what_tuples_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = filed(tmp_path, many(12), borders=[[f"c{n:03d}", f"c{n + 1:03d}"] for n in range(11)])
    monkeypatch.setattr(community, "MANY", 1)
    monkeypatch.setattr(community, "CHUNK", 4)
    fast = community.assess(slow.dossier)
    assert isinstance(fast.pairs, community.Pairs)
    assert len(fast.pairs) == len(slow.pairs) == 11
    assert list(fast.pairs) == [fast.pairs[number] for number in range(11)] == list(fast.pairs[:])
    for one, other in zip(fast.pairs, slow.pairs, strict=True):
        assert (one.cities, one.figures, one.standing.stage, one.main[:2]) == (other.cities, other.figures, other.standing.stage, other.main[:2])
    assert page(fast) == page(slow)
