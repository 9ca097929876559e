"""The first sheet of the report as a workbook: the answers to the reader's questions, label by label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from xgov.community import overview
from xgov.render import terminal_facts
from xgov.render import terminal_parts as parts
from xgov.render.figures import points, span
from xgov.render.html_findings import gate_told
from xgov.render.html_page import missing
from xgov.render.workbook_findings import lines
from xgov.texts.community import say
from xgov.texts.sheets import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xgov.model.assessment import Figures, GateResult, PairAssessment, Scored
    from xgov.model.submission import Submission
    from xgov.render.html_page import Page

#: A row: its label and what it says; a label alone is the head of a part.
Row: TypeAlias = tuple[str, str | None]
#: Gates as they are listed: the gravest first.
_ORDER: Final = ("failed", "not_evidenced", "not_answered", "met")


def of_pair(page: Page, pair: PairAssessment) -> Iterator[Row]:
    """Everything about two cities that no reader should miss."""
    text, scored = lines(page), pair.main.scored
    yield page.say("ready"), None
    yield from _figures(page, pair.figures)
    if page.framework.stages:
        stage = pair.standing.stage
        yield word("stage", page.lang), f"{page.stage(stage)}\n{parts.about(text, stage)}".strip()
    yield page.say("sure"), None
    yield from _basis(page)
    yield word("rests", page.lang), "\n".join(parts.grounds(text, pair))
    yield word("directions", page.lang), "\n".join(parts.runs(text, pair))
    yield from _weak(page, pair)
    yield page.say("hidden"), None
    for gate in sorted(pair.standing.gates, key=lambda one: _ORDER.index(one.state)):
        yield _gate(page, pair, gate)
    yield "", _unproven(page, scored)
    yield "", _open(page, scored)
    said = [line for write in (parts.disputes, terminal_facts.outside) for line in _told(page, write, pair)]
    if said:
        yield page.say("seen"), None
        yield "", "\n".join(said)


def of_city(page: Page, city: str) -> Iterator[Row]:
    """What can be said of one city whose neighbour has not filed."""
    scored = page.assessment.cities[city]
    said = page.dossier.said.get("self", {}).get(city, {})
    joint = sum(item.asked_of == "joint" and item.id in said for item in page.framework.walk())
    yield page.say("ready_city"), None
    yield from _figures(page, scored.figures)
    yield "", f"{page.say('alone')}\n{page.say('alone_joint', n=joint)}"
    yield page.say("sure"), None
    yield from _basis(page)
    yield page.say("hidden"), None
    yield "", _unproven(page, scored)
    yield "", _open(page, scored)


def of_community(page: Page) -> Iterator[Row]:
    """Of many cities the weakest pairs."""
    found = overview(page.assessment)
    yield page.say("sure"), None
    yield from _basis(page)
    yield page.say("weak_title"), None
    if not found.weakest:
        yield "", say("no_pairs", page.lang)
    for pair in (page.assessment.pairs[number] for number in found.weakest):
        value = pair.figures.score if pair.figures else None
        weak = next((page.plain(node.name) for node in page.framework.dimensions if node.id == pair.weakest[0]), "—")
        facts = [f"{points(value)} ({span(pair.figures)})", page.stage(pair.standing.stage)]
        facts.append(f"{page.say('weakest_mark')}{page.say('stop')}{weak}")
        yield " ⇄ ".join(page.city(city) for city in pair.cities), " · ".join(text for text in facts if text)
    if found.silent:
        yield "", say("silent", page.lang, n=found.silent)


def files(page: Page) -> Iterator[Row]:
    """The files, who filed them and who answers for them, the framework, and what the score is not."""
    yield page.say("files"), None
    for one in page.dossier.submissions:
        yield one.document.path if one.document else "", "\n".join(_file(page, one))
    source = page.framework.source
    if source:
        texts = [page.plain(text) for text in (source.title, source.author, source.published) if text]
        yield "", page.say("source_of", title=page.say("separator").join(texts))
    yield "", page.say("caution")


def _figures(page: Page, figures: Figures | None) -> Iterator[Row]:
    said = page.rounded(figures)
    yield word("score", page.lang), f"{said['score']} {page.say('of_100')}" if figures else page.say("no_score")
    if figures is not None:
        yield word("range_head", page.lang), f"{span(figures)} ({page.say('mark_range')})"
        yield word("claimed_head", page.lang), f"{said['claimed']} ({page.say('mark_claimed')})"
        yield word("answered_head", page.lang), said["coverage"]


def _basis(page: Page) -> Iterator[Row]:
    yield word("voices", page.lang), parts.voices(lines(page))
    yield word("proof_head", page.lang), parts.proof(lines(page))


def _weak(page: Page, pair: PairAssessment) -> Iterator[Row]:
    said = _told(page, parts.weakest, pair)
    if said:
        yield page.say("weak"), None
        yield "", "\n".join(said)


def _told(page: Page, write: Callable[..., None], *about: object) -> list[str]:
    """Give what a part of the terminal's report says."""
    text = lines(page)
    write(text, *about)
    return [one.rstrip() for one in text.lines if one.strip()]


def _gate(page: Page, pair: PairAssessment, one: GateResult) -> Row:
    item = page.framework.indicators()[one.indicator]
    caps = "" if one.state == "met" else f" · {page.say('gate_caps', stage=page.stage(one.caps))}"
    label = f"{page.say('gate_mark')} {item.id}{page.say('stop')}{page.say(one.state)}"
    return label[:1].upper() + label[1:], f"{page.asked(item)}\n{gate_told(page, pair, one)}{caps}"


def _unproven(page: Page, scored: Scored) -> str:
    count = sum(one.capped for item in scored.items().values() for one in item.counted.values())
    return page.say("unproven_head", n=count) if count else page.say("unproven_none")


def _open(page: Page, scored: Scored) -> str:
    return "\n".join(_told(page, parts.unanswered, scored)) if missing(scored) else page.say("open_none")


def _file(page: Page, one: Submission) -> Iterator[str]:
    who, stop = one.evaluator, page.say("stop")
    yield page.say("separator").join(text for text in (page.say(f"by.{who.kind}"), page.plain(who.name)) if text)
    yield page.say("as_of", day=one.as_of)
    facts = [(key, page.plain(value)) for key in ("commissioned_by", "period") if (value := getattr(who, key))]
    facts += [(key, str(value)) for key, value in one.filing.items() if value is not None]
    yield from (f"{page.say(key)}{stop}{text}" for key, text in facts)
