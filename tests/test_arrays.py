"""The array engine gives what the scalar engine gives, to 1e-9, on random frameworks and random communities."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xgov import community
from xgov.api import assess, load_framework, load_submissions
from xgov.scoring.arrays import Engine
from xgov.scoring.counts import Counts

CITIES = ["a", "b", "c", "d"]
AGGREGATES = ["mean", "geometric", "shifted_geometric", "harmonic", "weakest"]
TEXT = {"en": "x"}


def item(rng: Random, name: str) -> dict[str, Any]:
    one: dict[str, Any] = {"id": name, "question": TEXT, "weight": rng.choice([1, 1, 2.5])}
    kind = rng.choice(["levels", "levels", "levels", "yes_no", "number", "record"])
    if kind == "levels":
        one["levels"] = [TEXT] * 5
    if kind == "number":
        one |= {"unit": TEXT, "worst": 1, "best": 9, "transform": rng.choice(["linear", "log"])}
    if kind == "record":
        one |= {"metric": "commitments.kept", "worst": 0, "best": 1}
    one["kind"] = kind
    if rng.random() < 0.4:
        one["asked_of"] = "joint"
    else:
        one["pair"] = rng.choice(["weakest", "mean", "best", "lead_support"])
        if rng.random() < 0.2:
            one["role"] = rng.choice(["origin", "affected"])
    if rng.random() < 0.1:
        one["actor"] = "superior"
    return one


def node(rng: Random, name: str, depth: int, numbers: Any) -> dict[str, Any]:
    one: dict[str, Any] = {"id": name, "name": TEXT, "aggregate": rng.choice(AGGREGATES), "weight": rng.choice([1, 2, 0.5])}
    if depth and rng.random() < 0.6:
        one["criteria"] = [node(rng, f"{name}-{n}" if "-" not in name else f"{name}.{n}", depth - 1, numbers) for n in range(1, rng.randint(2, 3))]
    else:
        one["indicators"] = [item(rng, f"{name.split('-', maxsplit=1)[0]}-{next(numbers)}") for _ in range(rng.randint(1, 3))]
    return one


def framework(rng: Random) -> dict[str, Any]:
    numbers = itertools.count(100)
    data: dict[str, Any] = {
        "xgov": "framework/1", "id": "random", "version": "1.0.0", "title": TEXT, "languages": ["en"], "aggregate": rng.choice(AGGREGATES),
        "roles": {"lead": 0.7, "support": 0.3}, "coverage": {"total": rng.choice([0, 0.5]), "dimension": rng.choice([0, 0.3])},
        "dimensions": [node(rng, name, 2, numbers) for name in ("A", "B", "C")],
        "stages": [{"id": "low", "from": 0, "name": TEXT}, {"id": "mid", "from": 30, "name": TEXT}, {"id": "top", "from": 60, "name": TEXT}],
    }  # fmt: skip
    if rng.random() < 0.7:
        data["scale"] = {"evidence_caps": {"none": 1, "report": 1, "document": 2, "trace": 3, "evaluation": 4}}
    items = [one for top in data["dimensions"] for one in walk(top) if one.get("actor") != "superior" and one["kind"] == "levels"]
    if items:
        data["gates"] = [{"indicator": rng.choice(items)["id"], "at_least": 2, "caps": "low"}]
    return data


def walk(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [*one.get("indicators", []), *(each for child in one.get("criteria", []) for each in walk(child))]


def answers(rng: Random, items: list[dict[str, Any]], *, joint: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in items:
        if one["kind"] == "record" or rng.random() < 0.25 or (joint and (one.get("asked_of") != "joint" or rng.random() < 0.6)):
            continue
        value: Any = {"levels": rng.randint(0, 4), "yes_no": rng.random() < 0.5, "number": rng.choice([0, 1, 3.5, 9, 12])}[one["kind"]]
        said: dict[str, Any] = {"answer": value}
        if rng.random() < 0.15:
            said = {"not_applicable": "x"}
        elif rng.random() < 0.1:
            said = {"answer": "unknown"}
        if rng.random() < 0.6:
            said["evidence"] = rng.sample(["R", "D", "T", "E"], rng.randint(1, 2))
        found[one["id"]] = said
    return found


EVIDENCE = {key: {"kind": kind, "date": "2026-01-01"} for key, kind in {"R": "report", "D": "document", "T": "trace", "E": "evaluation"}.items()}


def submissions(rng: Random, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    head = {"xgov": "submission/1", "framework": "random@1", "as_of": "2026-06-30", "evidence": EVIDENCE}
    risks = [{"risk": "x", "name": str(n), "origin": rng.choice([*CITIES, "either"])} for n in range(rng.randint(0, 2))]
    together = rng.random() < 0.5
    joint = {"joint": {"answers": answers(rng, items, joint=True)}} if together else {}
    agreed = [{"between": ["a", "c"], "answers": answers(rng, items, joint=True)}] if together else []
    everybody = {city: {"answers": {} if together and rng.random() < 0.3 else answers(rng, items)} for city in CITIES}
    if together:  # a view that differs from an agreed answer of the same file would be an error
        for city in everybody.values():
            city["answers"] = {key: said for key, said in city["answers"].items() if key not in joint["joint"]["answers"] and all(key not in one["answers"] for one in agreed)}
        files = [{**head, "evaluator": {"kind": "self"}, "cities": everybody, "pairs": agreed, **joint}]
    else:
        files = [{**head, "evaluator": {"kind": "self"}, "cities": {city: facts}} for city, facts in everybody.items()]
    files[0]["profile"] = {"risks": risks}
    for kind in ("coordinating_body", "third_party"):
        if rng.random() < 0.5:
            some = rng.sample(CITIES, rng.randint(1, 4))
            extra = {"joint": {"answers": answers(rng, items, joint=True)}} if len(some) > 1 else {}
            cities = {city: {"answers": {key: said for key, said in answers(rng, items).items() if key not in (extra.get("joint") or {"answers": {}})["answers"]}} for city in some}
            files.append({**head, "evaluator": {"kind": kind, "commissioned_by": "x"}, "cities": cities, **extra})
    return files


def figure(value: Any) -> float:
    return np.nan if value is None else value


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_both_engines_agree(tmp_path_factory: pytest.TempPathFactory, rng: Random) -> None:
    folder: Path = tmp_path_factory.mktemp("arrays")
    data = framework(rng)
    items = [one for top in data["dimensions"] for one in walk(top)]
    data["profile"] = {"risks": [{"id": "x", "name": TEXT}]}
    (folder / "framework.yaml").write_text(json.dumps(data))
    model = load_framework(str(folder / "framework.yaml"))
    paths = []
    for number, one in enumerate(submissions(rng, items)):
        paths.append(folder / f"{number}.yaml")
        paths[-1].write_text(json.dumps(one))
    filed = load_submissions([str(path) for path in paths], model)
    if filed.dossier is None:  # too much of a dimension may be marked as not applicable
        assert {one.code for one in filed.diagnostics if one.severity == "error"} <= {"XG502"}
        return
    expected = assess(filed.dossier)
    first, second = np.array(list(itertools.combinations(range(len(CITIES)), 2))).T
    found = Engine(Counts(filed.dossier), CITIES).pairs(first, second)
    assert community.assess(filed.dossier).cities == expected.cities
    stages = [stage.id for stage in model.stages]
    ids = [one.id for one in model.walk() if one.scored]
    for number, pair in enumerate(expected.pairs):
        figures = pair.figures
        assert found.figures.applies[number] == (figures is not None)
        if figures is None:
            continue
        for name in ("score", "claimed", "low", "high", "coverage"):
            assert getattr(found.figures, name)[number] == pytest.approx(figure(getattr(figures, name)), abs=1e-9, nan_ok=True), (pair.cities, name)
        assert CITIES[second[number] if found.turned[number] else first[number]] == pair.main.origin
        assert (stages[found.stage[number]] if found.stage[number] >= 0 else None) == pair.standing.stage
        item_ = found.weakest[1][number]
        if pair.weakest[1] is not None:
            score = pair.main.scored.items()[ids[item_]].figures
            weak = pair.main.scored.items()[pair.weakest[1]].figures
            assert score is not None
            assert weak is not None
            assert score.score == pytest.approx(weak.score, abs=1e-9)


def test_a_community_gives_the_same_report_by_either_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from xgov.render.json import report

    rng = Random(5)  # noqa: S311 - a fixed community, no secret
    data = framework(rng)
    items = [one for top in data["dimensions"] for one in walk(top)]
    (tmp_path / "framework.yaml").write_text(json.dumps(data))
    model = load_framework(str(tmp_path / "framework.yaml"))
    cities = {f"c{n}": {"answers": answers(rng, items)} for n in range(30)}
    for city in cities.values():  # nothing is marked as not applicable, so that no warning stands in the way
        city["answers"] = {key: said for key, said in city["answers"].items() if "not_applicable" not in said}
    head = {"xgov": "submission/1", "framework": "random@1", "as_of": "2026-06-30", "evidence": EVIDENCE, "evaluator": {"kind": "self"}}
    (tmp_path / "all.yaml").write_text(json.dumps({**head, "cities": cities}))
    dossier = load_submissions([str(tmp_path / "all.yaml")], model).dossier
    assert dossier is not None
    assert community.suits(dossier)
    fast = report(assess(dossier))
    monkeypatch.setattr(community, "suits", lambda _: False)
    slow = report(assess(dossier))
    assert fast["cities"] == slow["cities"]
    for one, other in zip(fast["pairs"], slow["pairs"], strict=True):
        assert (one["cities"], one["stage"], one["direction"]) == (other["cities"], other["stage"], other["direction"])
        for key in ("score", "claimed", "coverage"):
            assert one[key] == pytest.approx(other[key], abs=1e-6)


def test_a_chunk_leaves_nothing_behind(tmp_path: Path) -> None:
    """Arrays that refer to each other in a circle would stay until the collector runs, which the command line delays."""
    import gc
    import weakref

    rng = Random(5)  # noqa: S311 - a fixed community, no secret
    data = framework(rng)
    items = [one for top in data["dimensions"] for one in walk(top)]
    (tmp_path / "framework.yaml").write_text(json.dumps(data))
    head = {"xgov": "submission/1", "framework": "random@1", "as_of": "2026-06-30", "evaluator": {"kind": "self"}}
    cities = {city: {"answers": {one["id"]: 1 for one in items if one["kind"] == "levels"}} for city in CITIES}
    (tmp_path / "all.yaml").write_text(json.dumps({**head, "cities": cities}))
    dossier = load_submissions([str(tmp_path / "all.yaml")], load_framework(str(tmp_path / "framework.yaml"))).dossier
    assert dossier is not None
    engine = Engine(Counts(dossier), CITIES)
    gc.collect()
    gc.disable()
    try:
        first = np.array([0, 0, 1])
        trace = weakref.ref(first)
        engine.pairs(first, np.array([1, 2, 2]))
        del first
        assert trace() is None
    finally:
        gc.enable()
