"""Places of a document of which only the text is kept: found by reading it once more when somebody asks.

Of thousands of files few have a problem, but the parser's events take ten times the memory of the text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xgov.reading.yaml import read_yaml

if TYPE_CHECKING:
    from xgov.reading.document import Document, Places, Route, Span


class Again:
    """Where each value of a text stands."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text

    def span(self, route: Route, *, key: bool) -> Span:
        """Find the place of the value at `route`, or of its key; the nearest part that exists."""
        return _places(self._text).span(route, key=key)


@lru_cache(maxsize=2)  # problems come file by file, or in pairs of files
def _places(text: str) -> Places:
    document = read_yaml("", text, "").document
    assert document is not None  # noqa: S101 - a text always gives one
    return document.places


def lighten(document: Document) -> None:
    """Drop a document's data and events, once nothing but places and lines will be asked of it.

    A workbook keeps its places: they are its cells, and there is no text to read again.
    """
    document.data = None
    if not document.cells:
        document.places = Again(document.text)
