"""What moved, as Markdown (GitHub's, for its tables)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.render.compare_page import Note, blocks
from xgov.render.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.model.comparison import Comparison
    from xgov.render.compare_page import Table

_NOTES: Final = {"title": "# {}", "strong": "**{}**", "quiet": "{}", "": "{}"}
_SIDES: Final = {"l": "---", "r": "---:"}


def render(found: Comparison, lang: str) -> str:
    """Write it as Markdown; the same input gives the same bytes."""
    parts = []
    for block in blocks(found, lang):
        if isinstance(block, Note):
            parts.append(_NOTES[block.weight].format(escaped(block.text)))
        else:
            parts.append("\n".join(_table(block)))
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"## {escaped(table.title)}"
    yield ""
    yield _row([escaped(name) for name in table.columns])
    yield _row([_SIDES[side] for side in table.sides])
    for row in table.rows:
        yield _row([escaped(text) for text in row])


def _row(texts: Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |"
