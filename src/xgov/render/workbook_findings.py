"""Findings, next steps and facts as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov import findings
from xgov.render import terminal_facts
from xgov.render.html_facts import AGAINST
from xgov.render.html_findings import stands, whose
from xgov.render.problems import place
from xgov.render.terminal import Page as Lines
from xgov.render.terminal_bars import UNICODE
from xgov.render.workbook_table import Column, Line, Table, exact
from xgov.texts.report import say
from xgov.texts.sheets import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.findings import Finding
    from xgov.model.assessment import PairAssessment, Step
    from xgov.render.html_page import Page

#: A width at which no paragraph of the terminal's is broken.
_UNBROKEN: Final = 100_000
#: Places of a finding that are named.
_PLACES: Final = 3


def lines(page: Page) -> Lines:
    """Give the terminal's page of a report, whose texts the workbook shares."""
    return Lines(page.assessment, page.lang, _UNBROKEN, UNICODE, colour=False, bars=False)


def found(page: Page, told: Sequence[Finding]) -> Table:
    """Give findings with the items and cities that they are about, and where the answers stand."""
    lang, items, rows = page.lang, page.framework.indicators(), []
    heads = {"head.kind": 9, "head.found": 50, "indicators": 12, "question": 46, "city": 18}
    heads |= {"head.where": 44, "head.code": 9}
    for one in told:
        question = page.asked(items[one.indicators[0]]) if len(one.indicators) == 1 else ""
        names = page.say("separator").join(page.city(city) for city in one.cities)
        where = "\n".join(_places(one))
        cells = (page.say(one.severity), one.message[lang], ", ".join(one.indicators), question, names, where, one.code)
        rows.append(Line(cells, flagged=(1,) if one.severity != "note" else ()))
    columns = tuple(Column(word(key, lang), width) for key, width in heads.items())
    return Table(word("sheet.findings", lang), columns, rows)


def _places(one: Finding) -> Iterator[str]:
    """Where the answers stand: the first places, and how many more there are."""
    yield from (place(spot.path, spot.span) for spot in one.where[:_PLACES])
    if len(one.where) > _PLACES:
        yield f"+ {len(one.where) - _PLACES}"


def of_pair(page: Page, pair: PairAssessment) -> Table:
    """Give the findings about a pair."""
    return found(page, findings.of_pair(page.assessment, pair))


def of_city(page: Page, city: str) -> Table:
    """Give the findings about one city alone."""
    return found(page, findings.of_city(page.assessment, city))


def steps(page: Page, pair: PairAssessment) -> Table:
    """Give everything to do next, best first; below it what only a superior government can do."""
    lang, items = page.lang, page.framework.indicators()
    owners = {entry.id: page.plain(entry.name) for entry in page.framework.profile.owners}
    rows = []
    for number, step in enumerate(pair.steps, start=1):
        item = items[step.indicator]
        who = page.say("body") if item.actor == "body" else whose(page, step.who, pair.cities)
        gate = page.say("lifts" if step.lifts else "towards") if step.gate else ""
        last = (who, owners.get(item.owner or "", ""), exact(step.gain), step.effort, gate, page.asked(item))
        cells = (number, item.id, step.from_, step.to, _remedy(page, step), *last)
        rows.append(Line(cells, flagged=(10,) if gate else ()))
    if pair.superior:
        rows.append(Line(("", "", None, None, page.say("superior_head")), strong=True))
        for one in pair.superior:
            have = f"{page.say('level_head')} {stands(page, one)}"
            rows.append(Line(("", one.id, None, None, have, *("",) * 2, None, None, "", page.asked(items[one.id]))))
    return Table(word("next", lang), tuple(_step_columns(lang)), rows, frozen=2)


def _step_columns(lang: str) -> Iterator[Column]:
    yield Column("#", 5, "count")
    yield Column(word("col.id", lang), 9)
    yield from (Column(word(key, lang), 9, "count") for key in ("head.from", "head.to"))
    yield from (Column(word(key, lang), width) for key, width in {"step": 54, "who": 20, "owners": 14}.items())
    yield Column(word("gain_head", lang), 9, "gain")
    yield Column(word("effort_head", lang), 9, "count")
    yield from (Column(word(key, lang), width) for key, width in {"gate_mark": 14, "question": 44}.items())


def _remedy(page: Page, step: Step) -> str:
    """What the step asks for, or else the question that it answers."""
    item = page.dossier.worded(page.framework.indicators()[step.indicator])
    if step.action == "evidence":
        text = page.plain(item.evidence)
        return page.say("bring", text=text) if text else page.asked(item)
    return page.plain(item.remedy[step.from_]) if step.from_ < len(item.remedy) else page.asked(item)


def facts(page: Page, pair: PairAssessment) -> Table:
    """Give what the records say, and the answers that they do not bear out."""
    rows = [Line(row) for row in _facts(page, pair)]
    columns = (Column(word("head.kind", page.lang), 26), Column(word("head.found", page.lang), 120))
    return Table(word("facts", page.lang), columns, rows)


def _facts(page: Page, pair: PairAssessment) -> Iterator[tuple[str, str]]:
    for label, text in terminal_facts.rows(lines(page), pair):
        yield label[:1].upper() + label[1:], text.replace(say("apart", page.lang), "\n")
    contrary = [one for one in findings.of_records(page.assessment, pair) if one.code in AGAINST]
    for number, one in enumerate(contrary):
        yield word("against", page.lang, n=len(contrary)) if number == 0 else "", one.message[page.lang]
