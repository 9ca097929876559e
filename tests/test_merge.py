"""What several files say of the same cities becomes one dossier, whatever their order."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from xgov.api import Filed, assess, load_framework, load_submissions
from xgov.merge import merge
from xgov.model.dossier import Dossier, View
from xgov.model.submission import Agreed, Answer, City, Evaluator, Evidence, RiskEntry, Submission
from xgov.scoring.aggregate import aggregate
from xgov.scoring.applicable import applicability

SMALL = load_framework(str(Path(__file__).parent / "frameworks" / "small.yaml"))
DAY = date(2026, 6, 30)


def filed(folder: Path, *files: dict[str, Any]) -> Filed:
    """Load files of the framework `small`, one key of the top level a line, named by their numbers."""
    names = []
    for number, one in enumerate(files):
        head = {"xgov": "submission/1", "framework": "small@1", "evaluator": {"kind": "self"}, "as_of": "2026-06-30"}
        rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {**head, **one}.items()]
        path = folder / f"{number}.yaml"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        names.append(str(path))
    return load_submissions(names, SMALL)


def dossier(folder: Path, *files: dict[str, Any]) -> Dossier:
    """The dossier of files that do not contradict each other."""
    found = filed(folder, *files)
    assert found.dossier is not None, [(one.code, one.message("en")) for one in found.diagnostics]
    return found.dossier


def differences(found: Filed) -> list[tuple[str, str, int, list[tuple[str, int]]]]:
    """What differs: of which file and line, and where else it stands."""
    return [
        (one.values["id"], Path(one.path).stem, one.span.line if one.span else 0, [(Path(place.path).stem, place.span.line) for place in one.related])
        for one in found.diagnostics
        if one.code == "XG212"
    ]  # fmt: skip


BODY = {"kind": "coordinating_body"}
THIRD = {"kind": "third_party", "commissioned_by": "both"}
FACTS: list[dict[str, Any]] = [
    {"cities": {"b": {}, "a": {"name": {"en": "A"}, "population": 100, "size": "large"}}, "profile": {"risks": [{"risk": "flood", "origin": "a"}]}},
    {"cities": {"a": {"name": {"zh": "甲"}, "area": 5.5, "currency": "CNY", "population": 100}}, "as_of": "2026-06-29"},
    {"cities": {"a": {"name": {"en": "Alpha"}, "population": 200}}, "evaluator": BODY, "handling": "internal", "as_of": "2026-07-01"},
    {"cities": {"a": {"size": "small"}}, "evaluator": THIRD, "as_of": "2026-05-31"},
    {"cities": {"a": {}}, "evaluator": BODY, "as_of": "2026-06-01"},
]  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
def test_facts_complete_each_other_and_a_louder_voice_replaces_them(tmp_path: Path, order: tuple[int, ...]) -> None:
    found = dossier(tmp_path, *(FACTS[number] for number in order))
    assert list(found.cities) == ["a", "b"]
    assert found.cities["a"] == City({"en": "Alpha", "zh": "甲"}, 200, "small", None, 5.5, "CNY")
    assert found.cities["b"] == City()
    assert found.handling == "internal"
    assert found.as_of == date(2026, 7, 1)
    assert found.dates == {"self": DAY, "coordinating_body": date(2026, 7, 1), "third_party": date(2026, 5, 31)}
    assert [one.evaluator.kind for one in found.submissions] == [FACTS[n].get("evaluator", {"kind": "self"})["kind"] for n in order]
    assert found.risks == (RiskEntry("flood", origin="a"),)
    assert found.ledger is None


def test_what_nobody_marks_internal_is_public(tmp_path: Path) -> None:
    found = dossier(tmp_path, {"cities": {"a": {}}}, {"cities": {"b": {}}, "handling": "public"})
    assert (found.handling, found.governance, found.risks, found.borders) == ("public", None, (), ())


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_governance_is_the_loudest_voices(tmp_path: Path, order: tuple[int, ...]) -> None:
    data: list[dict[str, Any]] = [{"cities": {"a": {}}, "profile": {"governance": "peer"}}, {"cities": {"a": {}}, "evaluator": BODY}, {"cities": {"a": {}}}]
    assert dossier(tmp_path, *(data[number] for number in order)).governance == "peer"


def plain(kind: str = "self", **more: Any) -> Submission:
    """A submission that was never a file."""
    return Submission("small", "1", Evaluator(kind), DAY, **{"cities": {"a": City()}, **more})  # type: ignore[arg-type]


def test_governance_of_a_louder_voice_replaces_the_citys() -> None:
    for files in permutations([plain(governance="peer"), plain("third_party", governance="ranked"), plain("coordinating_body", governance="led")]):
        assert merge(SMALL, files)[0].governance == "ranked"


def test_what_differs_without_a_file_has_no_place_to_show(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("xgov: submission/1\nframework: small@1\nevaluator: {kind: self}\nas_of: 2026-06-30\ncities: {a: {population: 3}}", encoding="utf-8")
    found = load_submissions([str(path)], SMALL).dossier
    assert found is not None
    one, other = (plain(cities={"a": City(population=count)}) for count in (1, 2))
    for files in ([one, other], [one, found.submissions[0]], [found.submissions[0], one]):
        assert merge(SMALL, files)[1] == []


def test_what_differs_is_shown_at_both_places(tmp_path: Path) -> None:
    first = {"cities": {"a": {"population": 1, "size": "x", "answers": {"A-1.2": 1, "A-2.1": 2}}, "b": {}}, "profile": {"risks": [{"risk": "flood"}, {"risk": "flood", "name": "river", "origin": "a"}]}}
    second = {"cities": {"a": {"population": 2, "name": "A", "answers": {"A-2.1": 2}}, "b": {}}, "profile": {"governance": "peer", "risks": [{"risk": "flood", "name": "river", "origin": "b"}, {"risk": "flood"}]}}
    third = {"cities": {"a": {"size": "y", "name": "AA", "answers": {"A-2.1": 1}}, "b": {}}}
    found = filed(tmp_path, first, second, third)
    assert found.dossier is None
    assert sorted(differences(found)) == [
        ("A-2.1", "2", 5, [("0", 5), ("1", 5)]),
        ("cities.a.name", "2", 5, [("1", 5)]),
        ("cities.a.population", "1", 5, [("0", 5)]),
        ("cities.a.size", "2", 5, [("0", 5)]),
        ("profile.risks.0", "1", 6, [("0", 6)]),
    ]


def test_the_other_place_is_the_same_fact_or_the_list_of_risks(tmp_path: Path) -> None:
    first = {"cities": {"a": {"size": "x", "population": 1}}, "profile": {"risks": [{"risk": "flood", "origin": "a"}, {"risk": "flood", "name": "sea"}]}}
    second = {"cities": {"a": {"population": 2}}, "profile": {"risks": [{"risk": "flood", "name": "river"}, {"risk": "flood"}]}}
    shown = {}
    for one in filed(tmp_path, first, second).diagnostics:
        (place,) = one.related
        line = Path(place.path).read_text(encoding="utf-8").splitlines()[place.span.line - 1]
        shown[one.values["id"]] = line[place.span.column - 1 :]
    assert {key: text.split(":", maxsplit=1)[0] for key, text in shown.items()} == {"cities.a.population": "1}}", "profile.risks.1": '"risks"'}


def test_governance_that_differs_is_shown_at_both_places(tmp_path: Path) -> None:
    (peer,) = SMALL.profile.governance
    framework = SMALL._replace(profile=SMALL.profile._replace(governance=(peer, peer._replace(id="ranked"))))
    files: list[dict[str, Any]] = [{"cities": {"a": {}}, "profile": {"governance": name}} for name in ("peer", "ranked", "peer")]
    filed(tmp_path, *files, {"cities": {"a": {}}, "evaluator": BODY, "profile": {"governance": "ranked"}})
    names = [str(tmp_path / f"{number}.yaml") for number in range(4)]
    assert differences(load_submissions(names, framework)) == [("profile.governance", "1", 6, [("0", 6)])]
    heard = load_submissions([names[3], names[0]], framework).dossier
    assert heard is not None
    assert heard.governance == "ranked"


@pytest.mark.parametrize("more", [{}, {"c": {}}])
def test_one_risk_from_two_sides_is_one_of_a_pair_and_two_of_a_community(tmp_path: Path, more: dict[str, Any]) -> None:
    files: list[dict[str, Any]] = [{"cities": {"a": {}, **more}, "profile": {"risks": [{"risk": "flood", "origin": "a"}]}}, {"cities": {"b": {}}, "profile": {"risks": [{"risk": "flood", "origin": "b"}]}}]
    found = filed(tmp_path, *files)
    assert len(differences(found)) == (0 if more else 1)
    if found.dossier is not None:
        assert [risk.origin for risk in found.dossier.risks] == ["a", "b"]


def test_risks_are_told_apart_by_kind_name_and_scenario() -> None:
    listed = (RiskEntry("flood", {"en": "r", "zh": "河"}), RiskEntry("flood", {"en": "s"}), RiskEntry("flood", {"en": "r", "zh": "河"}, "spanning"), RiskEntry("fire", {"en": "r", "zh": "河"}))
    again = (RiskEntry("flood", {"zh": "河", "en": "r"}),)
    found, wrong = merge(SMALL, [plain(risks=listed), plain(risks=again)])
    assert (found.risks, wrong) == (listed, [])


def test_of_risks_a_louder_voice_about_the_same_city_counts() -> None:
    a, b, either = (RiskEntry("flood", origin=origin) for origin in ("a", "b", "either"))
    fire = RiskEntry("fire", origin="a")
    both: dict[str, Any] = {"cities": {"a": City(), "b": City()}}
    assert merge(SMALL, [plain(risks=(a, fire), **both), plain("coordinating_body", risks=(b,), **both)])[0].risks == (fire, b)
    assert merge(SMALL, [plain("third_party", risks=(either,), **both), plain("coordinating_body", risks=(b,), **both)])[0].risks == (either,)
    elsewhere: dict[str, Any] = {"cities": {"c": City(), "d": City()}}
    assert merge(SMALL, [plain(risks=(a,), **both), plain("coordinating_body", risks=(b,), **elsewhere)])[0].risks == (a, b)


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_not_known_in_one_file_is_said_in_another(tmp_path: Path, turned: bool) -> None:  # noqa: FBT001 - a parameter of the test
    evidence = {"R": {"kind": "report"}, "D": {"kind": "document"}}
    one = {"cities": {"a": {"answers": {"A-1.2": {"answer": "unknown", "evidence": ["R"]}, "A-2.1": {"answer": 2, "evidence": ["R"]}}}, "b": {}}, "evidence": evidence}
    other = {"cities": {"a": {"answers": {"A-1.2": {"answer": 2, "evidence": ["D"]}, "A-2.1": {"answer": 2, "evidence": ["D"]}}}, "b": {}}, "evidence": evidence}
    agreed = {"pairs": [{"between": ["b", "a"], "answers": {"A-1.1": {"answer": 2, "evidence": ["D"]}}}]}
    silent = {"pairs": [{"between": ["a", "b"], "answers": {"A-1.1": {"answer": "unknown", "evidence": ["R"]}}}]}
    files = [{**one, **silent}, {**other, **agreed}]
    found = dossier(tmp_path, *(files[::-1] if turned else files))
    for said in (found.own("self", "a", "A-1.2"), found.own("self", "a", "A-2.1"), found.shared("self", ("a", "b"), "A-1.1")):
        assert said is not None
        assert (said.state, said.answer) == ("known", 2)
        assert sorted(piece.kind for piece in said.evidence) == ["document", "report"]
        assert sorted(Path(place.path).stem for place in said.places) == ["0", "1"]


def test_agreed_answers_that_differ_are_shown_at_both_places(tmp_path: Path) -> None:
    files: list[dict[str, Any]] = [{"cities": {"a": {}, "b": {}}, "pairs": [{"between": ["a", "b"], "answers": {"A-1.1": level}}]} for level in (1, 2)]
    assert differences(filed(tmp_path, *files)) == [("A-1.1", "1", 6, [("0", 6)])]


def test_a_file_too_old_to_be_heard_still_names_its_cities(tmp_path: Path) -> None:
    old = {"cities": {"b": {"name": "Beta", "answers": {"A-1.2": 3}}}, "evaluator": THIRD, "as_of": "2023-06-29", "records": {"activities": [{"id": "A1", "date": 2023, "kind": "drill"}]}}
    found = filed(tmp_path, old, {"cities": {"a": {"answers": {"A-1.2": 1}}}})
    assert found.dossier is not None
    assert found.dossier.cities["b"].name == "Beta"
    assert found.dossier.own("third_party", "b", "A-1.2") is None
    assert found.dossier.speaks("third_party") is False
    assert found.dossier.ledger is None
    assert [(one.code, one.span.line) for one in found.diagnostics if one.span] == [("XG217", 4)]
    (told,) = found.diagnostics
    assert "2023-06-29" in told.message("en")
    assert "2026-06-30" in told.message("en") + told.hint("en")


def test_records_of_every_heard_file_are_one_ledger(tmp_path: Path) -> None:
    rows = [{"records": {"activities": [{"id": name, "date": 2026, "kind": "drill"}]}} for name in ("A2", "A1")]
    found = dossier(tmp_path, {"cities": {"a": {}}, **rows[0]}, {"cities": {"b": {}}, **rows[1]}, {"cities": {"b": {}}})
    assert found.ledger is not None
    assert [one.id for one in found.ledger.activities] == ["A1", "A2"]
    unplaced = plain(records={"activities": [{"id": "A0", "date": 2026, "kind": "drill"}]})  # no place to show it at
    again = merge(SMALL, [unplaced, *found.submissions])[0].ledger
    assert again is not None
    assert [one.id for one in again.activities] == ["A1", "A2"]


def test_who_speaks_and_of_whom() -> None:
    answer, later, silent = Answer("known", 2.0), Answer("known", 3.0, evidence=(Evidence("E", "trace"),)), Answer("unknown")
    found = merge(SMALL, [
        plain(cities={"a": City(answers={"A-1.1": answer}), "b": City()}, pairs=(Agreed(("a", "b"), {"A-1.1": silent}),)),
        plain(cities={"a": City(answers={"A-1.1": later}), "c": City()}),
        plain(cities={"a": City(answers={"A-1.1": silent}), "d": City()}),
        plain(cities={"a": City(answers={"A-1.1": answer}), "b": City()}),
        plain("coordinating_body", cities={"a": City(), "b": City(), "c": City()}, joint={"A-1.1": answer}, pairs=(Agreed(("b", "c"), {"A-1.1": silent}),)),
        plain("coordinating_body", cities={"c": City(), "d": City()}, joint={"A-1.1": silent}),
    ])[0]  # fmt: skip
    assert [found.speaks(kind) for kind in ("self", "coordinating_body", "third_party")] == [True, True, False]
    assert found.own("self", "a", "A-1.1", ("a", "b")) == answer
    assert found.own("self", "a", "A-1.1", ("a", "c")) == later
    assert found.own("self", "a", "A-1.1", ("a", "d")) == silent
    assert found.own("self", "a", "A-1.1", ("a", "e")) is None
    assert [sorted(view.cities) for view in found.said["self"]["a"]["A-1.1"]] == [["a", "b"], ["a", "c"], ["a", "d"]]
    assert found.own("self", "a", "A-1.1") == answer
    assert found.own("self", "a", "B-1") is None
    assert found.own("third_party", "a", "A-1.1") is None
    assert found.shared("coordinating_body", ("b", "c"), "A-1.1") == answer
    assert found.shared("coordinating_body", ("c", "d"), "A-1.1") == silent
    assert found.shared("coordinating_body", ("a", "d"), "A-1.1") is None
    assert found.shared("coordinating_body", ("b", "c"), "B-1") is None
    assert found.shared("self", ("a", "b"), "A-1.1") == silent
    assert found.shared("third_party", ("a", "b"), "A-1.1") is None


def test_views_meet_where_both_may_speak_of_a_pair() -> None:
    answer = Answer("known", 1.0)
    one, two, other, three = (View(answer, frozenset(cities)) for cities in ("a", "ab", "ac", "abc"))
    assert [one.meets(two), two.meets(one), two.meets(other), two.meets(three), three.meets(three)] == [True, True, False, True, True]
    assert [one.about(("a", "c")), two.about(("a", "b")), two.about(("a", "c"))] == [True, True, False]


def test_what_a_superior_alone_can_do_has_no_weight_in_what_is_left_out(tmp_path: Path) -> None:
    one: dict[str, Any] = {"question": {"en": "q"}, "kind": "yes_no"}
    above = {"id": "A-1", "name": {"en": "x"}, "indicators": [{**one, "id": "A-1.1", "actor": "superior"}]}
    below = {"id": "A-2", "name": {"en": "y"}, "weight": 3, "indicators": [{**one, "id": "A-2.1"}, {**one, "id": "A-2.2", "weight": 3}, {**one, "id": "A-2.3", "actor": "superior", "weight": 9}]}
    other = {"id": "A-3", "name": {"en": "z"}, "indicators": [{**one, "id": "A-3.1"}]}
    framework = tmp_path / "framework.yaml"
    head = {"xgov": "framework/1", "id": "case", "version": "1.0.0", "title": {"en": "c"}, "languages": ["en"]}
    framework.write_text(json.dumps({**head, "dimensions": [{"id": "A", "name": {"en": "a"}, "criteria": [above, below, other]}]}), encoding="utf-8")
    shares = []
    for gone in (["A-2.1"], ["A-3.1"], ["A-2.2"], ["A-2.1", "A-2.2"], ["A-1.1", "A-2.3"], ["A-1.1", "A-2.1", "A-2.2", "A-3.1"]):
        filed(tmp_path, {"framework": "case@1", "cities": {"a": {"answers": {key: {"not_applicable": "none"} for key in gone}}}})
        found = load_submissions([str(tmp_path / "0.yaml")], load_framework(str(framework)))
        shares.append([(one.code, one.values["share"]) for one in found.diagnostics])
    # A-2 weighs three quarters and A-3 one; of a quarter and three
    assert shares == [[], [("XG501", "25")], [("XG502", "56")], [("XG502", "75")], [], [("XG502", "100")]]


def test_what_records_say_is_not_left_out_by_saying_that_it_does_not_apply(tmp_path: Path) -> None:
    item = {"id": "A-1", "question": {"en": "q"}, "kind": "record", "asked_of": "joint", "metric": "requests.fulfilled", "worst": 0, "best": 1}
    head = {"xgov": "framework/1", "id": "case", "version": "1.0.0", "title": {"en": "c"}, "languages": ["en"]}
    framework = tmp_path / "framework.yaml"
    framework.write_text(json.dumps({**head, "dimensions": [{"id": "A", "name": {"en": "a"}, "indicators": [item]}]}), encoding="utf-8")
    filed(tmp_path, {"framework": "case@1", "cities": {name: {"answers": {"A-1": {"not_applicable": "none"}}} for name in "ab"}})
    found = load_submissions([str(tmp_path / "0.yaml")], load_framework(str(framework)))
    assert found.dossier is not None
    assert [(one.code, one.severity) for one in found.diagnostics] == [("XG313", "warning")] * 2


@pytest.mark.parametrize(
    ("first", "second", "dispute"),
    [(2, 2, False), (2, 3, True), (2, {"not_applicable": "none"}, True), (2, "unknown", False), ("unknown", {"not_applicable": "none"}, False), ({"not_applicable": "none"}, {"not_applicable": "other"}, False), (None, None, False)],
)  # fmt: skip
def test_two_views_that_both_say_something_may_differ(tmp_path: Path, first: Any, second: Any, dispute: bool) -> None:  # noqa: FBT001 - a parameter of the test
    said = {"a": {"answers": {"A-1.1": first}}, "b": {"answers": {"A-1.1": second}}}
    (pair,) = assess(dossier(tmp_path, {"cities": said})).pairs
    item = pair.main.scored.items()["A-1.1"]
    assert item.dispute is dispute
    assert [one.evaluator for one in item.claims.values()] == [None if one.state == "unknown" else "self" for one in item.claims.values()]


def test_a_claim_is_on_the_word_of_the_one_who_makes_it(tmp_path: Path) -> None:
    files: list[dict[str, Any]] = [{"cities": {"a": {"answers": {"A-1.2": 3}}, "b": {}}}, {"cities": {"b": {"answers": {"A-1.2": 2}}}, "evaluator": BODY}]
    (pair,) = assess(dossier(tmp_path, *files)).pairs
    claims = pair.main.scored.items()["A-1.2"].claims
    assert {city: one.evaluator for city, one in claims.items()} == {"a": "self", "b": "coordinating_body"}


def test_a_risk_begins_in_one_of_the_cities(tmp_path: Path) -> None:
    risks = [{"risk": "flood", "origin": "either"}, {"risk": "flood", "name": "r", "origin": "beta1"}]
    files: list[dict[str, Any]] = [{"cities": {"alpha": {}}, "profile": {"risks": risks}}, {"cities": {"beta": {}}}]
    (one,) = filed(tmp_path, *files).diagnostics
    assert (one.code, one.values["id"], one.near, Path(one.path).stem) == ("XG204", "beta1", "beta", "0")
    assert one.span is not None
    line = Path(one.path).read_text(encoding="utf-8").splitlines()[one.span.line - 1]
    assert line[one.span.column - 1 :].startswith('"beta1"')
    assert filed(tmp_path, files[0]).diagnostics == ()
    assert merge(SMALL, [plain(risks=(RiskEntry("flood", origin="x"),)), plain(cities={"b": City()})])[1] == []


def test_a_border_is_with_a_city_that_filed(tmp_path: Path) -> None:
    files: list[dict[str, Any]] = [{"cities": {"alpha": {}}, "borders": [["alpha", "beta"], ["beta1", "alpha"]]}, {"cities": {"beta": {}}}]
    found = filed(tmp_path, *files)
    assert [(one.code, one.values["id"], one.near) for one in found.diagnostics] == [("XG216", "beta1", "beta")]
    assert found.dossier is not None
    assert found.dossier.borders == (("alpha", "beta"),)
    assert filed(tmp_path, files[0]).diagnostics == ()
    many = {"cities": {"alpha": {}}, "borders": [["alpha", f"x{number}"] for number in range(1002)]}
    codes = [(one.code, Path(one.path).stem) for one in filed(tmp_path, many, files[1]).diagnostics]
    assert sorted(codes) == [("XG103", "0"), *[("XG216", "0")] * 1000]


def test_what_is_agreed_and_names_may_differ_as_well(tmp_path: Path) -> None:
    files: list[dict[str, Any]] = [{"cities": {"a": {"name": {"en": name}}, "b": {}}, "joint": {"answers": {"A-1.1": level}}} for name, level in (("A", 1), ("AA", 2))]
    assert [one[0] for one in differences(filed(tmp_path, *files))] == ["cities.a.name", "A-1.1"]


def test_records_that_differ_do_not_hide_answers_that_do(tmp_path: Path) -> None:
    files: list[dict[str, Any]] = [{"cities": {"a": {"population": count}}, "records": {"activities": [{"id": "A1", "date": 2020 + count, "kind": "drill"}]}} for count in (1, 2)]
    assert [one[0] for one in differences(filed(tmp_path, *files))] == ["cities.a.population", "activities A1"]


def test_the_risks_origin_is_one_direction_and_either_is_both(tmp_path: Path) -> None:
    risks: list[dict[str, Any]] = [{"risk": "flood", "origin": "a"}, {"risk": "flood", "name": "x", "origin": "either"}]
    both: dict[str, Any] = {"cities": {"a": {}, "b": {}}}
    for listed, origin, expected in ((risks, None, "ab"), (risks[:1], None, "a"), (risks[:1], "b", "b"), ([], "a", "a"), ([], "x", "ab"), ([], None, "ab")):
        (pair,) = assess(dossier(tmp_path, {**both, "profile": {"risks": listed}}), origin=origin).pairs
        assert "".join(one.origin for one in pair.directions) == expected


def test_what_applies_in_one_direction_alone_has_no_figures_of_the_pair() -> None:
    (item,) = (one for one in SMALL.walk() if one.id == "B-2")
    framework = SMALL._replace(dimensions=(SMALL.dimensions[1]._replace(indicators=(item,)),), gates=())
    gone = Answer("not_applicable", not_applicable="none")
    (pair,) = assess(merge(framework, [plain(cities={"a": City(answers={"B-2": gone}), "b": City()})])[0]).pairs
    assert [one.scored.figures is None for one in pair.directions] == [True, False]
    assert pair.figures is None


def test_a_stage_is_capped_where_a_gate_holds_it_down(tmp_path: Path) -> None:
    every = {item.id: {"answer": 4, "evidence": ["E"]} for item in SMALL.walk() if item.kind == "levels" and item.asked_of == "each"}
    every |= {"B-3": {"answer": True, "evidence": ["E"]}, "B-4": {"answer": 2, "evidence": ["E"]}}
    for level, stage, capped in ((4, "high", False), (1, "low", True)):
        joint = {"answers": {"A-1.1": {"answer": level, "evidence": ["E"]}}}
        evidence = {"E": {"kind": "evaluation", "date": 2025}}
        (pair,) = assess(dossier(tmp_path, {"cities": {"a": {"answers": every}, "b": {"answers": every}}, "joint": joint, "evidence": evidence})).pairs
        assert (pair.standing.stage, pair.standing.capped) == (stage, capped)


def test_no_rounding_lifts_a_mean_or_its_bounds_above_one() -> None:
    assert aggregate("shifted_geometric", [1.0, 1.0], [0.1, 0.1]) <= 1
    framework = SMALL._replace(aggregate="shifted_geometric")
    every = {item.id: Answer("known", 4.0) for item in SMALL.walk() if item.kind == "levels"}
    (pair,) = assess(merge(framework._replace(scale=framework.scale._replace(evidence_caps=None)), [plain(cities={"a": City(answers=every), "b": City(answers=every)})])[0]).pairs
    low, high = pair.sensitivity["weights_25"]
    assert 0 <= low <= high <= 1


def test_where_nothing_has_a_place_what_is_left_out_is_still_told() -> None:
    gone = Answer("not_applicable", not_applicable="none")
    one = plain(cities={"a": City(answers=dict.fromkeys(("A-1.2", "A-2.1", "A-2.2"), gone)), "b": City()})
    (told,) = applicability(merge(SMALL, [one])[0])
    assert (told.code, told.path, told.span, told.document, told.values) == ("XG502", "", None, None, {"share": "75", "dimension": "A", "city": "a"})


def test_what_is_left_out_is_told_where_it_is_first_said(tmp_path: Path) -> None:
    gone = {"not_applicable": "none"}
    (told,) = filed(tmp_path, {"cities": {"a": {"answers": {"B-1": 1, "A-2.1": gone}}}}).diagnostics
    assert told.span is not None
    assert told.document is not None
    line = Path(told.path).read_text(encoding="utf-8").splitlines()[told.span.line - 1]
    assert line[told.span.column - 1 :].startswith('"A-2.1"')
    assert (told.code, told.values) == ("XG501", {"share": "25", "dimension": "A", "city": "a"})


def test_what_is_agreed_with_every_neighbour_is_left_out(tmp_path: Path) -> None:
    gone = {"answers": {"A-1.1": {"not_applicable": "none"}}}
    pairs = [{"between": ["a", other], **gone} for other in "bc"]
    found = filed(tmp_path, {"cities": {"a": {}, "b": {}, "c": {}}, "pairs": pairs}).diagnostics
    assert [(one.code, one.values["city"]) for one in found] == [("XG501", "a")]


def test_a_fifth_is_not_much_and_a_half_is_not_too_much(tmp_path: Path) -> None:
    items = [{"id": f"A-{number}", "question": {"en": "q"}, "kind": "yes_no", "weight": weight} for number, weight in enumerate((0.2, 0.3, 0.5), start=1)]
    head = {"xgov": "framework/1", "id": "case", "version": "1.0.0", "title": {"en": "c"}, "languages": ["en"]}
    framework = tmp_path / "framework.yaml"
    framework.write_text(json.dumps({**head, "dimensions": [{"id": "A", "name": {"en": "a"}, "indicators": items}]}), encoding="utf-8")
    codes = []
    for gone in ("A-1", "A-2", "A-3"):
        filed(tmp_path, {"framework": "case@1", "cities": {"a": {"answers": {gone: {"not_applicable": "none"}}}}})
        codes.append([one.code for one in load_submissions([str(tmp_path / "0.yaml")], load_framework(str(framework))).diagnostics])
    assert codes == [[], ["XG501"], ["XG501"]]


@pytest.mark.parametrize(
    "files",
    [
        [{"cities": {"a": {}, "b": {}}, "joint": {"answers": {"A-1.1": 4}}}],
        [{"cities": {"a": {"answers": {"A-1.1": 4}}, "b": {"answers": {"A-1.1": 4}}}}],
        [{"cities": {"a": {}, "b": {}}}, {"cities": {"a": {}, "b": {}}, "joint": {"answers": {"A-1.1": 4}}, "evaluator": BODY}],
    ],
    ids=["agreed", "views", "settled"],
)
def test_a_claim_of_a_pair_is_as_declared(tmp_path: Path, files: list[dict[str, Any]]) -> None:
    (pair,) = assess(dossier(tmp_path, *files)).pairs
    item = pair.main.scored.items()["A-1.1"]
    assert item.capped
    assert [(one.level, one.value, one.capped) for one in item.claims.values()] == [(4, 1, False)] * len(item.claims)
