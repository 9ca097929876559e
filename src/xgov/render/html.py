"""The report as one page of HTML that needs nothing else: no network, no fonts, no script to be read."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xgov.render import html_community as community
from xgov.render import html_pair, html_sure
from xgov.render.html_facts import facts
from xgov.render.html_filed import files, method
from xgov.render.html_findings import hidden, seen, unanswered, unproven
from xgov.render.html_items import items
from xgov.render.html_page import TAGS, Page, section
from xgov.render.html_steps import todo
from xgov.render.markup import Markup, el, inline, join

if TYPE_CHECKING:
    from xgov.model.assessment import Assessment

#: Between two cities.
_BOTH: Final = " ⇄ "
#: A page that may load nothing, run nothing and send nothing but its own style and script.
_POLICY: Final = "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def render(assessment: Assessment, lang: str) -> str:
    """Write the report as a page of HTML; the same input gives the same bytes."""
    page = Page(assessment, lang)
    if len(assessment.pairs) == 1 and assessment.full:
        title, parts = _pair(page)
    elif assessment.pairs:
        title, parts = _community(page)
    else:
        title, parts = _alone(page)
    body = el(
        "body",
        el("a.skip", page.say("skip"), href="#report"),
        _running(page),
        el(
            "div.sheet",
            _header(page, title),
            _contents(page, parts),
            el("main", *parts.values(), id="report", tabindex="-1"),
        ),
        _inline("script", "html.js"),
    )
    return "<!DOCTYPE html>\n" + el("html", _head(page, title), body, lang=TAGS[lang]) + "\n"


def _pair(page: Page) -> tuple[str, dict[str, Markup]]:
    """Everything about two cities, in the order of a reader's questions."""
    (pair,) = page.assessment.pairs
    title = _BOTH.join(page.city(name) for name in pair.cities)
    told = facts(page, pair)
    return title, {
        "ready": html_pair.ready(page, pair),
        "sure": html_sure.sure(page, pair),
        "weak": html_pair.weak(page, pair),
        "hidden": hidden(page, pair),
        "seen": seen(page, pair),
        **({"facts": told} if told is not None else {}),
        "todo": todo(page, pair),
        "items": items(page, pair.main.scored, pair.superior, "/pairs/0", pair.cities),
        "method": method(page),
        "files": files(page),
    }


def _alone(page: Page) -> tuple[str, dict[str, Markup]]:
    """What can be said of one city whose neighbour has not filed."""
    ((city, scored),) = page.assessment.cities.items()
    said = page.dossier.said.get("self", {}).get(city, {})
    joint = sum(item.asked_of == "joint" and item.id in said for item in page.framework.walk())
    address = f"/cities/{city}"
    rule = page.say(f"rule_of.{page.framework.aggregate}")
    alone = el("p.lead", page.say("alone"), " ", page.say("alone_joint", n=joint))
    return page.city(city), {
        "ready": section(
            page,
            "ready",
            "ready_city",
            html_pair.verdict(page, scored.figures, "", address),
            alone,
            html_pair.explained(page, scored, page.say("explain_score_city", rule=rule), address),
        ),
        "weak": section(page, "weak", "weak_title", html_pair.dimensions(page, scored, None, [], address)),
        "hidden": section(page, "hidden", "hidden", unproven(page, scored), unanswered(page, scored)),
        "items": items(page, scored, (), address, (city,)),
        "method": method(page),
        "files": files(page),
    }


def _community(page: Page) -> tuple[str, dict[str, Markup]]:
    """Many cities: the pairs at a glance."""
    title = page.say("community", n=len(page.assessment.cities), pairs=len(page.assessment.pairs))
    return title, {
        "pairs": community.overview(page),
        "weak": community.weak_links(page),
        "cities": community.cities(page),
        "method": method(page),
        "files": files(page),
    }


def _head(page: Page, title: str) -> Markup:
    style, script = (_own(name) for name in ("html.css", "html.js"))
    policy = _POLICY.format(style=_digest(style), script=_digest(script))
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{title} · {page.plain(page.framework.title)}"),
        _inline("style", "html.css"),
    )


def _own(name: str) -> str:
    """A file that stands beside this module."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _inline(element: str, name: str) -> Markup:
    return inline(element, _own(name))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _running(page: Page) -> Markup | None:
    """How the report may be passed on: on the page, and again on every sheet that is printed."""
    if page.dossier.handling != "internal":
        return None
    return el("aside.running", el("span.handling", page.say("internal")), aria_label=page.say("handling"))


def _header(page: Page, title: str) -> Markup:
    framework = page.framework
    return el(
        "header",
        el("p.eyebrow", page.words(framework.title), f" {framework.version}"),
        el("h1", title),
        el(
            "p.meta",
            join(page.say("as_of", day=page.dossier.as_of), html_sure.voices(page), html_sure.proof(page), by=" · "),
        ),
    )


def _contents(page: Page, parts: dict[str, Markup]) -> Markup:
    titles = {
        "ready": "ready" if page.assessment.pairs else "ready_city",
        "facts": "bear",
        "pairs": "matrix_title",
        "cities": "cities_title",
    }
    if not (len(page.assessment.pairs) == 1 and page.assessment.full):
        titles["weak"] = "weak_title"
    entries = [el("li", page.link(name, page.say(titles.get(name, name)))) for name in parts]
    return el("nav", el("p.head", page.say("contents"), id="contents"), el("ol", *entries), aria_labelledby="contents")
