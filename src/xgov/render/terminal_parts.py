"""Parts of the terminal report below and above the table of dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.render.figures import fit, half_up, points, span
from xgov.render.styled import Styled
from xgov.render.visible import cells
from xgov.texts import pick

if TYPE_CHECKING:
    from xgov.model.assessment import Figures, ItemScore, PairAssessment, Scored, Step
    from xgov.render.terminal import Page
    from xgov.scoring.answers import Counted

#: Gates as they are listed: the gravest first.
_ORDER: Final = {"failed": 0, "not_evidenced": 1, "not_answered": 2}
#: Rows shown of claims beyond evidence.
_FEW: Final = 3
#: Rows shown of each list.
_ROWS: Final = 5


def voices(page: Page) -> str:
    """Whose word the report rests on."""
    dossier = page.assessment.dossier
    counts: dict[str, int] = {}
    for one in dossier.submissions:
        number = len(one.cities) if one.evaluator.kind == "self" else 1
        counts[one.evaluator.kind] = counts.get(one.evaluator.kind, 0) + number
    separator = "、" if page.lang == "zh" else ", "
    return separator.join(
        page.say(kind, n=number, day=f"{dossier.dates[kind]:%Y-%m}")  # type: ignore[index]
        for kind, number in counts.items()
    )


def proof(page: Page) -> str:
    """How many of the answers that count have valid evidence."""
    counted: list[Counted] = []
    pairs = page.assessment.pairs if page.assessment.full else ()
    scored = [pair.main.scored for pair in pairs] or list(page.assessment.cities.values())
    for one in scored:
        for item in one.items().values():
            counted += [answer for answer in item.counted.values() if answer.state == "known"]
    proven = sum(
        answer.evaluator == "third_party" or answer.evidence in {"document", "trace", "evaluation"}
        for answer in counted
    )
    return page.say("proof", n=proven, all=len(counted))


def stage_name(page: Page, stage: str | None) -> str:
    """A stage's name, or that too little is answered; nothing where the framework has no stages."""
    if stage is None:
        return page.say("insufficient") if page.framework.stages else ""
    return next(pick(one.name, page.lang) for one in page.framework.stages if one.id == stage)


def score_line(page: Page, figures: Figures | None, stage: str | None) -> None:
    """The score, its stage, its range as a bar, what is claimed and how much is answered."""
    score = points(figures.score if figures else None)
    name = stage_name(page, stage) if page.assessment.pairs else ""
    tail = ""
    if figures is not None:
        parts = [page.say("claimed", n=points(figures.claimed))] if figures.claimed is not None else []
        tail = " · ".join([*parts, page.say("answered", n=half_up(100 * figures.coverage))])
    low, high = (points(figures.low), points(figures.high)) if figures else ("—", "—")
    room = max(10, page.width - cells(score) - cells(name) - cells(tail) - 18)
    head = Styled().then(f"  {score}  {name}   ", "bold").then(f"{low} ", "dim")
    page.line(Styled(head.parts + page.bar_of(figures, room).parts).then(f" {high}", "dim").then(f"   {tail}"))


def verdict(page: Page, pair: PairAssessment) -> None:
    """How ready, how sure, and what the stage rests on."""
    score_line(page, pair.figures, pair.standing.stage)
    for text in (about(page, pair.standing.stage), " · ".join(grounds(page, pair)), " · ".join(runs(page, pair))):
        if text:
            page.line(text, indent=6)


def about(page: Page, stage: str | None) -> str:
    """What a stage means, or how much must be answered before one is named; empty where a framework has none."""
    needed = page.framework.coverage
    found = next((pick(one.about, page.lang) for one in page.framework.stages if one.id == stage), None)
    if found is not None or not page.framework.stages:
        return found or ""
    return page.say("insufficient_why", total=half_up(100 * needed.total), dimension=half_up(100 * needed.dimension))


def grounds(page: Page, pair: PairAssessment) -> list[str]:
    """What the stage rests on, and what other choices would make of it."""
    stage, facts = pair.standing.stage, []
    unmet = [one for one in pair.standing.gates if one.state != "met"]
    if pair.standing.capped:
        facts.append(page.say("capped", stage=stage_name(page, stage), n=sum(one.caps == stage for one in unmet)))
    if pair.standing.between:
        low, high = (stage_name(page, one) for one in pair.standing.between)
        facts.append(page.say("between", low=low, high=high))
    structure = pair.sensitivity["structure"]
    if structure["holds"] is not None:
        facts.append(page.say("holds", n=structure["holds"], of=structure["of"]))
    bounds = pair.sensitivity["weights_25"]
    if bounds:
        facts.append(page.say("weights", low=points(bounds[0]), high=points(bounds[1])))
    return facts


