"""The page's answer to: how sure is that, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.render import html_charts as charts
from xgov.render.figures import points
from xgov.render.html_page import dimension_names, more, num, right, row, section, table
from xgov.render.html_pair import bands, scale, score_of
from xgov.render.markup import Markup, el, join

if TYPE_CHECKING:
    from xgov.model.assessment import PairAssessment
    from xgov.render.html_page import Page
    from xgov.scoring.answers import Counted


def voices(page: Page) -> str:
    """Whose word the report rests on."""
    counts: dict[str, int] = {}
    for one in page.dossier.submissions:
        number = len(one.cities) if one.evaluator.kind == "self" else 1
        counts[one.evaluator.kind] = counts.get(one.evaluator.kind, 0) + number
    return page.say("separator").join(
        page.say(kind, n=number, day=f"{page.dossier.dates[kind]:%Y-%m}")  # type: ignore[index]
        for kind, number in counts.items()
    )


def proof(page: Page) -> str:
    """How many of the answers that count have valid evidence."""
    scored = [pair.main.scored for pair in page.assessment.pairs] or list(page.assessment.cities.values())
    counted: list[Counted] = [
        answer
        for one in scored
        for item in one.items().values()
        for answer in item.counted.values()
        if answer.state == "known"
    ]
    proven = sum(
        one.evaluator == "third_party" or one.evidence in {"document", "trace", "evaluation"} for one in counted
    )
    return page.say("proof", n=proven, all=len(counted))


def sure(page: Page, pair: PairAssessment) -> Markup:
    """How sure: words, evidence, other ways of scoring, other weights, directions."""
    structure = pair.sensitivity["structure"]
    bounds = pair.sensitivity["weights_25"]
    holds = page.say("no_stage_holds")
    if structure["holds"] is not None:
        holds = page.say("holds", n=structure["holds"], of=structure["of"])
    low, high = ("—", "—") if bounds is None else (points(bounds[0]), points(bounds[1]))
    facts = [
        ("voices", voices(page)),
        ("proof_head", proof(page)),
        ("holds_head", holds),
        ("weights_head", page.say("weights", low=low, high=high)),
    ]
    return section(
        page,
        "sure",
        "sure",
        el("dl.pairs", *(el("div", el("dt", page.say(head)), el("dd", text)) for head, text in facts)),
        directions(page, pair),
        _structure(page, pair),
        _without(page, pair),
    )


def _structure(page: Page, pair: PairAssessment) -> Markup:
    structure = pair.sensitivity["structure"]
    rows = []
    for number, one in enumerate(structure["variants"]):
        score = page.points(one["score"], f"/pairs/0/sensitivity/structure/variants/{number}/score")
        cells = [
            page.say("pair_declared" if one["pair"] == "declared" else "pair_mean"),
            page.say("caps_on" if one["caps"] else "caps_off"),
            num(score),
            page.stage(one["stage"]),
        ]
        rows.append(row(page.say(f"short.{one['aggregate']}"), *cells))
    heads = page.heads("aggregate", "pair_rule", "caps_head", ">score", "stage")
    caption = page.say("structure_caption", of=structure["of"])
    return more(page.say("structure_more", of=structure["of"]), table(caption, heads, rows))


def _without(page: Page, pair: PairAssessment) -> Markup:
    names = dimension_names(page)
    rows = [
        row(names[key], num(page.points(value, f"/pairs/0/sensitivity/without/{key}")))
        for key, value in pair.sensitivity["without"].items()
    ]
    heads = page.heads("dimension", ">score")
    return more(page.say("without_more"), table(page.say("without_caption"), heads, rows, "narrow"))


def directions(page: Page, pair: PairAssessment) -> Markup:
    """The score in every direction of risk, and the risks that run there."""
    rows = []
    for number, one in enumerate(pair.directions):
        address = f"/pairs/0/directions/{number}"
        head = [page.name(one.origin), " → ", page.name(one.affected)]
        if one is pair.main and len(pair.directions) > 1:
            head.append(el("span.flag", page.say("gives_score")))
        risks = [
            page.words(risk.name) if risk.name else _risk(page, risk.risk)
            for risk in page.dossier.risks
            if risk.origin in {one.origin, "either"}
        ]
        if risks:
            head.append(el("span.under", page.listed(risks)))
        figures = one.scored.figures
        cells = [num(page.points(score_of(figures), f"{address}/score")), num(page.spread(figures, address))]
        rows.append(row(head, *cells, el("td.chart-cell", charts.bar(figures, [], bands(page)))))
    heads = [*page.heads("direction_head", ">score", ">range_head"), scale(page)]
    whole = table(page.say("directions_caption"), heads, rows, "bars")
    return join(
        el("h3", page.say("directions")), whole, _by_dimension(page, pair) if len(pair.directions) > 1 else None
    )


def _risk(page: Page, risk: str) -> Markup:
    return next((page.words(one.name) for one in page.framework.profile.risks if one.id == risk), join(risk))


def _by_dimension(page: Page, pair: PairAssessment) -> Markup:
    rows = []
    for node in page.framework.dimensions:
        scores = [
            num(
                page.points(
                    score_of(one.scored.dimensions[node.id].figures),
                    f"/pairs/0/directions/{number}/dimensions/{node.id}/score",
                )
            )
            for number, one in enumerate(pair.directions)
        ]
        rows.append(row(page.words(node.name), *scores))
    heads = [right([page.name(one.origin), " → ", page.name(one.affected)]) for one in pair.directions]
    return more(page.say("by_dimension"), table(page.say("by_dimension"), [page.say("dimension"), *heads], rows))
