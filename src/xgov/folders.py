"""Thousands of files → what comes of each, on all cores; in the order of the files, whichever core was faster."""

from __future__ import annotations

import copyreg
import gc
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_T = TypeVar("_T")
#: Files handed to a process at once.
_BATCH: Final = 25


def each(units: Sequence[str], one: Callable[[str], _T], jobs: int, done: Callable[[], None]) -> Iterator[_T]:
    """Give what `one` makes of each unit, in `jobs` processes; `done` is called after each.

    The processes are started anew and import the main module, which must allow that, as the command line does.
    What `one` gives must be fit for pickling: a document only once it is lightened.
    """
    batches = [list(units[start : start + _BATCH]) for start in range(0, len(units), _BATCH)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(one,)) as pool:
        for found in pool.map(_batch, batches):
            for result in found:
                yield result
                done()


#: What this process makes of each unit.
_ONE: list[Callable[[str], Any]] = []


def _begin(one: Callable[[str], Any]) -> None:
    """Remember what this process does; it looks for garbage as seldom as the command line."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    _ONE[:] = [one]


def _batch(units: list[str]) -> list[Any]:
    return [_ONE[0](unit) for unit in units]


def _frozen(one: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(one)


def _proxy(one: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _frozen, (dict(one),)


# The empty mapping of the model, which pickle alone does not know.
copyreg.pickle(MappingProxyType, _proxy)