def runs(page: Page, pair: PairAssessment) -> list[str]:
    """The directions of risk, each with its score and range."""
    shown = []
    for one in pair.directions:
        name = page.say("direction", origin=page.name(one.origin), affected=page.name(one.affected))
        figures = one.scored.figures
        shown.append(f"{name} {points(figures.score if figures else None)} ({span(figures)})")
    return shown


def _text(page: Page, indicator: str) -> str:
    return pick(page.items[indicator].question, page.lang)


def _row(page: Page, head: str, text: str | Styled, style: str = "") -> None:
    """A row with a head and a text that is wrapped beneath itself."""
    indent = cells(head) + 2
    whole = text if isinstance(text, Styled) else Styled().then(text)
    for number, row in enumerate(whole.wrapped(page.width - indent)):
        start = Styled().then(head, style).then("  ") if number == 0 else Styled().then(" " * indent)
        page.line(Styled(start.parts + row.parts))


def _short(page: Page, text: str) -> None:
    """A row that is cut where the page ends: its id leads to the whole."""
    page.line(text if cells(text) <= page.width else fit(text, page.width - 1).rstrip() + "…")


def weak(page: Page, pair: PairAssessment) -> tuple[str | None, str | None]:
    """The weakest dimension and item, where enough is answered to name them."""
    return pair.weakest if pair.standing.stage or not page.framework.stages else (None, None)


def weakest(page: Page, pair: PairAssessment) -> None:
    """The weakest dimension with each city's score in it, and the weakest item."""
    dimension, indicator = weak(page, pair)
    if dimension is None or indicator is None:
        return
    scores = []
    for city in pair.cities:
        figures = page.assessment.cities[city].dimensions[dimension].figures
        scores.append(f"{page.name(city)} {points(figures.score if figures else None)}")
    name = next(pick(node.name, page.lang) for node in page.framework.dimensions if node.id == dimension)
    head = page.say("weak_dimension", name=name, scores=" · ".join(scores))
    page.line(f"{head} · {page.say('weak_item', id=indicator, text=_text(page, indicator))}")


def gates(page: Page, pair: PairAssessment) -> None:
    """What no score may hide; failed, unproven and unanswered are worded apart."""
    if not pair.standing.gates:
        return
    page.line()
    page.line(page.say("hide"), "bold")
    unmet = sorted((one for one in pair.standing.gates if one.state != "met"), key=lambda one: _ORDER[one.state])
    if not unmet:
        page.line(f"{page.marks.met} {page.say('gates_met', n=len(pair.standing.gates))}", "green", indent=2)
    items = pair.main.scored.items()
    names = page.framework.scale.names
    for one in unmet:
        sign = getattr(page.marks, one.state)
        style = {"failed": "red", "not_evidenced": "yellow", "not_answered": "cyan"}[one.state]
        who = _who(page, one.cities, pair.cities, both="either")
        need = f"{one.at_least} ({pick(names[one.at_least], page.lang)})"
        detail = page.say(f"gate_{one.state}", have=_levels(page, items[one.indicator]), need=need, who=who)
        whole = Styled().then(f"{_text(page, one.indicator)}  ").then(detail, "dim")
        _row(page, f"  {sign} {page.say(one.state)} {one.indicator}", whole, style)


def _levels(page: Page, item: ItemScore) -> str:
    known = {city: one for city, one in item.counted.items() if one.state == "known"}
    shown = {city: str(one.level) if one.level is not None else points(one.value) for city, one in known.items()}
    if set(shown) == {"joint"} or len(set(shown.values())) == 1:
        return next(iter(shown.values()))
    separator = "、" if page.lang == "zh" else ", "
    return separator.join(f"{page.name(city)} {level}" for city, level in shown.items()) or "—"


def _who(page: Page, cities: tuple[str, ...], pair: tuple[str, ...], both: str = "both") -> str:
    named = [city for city in cities if city in pair]
    if not named or set(named) == set(pair):
        return page.say(both)
    return page.name(named[0])


