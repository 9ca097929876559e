"""Bars of the terminal report: a range, a pair and two cities on one line, with or without Unicode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.named import NamedTuple
from xgov.render.styled import Styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.assessment import Figures


class Marks(NamedTuple):
    """The signs that a report is drawn with."""

    #: Between two cities.
    both: str
    #: Start, line and end of a range.
    start: str
    line: str
    end: str
    #: The pair, the first city and the second.
    pair: str
    first: str
    second: str
    #: Behind the weakest row.
    flag: str
    #: Signs of a gate that failed, lacks proof, is not answered, is met.
    failed: str
    not_evidenced: str
    not_answered: str
    met: str
    #: The encoding that is printed in, where it has not all of these signs; None for one that has.
    encoding: str | None = None

    @property
    def range(self) -> str:
        """The range as the legend shows it."""
        return f"{self.start}{self.line}{self.end}"

    def plain(self, text: str) -> str:
        """Replace typographic signs of our own, and write others as escapes, where they cannot be printed."""
        if self.encoding is None:
            return text
        for sign, plain in (("·", "-"), ("—", "-"), ("±", "+/-"), ("→", "->"), ("…", "..."), ("⇄", "<->")):
            text = text.replace(sign, plain)
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)


#: Columns from which a scale has room for its quarters.
_ROOMY: Final = 24
UNICODE: Final = Marks("⇄", "├", "─", "┤", "●", "▲", "△", "◀", "✗", "~", "?", "✓")
ASCII: Final = Marks("<->", "|", "-", "|", "o", "a", "b", "<", "x", "~", "?", "+", "ascii")


def marks_for(encoding: str | None) -> Marks:
    """Give the signs that an encoding has; an unknown one is taken for ASCII."""
    try:
        "".join(UNICODE[:12]).encode(encoding or "ascii")
    except UnicodeEncodeError:
        return ASCII._replace(encoding=encoding or "ascii")
    except LookupError:
        return ASCII
    return UNICODE


def column(value: float, width: int) -> int:
    """Give the column, from 0, of a value 0..1 on a bar."""
    return min(width - 1, max(0, int(value * (width - 1) + 0.5)))


def bar(figures: Figures | None, cities: Sequence[Figures | None], width: int, marks: Marks) -> Styled:
    """Draw range, cities and pair, the pair last, so that it is always seen."""
    signs = [" "] * width
    styles = [""] * width
    if figures is not None:
        low, high = column(figures.low, width), column(figures.high, width)
        for at in range(low, high + 1):
            signs[at], styles[at] = marks.line, "dim"
        if high > low:
            signs[low], signs[high] = marks.start, marks.end
    for one, sign, style in zip(cities, (marks.first, marks.second), ("cyan", "magenta"), strict=False):
        if one is not None and one.score is not None:
            at = column(one.score, width)
            signs[at], styles[at] = sign, style
    if figures is not None and figures.score is not None:
        at = column(figures.score, width)
        signs[at], styles[at] = marks.pair, "bold"
    return Styled(tuple(zip(signs, styles, strict=True)))


def ruler(width: int, marks: Marks) -> str:
    """A scale from 0 to 100."""
    signs = ["." if marks.encoding else "·"] * width
    for value in (0, 25, 50, 75, 100) if width >= _ROOMY else (0, 50, 100):
        label = str(value)
        at = min(width - len(label), round(value / 100 * (width - 1)))
        signs[at : at + len(label)] = list(label)
    return "".join(signs)
