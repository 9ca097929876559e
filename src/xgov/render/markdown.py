"""The report as Markdown: the page of the terminal with tables for its columns, and every indicator below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xgov.render.figures import half_up, points, span
from xgov.render.terminal import Page, fill
from xgov.render.terminal_bars import UNICODE
from xgov.render.visible import visible
from xgov.texts import pick
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.model.assessment import Assessment, Figures, PairAssessment, Scored

#: Width at which no paragraph is broken.
_UNBROKEN: Final = 100_000
#: Cities up to which the title names them.
_NAMED: Final = 2
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~&!])")


def escaped(text: str) -> str:
    """Write a text so that nothing in it is markup."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def render(assessment: Assessment, lang: str) -> str:
    """Write the report as Markdown (GitHub's, for its tables)."""
    return "\n".join(_lines(assessment, lang)) + "\n"


def _lines(assessment: Assessment, lang: str) -> Iterator[str]:
    dossier = assessment.dossier
    names = {city: visible(pick(facts.name, lang)) or city for city, facts in dossier.cities.items()}
    many = say("community", lang, n=len(assessment.cities), pairs=len(assessment.pairs))
    heading = many if len(assessment.cities) > _NAMED else " ⇄ ".join(names[city] for city in assessment.cities)
    yield f"# {escaped(heading)}"
    yield ""
    if dossier.handling == "internal":
        yield f"**{say('internal', lang)}**"
        yield ""
    framework = dossier.framework
    day = say("as_of", lang, day=dossier.as_of)
    yield f"{escaped(pick(framework.title, lang))} {framework.version} · {day}  "
    yield from _page(assessment, lang)
    yield ""
    for pair in assessment.pairs:
        yield from _figures(assessment, pair, names, lang)
    if assessment.full or len(assessment.cities) == 1:
        scored = assessment.pairs[0].main.scored if assessment.pairs else next(iter(assessment.cities.values()))
        yield from _indicators(assessment, scored, lang)


def _page(assessment: Assessment, lang: str) -> Iterator[str]:
    """The paragraphs of the terminal report, without its bars, headings as headings."""
    page = Page(assessment, lang, _UNBROKEN, UNICODE, colour=False, bars=False)
    fill(page)
    for line in page.lines[1:]:
        text = line.rstrip("\n")
        if not text:
            yield ""
        elif text[0] != " " and text.strip() in page.heads:
            yield f"## {escaped(text)}"
            yield ""
        else:
            depth = len(text) - len(text.lstrip(" "))
            yield f"{'- ' if depth else ''}{escaped(' '.join(text.split()))}{'' if depth else '  '}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _head(cells: Sequence[str]) -> list[str]:
    return [_row(cells), _row(["---"] * len(cells))]


def _figures(assessment: Assessment, pair: PairAssessment, names: dict[str, str], lang: str) -> Iterator[str]:
    """The table of a pair: its dimensions, both cities beside each other."""
    a, b = pair.cities
    yield f"## {escaped(names[a])} ⇄ {escaped(names[b])}"
    yield ""
    columns = ["", escaped(names[a]), escaped(names[b])]
    yield from _head([*columns, *(say(key, lang) for key in ("pair", "range_head", "col.coverage"))])
    for node in assessment.dossier.framework.dimensions:
        own = [assessment.cities[city].dimensions[node.id].figures for city in pair.cities]
        figures = pair.main.scored.dimensions[node.id].figures
        cells = [escaped(pick(node.name, lang)), *(points(one.score if one else None) for one in own)]
        yield _row([*cells, points(figures.score if figures else None), span(figures), _coverage(figures)])
    whole = [assessment.cities[city].figures for city in pair.cities]
    cells = [f"**{say('kind.whole', lang)}**", *(points(one.score if one else None) for one in whole)]
    total = pair.figures
    yield _row([*cells, f"**{points(total.score if total else None)}**", span(total), _coverage(total)])
    yield ""


def _coverage(figures: Figures | None) -> str:
    return "—" if figures is None else f"{half_up(100 * figures.coverage)} %"


def _indicators(assessment: Assessment, scored: Scored, lang: str) -> Iterator[str]:
    dossier = assessment.dossier
    questions = {item.id: pick(dossier.worded(item).question, lang) for item in dossier.framework.walk()}
    yield f"## {say('indicators', lang)}"
    yield ""
    yield from _head([say(key, lang) for key in ("col.id", "question", "col.score", "range_head", "col.state")])
    for key, item in scored.items().items():
        score = points(item.figures.score if item.figures else None)
        state = say(f"state.{item.state}", lang)
        yield _row([key, escaped(questions[key]), score, span(item.figures), state])
    yield ""
