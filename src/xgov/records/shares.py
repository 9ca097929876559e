"""Shares of a count, and how little few cases prove."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Standard normal quantile of 97.5 %.
_Z: Final = 1.959963984540054


def wilson(hits: float, of: float) -> tuple[float, float]:
    """Give the 95 % score interval of a share, 0..1, without continuity correction.

    An illustration of how little few cases prove: promises are no random sample.
    Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212;
    the same as R's prop.test(hits, of, correct = FALSE).

    Args:
        hits: Cases that hold, 0..of.
        of: All cases, above 0.
    """
    share, square = hits / of, _Z * _Z / of
    middle = (share + square / 2) / (1 + square)
    half = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def median(values: Sequence[float]) -> float:
    """Give the middle of one or more values, of an even number the mean of the two.

    What `statistics.median` gives, whose import takes as long as reading a submission.
    """
    rising, middle = sorted(values), len(values) // 2
    return rising[middle] if len(rising) % 2 else (rising[middle - 1] + rising[middle]) / 2


def share(hits: float, of: float) -> dict[str, Any] | None:
    """Give hits, count and share of a count as plain data; None, "no record", where nothing is counted."""
    return {"hits": hits, "of": of, "share": hits / of} if of else None
