"""What moved, as one page of HTML that needs nothing else: no network, no fonts, no script."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xgov.render.compare_page import Note, blocks
from xgov.render.markup import Markup, el, inline
from xgov.texts.moved import tell
from xgov.texts.page import tell as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.assessment import Figures
    from xgov.model.comparison import Comparison, Move
    from xgov.render.compare_page import Table

#: Language tags of the page's languages.
_TAGS: Final = {"en": "en", "zh": "zh-Hans"}
#: A page that may load nothing, run nothing and send nothing but its own style.
_POLICY: Final = "default-src 'none'; style-src '{style}'; base-uri 'none'; form-action 'none'"
_NOTES: Final = {"title": "h1", "strong": "p.strong", "quiet": "p.quiet", "": "p"}
#: Space at both ends of a chart, so that marks at 0 and 100 are whole.
_EDGE: Final = 5


def render(found: Comparison, lang: str) -> str:
    """Write it as a page of HTML; the same input gives the same bytes."""
    written = list(blocks(found, lang))
    title = next(one.text for one in written if isinstance(one, Note) and one.weight == "title")
    internal = "internal" in {found.old.dossier.handling, found.new.dossier.handling}
    running = el("aside.running", tell("internal", lang), aria_label=say("handling", lang)) if internal else None
    shown = [one for one in written if one != Note(tell("internal", lang), "strong")]  # it runs along the page's top
    parts = [el(_NOTES[one.weight], one.text) if isinstance(one, Note) else _table(one, lang) for one in shown]
    return (
        "<!DOCTYPE html>\n" + el("html", _head(title), el("body", running, el("main", *parts)), lang=_TAGS[lang]) + "\n"
    )


def _head(title: str) -> Markup:
    style = Path(__file__).with_name("compare.css").read_text(encoding="utf-8")
    digest = "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY.format(style=digest)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        inline("style", style),
    )


def _table(table: Table, lang: str) -> Markup:
    heads = [
        el("th", name, scope="col", class_=_side(side)) for name, side in zip(table.columns, table.sides, strict=True)
    ]
    if table.moves:
        heads.append(el("th", tell("chart", lang), scope="col"))
    tones = table.tones or ("",) * len(table.rows)
    charts: Sequence[Markup | None] = [el("td.chart", _chart(move)) for move in table.moves] or [None] * len(table.rows)
    rows = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            *(el("td", text, class_=_side(side)) for text, side in zip(row[1:], table.sides[1:], strict=True)),
            chart,
            class_=tone or None,
        )
        for row, tone, chart in zip(table.rows, tones, charts, strict=True)
    ]
    # A region that can be scrolled must be reachable by keys, and have a name.
    body = el("table", el("thead", el("tr", *heads)), el("tbody", *rows))
    return el(
        "section", el("h2", table.title), el("div.wide", body, role="region", aria_label=table.title, tabindex="0")
    )


def _side(side: str) -> str | None:
    return "num" if side == "r" else None


def _chart(move: Move) -> Markup:
    """Ranges and scores then (above) and now (below); the numbers stand in the row, so it is hidden from aids."""
    return el(
        "svg",
        el("path.axis", d=f"M{_EDGE} 13H{100 + _EDGE}M{_EDGE} 10v6M{50 + _EDGE} 10v6M{100 + _EDGE} 10v6"),
        _mark(move.old, 7, "then"),
        _mark(move.new, 19, "now"),
        viewBox=f"0 0 {100 + 2 * _EDGE} 26",
        width="220",
        height="52",
        aria_hidden="true",
        focusable="false",
    )


def _mark(figures: Figures | None, y: int, name: str) -> list[Markup]:
    if figures is None:
        return []
    low, high = (round(100 * value + _EDGE, 2) for value in (figures.low, figures.high))
    marks = [el(f"path.range.{name}", d=f"M{low:g} {y}H{high:g}")]
    if figures.score is not None:
        marks.append(el(f"circle.{name}", cx=f"{round(100 * figures.score + _EDGE, 2):g}", cy=y, r="2.5"))
    return marks
