"""A report against the files that it says it came from: does it still follow from them?"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from xgov.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xgov.reading.document import Route

#: Keys that may differ where nothing else does: where a file lay, and which xgov worked the report out.
_ASIDE: Final = frozenset({"path", "xgov_version"})
#: Stands for what one of the two does not have.
_NOTHING: Final = object()


class Difference(NamedTuple):
    """A place at which two reports differ."""

    #: The way to it.
    route: Route
    #: What the old report says; None where it says nothing.
    old: Any
    #: What follows from the files.
    new: Any

    @property
    def where(self) -> str:
        """The way to it as one text, e.g. pairs.0.score."""
        return ".".join(map(str, self.route))


def differences(old: Any, new: Any, route: Route = ()) -> Iterator[Difference]:  # noqa: ANN401 - plain data
    """Go through the places at which two reports, as plain data, differ; paths of files do not matter."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            if key not in _ASIDE:
                yield from differences(old.get(key, _NOTHING), new.get(key, _NOTHING), (*route, key))
    elif isinstance(old, list) and isinstance(new, list):
        if route == ("inputs",):
            old, new = (sorted(rows, key=str_of) for rows in (old, new))
        for number, (first, second) in enumerate(zip_longest(old, new, fillvalue=_NOTHING)):
            yield from differences(first, second, (*route, number))
    elif type(old) is not type(new) or old != new:
        yield Difference(route, _shown(old), _shown(new))


def str_of(row: Any) -> str:  # noqa: ANN401 - a stranger's report may hold anything
    """Give what an input is sorted by: its digest."""
    return str(row.get("sha256")) if isinstance(row, dict) else str(row)


def _shown(value: Any) -> Any:  # noqa: ANN401
    return None if value is _NOTHING else value
