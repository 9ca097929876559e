"""What the facts say: worked cases, published intervals, and the rules of fair division."""

from __future__ import annotations

import json
import statistics
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from test_scoring_cases import at, near

from xgov.api import assess, load_framework, load_submissions
from xgov.diagnostics.rules import rules
from xgov.findings import of_pair, supported
from xgov.model import records as rec
from xgov.model.dates import Duration
from xgov.model.framework import Check
from xgov.records.exchanges import bargain
from xgov.records.shares import median, wilson
from xgov.render.json import report
from xgov.texts.metrics import METRICS
from xgov.validation.shape import schema_text

ROOT = Path(__file__).parent
SMALL = load_framework(str(ROOT / "frameworks" / "small.yaml"))
EXAMPLES = ROOT.parent / "examples"
CASES: Any = yaml.safe_load((ROOT / "cases" / "records" / "pair.yaml").read_text(encoding="utf-8"))
WHOLE: Any = yaml.safe_load((ROOT / "cases" / "records" / "whole.yaml").read_text(encoding="utf-8"))
#: prop.test(hits, of, correct = FALSE)$conf.int of R 4.2.2.
FROM_R = [
    (12, 15, 0.548145513, 0.929524507), (3, 9, 0.120583818, 0.645797864), (0, 20, 0.0, 0.161125158),
    (1, 29, 0.006113214, 0.171755219), (15, 148, 0.062386400, 0.160487242), (81, 263, 0.255288520, 0.366209577),
    (5, 5, 0.565517535, 1.0), (1, 2, 0.094531206, 0.905468794), (40, 41, 0.874049379, 0.995681468),
]  # fmt: skip
AMOUNT = st.integers(-1000, 1000).map(float)


def filed(tmp_path: Path, records: Any, **more: Any) -> Any:
    path = tmp_path / "records.yaml"
    head = {"xgov": "submission/1", "framework": "small@1", "evaluator": {"kind": "self"}, "as_of": "2026-06-30", "cities": {"a": {}, "b": {}}}
    path.write_text(json.dumps({**head, "records": records, **more}, default=str), encoding="utf-8")
    found = load_submissions([str(path)], SMALL)
    assert found.dossier is not None, [(one.code, one.message("en")) for one in found.diagnostics]
    return found.dossier


@pytest.mark.parametrize("case", [*CASES, *WHOLE], ids=lambda case: case["name"])
def test_case(case: Any, tmp_path: Path) -> None:
    assessment = assess(filed(tmp_path, case["records"]))
    facts = report(assessment)["pairs"][0]["records"]
    for path, value in case["expect"].items():
        assert at(facts, path) == near(value, 1e-9), path
    measured = assessment.pairs[0].records
    assert measured is not None
    for name, rows in case.get("metrics", {}).items():
        assert {key: row for key, row in getattr(measured, name).items() if row != {}} == near(rows, 1e-9), name


