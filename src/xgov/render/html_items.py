"""Every item of the page: question, levels, who said what, what counts and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xgov.render import html_charts as charts
from xgov.render.figures import half_up
from xgov.render.html_filed import filed, texts
from xgov.render.html_page import more, num, row, section, table
from xgov.render.markup import Markup, el, join

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.model.assessment import ItemScore, NodeScore, Scored
    from xgov.model.framework import Indicator, Node
    from xgov.render.html_page import Page
    from xgov.scoring.answers import Counted

#: Deepest heading of HTML.
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the items are of."""

    #: Their page.
    page: Page
    #: The pair's scores in the direction shown, or the city's.
    scored: Scored
    #: Items that only a superior can change.
    superior: Mapping[str, ItemScore]
    #: Address of the whole in the JSON report.
    address: str
    #: The cities, the first one first.
    cities: tuple[str, ...]
    #: Items that stand in a gate.
    gates: frozenset[str]


def items(page: Page, scored: Scored, superior: tuple[ItemScore, ...], address: str, cities: tuple[str, ...]) -> Markup:
    """Every item by dimension and criterion."""
    gates = frozenset(gate.indicator for gate in page.framework.gates)
    whole = _Whole(page, scored, {one.id: one for one in superior}, address, cities, gates)
    button = el(
        "button",
        page.say("open_all"),
        type="button",
        hidden=True,
        data_open=page.say("open_all"),
        data_close=page.say("close_all"),
    )
    parts = [_dimension(whole, node) for node in page.framework.dimensions]
    return section(
        page, "items", "items", el("p", page.say("items_intro")), _legend(page, cities), el("p.tools", button), *parts
    )


def _legend(page: Page, cities: tuple[str, ...]) -> Markup:
    """What the signs of an item's line mean."""
    if len(cities) == 1:
        return charts.legend((charts.sign("pair"), page.say("sign_level", city=page.city(cities[0]))))
    named = zip(("first", "second", "pair"), (*cities, "joint"), strict=True)
    return charts.legend(*((charts.sign(kind), page.say("sign_level", city=page.city(city))) for kind, city in named))


def _dimension(whole: _Whole, node: Node) -> Markup:
    page, scored = whole.page, whole.scored.dimensions[node.id]
    address = f"{whole.address}/dimensions/{node.id}"
    rule = page.say("node_terms", name=page.plain(node.name), rule=page.say(f"rule_of.{node.aggregate}"))
    return el(
        "section.dimension",
        el("h3", el("span.id", node.id), " ", page.words(node.name), id=node.id),
        el("p.about", page.words(node.about)) if node.about else None,
        more(page.say("explain"), el("p", rule), _criteria(whole, node, scored, address))
        if node.criteria
        else el("p.small", rule),
        *_nodes(whole, node, f"{address}/indicators", 4),
    )


def _criteria(whole: _Whole, node: Node, scored: NodeScore, address: str) -> Markup:
    page = whole.page
    rows = list(_criterion_rows(whole, node, scored, address))
    heads = page.heads("criterion", ">weight", ">score", ">claimed_head", ">range_head", ">answered_head")
    return table(page.say("criteria_caption", name=page.plain(node.name)), heads, rows, "terms")


def _criterion_rows(whole: _Whole, node: Node, scored: NodeScore, address: str) -> list[Markup]:
    page, rows = whole.page, []
    for child in node.criteria:
        one, here = scored.criteria[child.id], f"{address}/criteria/{child.id}"
        figures = one.figures
        rows.append(
            row(
                [page.link(child.id), " ", page.words(child.name)],
                num(f"{child.weight:g}"),
                num(page.points(figures.score if figures else None, f"{here}/score")),
                num(page.points(figures.claimed if figures else None, f"{here}/claimed")),
                num(page.spread(figures, here)),
                num(page.percent(figures.coverage if figures else None, f"{here}/coverage")),
            )
        )
        rows += _criterion_rows(whole, child, one, here)
    return rows


