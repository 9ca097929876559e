"""Thousands of files → their diagnostics, on all cores; in the order of the files, whichever core was faster."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Final

from xgov.reading.document import Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xgov.diagnostics.diagnostic import Diagnostic
    from xgov.reading.document import Route

#: Files handed to a process at once.
_BATCH: Final = 25


class _Nowhere:
    """The places of a document that has crossed from another process: nobody asks for them any more."""

    def span(self, route: Route, *, key: bool) -> Span:  # noqa: ARG002 - the protocol's signature
        """Give the beginning."""
        return Span(1, 1, 1, 1)


def check(
    units: Sequence[str], one: Callable[[str], list[Diagnostic]], jobs: int, done: Callable[[], None]
) -> Iterator[Diagnostic]:
    """Check units in `jobs` processes, each with `one`; `done` is called after each unit.

    The processes are started anew and import the main module, which must allow that, as the command line does.
    """
    batches = [list(units[start : start + _BATCH]) for start in range(0, len(units), _BATCH)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(one,)) as pool:
        for batch, found in zip(batches, pool.map(_batch, batches), strict=True):
            yield from found
            for _ in batch:
                done()


#: What this process checks with.
_CHECK: list[Callable[[str], list[Diagnostic]]] = []


def _begin(one: Callable[[str], list[Diagnostic]]) -> None:
    """Remember what this process checks with."""
    _CHECK[:] = [one]


def _batch(units: list[str]) -> list[Diagnostic]:
    return [_light(one) for one in chain.from_iterable(map(_CHECK[0], units))]


def _light(one: Diagnostic) -> Diagnostic:
    """The diagnostic with its text but without the parser's events, which cannot leave the process."""
    if one.document is None:
        return one
    whole = one.document
    return one._replace(document=Document(whole.path, whole.text, None, _Nowhere(), whole.sha256))
