"""The page's answer to: what next, by whom, at what effort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.render import html_charts as charts
from xgov.render.html_findings import stands, whose
from xgov.render.html_page import more, num, row, section, table
from xgov.render.markup import Markup, el, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.assessment import PairAssessment, Step
    from xgov.render.html_page import Page

#: Steps in the chart and the first table.
_FIRST: Final = 12


def todo(page: Page, pair: PairAssessment) -> Markup:
    """Next steps as a chart and a table, and what only a superior can do."""
    if not pair.steps:
        return section(page, "todo", "todo", el("p", page.say("no_steps")), _superior(page, pair))
    first, rest = pair.steps[:_FIRST], pair.steps[_FIRST:]
    dots = [
        charts.Dot(number, one.effort, max(0.0, one.gain), one.gate)
        for number, one in enumerate(first, start=1)
        if one.effort is not None
    ]
    chart = el(
        "figure",
        el("figcaption", page.say("steps_title")),
        charts.scatter(dots, page.say("steps_alt"), page.say("effort_head"), page.say("gain_head")),
        charts.legend(
            (charts.sign("other"), page.say("mark_gate")),
            (charts.sign("step"), page.say("mark_step")),
        ),
    )
    caption = page.say("steps_caption", n=len(first), all=len(pair.steps))
    remaining = (
        more(page.say("steps_rest", n=len(rest)), _table(page, pair, page.say("steps_rest", n=len(rest)), rest, _FIRST))
        if rest
        else None
    )
    return section(
        page,
        "todo",
        "todo",
        chart if dots else None,
        _table(page, pair, caption, first, 0),
        remaining,
        _superior(page, pair),
    )


def _table(page: Page, pair: PairAssessment, caption: str, steps: Sequence[Step], before: int) -> Markup:
    owners = {one.id: page.words(one.name) for one in page.framework.profile.owners}
    rows = []
    for number, step in enumerate(steps, start=before):
        item = page.framework.indicators()[step.indicator]
        who = page.say("body") if item.actor == "body" else whose(page, step.who, pair.cities)
        flag = el("span.flag.bad", page.say("lifts" if step.lifts else "towards")) if step.gate else None
        text = [
            page.link(step.indicator),
            " ",
            el("span.climb", f"{step.from_}→{step.to}"),
            " ",
            remedy(page, step),
            flag,
        ]
        parts = [el("bdi", who), owners.get(item.owner or "")]
        rows.append(
            row(
                number + 1,
                el("td.text", *text),
                num(page.number(step.gain, f"/pairs/0/next_steps/{number}/gain", decimals=1, sign=True)),
                num(step.effort if step.effort is not None else page.number(None)),
                join(*(part for part in parts if part), by=" · "),
            )
        )
    heads = ["#", *page.heads("step", ">gain", ">effort", "who")]
    return table(caption, heads, rows, "steps")


def remedy(page: Page, step: Step) -> Markup:
    """What the step asks for."""
    item = page.dossier.worded(page.framework.indicators()[step.indicator])
    if step.action == "evidence":
        text = page.plain(item.evidence)
        return join(page.say("bring", text=text)) if text else page.question(item)
    return page.words(item.remedy[step.from_]) if step.from_ < len(item.remedy) else page.question(item)


def _superior(page: Page, pair: PairAssessment) -> Markup:
    if not pair.superior:
        return join("")
    items = page.framework.indicators()
    rows = [
        row([page.link(one.id), " ", el("span.question", page.question(items[one.id]))], num(stands(page, one)))
        for one in pair.superior
    ]
    title = page.say("superior_head")
    return join(el("h3", title), table(title, page.heads("item", ">level_head"), rows, "list"))
