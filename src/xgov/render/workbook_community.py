"""Tables of many cities: every two of them, every pair, every city."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.render.workbook_table import Column, Line, Table, figure_columns, figures_of, score
from xgov.texts.sheets import word

if TYPE_CHECKING:
    from xgov.model.assessment import PairAssessment
    from xgov.render.html_page import Page

#: Cities up to which there is a matrix; more make no picture that can be read.
MATRIX: Final = 100
#: Pairs that are listed: a sheet of more is opened by no office program in good time.
_PAIRS: Final = 20_000


def matrix(page: Page) -> Table:
    """Give the score of every two cities; both halves, so that a city's row is complete."""
    names, scores = list(page.assessment.cities), {}
    for pair in page.assessment.pairs:
        first, second = pair.cities
        scores[first, second] = scores[second, first] = score(pair.figures)
    rows = [Line((page.city(one), *(scores.get((one, other)) for other in names))) for one in names]
    columns = (Column(word("city", page.lang), 18), *(Column(page.city(one), 11, "points") for one in names))
    return Table(word("sheet.matrix", page.lang), columns, rows, frozen=1, heat=True, note=page.say("matrix_caption"))


def pairs(page: Page) -> Table:
    """Give every pair with its figures, its stage and its weakest dimension and item; of too many the weakest."""
    lang, every = page.lang, page.assessment.pairs
    listed = every if len(every) <= _PAIRS else sorted(every, key=_rank)[:_PAIRS]
    names = {node.id: page.plain(node.name) for node in page.framework.dimensions}
    rows = []
    for pair in listed:
        dimension, indicator = pair.weakest
        cities = (page.city(city) for city in pair.cities)
        weak = (names.get(dimension or "", ""), indicator or "")
        rows.append(Line((*cities, page.stage(pair.standing.stage), *figures_of(pair.figures), *weak)))
    columns = (
        *(Column(word(key, lang), width) for key, width in {"city": 20, "head.neighbour": 20, "stage": 26}.items()),
        *figure_columns(page, word("score", lang), 12),
        Column(word("weakest_mark", lang), 22),
        Column(word("col.id", lang), 10),
    )
    note = "" if listed is every else word("weakest_of", lang, n=len(listed), all=len(every))
    return Table(word("sheet.pairs", lang), columns, rows, frozen=2, note=note)


def _rank(pair: PairAssessment) -> float:
    """Weakest first; those without a score last."""
    value = score(pair.figures)
    return 101.0 if value is None else value


def cities(page: Page) -> Table:
    """Give every city with its own figures and its score in each dimension."""
    nodes = page.framework.dimensions
    rows = [
        Line((page.city(name), *figures_of(one.figures), *(score(one.dimensions[node.id].figures) for node in nodes)))
        for name, one in page.assessment.cities.items()
    ]
    columns = (
        Column(word("city", page.lang), 20),
        *figure_columns(page, word("score", page.lang), 12),
        *(Column(page.plain(node.name), 15, "points") for node in nodes),
    )
    return Table(word("sheet.cities", page.lang), columns, rows, frozen=1)
