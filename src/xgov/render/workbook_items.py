"""Dimensions and items as tables: the figures of both cities and of the pair, and what was filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.render.figures import points as shown
from xgov.render.html_filed import answers
from xgov.render.workbook_table import Column, Line, Table, exact, figure_columns, figures_of, score
from xgov.scoring.answers import valid
from xgov.texts.sheets import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.model.assessment import Figures, ItemScore, NodeScore, Scored
    from xgov.model.framework import Indicator, Node
    from xgov.model.submission import Answer
    from xgov.render.html_page import Page
    from xgov.render.workbook_table import Value
    from xgov.scoring.answers import Counted


def dimensions(page: Page, scored: Scored, total: Figures | None, cities: tuple[str, ...]) -> Table:
    """Give dimensions and criteria with the scores of the cities beside the figures of the pair, or of one city."""
    own = [page.assessment.cities[city] for city in cities]
    whole = ("", word("kind.whole", page.lang), *(score(one.figures) for one in own), *figures_of(total))
    rows = [Line(whole, strong=True)]
    for node in page.framework.dimensions:
        rows += _nodes(page, node, scored.dimensions[node.id], [one.dimensions[node.id] for one in own], 0)
    columns = (
        Column(word("col.id", page.lang), 9),
        Column(word("col.name", page.lang), 40),
        *(Column(page.city(city), 13, "points") for city in cities),
        *figure_columns(page, word("pair" if cities else "score", page.lang), 18),
    )
    return Table(word("sheet.dimensions", page.lang), columns, rows, frozen=2, indented=2)


def _nodes(page: Page, node: Node, one: NodeScore, own: Sequence[NodeScore], depth: int) -> Iterator[Line]:
    cells = (node.id, page.plain(node.name), *(score(other.figures) for other in own), *figures_of(one.figures))
    yield Line(cells, depth, strong=depth == 0)
    for child in node.criteria:
        inner = [other.criteria[child.id] for other in own]
        yield from _nodes(page, child, one.criteria[child.id], inner, depth + 1)


def items(page: Page, scored: Scored, superior: Sequence[ItemScore], cities: tuple[str, ...]) -> Table:
    """Give every item, by dimension: what each city says, what counts of it, why, the figures, the notes."""
    lang, gates = page.lang, {gate.indicator for gate in page.framework.gates}
    columns = [Column(word("col.id", lang), 9), Column(word("question", lang), 42)]
    for city in cities:
        name = page.city(city)
        columns += [
            Column(word(f"head.{key}", lang, city=name), 10, "any" if key != "proof" else "text")
            for key in ("says", "counts", "proof")
        ]
    columns += figure_columns(page, word("score", lang), bar=False)
    columns += [Column(word("head.marks", lang), 13), Column(word("owners", lang), 14)]
    columns.append(Column(word("head.notes", lang), 44))
    known = scored.items() | {one.id: one for one in superior}
    rows: list[Line] = []
    for node in page.framework.dimensions:
        blank, figures = ("",) * (3 * len(cities)), figures_of(scored.dimensions[node.id].figures)
        rows.append(Line((node.id, page.plain(node.name), *blank, *figures), strong=True))
        rows += [_item(page, one, known[one.id], cities, gates) for one in _below(node) if one.id in known]
    return Table(word("sheet.indicators", lang), tuple(columns), rows, frozen=2)


def _below(node: Node) -> Iterator[Indicator]:
    for child in node.criteria:
        yield from _below(child)
    yield from node.indicators


def _item(page: Page, item: Indicator, one: ItemScore, cities: tuple[str, ...], gates: set[str]) -> Line:
    cells: list[Value] = [item.id, page.asked(item)]
    flagged = []
    for number, city in enumerate(cities):
        claim = one.claims.get(city) or one.claims.get("joint")
        counted = one.counted.get(city) or one.counted.get("joint")
        cells += [_said(page, item, claim), _counts(page, counted), _proof(page, counted)]
        flagged += [4 + 3 * number] if counted is not None and counted.capped else []
    owners = {entry.id: page.plain(entry.name) for entry in page.framework.profile.owners}
    marks = "\n".join(_marks(page, item, one, gates))
    last = (marks, owners.get(item.owner or "", ""), "\n".join(_filed(page, item, cities)))
    return Line((*cells, *figures_of(one.figures), *last), flagged=tuple(flagged))


def _said(page: Page, item: Indicator, one: Counted | None) -> Value:
    """What is claimed: a level or number as a number, anything else in words."""
    if one is None or one.state != "known" or item.kind == "yes_no":
        return page.answer(item, one) if one is not None else page.say("state.unknown")
    return exact(one.answer)


def _counts(page: Page, one: Counted | None) -> Value:
    """The level that counts, or of other kinds the points."""
    if one is None or one.state != "known":
        return page.say(f"state.{one.state}") if one is not None else page.say("state.unknown")
    return one.level if one.level is not None else f"{shown(one.value)} / 100"


def _proof(page: Page, one: Counted | None) -> str:
    """The best valid evidence; of a third party its own word, of a record the record."""
    if one is None or one.state != "known":
        return ""
    if one.evaluator in {"third_party", "record"}:
        return page.say(f"by.{one.evaluator}")
    return page.say(f"proof.{one.evidence}")


def _marks(page: Page, item: Indicator, one: ItemScore, gates: set[str]) -> Iterator[str]:
    yield page.say(f"state.{one.state}")
    if one.capped:
        yield page.say("capped_mark")
    if one.dispute:
        yield page.say("dispute_mark")
    if item.id in gates:
        yield page.say("gate_mark")
    if item.actor == "superior":
        yield page.say("facts.superior")


def _filed(page: Page, item: Indicator, cities: tuple[str, ...]) -> Iterator[str]:
    """The reasons, notes and evidence that came with the answers, each behind whose they are."""
    for city, kind, answer in answers(page, item, cities):
        parts = list(_parts(page, answer))
        if parts:
            who = page.city(city) if kind == "self" else f"{page.city(city)} ({page.say(f'by.{kind}')})"
            yield who + page.say("stop") + page.say("semicolon").join(parts)


def _parts(page: Page, answer: Answer) -> Iterator[str]:
    yield from (page.plain(text) for text in (answer.not_applicable, answer.note) if text)
    for piece in answer.evidence:
        facts = [page.plain(piece.title) or piece.id, page.say(f"proof.{piece.kind}")]
        facts += [str(piece.date)] if piece.date else []
        if not valid(piece, page.framework, page.dossier.as_of):
            facts.append(page.say("invalid", day=page.dossier.as_of))
        yield " · ".join(facts)
