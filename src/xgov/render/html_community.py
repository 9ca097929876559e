"""The page of more than two cities: every pair at a glance, and where the weak links are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov import community
from xgov.render import html_charts as charts
from xgov.render.html_page import dimension_names, num, row, section, table
from xgov.render.html_pair import bands, scale
from xgov.render.markup import Markup, el, join

if TYPE_CHECKING:
    from xgov.model.assessment import PairAssessment
    from xgov.render.html_page import Page

#: Cities from which the cells of the matrix are small.
_DENSE: Final = 18
#: Weakest pairs shown.
_WEAKEST: Final = 20
#: Last of the tones of the heat map.
_TONES: Final = 4


def overview(page: Page) -> Markup:
    """Every pair: a heat map, or for many cities the distribution."""
    shown = _matrix(page) if len(page.assessment.cities) <= community.MATRIX else _histogram(page)
    return section(page, "pairs", "matrix_title", shown)


def _value(pair: PairAssessment) -> float | None:
    return pair.figures.score if pair.figures else None


def _tone(page: Page, value: float | None) -> str:
    """The class of a score's stage; of frameworks with more stages the highest share a tone."""
    if value is None:
        return "td.heat.none"
    reached = sum(stage.from_ <= round(100 * value, 9) for stage in page.framework.stages)
    return f"td.heat.tone{min(_TONES, max(0, reached - 1))}"


def _matrix(page: Page) -> Markup:
    """A cell for every two cities; the lower half alone, since each pair has one score."""
    names = list(page.assessment.cities)
    scores = {pair.cities: (number, _value(pair)) for number, pair in enumerate(page.assessment.pairs)}
    rows = []
    for at, name in enumerate(names[1:], start=1):
        cells = []
        for other in names[:-1]:
            if names.index(other) < at and (other, name) in scores:
                number, value = scores[other, name]
                cells.append(el(_tone(page, value), page.points(value, f"/pairs/{number}/score")))
            else:  # its mirror stands there, or the two have no border
                cells.append(el("td.blank"))
        rows.append(row(page.name(name), *cells))
    heads = [el("span.turned", page.name(name)) for name in names[:-1]]
    grid = table(
        page.say("matrix_caption"),
        [*page.heads("city"), *heads],
        rows,
        "matrix.dense" if len(names) > _DENSE else "matrix",
    )
    return join(
        el("div.scroll", grid, tabindex="0", role="region", aria_label=page.say("matrix_caption")), _tones(page)
    )


def _tones(page: Page) -> Markup:
    """What the tones mean."""
    stages = [
        el(
            "li",
            el(f"span.swatch.tone{min(number, _TONES)}", aria_hidden="true"),
            " ",
            page.words(one.name),
            f" ({one.from_:g}+)",
        )
        for number, one in enumerate(page.framework.stages)
    ]
    return el(
        "ul.legend",
        *stages,
        el("li", el("span.swatch.none", aria_hidden="true"), " ", page.say("heat_none")),
    )


def _histogram(page: Page) -> Markup:
    """How many pairs have which score, as a chart and as a table."""
    found, step = community.overview(page.assessment), community.STEP
    label = page.say("histogram_alt", n=sum(found.counts), width=step)
    rows = [
        row(page.say("score_from_to", low=number * step, high=(number + 1) * step), num(count))
        for number, count in enumerate(found.counts)
        if count
    ]
    return join(
        el(
            "figure",
            el("figcaption", page.say("histogram_caption")),
            charts.histogram(found.counts, step, bands(page), label),
        ),
        el("p", page.say("no_score_pairs", n=found.silent)) if found.silent else None,
        el(
            "details.more",
            el("summary", page.say("histogram_caption")),
            el(
                "div.inside",
                table(page.say("histogram_caption"), [page.say("score"), page.say("pairs_count")], rows, "narrow"),
            ),
        ),
    )


def weak_links(page: Page) -> Markup:
    """The weakest pairs, and the weakest pair of each city."""
    every, found = page.assessment.pairs, community.overview(page.assessment, _WEAKEST)
    if not found.weakest:
        return section(page, "weak", "weak_title", el("p", page.say("no_score_pairs", n=len(every))))
    pairs = [_pair_row(page, number, join(*_both(page, every[number]))) for number in found.weakest]
    cities = [
        _pair_row(
            page,
            number,
            join(page.name(city), el("span.under", page.say("with"), " ", page.name(_other(every[number], city)))),
        )
        for city, number in found.links.items()
    ]
    heads = [*page.heads(">score", ">range_head", "stage", "weakest_mark"), scale(page)]
    first, second = every[found.weakest[0]].cities
    return section(
        page,
        "weak",
        "weak_title",
        table(page.say("weak_pairs_caption"), [*page.heads("pair_head"), *heads], pairs, "bars.wide"),
        table(page.say("weak_links_caption"), [*page.heads("city"), *heads], cities, "bars.wide"),
        el("p.small", page.say("pair_more", a=first, b=second)),
    )


def _both(page: Page, pair: PairAssessment) -> list[Markup | str]:
    return [page.name(pair.cities[0]), " ⇄ ", page.name(pair.cities[1])]


def _other(pair: PairAssessment, city: str) -> str:
    return pair.cities[pair.cities[0] == city]


def _pair_row(page: Page, number: int, head: Markup) -> Markup:
    pair = page.assessment.pairs[number]
    weakest = dimension_names(page).get(pair.weakest[0] or "")
    return row(
        head,
        num(page.points(_value(pair), f"/pairs/{number}/score")),
        num(page.spread(pair.figures, f"/pairs/{number}")),
        page.stage(pair.standing.stage),
        weakest,
        el("td.chart-cell", charts.bar(pair.figures, [], bands(page))),
    )


def cities(page: Page) -> Markup:
    """Every city's own score."""
    rows = [
        row(
            page.name(name),
            num(page.points(one.figures.score if one.figures else None, f"/cities/{name}/score")),
            num(page.spread(one.figures, f"/cities/{name}")),
            num(page.percent(one.figures.coverage if one.figures else None, f"/cities/{name}/coverage")),
            el("td.chart-cell", charts.bar(one.figures, [], bands(page))),
        )
        for name, one in page.assessment.cities.items()
    ]
    heads = [*page.heads("city", ">score", ">range_head", ">answered_head"), scale(page)]
    return section(page, "cities", "cities_title", table(page.say("cities_caption"), heads, rows, "bars"))
