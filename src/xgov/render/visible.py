"""Text from files → text that is safe to show: nothing in it moves a cursor or hides."""

from __future__ import annotations

import unicodedata

#: Categories that are shown by their number: controls, formats (direction, zero width), surrogates.
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})


def visible(text: str) -> str:
    """Write invisible characters as <U+XXXX>; tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    return f"<U+{ord(character):04X}>" if unicodedata.category(character) in _HIDDEN else character


def cells(text: str) -> int:
    """Count the terminal columns of a text: Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
