"""Five ways to make one value of several, all on 0..1, all defined at 0."""

from __future__ import annotations

import math
from operator import mul
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xgov.model.framework import Aggregate

#: Shift of the shifted geometric mean: (prod (1 + k z)^w - 1) / k. A convention of ours.
K: Final = 9.0


def mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """Weighted arithmetic mean."""
    return math.fsum(map(mul, weights, values)) / math.fsum(weights)


def geometric(values: Sequence[float], weights: Sequence[float]) -> float:
    """Weighted geometric mean; 0 if any value is 0."""
    if min(values) <= 0:
        return 0.0
    return math.exp(mean([math.log(z) for z in values], weights))


def shifted_geometric(values: Sequence[float], weights: Sequence[float]) -> float:
    """Weighted geometric mean of 1 + 9z, shifted back: limits compensation, defined at 0."""
    return math.expm1(mean([math.log1p(K * z) for z in values], weights)) / K


def harmonic(values: Sequence[float], weights: Sequence[float]) -> float:
    """Weighted harmonic mean; 0 if any value is 0."""
    if min(values) <= 0:
        return 0.0
    return 1 / mean([1 / z for z in values], weights)


def weakest(values: Sequence[float], _weights: Sequence[float]) -> float:
    """The lowest value."""
    return min(values)


#: The rules by the name that frameworks use.
AGGREGATES: Final[dict[str, Callable[[Sequence[float], Sequence[float]], float]]] = {
    "mean": mean,
    "geometric": geometric,
    "shifted_geometric": shifted_geometric,
    "harmonic": harmonic,
    "weakest": weakest,
}


def aggregate(rule: Aggregate, values: Sequence[float], weights: Sequence[float]) -> float:
    """Make one value, 0..1, of one or more, by a rule; weights need not add up to 1."""
    if len(values) == 1:
        return values[0]
    return min(1.0, max(0.0, AGGREGATES[rule](values, weights)))
