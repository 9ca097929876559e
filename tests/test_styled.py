"""Text for a terminal is wrapped by columns: nothing lost, nothing too wide, Chinese broken where it may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgov.render.styled import Styled, paint
from xgov.render.visible import cells

TEXTS = st.lists(
    st.tuples(st.text(st.sampled_from("ab 城市，（）。x")), st.sampled_from(["", "bold", "bold red"])), max_size=6
)


def wrapped(text: str, width: int) -> list[str]:
    return [row.plain for row in Styled().then(text).wrapped(width)]


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 5, [""]),
        ("one two", 7, ["one two"]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 4, ["one", "two"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("两市共同排查", 8, ["两市共同", "排查"]),
        ("两市共同，排查", 8, ["两市共", "同，排查"]),
        ("两市（共同）排查", 7, ["两市", "（共", "同）排", "查"]),
        ("自评Upriver市", 6, ["自评", "Uprive", "r市"]),
    ],
)
def test_wrapping(text: str, width: int, rows: list[str]) -> None:
    assert wrapped(text, width) == rows


@given(TEXTS, st.integers(2, 30))
def test_nothing_is_lost_and_nothing_is_too_wide(parts: list[tuple[str, str]], width: int) -> None:
    whole = Styled(tuple(parts))
    rows = list(whole.wrapped(width))
    assert "".join(row.plain for row in rows).replace(" ", "") == whole.plain.replace(" ", "")
    assert all(cells(row.plain) <= width for row in rows)
    styled = {(sign, style) for text, style in parts for sign in text.replace(" ", "")}
    assert {(sign, style) for row in rows for text, style in row.parts for sign in text.replace(" ", "")} == styled


def test_painting() -> None:
    assert paint("x", "bold red", colour=True) == "\x1b[1;31mx\x1b[0m"
    assert Styled((("x", "dim"), ("y", ""))).painted(colour=False) == "xy"
