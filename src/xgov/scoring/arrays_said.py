"""What was said and what it is worth, for many cities or pairs at once: NaN stands for None."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from xgov.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xgov.scoring.answers import Counted

_Array = Any


class Figures(NamedTuple):
    """The numbers of one item or node for many pairs: as `model.assessment.Figures`, NaN for None."""

    score: _Array
    claimed: _Array
    low: _Array
    high: _Array
    coverage: _Array
    #: Whether it applies.
    applies: _Array


class Said(NamedTuple):
    """What was said of one item by every city, or for every pair."""

    #: What counts, or what was declared; NaN where nothing is known.
    value: _Array
    #: Whether it does not apply.
    gone: _Array

    @classmethod
    def of(cls, counted: Sequence[Counted], *, declared: bool = False) -> Said:
        """Take counted answers."""
        values = [one.declared if declared else one.value for one in counted]
        known = np.array([np.nan if one is None else one for one in values], dtype=float)
        return cls(known, np.array([one.state == "not_applicable" for one in counted], dtype=bool))

    def at(self, places: _Array) -> Said:
        """Those of some places."""
        return Said(self.value[places], self.gone[places])
