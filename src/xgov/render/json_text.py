"""Plain data → JSON text in which nothing hides: the same data, the same bytes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from xgov.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What may need its number: all but ASCII and Chinese texts, of which most reports consist.
_RARE: Final = re.compile("[^\n -~\u3000-\u9fff\uff00-\uffef]")


def json_text(data: object) -> str:
    r"""Write data as JSON, two spaces an indent; what is invisible in a text is written as \uXXXX.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return _RARE.sub(_numbered, text) + "\n"


def json_list(items: Iterable[object], indent: int = 0) -> Iterator[str]:
    """Write the same for a list that stands so many spaces in, item by item as they come."""
    margin = "\n" + " " * indent
    begin = "["
    for item in items:
        yield begin + json_text([item])[1:-3].replace("\n", margin)
        begin = ","
    yield "[]" if begin == "[" else f"{margin}]"


def _numbered(hit: re.Match[str]) -> str:
    sign = hit.group()
    return sign if visible(sign) == sign else json.dumps(sign)[1:-1]
