"""A table of the report for a sheet of a workbook: its columns and rows, not how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from xgov.texts.sheets import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.assessment import Figures
    from xgov.render.html_page import Page

#: What a cell holds.
Value: TypeAlias = "str | float | int | None"
#: Decimals of numbers, as in the JSON report.
_DECIMALS: Final = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    #: Its head.
    head: str
    #: Its width in characters.
    width: float = 9
    #: text, points (0..100), gain (points with a sign), share (0..1), count or any (a number where it is one).
    kind: str = "text"
    #: Whether its points are also drawn as bars.
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table."""

    #: A value for each column; those missing at the end are empty.
    cells: tuple[Value, ...]
    #: How deep it lies in the tree, from 0.
    depth: int = 0
    #: Whether it stands out: a whole, a dimension, the head of a part.
    strong: bool = False
    #: The columns, from 1, that a reader must see.
    flagged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet."""

    #: Its name.
    title: str
    #: Its columns.
    columns: tuple[Column, ...]
    #: Its rows.
    rows: Sequence[Line]
    #: Columns that stay in sight.
    frozen: int = 0
    #: The column, from 1, whose texts are indented by depth; 0: none.
    indented: int = 0
    #: Whether its points are coloured as in a map.
    heat: bool = False
    #: What a reader must know of it as a whole.
    note: str = ""


def exact(value: float | None) -> float | None:
    """Give a number as the JSON report has it."""
    return None if value is None else round(value, _DECIMALS) + 0.0


def points(value: float | None) -> float | None:
    """Give a value 0..1 as points 0..100."""
    return None if value is None else exact(100 * value)


def score(figures: Figures | None) -> float | None:
    """Give the score in points, where there is one."""
    return points(figures.score) if figures else None


def figures_of(figures: Figures | None) -> tuple[Value, ...]:
    """Give score, claimed, lowest, highest (points) and coverage (share)."""
    if figures is None:
        return (None,) * 5
    return (*(points(one) for one in figures[:4]), exact(figures.coverage))


def figure_columns(page: Page, head: str, width: float = 9, *, bar: bool = True) -> tuple[Column, ...]:
    """Give the columns of `figures_of`, the first under a head of its own."""
    heads = [word(key, page.lang) for key in ("claimed_head", "col.low", "col.high", "answered_head")]
    return (
        Column(head, width, "points", bar),
        *(Column(one, 9, "points") for one in heads[:3]),
        Column(heads[3], 10, "share"),
    )
