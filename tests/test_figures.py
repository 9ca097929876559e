"""Numbers are rounded half up, as published tables do."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgov.render.figures import half_up


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "-1"), (-0.2, 0, "0"), (4.345, 2, "4.35"), (59.99999999999998, 0, "60"), (0.0, 1, "0.0")],
)  # fmt: skip
def test_half_up(value: float, decimals: int, shown: str) -> None:
    assert half_up(value, decimals) == shown


@given(st.integers(-(10**7), 10**7), st.integers(0, 3))
def test_as_decimal_arithmetic_does(thousandths: int, decimals: int) -> None:
    exact = Decimal(thousandths) / 1000
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert Decimal(half_up(thousandths / 1000, decimals)) == rounded
