"""The page's answers to: how ready, how sure, where is the weak link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.render import html_charts as charts
from xgov.render.figures import half_up
from xgov.render.html_page import dimension_names, missing, more, num, right, row, section, table
from xgov.render.markup import Markup, el, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.assessment import Figures, PairAssessment, Scored
    from xgov.render.html_page import Page


def bands(page: Page) -> list[charts.Band]:
    """The stages as the charts show them."""
    stages = page.framework.stages
    ends = [*(stage.from_ for stage in stages[1:]), 100.0]
    return [charts.Band(page.plain(one.name), one.from_, end) for one, end in zip(stages, ends, strict=False)]


def ready(page: Page, pair: PairAssessment) -> Markup:
    """How ready: score, stage, range, and what holds the stage."""
    standing = pair.standing
    about = next((page.words(one.about) for one in page.framework.stages if one.id == standing.stage), None)
    if about is None and page.framework.stages:
        needed = page.framework.coverage
        shares = {"total": half_up(100 * needed.total), "dimension": half_up(100 * needed.dimension)}
        about = join(page.say("insufficient_why", **shares))
    notes = []
    if standing.capped:
        held = sum(one.state != "met" and one.caps == standing.stage for one in standing.gates)
        notes.append(
            el("li", page.say("capped", stage=page.stage(standing.stage), n=held), " ", page.link("hidden", "→"))
        )
    if standing.between:
        low, high = (page.stage(one) for one in standing.between)
        notes.append(el("li", page.say("between", low=low, high=high)))
    main = {"origin": page.city(pair.main.origin), "affected": page.city(pair.main.affected)}
    rule = page.say(f"rule_of.{page.framework.aggregate}")
    return section(
        page,
        "ready",
        "ready",
        verdict(page, pair.figures, page.stage(standing.stage), "/pairs/0"),
        el("p.about", about) if about is not None else None,
        el("ul.notes", *notes) if notes else None,
        explained(page, pair.main.scored, page.say("explain_score", rule=rule, **main), "/pairs/0"),
    )


def verdict(page: Page, figures: Figures | None, stage: str, address: str) -> Markup:
    """The score at a glance: number, stage and scale."""
    said = page.rounded(figures)
    names = page.say("separator").join(band.name for band in bands(page))
    label = page.say("gauge_alt", stages=names, **{key: said[key] for key in ("score", "low", "high", "claimed")})
    facts = [
        (page.say("range_head"), page.spread(figures, address)),
        (page.say("claimed_head"), page.points(figures.claimed if figures else None, f"{address}/claimed")),
        (page.say("answered_head"), page.percent(figures.coverage if figures else None, f"{address}/coverage")),
    ]
    return el(
        "div.verdict",
        el(
            "p.score",
            el("strong", page.points(figures.score if figures else None, f"{address}/score")),
            " ",
            el("span.unit", page.say("of_100")),
            " ",
            el("span.stage", stage) if stage else None,
        ),
        el("dl.figures", *(el("div", el("dt", head), el("dd", value)) for head, value in facts)),
        charts.gauge(figures, bands(page), label),
        charts.legend(
            (charts.sign("pair"), page.say("mark_pair" if page.assessment.pairs else "mark_score")),
            (charts.sign_range(), page.say("mark_range")),
            (charts.sign("claimed"), page.say("mark_claimed")),
        ),
    )


def explained(page: Page, scored: Scored, intro: str, address: str) -> Markup:
    """How the whole number comes about: the terms and what each word means."""
    rows = [
        row(
            page.link(node.id, page.words(node.name)),
            num(f"{node.weight:g}"),
            num(
                page.points(
                    score_of(figures := scored.dimensions[node.id].figures), f"{address}/dimensions/{node.id}/score"
                )
            ),
            num(page.points(figures.claimed if figures else None, f"{address}/dimensions/{node.id}/claimed")),
            num(page.percent(figures.coverage if figures else None, f"{address}/dimensions/{node.id}/coverage")),
        )
        for node in page.framework.dimensions
    ]
    heads = page.heads("dimension", ">weight", ">score", ">claimed_head", ">answered_head")
    ids = [one.id for one in missing(scored)]
    links = join(page.say("stop"), page.listed(page.link(name) for name in ids)) if ids else join("")
    before, after = page.say("explain_range", n=len(ids), ids="\0").split("\0")
    return more(
        page.say("explain"),
        el("p", intro),
        table(page.say("explain"), heads, rows, "terms"),
        el("p", page.say("explain_claimed")),
        el("p", before, links, after),
        el("p", page.say("explain_coverage"), " ", page.say("explain_points")),
    )


def score_of(figures: Figures | None) -> float | None:
    """The score of figures, if there are any."""
    return None if figures is None else figures.score


def scale(page: Page) -> Markup:
    """The head of a column of bars."""
    return join(el("span.apart", page.say("place_on_scale")), charts.axis(bands(page)))


def weak(page: Page, pair: PairAssessment) -> Markup:
    """Where the weak link is: both cities and the pair by dimension."""
    cities = [(name, page.assessment.cities[name]) for name in pair.cities]
    item = pair.weakest[1]
    sentence = None
    if item:
        before, after = page.say("weak_item", id="\0", text="\1").split("\1")
        head, tail = before.split("\0")
        sentence = el("p.lead", head, page.link(item), tail, page.question(page.framework.indicators()[item]), after)
    return section(
        page,
        "weak",
        "weak",
        _weakest(page, pair, cities),
        sentence,
        dimensions(page, pair.main.scored, pair.weakest[0], cities, "/pairs/0"),
        _views(page, pair),
    )


def _weakest(page: Page, pair: PairAssessment, cities: Sequence[tuple[str, Scored]]) -> Markup | None:
    """The weakest dimension, and where each city stands in it."""
    key = pair.weakest[0]
    if key is None:
        return None
    own = [
        join(
            page.name(name),
            " ",
            page.points(score_of(one.dimensions[key].figures), f"/cities/{name}/dimensions/{key}/score"),
        )
        for name, one in cities
    ]
    names = dimension_names(page)
    return el("p.lead", page.say("weak_dimension"), page.link(key, names[key]), page.say("of_which"), page.listed(own))


def dimensions(
    page: Page, scored: Scored, weakest: str | None, cities: Sequence[tuple[str, Scored]], address: str
) -> Markup:
    """The chart of dimensions, which is a table: cities, pair, range, and the three as a bar."""
    rows = []
    for node in page.framework.dimensions:
        figures = scored.dimensions[node.id].figures
        own = [one.dimensions[node.id].figures for _, one in cities]
        head = [page.link(node.id, page.words(node.name))]
        if node.id == weakest:
            head.append(el("span.flag.bad", page.say("weakest_mark")))
        cells = [
            num(page.points(score_of(one), f"/cities/{name}/dimensions/{node.id}/score"))
            for (name, _), one in zip(cities, own, strict=True)
        ]
        cells.append(el("td.num.main", page.points(score_of(figures), f"{address}/dimensions/{node.id}/score")))
        cells.append(num(page.spread(figures, f"{address}/dimensions/{node.id}")))
        cells.append(el("td.chart-cell", charts.bar(figures, own, bands(page))))
        rows.append(row(head, *cells, kind="weakest" if node.id == weakest else ""))
    shapes = [charts.sign(kind) for kind in ("first", "second")]
    heads = [right([shape, " ", page.name(name)]) for shape, (name, _) in zip(shapes, cities, strict=False)]
    last = [
        right([charts.sign("pair"), " ", page.say("pair" if cities else "score")]),
        *page.heads(">range_head"),
        scale(page),
    ]
    caption = page.say("dimensions_caption" if cities else "dimensions_caption_city")
    kind = "bars.two" if cities else "bars"
    entries = [(shape, page.city(name)) for shape, (name, _) in zip(shapes, cities, strict=False)]
    entries += [
        (charts.sign("pair"), page.say("mark_pair" if cities else "mark_score")),
        (charts.sign_range(), page.say("mark_range")),
    ]
    return join(table(caption, [*page.heads("dimension"), *heads, *last], rows, kind), charts.legend(*entries))


def _views(page: Page, pair: PairAssessment) -> Markup:
    profile = page.framework.profile
    tables = []
    for kind, entries in (("phases", profile.phases), ("risks", profile.risks), ("owners", profile.owners)):
        figures = pair.views.get(kind, {})
        rows = [
            row(
                page.words(entry.name),
                num(page.points(score_of(figures[entry.id]), f"/pairs/0/{kind}/{entry.id}/score")),
                num(page.spread(figures[entry.id], f"/pairs/0/{kind}/{entry.id}")),
                el("td.chart-cell", charts.bar(figures[entry.id], [], bands(page))),
            )
            for entry in entries
            if entry.id in figures
        ]
        heads = [*page.heads(kind, ">score", ">range_head"), scale(page)]
        tables += [table(page.say(kind), heads, rows, "bars")] if rows else []
    return more(page.say("views"), *tables) if tables else join("")
