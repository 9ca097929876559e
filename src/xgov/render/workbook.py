"""The report as a workbook (XLSX): what the page shows, in cells that can be sorted, filtered and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.render import workbook_community as community
from xgov.render import workbook_findings as findings
from xgov.render import workbook_overview as overview
from xgov.render.html_page import Page
from xgov.render.terminal_community import title
from xgov.render.visible import visible
from xgov.render.workbook_items import dimensions, items
from xgov.render.workbook_looks import new_book, whole
from xgov.render.workbook_sheet import Stock, add_overview, add_table
from xgov.texts.sheets import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xgov.model.assessment import Assessment
    from xgov.render.workbook_overview import Row
    from xgov.render.workbook_table import Table


def render(assessment: Assessment, lang: str) -> bytes:
    """Write the report as a workbook; the same input gives the same bytes."""
    page = Page(assessment, lang)
    if len(assessment.pairs) == 1 and assessment.full:
        name, rows, tables = _pair(page)
    elif assessment.pairs:
        name, rows, tables = _community(page)
    else:
        name, rows, tables = _alone(page)
    framework = page.framework
    edition = f"{page.plain(framework.title)} {framework.version} · {page.say('as_of', day=page.dossier.as_of)}"
    handling = page.say("internal") if page.dossier.handling == "internal" else ""
    stock = Stock(name, edition, handling, lang)
    book = new_book()
    book.properties.title = visible(name)
    book.properties.creator = "xgov"
    add_overview(book, stock, word("sheet.overview", lang), [*rows, *overview.files(page)])
    for table in tables:
        add_table(book, stock, table)
    return whole(book)


def _pair(page: Page) -> tuple[str, Iterable[Row], list[Table]]:
    (pair,) = page.assessment.pairs
    scored = pair.main.scored
    tables = [
        dimensions(page, scored, pair.figures, pair.cities),
        items(page, scored, pair.superior, pair.cities),
        findings.of_pair(page, pair),
        findings.steps(page, pair),
    ]
    tables += [findings.facts(page, pair)] if pair.records else []
    return " ⇄ ".join(page.city(city) for city in pair.cities), overview.of_pair(page, pair), tables


def _alone(page: Page) -> tuple[str, Iterable[Row], list[Table]]:
    ((city, scored),) = page.assessment.cities.items()
    tables = [dimensions(page, scored, scored.figures, ()), items(page, scored, (), (city,))]
    tables.append(findings.of_city(page, city))
    return page.city(city), overview.of_city(page, city), tables


def _community(page: Page) -> tuple[str, Iterable[Row], list[Table]]:
    tables = [community.matrix(page)] if len(page.assessment.cities) <= community.MATRIX else []
    tables += [community.pairs(page), community.cities(page)]
    return title(findings.lines(page)), overview.of_community(page), tables
