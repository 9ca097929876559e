"""The facts of the page: what the records say, and the answers that they do not bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov import findings
from xgov.render import terminal_facts as said
from xgov.render.html_page import section
from xgov.render.markup import Markup, el
from xgov.render.terminal import Page as Lines
from xgov.render.terminal_bars import UNICODE

if TYPE_CHECKING:
    from xgov.model.assessment import PairAssessment
    from xgov.render.html_page import Page

#: Findings in which a record speaks against an answer, or by itself.
_AGAINST: Final = frozenset({"XG518", "XG519", "XG520", "XG521", "XG522", "XG523"})


def facts(page: Page, pair: PairAssessment) -> Markup | None:
    """The section of facts; None where nobody recorded any."""
    if pair.records is None:
        return None
    lines = Lines(page.assessment, page.lang, 100, UNICODE, colour=False)
    rows = [part for label, text in said.rows(lines, pair) for part in (el("dt", label), el("dd", text))]
    contrary = [one.message[page.lang] for one in findings.of_records(page.assessment, pair) if one.code in _AGAINST]
    against = [el("h3", page.say("against", n=len(contrary))), el("ul", *(el("li", text) for text in contrary))]
    return section(page, "facts", "bear", el("dl.facts", *rows), *(against if contrary else []))
