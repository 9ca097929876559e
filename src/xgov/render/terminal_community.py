"""The terminal report on many cities: a heat map or a distribution, the weakest pairs, each city's weakest link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.community import MATRIX, STEP, overview
from xgov.render.figures import fit, points, span
from xgov.render.styled import TONES, Styled
from xgov.render.terminal_parts import stage_name
from xgov.render.visible import cells
from xgov.texts import pick
from xgov.texts.community import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xgov.community import Overview
    from xgov.model.assessment import PairAssessment
    from xgov.render.terminal import Page

#: Columns of a city's name in front of a row, and the fewest over a column.
_NAME, _HEAD = 18, 5
#: Cities up to which the weakest link of each is listed.
_LINKS: Final = 400


def community(page: Page) -> None:
    """Write everything below the head."""
    found, pairs = overview(page.assessment), page.assessment.pairs
    if page.bars:  # without them, in prose, pairs stand in a table of their own
        (_matrix if len(page.assessment.cities) <= MATRIX else _spread)(page, found)
    _weakest(page, found)
    _links(page, {city: pairs[number] for city, number in found.links.items()})
    first, second = pairs[(*found.weakest, 0)[0]].cities
    page.line(page.say("pair_more", a=first, b=second), "dim")


def title(page: Page) -> str:
    """Say how many cities and pairs."""
    one = page.assessment
    numbers = {"n": len(one.cities), "pairs": len(one.pairs)}
    if one.dossier.borders:
        return say("community_borders", page.lang, **numbers)
    return page.say("community", **numbers)


def _tone(page: Page, value: float | None) -> str:
    """The style of a score: that of its stage; of frameworks with more stages the highest share a tone."""
    if value is None or not page.framework.stages:
        return ""
    reached = sum(stage.from_ <= round(100 * value, 9) for stage in page.framework.stages)
    return TONES[min(len(TONES), max(1, reached)) - 1]


def _matrix(page: Page, found: Overview) -> None:
    """Every pair once, below the diagonal; in blocks of columns where one is too wide."""
    head = "matrix_borders" if page.assessment.dossier.borders else "matrix"
    page.line(say(head, page.lang), "bold")
    names = list(page.assessment.cities)
    scores = {pair.cities: pair.figures.score if pair.figures else None for pair in page.assessment.pairs}
    label = min(_NAME, max(cells(page.name(name)) for name in names)) + 3
    column = min(14, (page.width - label) // (len(names) - 1) - 1)
    if column >= _HEAD:
        heads = [fit(page.name(name), column, right=True) for name in names]
    else:
        column = 2 + any(points(value) == "100" for value in scores.values())
        heads = [str(number).rjust(column) for number in range(1, len(names) + 1)]
        page.line(say("numbers", page.lang), "dim")
    size = (page.width - label) // (column + 1)
    for start in range(0, len(names) - 1, size):
        shown = range(start, min(start + size, len(names) - 1))
        page.line(" " * label + " ".join(["", *(heads[one] for one in shown)]), "dim")
        for row in range(start + 1, len(names)):
            text = Styled().then(f"{row + 1:>2} {fit(page.name(names[row]), label - 3)}")
            for other in shown:
                if other < row:
                    value, sign = _cell(scores, (names[other], names[row]))
                    text = text.then(" ").then(sign.rjust(column), _tone(page, value))
            page.line(text)
        page.line()
    _legend(page, found)


def _cell(scores: Mapping[tuple[str, str], float | None], pair: tuple[str, str]) -> tuple[float | None, str]:
    """A pair's score and how it is written; a point where the cities do not border each other."""
    if pair not in scores:
        return None, "·"
    return scores[pair], points(scores[pair])


def _legend(page: Page, found: Overview) -> None:
    """What the tones mean, and how many pairs have none."""
    text = Styled()
    for stage in page.framework.stages:
        gap = "  " if text.parts else ""
        text = text.then(gap).then(f" {stage.from_:g}+ ", _tone(page, stage.from_ / 100))
        text = text.then(f" {pick(stage.name, page.lang)}", "dim")
    if text.parts:
        page.line(text)
    _silent(page, found)
    page.line()


def _silent(page: Page, found: Overview) -> None:
    if found.silent:
        page.line(say("silent", page.lang, n=found.silent), "dim")


def _spread(page: Page, found: Overview) -> None:
    """How many pairs have which score."""
    page.line(say("spread", page.lang), "bold")
    filled = [number for number, count in enumerate(found.counts) if count]
    most = max(found.counts)
    room = page.width - len(str(most)) - 12
    block = "█" if page.marks.encoding is None else "#"
    for number in range(filled[0], filled[-1] + 1) if filled else ():
        count = found.counts[number]
        wide = max(1, round(room * count / most)) if count else 0
        text = Styled().then(f"{f'{number * STEP}-{(number + 1) * STEP}':>6}  {count:>{len(str(most))}} ")
        page.line(text.then(block * wide, "cyan"), indent=2)
    _silent(page, found)
    page.line()


def _weakest(page: Page, found: Overview) -> None:
    """The pairs with the lowest scores, a row each."""
    page.line(say("weak_pairs", page.lang), "bold")
    if not found.weakest:
        page.line(say("no_pairs", page.lang), indent=2)
    weakest = [page.assessment.pairs[number] for number in found.weakest]
    names = [f"{page.name(a)} {page.marks.both} {page.name(b)}" for a, b in (pair.cities for pair in weakest)]
    stages = [stage_name(page, pair.standing.stage) for pair in weakest]
    wide = [min(page.width // 2, max(map(cells, column), default=0)) for column in (names, stages)]
    for pair, name, stage in zip(weakest, names, stages, strict=True):
        row = f"{_points(pair):>3}  {span(pair.figures):>6}  {fit(name, wide[0])}  {fit(stage, wide[1])}"
        page.line(f"{row}  {page.say('weakest_is', name=page.dimension_name(pair.weakest[0]))}", indent=2)
    page.line()


def _points(pair: PairAssessment) -> str:
    return points(pair.figures.score if pair.figures else None)


def _links(page: Page, links: Mapping[str, PairAssessment]) -> None:
    """Every city's weakest pair, in as many columns as there is room for."""
    page.line(say("links", page.lang), "bold")
    shown = list(links)
    if len(shown) > _LINKS:
        lowest = sorted(shown, key=lambda city: _value(links[city]))[:_LINKS]
        kept = set(lowest)
        shown = [city for city in shown if city in kept]
    rows = [_link(page, city, links[city]) for city in shown]
    wide = min(page.width - 2, max(map(cells, rows), default=0))
    columns = max(1, page.width // (wide + 4)) if page.bars else 1
    deep = -(-len(rows) // columns)
    for number in range(deep):
        row: Sequence[str] = rows[number::deep]
        page.line("    ".join(fit(one, wide) for one in row).rstrip(), indent=2)
    if len(links) > len(shown):
        page.line(say("more_links", page.lang, n=len(links) - len(shown)), "dim", indent=2)
    page.line()


def _link(page: Page, city: str, pair: PairAssessment) -> str:
    other = pair.cities[pair.cities[0] == city]
    weak = page.dimension_name(pair.weakest[0])
    return f"{_points(pair):>3}  {page.name(city)} {page.marks.both} {page.name(other)}  {weak}"


def _value(pair: PairAssessment) -> float:
    return 1.0 if pair.figures is None or pair.figures.score is None else pair.figures.score
