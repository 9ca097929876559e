"""The facts of the page: what the records say, and the answers that they do not bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xgov import findings
from xgov.model.assessment import Figures
from xgov.render import html_charts as charts
from xgov.render import terminal_facts as said
from xgov.render.html_page import num, row, section, table
from xgov.render.markup import Markup, el, join
from xgov.render.terminal import Page as Lines
from xgov.render.terminal_bars import UNICODE

if TYPE_CHECKING:
    from xgov.findings import Finding
    from xgov.model.assessment import PairAssessment
    from xgov.render.html_page import Page

#: Findings in which a record speaks against an answer, or by itself.
AGAINST: Final = frozenset({"XG518", "XG519", "XG520", "XG521", "XG522", "XG523"})


def facts(page: Page, pair: PairAssessment) -> Markup | None:
    """The section of facts; None where nobody recorded any."""
    if pair.records is None:
        return None
    lines = Lines(page.assessment, page.lang, 100, UNICODE, colour=False)
    rows = [part for label, text in said.rows(lines, pair) for part in (el("dt", label), el("dd", text))]
    contrary = [one for one in findings.of_records(page.assessment, pair) if one.code in AGAINST]
    against = [el("h3", page.say("against", n=len(contrary))), el("ul", *(_finding(page, one) for one in contrary))]
    return section(page, "facts", "bear", _promises(page, pair), el("dl.facts", *rows), *(against if contrary else []))


def _promises(page: Page, pair: PairAssessment) -> Markup | None:
    """The share of promises kept by each city, with its interval."""
    kept: dict[str, Any] = pair.records.facts["commitments"] if pair.records else {}
    rows = []
    for city in pair.cities:
        one = kept.get(city) or {}
        if not one.get("due"):
            continue
        address = f"/pairs/0/records/commitments/{city}"
        low, high = one["interval"]
        ends = [page.percent(value, f"{address}/interval/{number}") for number, value in enumerate((low, high))]
        chart = charts.bar(Figures(one["share"], None, low, high, 1.0), [], [])
        rows.append(
            row(
                page.name(city),
                num(page.number(one["due"], f"{address}/due")),
                num(page.number(one["kept"], f"{address}/kept")),
                num(page.percent(one["share"], f"{address}/share")),
                num(join(*ends, by="–")),
                el("td.chart-cell", chart),
            )
        )
    heads = [*page.heads("city", ">due", ">kept", ">share", ">interval"), charts.percentages()]
    return table(page.say("promises_caption"), heads, rows, "bars.five") if rows else None


def _finding(page: Page, one: Finding) -> Markup:
    """A finding, its items leading to theirs."""
    text = one.message[page.lang]
    for name in one.indicators:
        before, found, after = text.partition(name)
        if found:
            return el("li", before, page.link(name), after)
    return el("li", text)
