"""Tables of many cities: every two of them, every pair, every city."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING, Final

from xgov.community import scores
from xgov.render.workbook_table import Column, Line, Table, figure_columns, figures_of, points, score
from xgov.texts.community import say
from xgov.texts.sheets import word

if TYPE_CHECKING:
    from xgov.render.html_page import Page

#: Cities up to which there is a matrix; more make no picture that can be read.
MATRIX: Final = 100
#: Pairs that are listed: a sheet of more is opened by no office program in good time.
_PAIRS: Final = 20_000


def matrix(page: Page) -> Table:
    """Give the score of every two cities; both halves, so that a city's row is complete."""
    names = list(page.assessment.cities)
    known: dict[tuple[str, str], float | str] = {}
    for first, second, value in scores(page.assessment.pairs):
        shown = points(value)
        known[first, second] = known[second, first] = "—" if shown is None else shown
    rows = []
    for one in names:
        cells = (known.get((one, other), "" if one == other else "·") for other in names)
        rows.append(Line((page.city(one), *cells)))
    columns = (Column(word("city", page.lang), 18), *(Column(page.city(one), 11, "points") for one in names))
    note = say("matrix_borders" if page.dossier.borders else "matrix", page.lang)
    return Table(word("sheet.matrix", page.lang), columns, rows, frozen=1, heat=True, note=note)


def pairs(page: Page) -> Table:
    """Give every pair with its figures, its stage and its weakest dimension and item; of too many the weakest."""
    lang, every = page.lang, page.assessment.pairs
    note, chosen = "", list(range(min(len(every), _PAIRS)))
    if len(every) > _PAIRS:
        ranked = ((101.0 if value is None else value, number) for number, (*_, value) in enumerate(scores(every)))
        chosen = [number for _, number in nsmallest(_PAIRS, ranked)]
        note = word("weakest_of", lang, n=_PAIRS, all=len(every))
    names = {node.id: page.plain(node.name) for node in page.framework.dimensions}
    rows = []
    for pair in (every[number] for number in chosen):
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
    return Table(word("sheet.pairs", lang), columns, rows, frozen=2, note=note)


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
