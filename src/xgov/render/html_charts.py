"""Charts as inline SVG: pure functions of numbers.

Places across are percentages, so that a chart is as wide as its room while its marks and letters keep their size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Final

from xgov.render.markup import Markup, el, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.model.assessment import Figures

#: Shapes of the marks, around 0, 0.
_SHAPES: Final = {
    "pair": "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0z",
    "first": "M-6,-16h12l-6,10z",
    "second": "M-4.7,15.2h9.4l-4.7,-8z",
    "claimed": "M0,-5.5l5.5,5.5l-5.5,5.5l-5.5,-5.5z",
    "step": "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0z",
    "other": "M-5,-5h10v10h-10z",
}
#: Height of a row of bars, and of the place in it where the line runs.
_ROW: Final = 36
#: Room at both ends, in percent, so that marks at 0 and 100 are whole.
_EDGE: Final = 3.2
#: Pixels below which two dots would cover each other.
_CLOSE: Final = 20


@dataclass(frozen=True, slots=True)
class Band:
    """A stage on the scale."""

    #: Its name.
    name: str
    #: Where it begins and ends, 0..100.
    low: float
    high: float


def across(value: float) -> str:
    """Give the place of a value 0..100 across a chart."""
    return f"{_EDGE + value * (100 - 2 * _EDGE) / 100:.3f}%"


def _wide(low: float, high: float) -> str:
    return f"{(high - low) * (100 - 2 * _EDGE) / 100:.3f}%"


def mark(kind: str, value: float, y: float) -> Markup:
    """A mark at a value 0..100; kind is one of pair, first, second, claimed, step, other."""
    path = el("path", d=_SHAPES[kind], **{"class": f"mark {kind}"})
    return el("svg", path, x=across(value), y=y, overflow="visible", width="1", height="1")


def sign(kind: str) -> Markup:
    """A mark as the legend shows it."""
    shift = {"first": 11, "second": -11}.get(kind, 0)
    path = el("path", d=_SHAPES[kind], transform=f"translate(9 {9 + shift})", **{"class": f"mark {kind}"})
    return el("svg.sign", path, width="18", height="18", aria_hidden="true")


def sign_range() -> Markup:
    """A range as the legend shows it."""
    return el(
        "svg.sign",
        el("rect.range", x="1", y="6", width="28", height="6", rx="3"),
        width="30",
        height="18",
        aria_hidden="true",
    )


def _bands(bands: Sequence[Band], height: float) -> list[Markup]:
    """The stages as a ground of alternating tones, with a line where each begins."""
    parts = []
    for number, band in enumerate(bands):
        place = {"x": across(band.low), "width": _wide(band.low, band.high)}
        parts.append(el("rect", y="0", height=height, **place, **{"class": f"band{' odd' if number % 2 else ''}"}))
        if band.low > 0:
            parts.append(el("line.edge", x1=across(band.low), x2=across(band.low), y1="0", y2=height))
    return parts


def _range(figures: Figures, y: float) -> Markup:
    low, high = 100 * figures.low, 100 * figures.high
    return el("rect.range", x=across(low), width=_wide(low, max(high, low + 0.4)), y=y - 3, height="6", rx="3")


def bar(figures: Figures | None, cities: Sequence[Figures | None], bands: Sequence[Band], label: str = "") -> Markup:
    """One line of a table: range, first city (above), second city (below), and what counts.

    Args:
        figures: Of the pair, or of what is shown alone.
        cities: Of none, or of two cities.
        bands: The stages behind.
        label: What it shows, in words; empty where the cells beside it say the same.
    """
    middle = _ROW / 2
    parts = [*_bands(bands, _ROW), el("line.axis", x1=across(0), x2=across(100), y1=middle, y2=middle)]
    if figures is not None:
        parts.append(_range(figures, middle))
    for kind, one in zip(("first", "second"), cities, strict=False):
        if one is not None and one.score is not None:
            parts.append(mark(kind, 100 * one.score, middle))
    if figures is not None and figures.score is not None:
        parts.append(mark("pair", 100 * figures.score, middle))
    return _chart("bar", _ROW, label, parts)


def _chart(kind: str, height: float, label: str, parts: Sequence[Markup]) -> Markup:
    named = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return el(f"svg.chart.{kind}", *parts, width="100%", height=height, **named)


def gauge(figures: Figures | None, bands: Sequence[Band], label: str) -> Markup:
    """The whole score on its scale, stages named above, points below."""
    top, height = 24, 30
    parts = [el("g", *_bands(bands, height), transform=f"translate(0 {top})")]
    for band in bands:
        middle = across((band.low + band.high) / 2)
        here = figures is not None and figures.score is not None and band.low <= 100 * figures.score < band.high
        parts.append(
            el(
                "text",
                band.name,
                x=middle,
                y="15",
                text_anchor="middle",
                **{"class": "stage here" if here else "stage"},
            )
        )
        parts.append(_tick(band.low, top + height + 15))
    parts.append(_tick(100, top + height + 15))
    y = top + height / 2
    if figures is not None:
        parts.append(_range(figures, y))
        if figures.claimed is not None:
            parts.append(mark("claimed", 100 * figures.claimed, y))
        if figures.score is not None:
            parts.append(mark("pair", 100 * figures.score, y))
    return _chart("gauge", top + height + 20, label, parts)


def _tick(value: float, y: float) -> Markup:
    return el("text.tick", f"{value:g}", x=across(value), y=y, text_anchor="middle")


def axis(bands: Sequence[Band]) -> Markup:
    """The scale above a column of bars: stages, every other one a line lower, and points where they begin."""
    names = [
        el("text.stage", band.name, x=across((band.low + band.high) / 2), y=line, text_anchor="middle")
        for band, line in zip(bands, cycle(("10", "22")))
    ]
    return _chart("scale", 42, "", [*names, *(_tick(band.low, 38) for band in bands), _tick(100, 38)])


def percentages() -> Markup:
    """The scale above a column of shares."""
    return _chart("scale", 16, "0 % – 100 %", [_tick(value, 12) for value in range(0, 101, 25)])


def gap(difference: float, most: float) -> Markup:
    """A difference as a bar from the middle: to the right where positive.

    Args:
        difference: In levels.
        most: What the ends of the chart stand for, above 0.
    """
    middle = 50.0
    end = 50 + 50 * difference / most
    low, high = min(middle, end), max(middle, end)
    kind = "higher" if difference > 0 else "lower"
    steps = [50 + 50 * level / most for level in range(-int(most), int(most) + 1)]
    parts = [el("line.edge", x1=across(x), x2=across(x), y1="0", y2="28") for x in steps]
    parts.append(el("rect", x=across(low), width=_wide(low, high), y="8", height="12", **{"class": f"gap {kind}"}))
    parts.append(el("line.zero", x1=across(50), x2=across(50), y1="0", y2="28"))
    return _chart("bar", 28, "", parts)


@dataclass(frozen=True, slots=True)
class Dot:
    """A step in the chart of gain against effort."""

    #: Its number in the table.
    number: int
    #: 1..5.
    effort: int
    #: In points, from 0.
    gain: float
    #: Whether it stands in a gate.
    gate: bool


def scatter(dots: Sequence[Dot], label: str, effort: str, gain: str) -> Markup:
    """Gain (upwards, in points) against effort (across, 1 to 5); dots of one place stand side by side."""
    top, height = 40, 240
    most = _ceiling(max((dot.gain for dot in dots), default=1.0))
    parts = []
    for number in range(5):
        value = most * number / 4
        y = top + height - height * number / 4
        parts += [
            el("line.edge", x1="0", x2="100%", y1=y, y2=y),
            el("text.tick", f"+{value:g}" if value else "0", x="2", y=y - 4),
        ]
    parts += [
        el("text.tick", str(step), x=_column(step), y=top + height + 18, text_anchor="middle") for step in range(1, 6)
    ]
    parts += [_dot(dot, shift, top + height - height * dot.gain / most) for dot, shift in _aside(dots, most, height)]
    parts.append(el("text.label", gain, x="2", y="12"))
    parts.append(el("text.label", effort, x="100%", y=top + height + 38, text_anchor="end"))
    return _chart("scatter", top + height + 46, label, parts)


def _column(effort: float) -> str:
    return f"{12 + 80 * (effort - 1) / 4:.3f}%"


def _ceiling(value: float) -> float:
    """The next value above that divides well by four, as ticks need it."""
    size = 10.0 ** math.floor(math.log10(max(value, 0.1)))
    return round(next(size * step for step in (1, 1.2, 1.6, 2, 2.4, 3, 4, 6, 8, 10) if size * step >= value), 6)


def _aside(dots: Sequence[Dot], most: float, height: float) -> list[tuple[Dot, int]]:
    """Shift dots that would cover one already drawn, to the right and left in turn."""
    placed: list[tuple[Dot, int]] = []
    for dot in dots:
        taken = {
            shift for other, shift in placed
            if other.effort == dot.effort and abs(other.gain - dot.gain) * height / most < _CLOSE
        }  # fmt: skip
        free = (way * 22 * number for number in range(len(dots) + 1) for way in (1, -1))
        placed.append((dot, next(shift for shift in free if shift not in taken)))
    return placed


def _dot(dot: Dot, shift: int, y: float) -> Markup:
    shape = el("rect", x="-10", y="-10", width="20", height="20") if dot.gate else el("circle", r="10.5")
    parts = el(
        "g",
        shape,
        el("text", dot.number, y="4", text_anchor="middle"),
        transform=f"translate({shift} 0)",
        **{"class": "dot gate" if dot.gate else "dot"},
    )
    return el("svg", parts, x=_column(dot.effort), y=y, overflow="visible", width="1", height="1")


def histogram(counts: Sequence[int], width: int, bands: Sequence[Band], label: str) -> Markup:
    """Bars of how many fall into each step of the scale 0..100."""
    top, height = 18, 160
    most = max([*counts, 1])
    parts = [el("g", *_bands(bands, height), transform=f"translate(0 {top})")]
    for number, count in enumerate(counts):
        tall = height * count / most
        x = number * width
        parts.append(
            el("rect.column", x=across(x + 0.4), width=_wide(0.4, width - 0.4), y=top + height - tall, height=tall)
        )
        if count:
            middle = across(x + width / 2)
            parts.append(el("text.tick", count, x=middle, y=top + height - tall - 4, text_anchor="middle"))
    parts += [_tick(value, top + height + 16) for value in range(0, 101, 20)]
    return _chart("histogram", top + height + 22, label, parts)


def legend(*entries: tuple[Markup, str]) -> Markup:
    """What the marks mean."""
    return el("ul.legend", *(el("li", join(shape, " ", text)) for shape, text in entries))
