"""Data being put together from cells, with the cell of every value, and what was wrong on the way."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from xgov.reading.document import Fault, Span
from xgov.reading.package import RefusedError
from xgov.reading.scalars import MAX_FAULTS

if TYPE_CHECKING:
    from xgov.reading.document import Data, Route


class Places:
    """The cell of every value, and of what holds it."""

    def __init__(self) -> None:
        """Begin with none."""
        self.cells: dict[Route, Span] = {}

    def put(self, route: Route, cell: Span) -> None:
        """Note a cell for a route and for all above it that have none yet."""
        self.cells[route] = cell
        for length in range(len(route)):
            self.cells.setdefault(route[:length], cell)

    def span(self, route: Route, *, key: bool) -> Span:  # noqa: ARG002 - a key has no cell of its own
        """Find the cell of the value at `route`; of the nearest part that exists."""
        for length in range(len(route), -1, -1):
            if route[:length] in self.cells:
                return self.cells[route[:length]]
        return Span(1, 1, 1, 2)


class Gathered:
    """Data put together so far."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Begin with some data, which has no cells."""
        self.data = data
        self.places = Places()
        self.faults: list[Fault] = []

    def fault(self, code: str, cell: Span, related: Span | None = None, **values: str) -> None:
        """Note what cannot be accepted in a cell."""
        self.faults.append(Fault(code, cell, values, related))
        if len(self.faults) > MAX_FAULTS:
            raise RefusedError(Fault("XG103", values={"what": "faults", "limit": str(MAX_FAULTS)}))

    def put(self, route: Route, value: Data, cell: Span) -> None:
        """Set the value at a route; mappings and lists in mappings are made, lists grow by one at their end."""
        self.places.put(route, cell)
        inner: Any = self.data
        last: Any = route[-1]
        for step, after in pairwise(route):
            place: Any = step
            if isinstance(inner, dict):
                inner.setdefault(place, [] if isinstance(after, int) else {})
            inner = inner[place]
        if isinstance(inner, list) and len(inner) == last:
            inner.append(value)
        else:
            inner[last] = value

    def count(self, route: Route) -> int:
        """Count what a list holds by now."""
        inner: Any = self.data
        for step in route:
            place: Any = step
            inner = inner[place] if isinstance(inner, list) else inner.get(place, {})
        return len(inner)
