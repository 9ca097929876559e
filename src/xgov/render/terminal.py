"""The report for a terminal: seven questions in the order in which a reader asks them."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

from xgov.render import terminal_parts as parts
from xgov.render.figures import fit, points, span
from xgov.render.styled import Styled
from xgov.render.terminal_bars import bar, marks_for, ruler
from xgov.render.visible import cells, visible
from xgov.texts import pick
from xgov.texts.report import say

if TYPE_CHECKING:
    from xgov.model.assessment import Assessment, Figures, PairAssessment, Scored
    from xgov.render.terminal_bars import Marks

#: Width where none can be found out, and bounds of what is used.
_WIDTH: Final = 100
_NARROW, _WIDE = 60, 120
#: Columns up to which a city's name stands over its column.
_NAME: Final = 12


def render(assessment: Assessment, lang: str) -> str:
    """Write the report as text for standard output, with colour where that is a terminal."""
    tty = sys.stdout.isatty()
    width = min(_WIDE, max(_NARROW, shutil.get_terminal_size((_WIDTH, 40)).columns))
    colour = tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    page = Page(assessment, lang, width, marks_for(sys.stdout.encoding), colour=colour)
    fill(page)
    return "".join(page.lines)


def fill(page: Page) -> None:
    """Write the report that fits the assessment: of a pair, a community, or one city alone."""
    assessment = page.assessment
    if len(assessment.pairs) == 1 and assessment.full:
        page.pair(assessment.pairs[0])
    elif assessment.pairs:
        page.community()
    else:
        page.alone()


class Page:
    """One report, line by line."""

    def __init__(
        self, assessment: Assessment, lang: str, width: int, marks: Marks, *, colour: bool, bars: bool = True
    ) -> None:
        """Begin an empty page, `width` columns wide; without `bars` the table of dimensions is left out."""
        self.assessment = assessment
        self.framework = assessment.dossier.framework
        self.items = {item.id: assessment.dossier.worded(item) for item in self.framework.walk()}
        self.lang = lang
        self.marks = marks
        self.width = width
        #: What is written so far, each line with its end.
        self.lines: list[str] = []
        #: The headings written so far.
        self.heads: set[str] = set()
        #: Whether bars are drawn.
        self.bars = bars
        self._colour = colour

    def line(self, text: str | Styled = "", style: str = "", *, indent: int = 0) -> None:
        """Write one paragraph, wrapped with its indent kept."""
        whole = text if isinstance(text, Styled) else Styled().then(text, style)
        if style == "bold" and not indent:
            self.heads.add(whole.plain)
        whole = Styled(tuple((self.marks.plain(part), style) for part, style in whole.parts))
        for row in whole.wrapped(self.width - indent):
            self.lines.append(" " * indent + row.painted(colour=self._colour).rstrip() + "\n")

    def name(self, city: str) -> str:
        """A city's name as it is shown."""
        return visible(pick(self.assessment.dossier.cities[city].name, self.lang)) or city

    def say(self, key: str, **values: object) -> str:
        """A text of the report."""
        return say(key, self.lang, **values)

    def pair(self, pair: PairAssessment) -> None:
        """The whole report of a pair."""
        a, b = pair.cities
        self._head(f"{self.name(a)} {self.marks.both} {self.name(b)}")
        self.line()
        parts.verdict(self, pair)
        self.line()
        cities = [(city, self.assessment.cities[city]) for city in pair.cities]
        self._dimensions(pair.main.scored, parts.weak(self, pair)[0], cities)
        parts.weakest(self, pair)
        parts.gates(self, pair)
        parts.disputes(self, pair)
        if pair.third_party or pair.records:
            self._facts(pair)
        parts.unproven(self, pair.main.scored, pair.cities)
        parts.unanswered(self, pair.main.scored)
        parts.next_steps(self, pair)
        parts.foot(self, pair)

    def _facts(self, pair: PairAssessment) -> None:
        from xgov import findings  # noqa: PLC0415 - only where there is something to hold against the answers
        from xgov.render import terminal_facts  # noqa: PLC0415

        terminal_facts.outside(self, pair)
        terminal_facts.facts(self, pair)
        if pair.records:
            terminal_facts.against(self, list(findings.of_records(self.assessment, pair)))

    def alone(self) -> None:
        """What can be said of one city whose neighbour has not filed."""
        ((city, scored),) = self.assessment.cities.items()
        self._head(self.name(city))
        self.line()
        parts.score_line(self, scored.figures, None)
        self.line(self.say("alone"), "bold")
        joint = sum(
            item.asked_of == "joint"
            for item in self.framework.walk()
            if item.id in self.assessment.dossier.said.get("self", {}).get(city, {})
        )
        self.line(self.say("alone_joint", n=joint))
        self.line()
        self._dimensions(scored, None, [])
        parts.unproven(self, scored, (city,))
        parts.unanswered(self, scored)

    def community(self) -> None:
        """Many cities: every pair at a glance, and the weak links."""
        from xgov.render import terminal_community  # noqa: PLC0415 - not for a pair

        self._head(terminal_community.title(self))
        self.line()
        terminal_community.community(self)

    def dimension_name(self, key: str | None) -> str:
        """A dimension's name; empty for None."""
        return next((pick(node.name, self.lang) for node in self.framework.dimensions if node.id == key), "")

    def _head(self, title: str) -> None:
        dossier = self.assessment.dossier
        right = (
            f"{pick(self.framework.title, self.lang)} {self.framework.version} · {self.say('as_of', day=dossier.as_of)}"
        )
        if dossier.handling == "internal":
            title += f" · {self.say('internal')}"
        gap = self.width - cells(self.marks.plain(title)) - cells(self.marks.plain(right))
        if gap > 1:
            self.line(Styled().then(title, "bold").then(" " * gap).then(right, "dim"))
        else:
            self.line(title, "bold")
            self.line(right, "dim")
        self.line(f"{self.say('word', who=parts.voices(self))} · {parts.proof(self)}", "dim")

    def _dimensions(self, scored: Scored, weakest: str | None, cities: list[tuple[str, Scored]]) -> None:
        """Dimensions as rows: both cities, the pair, the range, and the three as a bar."""
        if not self.bars:
            return
        wide = min(22, max(cells(pick(node.name, self.lang)) for node in self.framework.dimensions) + 1)
        heads = [self.name(city) for city, _ in cities]
        if any(cells(name) > _NAME for name in heads):  # the legend below says whose signs these are
            heads = [self.marks.first, self.marks.second]
        columns = [max(6, cells(name)) for name in heads]
        bars = max(12, self.width - wide - sum(columns) - len(columns) - 19)
        names = [fit(name, width, right=True) for name, width in zip(heads, columns, strict=True)]
        head = " ".join([" " * wide, *names]) if names else " " * wide
        label = self.say("pair") if cities else ""
        spread = fit(self.say("range_head"), 7, right=True)
        self.line(f"{head} {fit(label, 6, right=True)} {spread}  {ruler(bars, self.marks)}", "dim")
        for node in self.framework.dimensions:
            own = [one.dimensions[node.id].figures for _, one in cities]
            figures = scored.dimensions[node.id].figures
            row = fit(pick(node.name, self.lang), wide)
            row += "".join(
                f" {points(one.score if one else None):>{width}}" for one, width in zip(own, columns, strict=True)
            )
            row += f" {points(figures.score if figures else None):>6} {span(figures):>7}  "
            text = Styled(((row, ""), *bar(figures, own, bars, self.marks).parts))
            self.line(text.then(f" {self.marks.flag}", "bold red") if node.id == weakest else text)
        self._legend([city for city, _ in cities])

    def _legend(self, cities: list[str]) -> None:
        marks = {"range": self.marks.range, "pair": self.marks.pair}
        if cities:
            a, b = (self.name(city) for city in cities)
            self.line(self.say("legend", first=self.marks.first, second=self.marks.second, a=a, b=b, **marks), "dim")
        else:
            self.line(self.say("legend_city", **marks), "dim")

    def bar_of(self, figures: Figures | None, width: int) -> Styled:
        """The bar of one score alone."""
        return bar(figures, [], width, self.marks) if self.bars else Styled().then("–")
