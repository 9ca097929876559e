"""The report as rows, one a figure: what CSV and workbooks write."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from xgov.texts import pick
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xgov.model.assessment import Assessment, Figures, NodeScore, PairAssessment, Scored
    from xgov.model.framework import Node

#: Columns, by the keys of their names in the texts.
COLUMNS: Final = (
    "col.subject", "col.direction", "col.kind", "col.id", "col.name", "col.score", "col.claimed", "col.low", "col.high",
    "col.coverage", "col.state", "col.handling",
)  # fmt: skip
#: A cell: a text, a number, or nothing.
Cell = str | float | None


def header(lang: str) -> list[str]:
    """Name the columns."""
    return [say(key, lang) for key in COLUMNS]


def rows(assessment: Assessment, lang: str) -> Iterator[list[Cell]]:
    """Go through every city and pair: the whole, its dimensions, criteria and indicators; of many pairs the wholes."""
    table = _Table(assessment, lang)
    for city, scored in assessment.cities.items():
        yield from table.scored((city, ""), scored)
    for pair in assessment.pairs:
        subject = (" - ".join(pair.cities), f"{pair.main.origin} > {pair.main.affected}")
        yield table.row(subject, "whole", ("", table.stage(pair)), pair.figures)
        if assessment.full:
            yield from islice(table.scored(subject, pair.main.scored), 1, None)


class _Table:
    """Rows of one assessment in one language."""

    def __init__(self, assessment: Assessment, lang: str) -> None:
        self._lang = lang
        self._whole = assessment.full or len(assessment.cities) == 1
        dossier = assessment.dossier
        self._handling = say(dossier.handling, lang)
        self._kinds = {kind: say(f"kind.{kind}", lang) for kind in ("whole", "dimension", "criterion", "indicator")}
        framework = dossier.framework
        self._stages = {stage.id: pick(stage.name, lang) for stage in framework.stages}
        self._names = {item.id: pick(dossier.worded(item).question, lang) for item in framework.walk()}
        for dimension in framework.dimensions:
            self._name(dimension)

    def _name(self, node: Node) -> None:
        self._names[node.id] = pick(node.name, self._lang)
        for child in node.criteria:
            self._name(child)

    def stage(self, pair: PairAssessment) -> str:
        """Name the stage of a pair."""
        insufficient = say("insufficient", self._lang) if self._stages else ""
        return self._stages.get(pair.standing.stage or "", insufficient)

    def row(
        self, subject: tuple[str, str], kind: str, name: tuple[str, str], figures: Figures | None, state: str = ""
    ) -> list[Cell]:
        """Write one row."""
        numbers: list[Cell] = [None] * 5
        if figures is not None:
            points = (figures.score, figures.claimed, figures.low, figures.high)
            numbers = [None if one is None else round(100 * one, 9) for one in points]
            numbers.append(round(figures.coverage, 9))
        shown = say(f"state.{state}", self._lang) if state else ""
        return [*subject, self._kinds[kind], *name, *numbers, shown, self._handling]

    def scored(self, subject: tuple[str, str], scored: Scored) -> Iterator[list[Cell]]:
        """Write a whole framework."""
        yield self.row(subject, "whole", ("", ""), scored.figures)
        for key, node in scored.dimensions.items():
            yield self.row(subject, "dimension", (key, self._names[key]), node.figures)
            if self._whole:
                yield from self._below(subject, node)

    def _below(self, subject: tuple[str, str], node: NodeScore) -> Iterator[list[Cell]]:
        for key, criterion in node.criteria.items():
            yield self.row(subject, "criterion", (key, self._names[key]), criterion.figures)
            yield from self._below(subject, criterion)
        for key, item in node.indicators.items():
            yield self.row(subject, "indicator", (key, self._names[key]), item.figures, item.state)
