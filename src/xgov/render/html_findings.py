"""The page's answers to: what must no score hide, and where is it seen differently."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from xgov.render import html_charts as charts
from xgov.render.figures import half_up, points
from xgov.render.html_page import dimension_names, missing, more, num, right, row, section, table
from xgov.render.markup import Markup, el, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.assessment import GateResult, ItemScore, PairAssessment, Scored
    from xgov.render.html_page import Page

#: Signs of the states of a gate.
_SIGNS: Final = {"failed": "✗", "not_evidenced": "~", "not_answered": "?", "met": "✓"}
#: Rows shown of a list before the rest opens on demand.
_ROWS: Final = 10
#: What would be shown as a bias of 0.0 is none.
_SHOWN: Final = 0.05


def hidden(page: Page, pair: PairAssessment) -> Markup:
    """Gates, claims beyond evidence, gaps."""
    return section(
        page,
        "hidden",
        "hidden",
        _gates(page, pair),
        unproven(page, pair.main.scored),
        unanswered(page, pair.main.scored),
    )


def _gates(page: Page, pair: PairAssessment) -> Markup:
    if not pair.standing.gates:
        return el("p", page.say("no_gates"))
    ranked = sorted(pair.standing.gates, key=lambda one: one.state == "met")
    entries = [_gate(page, pair, one) for one in ranked]
    met = all(one.state == "met" for one in ranked)
    return join(
        el("h3", page.say("gate_list")),
        el("p", page.say("gate_intro"), " ", page.say("gates_met", n=len(ranked)) if met else None),
        el("ul.gates", *entries),
    )


def _gate(page: Page, pair: PairAssessment, one: GateResult) -> Markup:
    item = page.framework.indicators()[one.indicator]
    detail = gate_told(page, pair, one)
    caps = None if one.state == "met" else el("span", page.say("gate_caps", stage=page.stage(one.caps)))
    return el(
        f"li.{one.state}",
        el("span.sign", _SIGNS[one.state], aria_hidden="true"),
        el(
            "div",
            el("p", el("strong", page.say(one.state)), " ", page.link(item.id), " ", page.question(item)),
            el("p.detail", join(join(detail), caps, by=" · ") if caps else detail),
            el("p.detail", page.words(one.why)),
        ),
    )


def gate_told(page: Page, pair: PairAssessment, one: GateResult) -> str:
    """How a gate stands, in words."""
    scored = pair.main.scored.items()[one.indicator]
    names = page.framework.scale.names
    need = f"{one.at_least} ({page.plain(names[one.at_least])})" if one.at_least < len(names) else str(one.at_least)
    key = "gate_na" if one.not_applicable else f"gate_{one.state}"
    return page.say(key, have=stands(page, scored), need=need, who=whose(page, one.cities, pair.cities))


def stands(page: Page, item: ItemScore) -> str:
    """The levels that count, of each city where they differ."""
    known = {city: one for city, one in item.counted.items() if one.state == "known"}
    shown = {city: str(one.level) if one.level is not None else points(one.value) for city, one in known.items()}
    if set(shown) == {"joint"} or len(set(shown.values())) == 1:
        return next(iter(shown.values()), "—")
    return page.say("separator").join(f"{page.city(city)} {level}" for city, level in shown.items()) or "—"


def whose(page: Page, cities: Sequence[str], both: Sequence[str]) -> str:
    """The one city that must act, or both."""
    named = [city for city in cities if city in both]
    return page.say("both") if not named or set(named) == set(both) else page.city(named[0])


def unproven(page: Page, scored: Scored) -> Markup:
    """Claims that the evidence does not carry, the widest gap first."""
    found = [(item, city) for item in scored.items().values() for city, one in item.counted.items() if one.capped]
    if not found:
        return el("p", page.say("unproven_none"))
    found.sort(key=lambda one: (one[0].counted[one[1]].value or 0.0) - (one[0].counted[one[1]].declared or 0.0))
    rows = []
    for item, city in found:
        one, indicator = item.counted[city], page.framework.indicators()[item.id]
        rows.append(
            row(
                [page.link(item.id), " ", el("span.question", page.question(indicator))],
                page.name(city) if city != "joint" else page.say("both"),
                num(page.answer(indicator, one)),
                num(page.answer(indicator, one, counted=True)),
                page.say(f"evidence.{one.evidence}"),
            )
        )
    heads = page.heads("item", "city", ">claims", ">counts", "proof_head")
    title = page.say("unproven_head", n=len(found))
    return join(el("h3", title), folded(title, heads, rows))


def folded(title: str, heads: Sequence[str], rows: Sequence[Markup]) -> Markup:
    """A table whose first rows are shown and whose others open on demand."""
    first = table(title, heads, rows[:_ROWS], "list")
    rest = rows[_ROWS:]
    if not rest:
        return first
    return join(first, more(f"+ {len(rest)}", table(title, heads, rest, "list")))


def unanswered(page: Page, scored: Scored) -> Markup:
    """Items that are open, by dimension, and who has not answered."""
    ids = {one.id for one in missing(scored)}
    if not ids:
        return el("p", page.say("open_none"))
    rows = []
    for key, node in scored.dimensions.items():
        names = dimension_names(page)
        for item in node.items().values():
            if item.id in ids:
                open_at = [page.name(city) for city, one in item.counted.items() if one.state == "unknown"]
                head = [
                    page.link(item.id),
                    " ",
                    el("span.question", page.question(page.framework.indicators()[item.id])),
                ]
                rows.append(row(head, names[key], page.listed(open_at)))
    title = page.say("open_head", n=len(ids))
    heads = page.heads("item", "dimension", "open_by")
    return join(el("h3", title), folded(title, heads, rows))


def seen(page: Page, pair: PairAssessment) -> Markup:
    """Where the two cities, and the third party, see it differently."""
    return section(page, "seen", "seen", _differ(page, pair), _outside(page, pair))


def _differ(page: Page, pair: PairAssessment) -> Markup:
    items = [one for one in pair.main.scored.items().values() if one.dispute]
    agree = _agree(page, pair)
    if not items:
        return join(el("p", page.say("differ_none")), agree)
    apart = (pair.agreement or {}).get("apart", ())
    rows = []
    for item in items:
        indicator = page.framework.indicators()[item.id]
        head = [page.link(item.id), " ", el("span.question", page.question(indicator))]
        if item.id in apart:
            head.append(el("span.flag.bad", page.say("apart")))
        rows.append(row(head, *(num(_said(page, pair, item, city)) for city in pair.cities)))
    title = page.say("differ_head", n=len(items))
    heads = [*page.heads("item"), *(right(page.name(city)) for city in pair.cities)]
    return join(el("h3", title), agree, table(title, heads, rows, "list"))


def _agree(page: Page, pair: PairAssessment) -> Markup:
    if not pair.agreement:
        return join("")
    gap = pair.agreement["bias"]
    bias = page.say("no_bias")
    if abs(gap) >= _SHOWN:
        bias = page.say("bias", city=page.city(pair.cities[gap < 0]), n=half_up(abs(gap), 1))
    linear = half_up(pair.agreement["linear"], 2)
    return el("p", page.say("agree_note", linear=linear, n=pair.agreement["n"], bias=bias))


def _said(page: Page, pair: PairAssessment, item: ItemScore, city: str) -> str:
    said = page.dossier.own("self", city, item.id, pair.cities)
    if said is None or said.answer is None:
        return page.say("not_applicable")
    return f"{said.answer:g}"


def _outside(page: Page, pair: PairAssessment) -> Markup:
    if not pair.third_party:
        return join(el("h3", page.say("outside_head")), el("p", page.say("outside_none")))
    names = dimension_names(page)
    most = math.ceil(max(1.0, *(abs(one["difference"]) for one in pair.third_party.values())))
    rows = [
        row(
            page.link(key, names[key]),
            num(page.number(one["difference"], f"/pairs/0/third_party/{key}/difference", decimals=1, sign=True)),
            num(page.number(one["n"], f"/pairs/0/third_party/{key}/n")),
            el("td.chart-cell", charts.gap(one["difference"], most)),
        )
        for key, one in pair.third_party.items()
    ]
    ends = el("span.ends", el("span", f"← {page.say('self_lower')}"), el("span", f"{page.say('self_higher')} →"))
    heads = [*page.heads("dimension", ">difference", ">compared"), ends]
    return join(el("h3", page.say("outside_head")), table(page.say("outside_caption"), heads, rows, "bars"))
