"""More than two cities, the quick check, and frameworks in parts: what the worked cases of a pair do not show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from xgov.api import assess, load_framework, load_submissions
from xgov.render.json import report

FRAMEWORK = Path(__file__).parent / "frameworks" / "deep.yaml"


def assessed(folder: Path, *files: dict[str, Any], pair: tuple[str, str] | None = None) -> dict[str, Any]:
    """Give the report on submissions to the framework `deep`."""
    paths = []
    for number, one in enumerate(files):
        head = {"xgov": "submission/1", "framework": "deep@2", "evaluator": {"kind": "self"}, "as_of": "2026"}
        path = folder / f"{number}.yaml"
        path.write_text(json.dumps({**head, **one}), encoding="utf-8")
        paths.append(str(path))
    filed = load_submissions(paths, load_framework(str(FRAMEWORK)))
    assert filed.dossier is not None, filed.diagnostics
    return report(assess(filed.dossier, pair))


def scores(result: dict[str, Any]) -> dict[str, float | None]:
    """The score of every pair."""
    return {"-".join(one["cities"]): one["score"] for one in result["pairs"]}


def test_a_joint_answer_holds_for_all_cities_of_its_file_and_a_pair_goes_before(tmp_path: Path) -> None:
    cities = {"cities": {"a": {}, "b": {}, "c": {}}, "joint": {"answers": {"D-2": 1}}}
    agreed = {"pairs": [{"between": ["c", "a"], "answers": {"D-2": 3}}]}
    assert scores(assessed(tmp_path, {**cities, **agreed})) == {"a-b": 25, "a-c": 75, "b-c": 25}


def test_a_view_filed_alone_holds_for_all_pairs_of_its_city(tmp_path: Path) -> None:
    alone = {"cities": {"a": {"answers": {"D-2": 1}}}}
    others = {"cities": {"b": {"answers": {"D-2": 2}}, "c": {}}}
    found = assessed(tmp_path, alone, others)
    assert scores(found) == {"a-b": 25, "a-c": 25, "b-c": 50}


def test_an_agreement_of_two_says_nothing_of_a_third(tmp_path: Path) -> None:
    two = {"cities": {"a": {}, "b": {}}, "joint": {"answers": {"D-2": 4}}}
    assert scores(assessed(tmp_path, two, {"cities": {"c": {}}})) == {"a-b": 100, "a-c": None, "b-c": None}


def test_a_pair_of_a_community_scores_as_if_filed_alone(tmp_path: Path) -> None:
    files = [{"cities": {name: {"answers": {"D-1": level, "D-2": level}}}} for name, level in zip("abc", (1, 2, 4), strict=True)]
    whole = assessed(tmp_path, *files, pair=("a", "c"))["pairs"]
    alone = assessed(tmp_path, files[0], files[2])["pairs"]
    assert {**whole[0], "findings": None} == {**alone[0], "findings": None}


def test_borders_of_all_files_name_the_pairs(tmp_path: Path) -> None:
    files: list[dict[str, Any]] = [{"cities": {name: {"answers": {"D-1": 2}}}} for name in "abcd"]
    assert len(scores(assessed(tmp_path, *files))) == 6
    files[0]["borders"] = [["b", "a"]]
    files[3]["borders"] = [["d", "c"], ["a", "b"], ["d", "outside"]]
    found = assessed(tmp_path, *files)
    assert scores(found) == {"a-b": 50, "c-d": 50}
    assert "stage" in found["pairs"][0]
    assert "gates" not in found["pairs"][0]
    one = assessed(tmp_path, *files, pair=("a", "c"))["pairs"]  # asked for, though no border
    assert ("gates" in one[0], len(one)) == (True, 1)


def test_one_border_of_many_cities_is_still_a_community(tmp_path: Path) -> None:
    files: list[dict[str, Any]] = [{"cities": {name: {}}} for name in "abc"]
    files[0]["borders"] = [["a", "b"]]
    (pair,) = assessed(tmp_path, *files)["pairs"]
    assert "gates" not in pair


def test_borders_with_none_of_the_cities_leave_all_pairs(tmp_path: Path) -> None:
    files: list[dict[str, Any]] = [{"cities": {name: {}}} for name in "abc"]
    files[0]["borders"] = [["a", "x"]]
    assert len(assessed(tmp_path, *files)["pairs"]) == 3


def test_core_items_alone_make_the_quick_check(tmp_path: Path) -> None:
    data = yaml.safe_load(FRAMEWORK.read_text(encoding="utf-8"))
    data["dimensions"][1]["indicators"][0]["core"] = True
    path = tmp_path / "framework.yaml"
    path.write_text(json.dumps(data), encoding="utf-8")
    said = tmp_path / "a.yaml"
    said.write_text(
        '{"xgov": "submission/1", "framework": "deep@2", "evaluator": {"kind": "self"}, "as_of": 2026,'
        ' "cities": {"a": {"answers": {"D-1": 3, "C-2.1": 0}}, "b": {"answers": {"D-1": 1}}}, "joint": {"answers": {"D-2": 4}}}',
        encoding="utf-8",
    )
    filed = load_submissions([str(said)], load_framework(str(path)), core=True)
    assert filed.dossier is not None
    (pair,) = report(assess(filed.dossier))["pairs"]
    assert (pair["score"], pair["coverage"], list(pair["dimensions"])) == (50, 1, ["D"])
    assert [gate["indicator"] for gate in pair["gates"]] == ["D-1"]


def test_a_framework_with_errors_is_not_loaded() -> None:
    with pytest.raises(ValueError, match="XG"):
        load_framework(str(Path(__file__).parent / "cases" / "bad" / "framework.yaml"))
    with pytest.raises(ValueError, match="XG101"):
        load_framework("no-such-framework")
