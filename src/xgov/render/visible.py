"""Text from files → text that is safe to show: nothing in it moves a cursor or hides."""

from __future__ import annotations

import unicodedata
from functools import cache

#: Categories that are shown by their number: controls, formats (direction, zero width), surrogates, line ends.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: The last two places of every plane are no characters; XML, and so a workbook, may not hold those of the first.
_NONE = 0xFFFE


def visible(text: str) -> str:
    """Write invisible characters as <U+XXXX>; tabs become spaces."""
    if text.isprintable():  # no control, format or surrogate is, and nothing that is no character
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    number = ord(character)
    hidden = unicodedata.category(character) in _HIDDEN or number & _NONE == _NONE
    return f"<U+{number:04X}>" if hidden else character


def cells(text: str) -> int:
    """Count the terminal columns of a text: Chinese characters take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(_beyond(sign) for sign in text if sign > "\x7f")


@cache
def _beyond(sign: str) -> int:
    """Columns of a character beyond one: -1 where it adds none to the one before it."""
    if unicodedata.combining(sign):
        return -1
    return 1 if unicodedata.east_asian_width(sign) in "WF" else 0


def cut(text: str, width: int) -> str:
    """Give as much of the beginning of a text as fits into `width` columns."""
    used = 0
    for number, sign in enumerate(text):
        used += 1 if sign <= "\x7f" else 1 + _beyond(sign)
        if used > width:
            return text[:number]
    return text
