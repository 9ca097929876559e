"""What was filed, and where the page's texts come from: answers, evidence, clauses, files, the method in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov import __version__
from xgov.model.submission import EVALUATORS
from xgov.render.html_page import num, row, section, table
from xgov.render.markup import Markup, el, join
from xgov.scoring.answers import valid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xgov.model.framework import Indicator
    from xgov.model.submission import Answer, Evidence, Submission
    from xgov.render.html_page import Page


def filed(page: Page, item: Indicator, cities: tuple[str, ...]) -> Markup | None:
    """The notes, reasons and evidence that came with the answers."""
    entries = [
        el("li", el("strong", who), join(page.say("stop"), *parts))
        for who, answer in _answers(page, item, cities)
        if (parts := list(_said(page, answer)))
    ]
    return join(el("p.head", page.say("filed")), el("ul.filed", *entries)) if entries else None


def _answers(page: Page, item: Indicator, cities: tuple[str, ...]) -> Iterator[tuple[Markup, Answer]]:
    """Who said what about an item, as it is shown."""
    for city, kind, answer in answers(page, item, cities):
        if city == "joint":
            yield join(page.say("both"), " · ", page.say("agreed_by"), " · ", page.say(f"by.{kind}")), answer
        else:
            yield join(page.name(city), " · ", page.say(f"by.{kind}")), answer


def answers(page: Page, item: Indicator, cities: tuple[str, ...]) -> Iterator[tuple[str, str, Answer]]:
    """Who said what about an item: each city's, then what was agreed, which is of "joint"."""
    pair = (cities[0], cities[-1]) if len(cities) > 1 else None
    for kind in EVALUATORS:
        for city in cities:
            answer = page.dossier.own(kind, city, item.id, pair)
            if answer is not None:
                yield city, kind, answer
        shared = page.dossier.shared(kind, pair, item.id) if pair else None
        if shared is not None:
            yield "joint", kind, shared


def _said(page: Page, answer: Answer) -> Iterator[Markup]:
    if answer.not_applicable:
        yield join(page.say("not_applicable"), page.say("stop"), page.words(answer.not_applicable), " ")
    if answer.note:
        yield el("q.note", page.words(answer.note))
        yield join(" ")
    if answer.evidence:
        yield join(*(_piece(page, one) for one in answer.evidence), by="; ")


def _piece(page: Page, one: Evidence) -> Markup:
    """One piece of evidence, and whether it still holds."""
    facts = [page.words(one.title) if one.title else join(one.id), join(page.say(f"proof.{one.kind}"))]
    facts += [page.words(text) for text in (one.issuer, one.ref, one.note) if text]
    facts += [join(page.say("dated", day=one.date))] if one.date else []
    facts += [join(page.say("until", day=one.valid_until))] if one.valid_until else []
    shown = join(*facts, by=" · ")
    if valid(one, page.framework, page.dossier.as_of):
        return shown
    return join(shown, " ", el("span.flag.bad", page.say("invalid", day=page.dossier.as_of)))


def texts(page: Page, item: Indicator) -> Markup:
    """What the framework says of an item beyond its levels: proof, what to do, clauses."""
    parts: list[Markup] = []
    item = page.dossier.worded(item)
    if item.evidence:
        parts += [el("p.head", page.say("would_prove")), el("p", page.words(item.evidence))]
    if item.remedy:
        efforts = [*item.effort, *([None] * len(item.remedy))]
        climbs = [
            el(
                "li",
                el("span.climb", f"{number}→{number + 1}"),
                " ",
                page.words(text),
                el("span.small", f" ({page.say('effort')} {effort or '—'})"),
            )
            for number, (text, effort) in enumerate(zip(item.remedy, efforts, strict=False))
        ]
        parts += [el("p.head", page.say("remedy")), el("ul.climbs", *climbs)]
    if item.clauses:
        known = {clause.id: page.words(clause.text) for clause in page.framework.clauses}
        clauses = [el("li", el("span.id", name), " ", known.get(name)) for name in item.clauses]
        parts += [el("p.head", page.say("clauses")), el("ul.clauses", *clauses)]
    return join(*parts)


def method(page: Page) -> Markup:
    """The stages and the evidence rules in numbers."""
    framework = page.framework
    names = framework.scale.names
    stages = [row(page.words(one.name), num(f"{one.from_:g}"), page.words(one.about)) for one in framework.stages]
    parts = [el("p", page.say("caution"))]
    if stages:
        heads = page.heads("stage", ">from_head", "means")
        parts.append(table(page.say("stages_caption"), heads, stages))
    caps = framework.scale.evidence_caps
    if caps:
        months = framework.scale.evidence_valid_months
        rows = [
            row(
                page.say(f"proof.{kind}"),
                join(f"{level} ", page.words(names[level])) if level < len(names) else str(level),
                page.say("months", n=months[kind])
                if kind in months
                else page.say("in_force")
                if kind != "none"
                else "",
            )
            for kind, level in caps.items()
        ]
        heads = page.heads("evidence_kind", "carries", "valid_for")
        parts.append(table(page.say("caps_caption"), heads, rows))
    return section(page, "method", "method", *parts)


def files(page: Page) -> Markup:
    """The files, who filed them, the framework and its source."""
    framework = page.framework
    rows = [_file(page, one, number) for number, one in enumerate(page.dossier.submissions)]
    heads = page.heads("file", "evaluator", ">holds_for", "filing")
    parts = [table(page.say("files_caption"), heads, rows, "files")]
    if framework.source:
        source = [
            page.words(framework.source.title),
            page.words(framework.source.author),
            page.words(framework.source.published),
        ]
        before, after = page.say("source_of", title="\0").split("\0")
        parts.append(el("p", before, join(*(one for one in source if one), by=", "), after))
    made = page.say(
        "made_with", version=__version__, framework=framework.id, of=framework.version, digest=framework.digest[:12]
    )
    return section(page, "files", "files", *parts, el("p.small", made))


def _file(page: Page, one: Submission, number: int) -> Markup:
    path = one.document.path if one.document else ""
    digest = one.document.sha256 if one.document else ""
    who = one.evaluator
    facts = [(key, page.plain(value)) for key in ("commissioned_by", "period") if (value := getattr(who, key))]
    facts += [(key, str(value)) for key, value in one.filing.items() if value is not None]
    return row(
        [
            el("span.path", path),
            el("span.under.digest", "SHA-256 ", el("span", digest, data_json=f"/inputs/{number}/sha256")),
        ],
        [page.say(f"by.{who.kind}"), el("span.under", page.words(who.name)) if who.name else None],
        num(one.as_of.isoformat()),
        [el("span.line", page.say(key), page.say("stop"), text) for key, text in facts],
    )