def _nodes(whole: _Whole, node: Node, address: str, depth: int) -> list[Markup]:
    """The criteria and items below a node, headings one step deeper each time."""
    parts = []
    for child in node.criteria:
        heading = el(
            f"h{min(depth, _DEEPEST)}", el("span.id", child.id), " ", whole.page.words(child.name), id=child.id
        )
        parts += [heading, *_nodes(whole, child, address, depth + 1)]
    known = whole.scored.items()
    parts += [
        _item(whole, one, scored, f"{address}/{one.id}")
        for one in node.indicators
        if (scored := known.get(one.id) or whole.superior.get(one.id)) is not None
    ]
    return parts


def _item(whole: _Whole, item: Indicator, scored: ItemScore, address: str) -> Markup:
    page = whole.page
    if item.id in whole.superior:
        address = f"{whole.address}/superior/{list(whole.superior).index(item.id)}"
    head = [
        el("span.id", item.id),
        el("span.question", page.question(item)),
        el("span.marks", *_marks(whole, item, scored)),
        el("span.levels", *_levels(whole, scored)),
        el("span.value", page.points(scored.figures.score if scored.figures else None, f"{address}/score")),
    ]
    return more(
        join(*head, by=" "),
        el("p.small", _facts(page, item)),
        _ladder(whole, item, scored),
        _terms(whole, item, scored, address),
        filed(page, item, whole.cities),
        texts(page, item),
        kind="item",
        id=item.id,
    )


def _marks(whole: _Whole, item: Indicator, scored: ItemScore) -> list[Markup]:
    """What a reader must see before the item is opened."""
    page, marks = whole.page, []
    if scored.state != "answered":
        marks.append(el("span.flag", page.say(f"state.{scored.state}")))
    if scored.capped:
        marks.append(el("span.flag", page.say("capped_mark")))
    if scored.dispute:
        marks.append(el("span.flag", page.say("dispute_mark")))
    if item.id in whole.gates:
        marks.append(el("span.flag.strong", page.say("gate_mark")))
    return marks


def _counting(scored: ItemScore) -> dict[str, Counted]:
    """The answers that count: of two views of a joint item the lower one alone."""
    if scored.rule != "joint" or scored.figures is None:
        return dict(scored.counted)
    score = scored.figures.score
    return {city: one for city, one in scored.counted.items() if one.state != "known" or one.value == score}


def _levels(whole: _Whole, scored: ItemScore) -> list[Markup]:
    """The level that counts of each city behind its sign, or the one that stands for both."""
    shown = []
    pair, counting = len(whole.cities) > 1, _counting(scored)
    for city in sorted(counting, key=[*whole.cities, "joint"].index):
        one = counting[city]
        kind = ("first", "second")[whole.cities.index(city)] if pair and city != "joint" else "pair"
        level = {"unknown": "?", "not_applicable": "–"}.get(one.state, None if one.level is None else str(one.level))
        if level is not None:
            name = el("span.apart", whole.page.city(city), " ")
            shown.append(el("span", charts.sign(kind), name, level))
    return shown


def _facts(page: Page, item: Indicator) -> Markup:
    owners = {entry.id: page.words(entry.name) for entry in page.framework.profile.owners}
    facts = [join(page.say(f"asked_{item.asked_of}"))]
    facts += [owners[item.owner]] if item.owner in owners else []
    facts += [join(page.say("core"))] if item.core else []
    if item.checked_by:
        facts.append(join(page.say("checked_by", metric=item.checked_by.metric)))
    return join(*facts, by=" · ")


def _ladder(whole: _Whole, item: Indicator, scored: ItemScore) -> Markup | None:
    """The level texts, with the marks of who stands where; of other kinds how a value is made."""
    page = whole.page
    if not item.levels:
        values = {"worst": item.worst, "best": item.best, "unit": page.plain(item.unit), "metric": item.metric}
        return el("p", page.say(item.kind, **values)) if item.kind != "levels" else None
    names = page.framework.scale.names
    rungs = []
    for number, text in enumerate(page.levels(item)):
        chips = [
            *_chips(whole, _counting(scored), number, counted=True),
            *_chips(whole, scored.claims, number, counted=False, than=_counting(scored)),
        ]
        name = page.words(names[number]) if number < len(names) else None
        label = el(
            "span.rung",
            number,
            el("span.apart", page.say("stop")) if name else None,
            el("span.level-name", name) if name else None,
        )
        rungs.append(
            el("li.here" if any("counts" in chip for chip in chips) else "li", label, " ", el("span", text, *chips))
        )
    return join(el("p.head", page.say("levels_head")), el("ol.ladder", *rungs))


