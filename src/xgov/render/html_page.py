"""What every part of the page needs: names, texts, and numbers with their address in the JSON report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xgov.render.figures import half_up, points
from xgov.render.markup import Markup, el, escape, join
from xgov.texts import pick
from xgov.texts.page import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xgov.model.assessment import Assessment, Figures, ItemScore, NodeScore, Scored
    from xgov.model.dossier import Dossier
    from xgov.model.framework import Framework, Indicator, Node
    from xgov.model.submission import FreeText
    from xgov.render.markup import Child
    from xgov.scoring.answers import Counted

#: Language tags of a page's languages.
TAGS: Final = {"en": "en", "zh": "zh-Hans"}
#: First and last of the common Chinese characters.
_HAN: Final = ("\u4e00", "\u9fff")


@dataclass(frozen=True, slots=True)
class Page:
    """One report in one language."""

    #: What is shown.
    assessment: Assessment
    #: Its language.
    lang: str

    @property
    def dossier(self) -> Dossier:
        """What was filed."""
        return self.assessment.dossier

    @property
    def framework(self) -> Framework:
        """The framework that was answered."""
        return self.assessment.dossier.framework

    def say(self, key: str, **values: object) -> str:
        """A text of the page; the values are plain text."""
        return tell(key, self.lang, **values)

    def plain(self, text: FreeText | None) -> str:
        """A text from a file, in the page's language where it has that."""
        return pick(text, self.lang)

    def words(self, text: FreeText | None) -> Markup:
        """A text from a file, marked where it is in another language than the page."""
        shown = self.plain(text)
        tag = TAGS[self.lang]
        if text is not None and not isinstance(text, str):
            tag = next((key for key in text if text[key] == shown), tag) if self.lang not in text else tag
            tag = TAGS.get(tag, tag)
        elif self.lang != "zh" and any(_HAN[0] <= sign <= _HAN[1] for sign in shown):
            tag = TAGS["zh"]
        return escape(shown) if tag == TAGS[self.lang] else el("span", shown, lang=tag)

    def city(self, city: str) -> str:
        """A city's name as plain text; "joint" stands for both cities."""
        if city == "joint":
            return self.say("both")
        return self.plain(self.dossier.cities[city].name) or city

    def name(self, city: str) -> Markup:
        """A city's name, kept apart from what stands around it whatever its script."""
        return el("bdi", self.city(city))

    def listed(self, names: Iterable[Child]) -> Markup:
        """Names in a row."""
        return join(*names, by=self.say("separator"))

    def stage(self, stage: str | None) -> str:
        """A stage's name, or that too little is answered; nothing where the framework has no stages."""
        if stage is None:
            return self.say("insufficient") if self.framework.stages else ""
        return next(self.plain(one.name) for one in self.framework.stages if one.id == stage)

    def question(self, item: Indicator) -> Markup:
        """The question as it reads for the cities' type of governance."""
        return self.words(self.dossier.worded(item).question)

    def asked(self, item: Indicator) -> str:
        """The question likewise, as plain text."""
        return self.plain(self.dossier.worded(item).question)

    def levels(self, item: Indicator) -> Sequence[Markup]:
        """The level texts likewise."""
        return [self.words(level) for level in self.dossier.worded(item).levels]

    def number(self, value: float | None, address: str = "", *, decimals: int = 0, sign: bool = False) -> Markup:
        """A number as it stands in the JSON report; the address is a JSON pointer into that."""
        if value is None:
            dash = join(el("span", "—", aria_hidden="true"), el("span.apart", self.say("no_number")))
            return el("span.none", dash, data_json=address or None)
        shown = half_up(abs(value) if sign else value, decimals)
        if sign:
            shown = ("+" if value > 0 else "−" if value < 0 else "±") + shown
        return el("data", shown, value=_exact(value), data_json=address or None)

    def points(self, value: float | None, address: str = "") -> Markup:
        """A value 0..1 as points 0..100."""
        return self.number(None if value is None else 100 * value, address)

    def percent(self, value: float | None, address: str = "") -> Markup:
        """A share 0..1 in percent; the JSON report holds the share."""
        if value is None:
            return self.number(None, address)
        shown = self.say("percent", n=half_up(100 * value))
        return el("data", shown, value=_exact(value), data_json=address or None)

    def spread(self, figures: Figures | None, address: str = "") -> Markup:
        """A range, its ends apart by a dash."""
        if figures is None:
            return self.number(None, f"{address}/range" if address else "")
        ends = [
            self.points(value, f"{address}/range/{number}" if address else "")
            for number, value in enumerate((figures.low, figures.high))
        ]
        return el("span.spread", join(*ends, by="–"))

    def rounded(self, figures: Figures | None) -> dict[str, str]:
        """The numbers of a node as they are spoken of in a text."""
        if figures is None:
            return dict.fromkeys(("score", "claimed", "low", "high", "coverage"), "—")
        return {
            "score": points(figures.score),
            "claimed": points(figures.claimed),
            "low": points(figures.low),
            "high": points(figures.high),
            "coverage": self.say("percent", n=half_up(100 * figures.coverage)),
        }

    def heads(self, *keys: str) -> list[Markup]:
        """Heads of a table by the keys of their texts; ">" before a key stands for a column of numbers."""
        return [right(self.say(key[1:])) if key[0] == ">" else el("th", self.say(key), scope="col") for key in keys]

    def link(self, name: str, text: Child = None) -> Markup:
        """A link to a part of this page."""
        return el("a", text if text is not None else name, href=f"#{name}")

    def answer(self, item: Indicator, one: Counted, *, counted: bool = False) -> str:
        """What was declared, or the level that counts, as words."""
        if one.state != "known":
            return self.say(f"state.{one.state}")
        if one.level is not None or item.kind == "levels":
            return self.say("level_n", n=f"{one.level if counted else one.answer:g}")
        if counted:
            return points(one.value)
        if item.kind == "yes_no":
            return self.say("yes" if one.answer else "no")
        return f"{one.answer:g} {self.plain(item.unit)}".strip()