@pytest.mark.parametrize(("hits", "of", "low", "high"), FROM_R)
def test_intervals_agree_with_r(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize("of", range(1, 60))
def test_an_interval_never_leaves_0_to_1(of: int) -> None:
    assert wilson(0, of)[0] >= 0
    assert wilson(of, of)[1] <= 1


def deal(costs: tuple[float, float], losses: tuple[float, float], options: tuple[float, float]) -> rec.Exchange:
    def both(pair: tuple[float, float]) -> dict[str, rec.Estimate]:
        return {city: rec.Estimate(amount, amount) for city, amount in zip("ab", pair, strict=True)}

    return rec.Exchange("x", "CNY", costs=both(costs), averted_losses=both(losses), outside_options=both(options))


PAIRS = st.tuples(AMOUNT, AMOUNT)


@given(PAIRS, PAIRS, PAIRS, st.sampled_from([None, "a", "b"]))
def test_fair_payment_shares_all_of_the_surplus_and_leaves_neither_worse_off(
    costs: tuple[float, float], losses: tuple[float, float], options: tuple[float, float], duty: str | None
) -> None:
    found = bargain(deal(costs, losses, options), ("a", "b"), duty)
    assert found is not None
    first, second = (found["gains"][city][0] for city in "ab")
    if found["fair"] is None:
        assert first + second < 0
        return
    left = (first - found["fair"], second + found["fair"])
    assert sum(left) == pytest.approx(found["surplus"][0])  # efficiency
    assert min(left) >= -1e-9  # individual rationality
    assert left[0] == pytest.approx(left[1])  # symmetry: halves
    low, high = found["transfer"]
    assert found["fair"] == pytest.approx((low + high) / 2)


@given(PAIRS, PAIRS, PAIRS, st.integers(0, 100).map(float))
def test_raising_a_citys_cost_raises_its_fair_receipt_by_half(
    costs: tuple[float, float], losses: tuple[float, float], options: tuple[float, float], more: float
) -> None:
    before = bargain(deal(costs, losses, options), ("a", "b"))
    after = bargain(deal((costs[0], costs[1] + more), losses, options), ("a", "b"))
    assert before is not None
    assert after is not None
    if before["fair"] is not None and after["fair"] is not None:
        assert after["fair"] - before["fair"] == pytest.approx(more / 2)


@given(PAIRS, PAIRS, PAIRS)
def test_the_order_of_the_cities_turns_the_payment_around(
    costs: tuple[float, float], losses: tuple[float, float], options: tuple[float, float]
) -> None:
    one = deal(costs, losses, options)
    forth, back = bargain(one, ("a", "b")), bargain(one, ("b", "a"))
    assert forth is not None
    assert back is not None
    assert (forth["fair"] is None) == (back["fair"] is None)
    if forth["fair"] is not None:
        assert forth["fair"] == pytest.approx(-back["fair"])


@pytest.mark.parametrize(
    ("at_", "value", "level"),
    [((0.0, 0.0, 0.8, 0.95), 0.0, 2), ((0.0, 0.0, 0.8, 0.95), 0.8, 3), ((0.0, 0.0, 0.8, 0.95), 1.0, 4), ((0.5, 0.6, 0.7, 0.8), 0.4, 0), ((120, 120, 36, 36), 12, 4), ((120, 120, 36, 36), 40, 2), ((120, 120, 36, 36), 130, 0)],
)  # fmt: skip
def test_thresholds_rise_or_fall(at_: tuple[float, ...], value: float, level: int) -> None:
    assert supported(Check("commitments.kept", at_), value) == level


def test_every_finding_appears_in_the_invented_pair() -> None:
    dossier = load_submissions([str(EXAMPLES / "upriver-downriver")]).dossier
    assert dossier is not None
    assessment = assess(dossier)
    found = of_pair(assessment, assessment.pairs[0])
    assert {one.code for one in found} == {code for code in rules() if code >= "XG511"}
    for one in found:
        if one.code in {"XG518", "XG519"}:
            assert len(one.where) > 1, "the answer and the records"


def test_records_alone_give_a_report(tmp_path: Path) -> None:
    dossier = filed(tmp_path, CASES[0]["records"])
    assessment = assess(dossier)
    from xgov.render.terminal import render

    text = render(assessment, "en")
    assert "promises kept" in text
    assert "2 of 4" in text


def test_the_promisor_and_the_beneficiary_complete_one_record(tmp_path: Path) -> None:
    row = {"id": "C1", "by": "a", "to": "b", "what": "x", "due": "2026-03-01", "status": "kept"}
    names = []
    for city, more in (("a", {}), ("b", {"accepted_by": "b"})):
        path = tmp_path / f"{city}.yaml"
        head = {"xgov": "submission/1", "framework": "small@1", "evaluator": {"kind": "self"}, "as_of": "2026-06-30", "cities": {city: {}}}
        path.write_text(json.dumps({**head, "records": {"commitments": [{**row, **more}]}}), encoding="utf-8")
        names.append(str(path))
    dossier = load_submissions(names, SMALL).dossier
    assert dossier is not None
    assert dossier.ledger is not None
    (one,) = dossier.ledger.commitments
    assert one.accepted_by == "b"
    assert len(one.places) == 2


def test_an_outsiders_word_goes_before_the_bodys_and_that_before_a_citys(tmp_path: Path) -> None:
    told: dict[str, dict[str, Any]] = {
        "third_party": {"status": "broken", "what": {"en": "boat", "zh": "船"}},
        "coordinating_body": {"status": "late", "due": "2026-03", "kept_on": "2026-04-02"},
        "self": {"status": "kept", "due": "2026-02", "accepted_by": "b", "what": {"en": "boats"}, "every": "P1Y"},
    }
    names = []
    for kind, more in told.items():
        path = tmp_path / f"{kind}.yaml"
        head = {"xgov": "submission/1", "framework": "small@1", "evaluator": {"kind": kind, "commissioned_by": "x"}, "as_of": "2026-06-30", "cities": {"a": {}, "b": {}}}
        notice = {"id": "N1", "origin": "a", "type": "notify", "to": "b", "told_at": "2026-03-01T10:00+08:00", "contents": ["source"]}
        rows = {"commitments": [{"id": "C1", "by": "a", "to": "b", "what": "x", **more}], "notifications": [notice]}
        path.write_text(json.dumps({**head, "records": rows}), encoding="utf-8")
        names.append(str(path))
    for order in (names, names[::-1]):
        filed_ = load_submissions(order, SMALL)
        assert filed_.dossier is not None
        assert filed_.dossier.ledger is not None
        (one,) = filed_.dossier.ledger.commitments
        assert (one.status, one.due, one.kept_on, one.accepted_by) == ("broken", date(2026, 3, 31), date(2026, 4, 2), "b")
        assert (one.what, one.every) == ({"en": "boat", "zh": "船"}, Duration(12, 0))
        assert [Path(place.path).stem for place in one.places] == ["self", "coordinating_body", "third_party"]
        (notice_,) = filed_.dossier.ledger.notifications
        assert notice_.contents == ("source",)


@pytest.mark.parametrize("kind", [rec.Commitment, rec.Notification, rec.Request, rec.Resource, rec.Exchange, rec.Activity, rec.Action, rec.Estimate])
def test_definition_and_class_have_the_same_keys(kind: Any) -> None:
    keys = set(json.loads(schema_text("submission"))["$defs"][kind.__name__.lower()]["properties"])
    assert keys - {"evidence"} == set(kind._fields) - {"places"}


def test_every_metric_has_a_name() -> None:
    known = json.loads(schema_text("framework"))["$defs"]["metric"]["enum"]
    assert list(METRICS) == known


#: The notices of the first case that has any.
TOLD: Any = next(case["records"]["notifications"] for case in CASES if "notifications" in case["records"])


@given(st.permutations(TOLD))
def test_order_of_records_changes_nothing(tmp_path_factory: pytest.TempPathFactory, rows: list[Any]) -> None:
    one = report(assess(filed(tmp_path_factory.mktemp("x"), {"notifications": rows})))
    other = report(assess(filed(tmp_path_factory.mktemp("y"), {"notifications": TOLD})))
    assert one["pairs"][0]["records"] == other["pairs"][0]["records"]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1))
def test_median_is_that_of_the_standard_library(values: list[float]) -> None:
    assert median(values) == statistics.median(values)
