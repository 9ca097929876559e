"""Styled text for a terminal: stretches with a style, wrapped by columns, painted where there is colour.

rich can do all of it and more, but importing it costs a report as much time as all of scoring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.named import NamedTuple
from xgov.render.visible import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODES: Final = {
    "bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "magenta": "35", "cyan": "36",
    "tone1": "38;5;16;48;5;166", "tone2": "38;5;16;48;5;215", "tone3": "38;5;16;48;5;230",
    "tone4": "38;5;16;48;5;153", "tone5": "38;5;16;48;5;68",
}  # fmt: skip
#: Tones of a heat map, low to high: black on orange to blue, which no colour blindness confuses.
TONES: Final = ("tone1", "tone2", "tone3", "tone4", "tone5")
#: Signs that must not stand at the start of a line.
_CLOSING: Final = frozenset("，。、；：？！）”’》」』】%")
#: Signs that must not stand at the end of a line.
_OPENING: Final = frozenset("（“‘《「『【")


def paint(text: str, style: str, *, colour: bool) -> str:
    """Give a text the style, such as "bold red", or leave it."""
    if not colour or not style or not text:
        return text
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"


class Styled(NamedTuple):
    """A text whose parts may each have a style."""

    #: (text, style); no style is "".
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self.parts)

    def then(self, text: str, style: str = "") -> Styled:
        """The same with one more part."""
        return Styled((*self.parts, (text, style)))

    def painted(self, *, colour: bool) -> str:
        """The text with its styles as escape sequences, or without."""
        return "".join(paint(text, style, colour=colour) for text, style in self.parts)

    def wrapped(self, width: int) -> Iterator[Styled]:
        """Break the text into lines of at most `width` columns, each without blanks at its end."""
        plain = self.plain
        if cells(plain) <= width:
            yield self
            return
        for start, end in _lines(plain, width):
            yield self._cut(start, end)

    def _cut(self, start: int, end: int) -> Styled:
        parts = []
        at = 0
        for text, style in self.parts:
            piece = text[max(0, start - at) : max(0, end - at)]
            if piece:
                parts.append((piece, style))
            at += len(text)
        return Styled(tuple(parts))


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Give start and end of each line, in characters."""
    start = 0
    while start < len(text):
        end, used, last = start, 0, start
        while end < len(text):
            if end > start and _may_break(text, end):
                last = end
            used += 1 if text[end] <= "\x7f" else cells(text[end])
            if used > width:
                break
            end += 1
        if end < len(text) and text[end] != " ":
            end = last if last > start else max(end, start + 1)
        yield start, start + len(text[start:end].rstrip())
        start = end + len(text[end:]) - len(text[end:].lstrip(" "))


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character at `at`: after a blank, or beside a Chinese character."""
    before, after = text[at - 1], text[at]
    if before == " ":
        return True
    if before <= "\x7f" and after <= "\x7f":
        return False
    if after in _CLOSING or before in _OPENING or after == " ":
        return False
    return cells(before) == 2 or cells(after) == 2  # noqa: PLR2004 - columns of a Chinese character