def _chips(
    whole: _Whole, said: Mapping[str, Counted], level: int, *, counted: bool, than: Mapping[str, Counted] | None = None
) -> list[Markup]:
    """Marks of the cities that stand on a level; of claims those that differ from what counts."""
    page, chips = whole.page, []
    for city, one in said.items():
        if one.state != "known" or one.level is None or (one.level if counted else int(one.answer or 0)) != level:
            continue
        if than is not None and city in than and than[city].level == level:
            continue
        text = page.say("chip_counts" if counted else "chip_claims", city=page.city(city))
        chips.append(el("span.chip.counts" if counted else "span.chip.claims", text))
    return chips


def _terms(whole: _Whole, item: Indicator, scored: ItemScore, address: str) -> Markup:
    """Who answered, what was declared, what the evidence carries, what counts, and by which rule."""
    page = whole.page
    rows, counting = [], _counting(scored)
    for city, one in scored.counted.items():
        cap = el("span.flag", page.say("capped_mark")) if one.capped else None
        terms = f"{address}/terms/counted/{city}"
        declared = page.points(one.declared, f"{terms}/declared") if one.state == "known" else None
        counts = [join(page.say("not_counted"))]
        if city in counting:
            value = page.points(one.value, f"{address}/values/{city}") if one.state == "known" else None
            counts = [join(page.answer(item, one, counted=True)), el("span.under", value) if value else join()]
        rows.append(
            row(
                page.name(city) if city != "joint" else page.say("both"),
                num(page.answer(item, one), el("span.under", declared) if declared else None),
                page.say(f"proof.{one.evidence}") if one.state == "known" else "",
                num(*counts, cap),
                page.say(f"by.{one.evaluator}") if one.evaluator else "",
            )
        )
    heads = page.heads("who_head", ">declared", "best_evidence", ">counts", "word_of")
    return join(
        el("p.head", page.say("terms_head")),
        table(page.say("terms_caption", id=item.id), heads, rows, "terms.quiet"),
        el("p.small", _rule(page, scored), page.say("stop"), _becomes(page, scored, address)),
    )


def _rule(page: Page, scored: ItemScore) -> str:
    if scored.rule in {"origin", "affected"}:
        return page.say(f"role.{scored.rule}")
    text = page.say(f"rule.{scored.rule}")
    if scored.rule == "lead_support":
        roles = page.framework.roles
        text += page.say("rule.lead_support_weights", lead=half_up(roles.lead, 2), support=half_up(roles.support, 2))
    return text


def _becomes(page: Page, scored: ItemScore, address: str) -> Markup:
    """The item's own numbers, each in its place of the sentence."""
    figures = scored.figures
    if figures is None:
        return join(page.say("state.not_applicable"))
    places = {
        "\1": page.points(figures.score),
        "\2": page.points(figures.low, f"{address}/range/0"),
        "\3": page.points(figures.high, f"{address}/range/1"),
        "\4": page.points(figures.claimed, f"{address}/claimed"),
        "\5": page.percent(figures.coverage, f"{address}/coverage"),
    }
    parts: list[Markup | str] = [page.say("becomes", score="\1", low="\2", high="\3", claimed="\4", coverage="\5")]
    for sign, number in places.items():
        parts = [piece for part in parts for piece in _cut(part, sign, number)]
    return join(*parts)


def _cut(part: Markup | str, sign: str, number: Markup) -> list[Markup | str]:
    if isinstance(part, Markup) or sign not in part:
        return [part]
    before, after = part.split(sign)
    return [before, number, after]
