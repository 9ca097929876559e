"""How cost grows with cities, indicators and files: measured in one process, fitted as a power."""

from __future__ import annotations

import math
import statistics
import time
from typing import TYPE_CHECKING

import generate

from xgov import api, community

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xgov.model.dossier import Dossier

#: Cities of the communities that are scored by numbers, and by arrays.
SMALL, GREAT = (10, 15, 20, 25, 30, 40), (100, 200, 400, 800)
FILES = (50, 100, 200, 400)
#: Runs of each, of which the fastest counts: what else the machine does only ever adds.
RUNS = 3


def power(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Fit cost ~ size ** power by least squares of the logarithms."""
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, costs))).slope


def processor(work: Callable[[], object]) -> float:
    """Give the seconds of processor that work takes, its fastest run."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(RUNS))


def show(place: Path, say: Callable[[str], None]) -> None:
    """Measure and print."""
    generate.community(place / "all", max(GREAT))
    files = [str(path) for path in sorted((place / "all").iterdir())]
    _files(files, say)
    _cities(files, say)
    _indicators(files[: GREAT[1]], say)


def _files(files: list[str], say: Callable[[str], None]) -> None:
    costs = [processor(lambda number=number: api.validate(files[:number])) for number in FILES]
    rates = ", ".join(f"{n}: {n / cost:.0f}" for n, cost in zip(FILES, costs, strict=True))
    say(f"validate, files a second of processor: {rates}; cost ~ files ** {power(FILES, costs):.2f}")


def _cities(files: list[str], say: Callable[[str], None]) -> None:
    whole = [_filed(files[:number]) for number in SMALL]
    slow = [processor(lambda one=one: api.score(one)) for one in whole]
    community.assess(whole[0])  # so that numpy is imported: the command pays a tenth of a second for that
    fast = [processor(lambda one=one: list(community.assess(one).pairs)) for one in whole]
    rows = zip(SMALL, slow, fast, strict=True)
    say("assess, cities: seconds by numbers, by arrays: " + ", ".join(f"{n}: {a:.2f} {b:.2f}" for n, a, b in rows))
    costs = [processor(lambda number=number: community.assess(_filed(files[:number]))) for number in GREAT]
    reading = [processor(lambda number=number: _filed(files[:number])) for number in GREAT]
    scoring = [whole - read for whole, read in zip(costs, reading, strict=True)]
    pairs = [number * (number - 1) // 2 for number in GREAT]
    rates = ", ".join(f"{n}: {p / cost:.0f}" for n, p, cost in zip(GREAT, pairs, scoring, strict=True))
    say(f"assess by arrays, cities: pairs a second of processor: {rates}; cost ~ cities ** {power(GREAT, scoring):.2f}")


def _indicators(files: list[str], say: Callable[[str], None]) -> None:
    costs, counts = [], []
    for core in (True, False):
        dossier = _filed(files, core=core)
        counts.append(sum(item.scored for item in dossier.framework.walk()))
        costs.append(processor(lambda one=dossier: community.assess(one)))
    say(
        f"assess by arrays, {len(files)} cities: {counts[0]} indicators {costs[0]:.2f} s, "
        f"{counts[1]} {costs[1]:.2f} s; cost ~ indicators ** {power(counts, costs):.2f}"
    )


def _filed(files: list[str], *, core: bool = False) -> Dossier:
    dossier = api.load_submissions(files, core=core).dossier
    if dossier is None:
        message = "the generated files are not valid"
        raise RuntimeError(message)
    return dossier