def _exact(value: float) -> str:
    """A number as the JSON report writes it: at most nine decimals."""
    return repr(round(value, 9) + 0.0)


def criteria(node: NodeScore) -> Iterable[NodeScore]:
    """Go through the criteria below a node."""
    for one in node.criteria.values():
        yield one
        yield from criteria(one)


def dimension_names(page: Page) -> dict[str, Markup]:
    """The dimensions' names by id, in order."""
    return {node.id: page.words(node.name) for node in page.framework.dimensions}


def node_of(framework: Framework, name: str) -> Node:
    """Find a dimension."""
    return next(node for node in framework.dimensions if node.id == name)


def missing(scored: Scored) -> list[ItemScore]:
    """Items that are not wholly answered."""
    return [one for one in scored.items().values() if one.figures is not None and one.figures.coverage < 1]


def table(caption: Child, heads: Sequence[Child], rows: Iterable[Markup], kind: str = "", **extra: str) -> Markup:
    """A table with heads; kind is its class."""
    cells = [
        head if isinstance(head, Markup) and head.startswith("<th") else el("th", head, scope="col") for head in heads
    ]
    tag = f"table.{kind}" if kind else "table"
    return el(tag, el("caption", caption), el("thead", el("tr", *cells)), el("tbody", *rows), **extra)


def row(head: Child, *cells: Child, kind: str = "", **extra: str | None) -> Markup:
    """A row; its head names it."""
    shown = [one if isinstance(one, Markup) and one.startswith("<td") else el("td", one) for one in cells]
    return el(f"tr.{kind}" if kind else "tr", el("th", head, scope="row"), *shown, **extra)


def right(head: Child) -> Markup:
    """A head above numbers."""
    return el("th.num", head, scope="col")


def num(*children: Child) -> Markup:
    """A cell that holds a number."""
    return el("td.num", *children)


def more(summary: Child, *children: Child, kind: str = "more", **extra: str | bool | None) -> Markup:
    """A part that opens on demand."""
    return el(f"details.{kind}", el("summary", summary), el("div.inside", *children), **extra)


def section(page: Page, name: str, title: str, *children: Child) -> Markup:
    """A part of the report with its title."""
    return el(
        "section", el("h2", page.say(title), id=f"{name}-title"), *children, id=name, aria_labelledby=f"{name}-title"
    )
