"""The page of more than two cities: every pair at a glance, and where the weak links are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.render import html_charts as charts
from xgov.render.html_page import dimension_names, num, row, section, table
from xgov.render.html_pair import bands, scale
from xgov.render.markup import Markup, el, join

if TYPE_CHECKING:
    from xgov.model.assessment import PairAssessment
    from xgov.render.html_page import Page

#: Cities up to which the matrix of pairs is shown; beyond, the distribution.
_MATRIX: Final = 40
#: Weakest pairs shown.
_WEAKEST: Final = 20
#: Points of a step of the histogram.
_STEP: Final = 5
#: Last of the tones of the heat map.
_TONES: Final = 4


def overview(page: Page) -> Markup:
    """Every pair: a heat map, or for many cities the distribution."""
    shown = _matrix(page) if len(page.assessment.cities) <= _MATRIX else _histogram(page)
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
            number, value = scores.get((other, name), (0, None))
            if names.index(other) < at:
                cells.append(el(_tone(page, value), page.points(value, f"/pairs/{number}/score")))
            else:
                cells.append(el("td.blank"))
        rows.append(row(page.name(name), *cells))
    heads = [el("span.turned", page.name(name)) for name in names[:-1]]
    grid = table(page.say("matrix_caption"), [*page.heads("city"), *heads], rows, "matrix")
    return join(el("div.scroll", grid, tabindex="0", role="region", aria_label=page.say("matrix_title")), _tones(page))


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
        role="list",
    )


def _histogram(page: Page) -> Markup:
    """How many pairs have which score, as a chart and as a table."""
    values = [value for pair in page.assessment.pairs if (value := _value(pair)) is not None]
    counts = [0] * (100 // _STEP)
    for value in values:
        counts[min(len(counts) - 1, int(round(100 * value, 9) // _STEP))] += 1
    label = page.say("histogram_alt", n=len(values), width=_STEP)
    rows = [
        row(page.say("score_from_to", low=number * _STEP, high=(number + 1) * _STEP), num(count))
        for number, count in enumerate(counts)
        if count
    ]
    silent = len(page.assessment.pairs) - len(values)
    return join(
        el(
            "figure",
            el("figcaption", page.say("histogram_caption")),
            charts.histogram(counts, _STEP, bands(page), label),
        ),
        el("p", page.say("no_score_pairs", n=silent)) if silent else None,
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
    ranked = sorted(
        (
            (value, number, pair)
            for number, pair in enumerate(page.assessment.pairs)
            if (value := _value(pair)) is not None
        ),
        key=lambda one: one[:2],
    )
    if not ranked:
        return section(page, "weak", "weak_title", el("p", page.say("no_score_pairs", n=len(page.assessment.pairs))))
    pairs = [_pair_row(page, pair, number, join(*_both(page, pair))) for _, number, pair in ranked[:_WEAKEST]]
    first: dict[str, tuple[int, PairAssessment]] = {}
    for _, number, pair in ranked:
        for city in pair.cities:
            first.setdefault(city, (number, pair))
    cities = [
        _pair_row(
            page,
            pair,
            number,
            join(page.name(city), el("span.under", page.say("with"), " ", page.name(_other(pair, city)))),
        )
        for city in page.assessment.cities
        if city in first
        for number, pair in [first[city]]
    ]
    heads = [*page.heads(">score", ">range_head", "stage", "weakest_mark"), scale(page)]
    names = list(page.assessment.cities)
    return section(
        page,
        "weak",
        "weak_title",
        table(page.say("weak_pairs_caption"), [*page.heads("pair_head"), *heads], pairs, "bars.wide"),
        table(page.say("weak_links_caption"), [*page.heads("city"), *heads], cities, "bars.wide"),
        el("p.small", page.say("pair_more", a=names[0], b=names[1])),
    )


def _both(page: Page, pair: PairAssessment) -> list[Markup | str]:
    return [page.name(pair.cities[0]), " ⇄ ", page.name(pair.cities[1])]


def _other(pair: PairAssessment, city: str) -> str:
    return pair.cities[pair.cities[0] == city]


def _pair_row(page: Page, pair: PairAssessment, number: int, head: Markup) -> Markup:
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