def disputes(page: Page, pair: PairAssessment) -> None:
    """Where the two cities see it differently."""
    items = [one for one in pair.main.scored.items().values() if one.dispute]
    if not items:
        return
    page.line()
    bias, linear = page.say("no_bias"), "—"
    if pair.agreement:
        linear = half_up(pair.agreement["linear"], 2)
        gap = pair.agreement["bias"]
        if abs(gap) >= 0.05:  # noqa: PLR2004 - what would be shown as 0.0 is nothing
            bias = page.say("bias", city=page.name(pair.cities[gap < 0]), n=half_up(abs(gap), 1))
    page.line(page.say("differ", n=len(items), linear=linear, bias=bias), "bold")
    for item in items[:_ROWS]:
        views = " · ".join(f"{page.name(city)} {_said(page, pair, item, city)}" for city in pair.cities)
        _short(page, f"  {item.id}  {views}  {_text(page, item.id)}")


def _said(page: Page, pair: PairAssessment, item: ItemScore, city: str) -> str:
    said = page.assessment.dossier.own("self", city, item.id, pair.cities)
    if said is None or said.answer is None:
        return page.say("not_applicable")
    return f"{said.answer:g}"


def unproven(page: Page, scored: Scored, cities: tuple[str, ...]) -> None:
    """Claims that the evidence does not carry."""
    rows = [(item, city, one) for item in scored.items().values() for city, one in item.counted.items() if one.capped]
    if not rows:
        return
    page.line()
    page.line(page.say("unproven", n=len(rows)), "bold")
    rows.sort(key=lambda row: (row[2].value or 0.0) - (row[2].declared or 0.0))
    for item, city, one in rows[:_FEW]:
        who = page.name(city) if city in cities else page.say("both")
        claimed, counted = (
            (f"{one.answer:g}", f"{one.level}") if one.level is not None else (points(one.declared), points(one.value))
        )
        detail = page.say(
            "unproven_row", claimed=claimed, counted=counted, evidence=page.say(f"evidence.{one.evidence}")
        )
        _short(page, f"  {item.id}  {who}: {detail}  {_text(page, item.id)}")


def unanswered(page: Page, scored: Scored) -> None:
    """How many items are open, and where most of them are."""
    open_by = {
        node.id: sum(
            item.figures is not None and item.figures.coverage < 1
            for item in scored.dimensions[node.id].items().values()
        )
        for node in page.framework.dimensions
    }
    total = sum(open_by.values())
    if not total:
        return
    page.line()
    most = sorted((key for key in open_by if open_by[key]), key=lambda key: -open_by[key])[:3]
    named = {node.id: pick(node.name, page.lang) for node in page.framework.dimensions}
    separator = "、" if page.lang == "zh" else ", "
    shown = separator.join(f"{named[key]} {open_by[key]}" for key in most)
    page.line(f"{page.say('open', n=total)} · {page.say('open_most', names=shown)}", "cyan")


def next_steps(page: Page, pair: PairAssessment) -> None:
    """What to do next, who does it, what it gains and what it takes."""
    if not pair.steps:
        return
    page.line()
    page.line(page.say("next"), "bold")
    for number, step in enumerate(pair.steps[:_ROWS], start=1):
        head = f"  {number}  {step.indicator} {step.from_}→{step.to}"
        item = page.items[step.indicator]
        owners = {entry.id: pick(entry.name, page.lang) for entry in page.framework.profile.owners}
        who = page.say("body") if item.actor == "body" else _who(page, step.who, pair.cities)
        facts = [f"{page.say('gain')} +{half_up(step.gain, 1)}", f"{page.say('effort')} {step.effort or '—'}"]
        facts.append(" · ".join(part for part in (who, owners.get(item.owner or "", "")) if part))
        if step.gate:
            facts.insert(0, page.say("lifts" if step.lifts else "towards"))
        whole = Styled().then(f"{_remedy(page, step)}  ").then("[" + " · ".join(facts) + "]", "dim")
        _row(page, fit(head, 19), whole, "bold")


def _remedy(page: Page, step: Step) -> str:
    item = page.items[step.indicator]
    if step.action == "evidence":
        wanted = pick(item.evidence, page.lang) or _text(page, item.id)
        return page.say("bring", text=wanted.split("；" if page.lang == "zh" else ";")[0])
    remedy = item.remedy[step.from_] if step.from_ < len(item.remedy) else None
    return pick(remedy, page.lang) or _text(page, item.id)


def foot(page: Page, pair: PairAssessment) -> None:
    """What only a superior can do, and where to read on."""
    page.line()
    if pair.superior:
        shown = ", ".join(f"{one.id} {_levels(page, one)}" for one in pair.superior)
        page.line(page.say("superior", ids=shown), "dim")
    unmet = [one.indicator for one in pair.standing.gates if one.state != "met"]
    example = unmet[0] if unmet else pair.weakest[1] or page.framework.dimensions[0].id
    page.line(page.say("more", id=example), "dim")
