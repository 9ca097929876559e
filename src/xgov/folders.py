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
    from xgov.model.framework import Framework
    from xgov.reading.document import Route

#: Files handed to a process at once.
_BATCH: Final = 25


class _Nowhere:
    """The places of a document that has crossed from another process: nobody asks for them any more."""

    def span(self, route: Route, *, key: bool) -> Span:  # noqa: ARG002 - the protocol's signature
        """Give the beginning."""
        return Span(1, 1, 1, 1)


def check(
    units: Sequence[str], framework: Framework | None, jobs: int, done: Callable[[], None]
) -> Iterator[Diagnostic]:
    """Check units in `jobs` processes; `done` is called after each unit.

    The processes are started anew and import the main module, which must allow that, as the command line does.
    """
    batches = [list(units[start : start + _BATCH]) for start in range(0, len(units), _BATCH)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(framework,)) as pool:
        for batch, found in zip(batches, pool.map(_batch, batches), strict=True):
            yield from found
            for _ in batch:
                done()


_FRAMEWORK: list[Framework | None] = [None]


def _begin(framework: Framework | None) -> None:
    """Remember the framework of this process."""
    _FRAMEWORK[0] = framework


def _batch(units: list[str]) -> list[Diagnostic]:
    from xgov.api import check_unit  # noqa: PLC0415 - which imports this module where there is much to do

    return [_light(one) for one in chain.from_iterable(check_unit(path, _FRAMEWORK[0]) for path in units)]


def _light(one: Diagnostic) -> Diagnostic:
    """The diagnostic with its text but without the parser's events, which cannot leave the process."""
    if one.document is None:
        return one
    whole = one.document
    return one._replace(document=Document(whole.path, whole.text, None, _Nowhere(), whole.sha256))
