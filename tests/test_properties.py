"""What must hold for any answers: tried with many, made up by Hypothesis."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from xgov.api import load_framework
from xgov.merge import merge
from xgov.model.framework import Framework, Node
from xgov.model.submission import Answer, City, Evaluator, Evidence, Submission
from xgov.render.json import report
from xgov.scoring.assess import assess

SMALL = load_framework(str(Path(__file__).parent / "frameworks" / "small.yaml"))
DAY = date(2026, 6, 30)
FREE = SMALL._replace(scale=SMALL.scale._replace(evidence_caps=None))
LEVELS = [item.id for item in SMALL.walk() if item.kind == "levels"]
AGGREGATES = st.sampled_from(["mean", "geometric", "shifted_geometric", "harmonic", "weakest"])
quick = settings(max_examples=60, deadline=None)

proof = st.sampled_from(["report", "document", "trace", "evaluation"]).map(
    lambda kind: (Evidence("E", kind, date=DAY),)
)
known = st.builds(Answer, state=st.just("known"), answer=st.integers(0, 4).map(float), evidence=proof | st.just(()))
other = st.sampled_from([Answer("unknown"), Answer("not_applicable", not_applicable="none here")])
answers = st.dictionaries(st.sampled_from(LEVELS), known | known | known | other)


def filed(kind: str = "self", **cities: dict[str, Answer]) -> Submission:
    """A file about some cities."""
    return Submission("small", "1", Evaluator(kind), DAY, {name: City(answers=said) for name, said in cities.items()})  # type: ignore[arg-type]


def result(framework: Framework, *files: Submission) -> dict[str, Any]:
    """The report on some files."""
    return report(assess(merge(framework, files)[0]))


def pair(framework: Framework, *files: Submission) -> dict[str, Any]:
    """The only pair of the report."""
    return result(framework, *files)["pairs"][0]  # type: ignore[no-any-return]


def at_most(lower: float | None, higher: float | None) -> bool:
    """Compare up to rounding; nothing is compared with nothing."""
    return lower is None or higher is None or lower <= higher + 1e-6


@quick
@given(answers, answers, AGGREGATES)
def test_scores_and_ranges_are_bounded(a: dict[str, Answer], b: dict[str, Answer], rule: Any) -> None:
    one = pair(SMALL._replace(aggregate=rule), filed(a=a, b=b))
    for node in (one, *one["directions"], *one["dimensions"].values()):
        if node["range"] is not None:
            low, high = node["range"]
            assert -1e-9 <= low <= high + 1e-9 <= 100 + 1e-6
            assert 0 <= node["coverage"] <= 1
            if node["score"] is not None:
                assert at_most(low, node["score"])
                assert at_most(node["score"], high)


@quick
@given(st.integers(0, 4), AGGREGATES)
def test_equal_answers_give_their_value(level: int, rule: Any) -> None:
    same = {key: Answer("known", float(level)) for key in LEVELS}
    one = pair(FREE._replace(aggregate=rule), filed(a=same, b=same))
    assert abs(one["score"] - 25 * level) < 1e-6


@quick
@given(answers, answers, st.sampled_from(LEVELS), st.integers(0, 3), proof | st.just(()), st.sampled_from([SMALL, FREE]), AGGREGATES)
def test_raising_an_answer_lowers_nothing(
    a: dict[str, Answer], b: dict[str, Answer], key: str, level: int, proven: Any, framework: Framework, rule: Any
) -> None:
    framework = framework._replace(aggregate=rule)
    lower, higher = (Answer("known", float(answer), evidence=proven) for answer in (level, level + 1))
    before = pair(framework, filed(a={**a, key: lower}, b=b))
    after = pair(framework, filed(a={**a, key: higher}, b=b))
    assert at_most(before["score"], after["score"])
    for old, new in zip(before["directions"], after["directions"], strict=True):
        assert at_most(old["score"], new["score"])
        for name in old["dimensions"]:
            assert at_most(old["dimensions"][name]["score"], new["dimensions"][name]["score"])


@quick
@given(answers, answers, st.floats(0.1, 10))
def test_scaling_all_weights_changes_nothing(a: dict[str, Answer], b: dict[str, Answer], factor: float) -> None:
    heavy = SMALL._replace(dimensions=tuple(node._replace(weight=node.weight * factor) for node in SMALL.dimensions))
    one, other_ = pair(SMALL, filed(a=a, b=b)), pair(heavy, filed(a=a, b=b))
    assert one["stage"] == other_["stage"]
    assert one["score"] is None or abs(one["score"] - other_["score"]) < 1e-6


@quick
@given(answers, answers, answers)
def test_order_of_files_and_keys_changes_nothing(
    a: dict[str, Answer], b: dict[str, Answer], c: dict[str, Answer]
) -> None:
    review = filed("coordinating_body", b=c, a={})
    turned = filed("coordinating_body", a={}, b=dict(reversed(c.items())))
    one = result(SMALL, filed(a=a), filed(b=b), review)
    other_ = result(SMALL, turned, filed(b=dict(reversed(b.items()))), filed(a=a))
    assert {**one, "inputs": None} == {**other_, "inputs": None}


@quick
@given(answers, answers)
def test_swapping_names_mirrors_the_result(a: dict[str, Answer], b: dict[str, Answer]) -> None:
    one, mirror = pair(SMALL, filed(a=a, b=b)), pair(SMALL, filed(a=b, b=a))
    assert one["score"] == mirror["score"]
    for here, there in zip(one["directions"], reversed(mirror["directions"]), strict=True):
        assert {**here, "origin": "", "affected": ""} == {**there, "origin": "", "affected": ""}
    for key in ("claimed", "range", "stage", "between"):
        assert one[key] == mirror[key]


def without(framework: Framework, key: str) -> Framework:
    """The framework without one indicator."""

    def cut(node: Node) -> Node:
        return node._replace(
            criteria=tuple(cut(child) for child in node.criteria),
            indicators=tuple(item for item in node.indicators if item.id != key),
        )

    return framework._replace(dimensions=tuple(cut(node) for node in framework.dimensions), gates=())


@quick
@given(answers, answers, st.sampled_from(LEVELS))
def test_not_applicable_is_as_if_the_item_were_not_there(a: dict[str, Answer], b: dict[str, Answer], key: str) -> None:
    gone = Answer("not_applicable", not_applicable="none here")
    one = pair(SMALL._replace(gates=()), filed(a={**a, key: gone}, b={**b, key: gone}))
    cut = without(SMALL, key)
    rest = pair(cut, filed(a={k: v for k, v in a.items() if k != key}, b={k: v for k, v in b.items() if k != key}))
    assert one["score"] == rest["score"]
    assert one["range"] == rest["range"]


@quick
@given(answers, answers, st.sampled_from(LEVELS), known)
def test_answering_narrows_the_range(a: dict[str, Answer], b: dict[str, Answer], key: str, said: Answer) -> None:
    if key in a and a[key].state != "unknown":
        return
    before = pair(SMALL, filed(a={k: v for k, v in a.items() if k != key}, b=b))["range"]
    after = pair(SMALL, filed(a={**a, key: said}, b=b))["range"]
    assert before is None or after is None or (at_most(before[0], after[0]) and at_most(after[1], before[1]))


@quick
@given(answers, answers, answers)
def test_self_answers_move_nothing_where_a_third_party_answers(
    a: dict[str, Answer], b: dict[str, Answer], new: dict[str, Answer]
) -> None:
    outside = {key: Answer("known", 2.0) for key in LEVELS}
    review = filed("third_party", a=outside, b=outside)
    one, other_ = pair(SMALL, filed(a=a, b=b), review), pair(SMALL, filed(a=new, b=b), review)
    for key in ("score", "range", "coverage", "stage", "between", "gates", "weakest", "next_steps"):
        assert one[key] == other_[key], key
    for name, node in one["dimensions"].items():
        for key, item in node["indicators"].items():
            for figure in ("state", "score", "range", "coverage", "evaluator", "values"):
                assert item[figure] == other_["dimensions"][name]["indicators"][key][figure], (key, figure)
