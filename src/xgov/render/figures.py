"""Numbers and names as they are shown: rounded half up, padded to columns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from xgov.render.visible import cells, cut, visible

if TYPE_CHECKING:
    from xgov.model.assessment import Figures


def half_up(value: float, decimals: int = 0) -> str:
    """Round half up, as published tables do."""
    scale = 10**decimals
    shown = math.copysign(math.floor(round(abs(value) * scale, 6) + 0.5) / scale, value)
    return f"{shown + 0.0:.{decimals}f}"


def points(value: float | None) -> str:
    """Write a value 0..1 as points 0..100, or a dash."""
    return "—" if value is None else half_up(100 * value)


def span(figures: Figures | None) -> str:
    """Write a range."""
    return "—" if figures is None else f"{points(figures.low)}-{points(figures.high)}"


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Pad or cut a text to a width in columns; Chinese characters take two."""
    text = cut(visible(text), width)
    gap = " " * (width - cells(text))
    return gap + text if right else text + gap
