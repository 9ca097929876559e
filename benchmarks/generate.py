"""Write communities of invented cities that answer the shipped framework: the same seed, the same files.

`python benchmarks/generate.py 343 FOLDER` writes a file a city. Nothing in them is about a place that exists.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from xgov.api import load_framework

if TYPE_CHECKING:
    from xgov.model.framework import Framework, Indicator

FRAMEWORK = "cross-jurisdiction-risk"
STARTS = ["Ka", "Lo", "Mi", "Ve", "Zo", "Ru", "Te", "Na", "Bi", "Fu"]
MIDDLES = ["ra", "lin", "ven", "dor", "shi", "quo", "zel"]
ENDS = ["mel", "tos", "rin", "dak", "vo"]
EVIDENCE = {
    "REP": {"kind": "report", "title": "Yearly report", "date": "2026-02-01"},
    "AGR": {"kind": "document", "title": "Agreement", "date": "2024-05-20", "valid_until": "2029-05-19"},
    "LOG": {"kind": "trace", "title": "Log of the duty rooms", "date": "2026-04-30"},
    "REV": {"kind": "evaluation", "title": "Review after a drill", "date": "2025-11-11"},
}
#: Share of the items that a city answers.
ANSWERED = 0.92


def answer(item: Indicator, able: float, rng: Random) -> str:
    """Answer one item; an abler city gives higher levels and better evidence."""
    if rng.random() < 0.03:  # noqa: PLR2004 - few are asked and not known
        return "unknown"
    if item.kind == "yes_no":
        said = "yes" if rng.random() < able else "no"
    elif item.kind == "number":
        worst, best = item.worst or 0.0, item.best or 1.0
        said = f"{worst + (best - worst) * min(1.0, max(0.0, rng.gauss(able, 0.2))):.3f}"
    else:
        said = str(min(4, max(0, round(rng.gauss(4 * able, 0.9)))))
    if rng.random() < 0.3:  # noqa: PLR2004 - not everything is proven
        return f"{{answer: {said}}}"
    return f"{{answer: {said}, evidence: [{rng.choice(list(EVIDENCE))}]}}"


def filing(number: int, framework: Framework, rng: Random) -> str:
    """Write the submission of one city."""
    name = rng.choice(STARTS) + rng.choice(MIDDLES) + rng.choice(ENDS)
    able = rng.betavariate(4, 3)
    lines = [
        "# An invented city.",
        "xgov: submission/1",
        f"framework: {FRAMEWORK}@{framework.major}",
        f"evaluator: {{kind: self, name: Office of {name}}}",
        "as_of: 2026-06-30",
        "cities:",
        f"  c{number:05d}:",
        f"    name: {{en: {name}, zh: 第{number}城}}",
        f"    population: {rng.randint(20, 900)}0000",
        "    answers:",
    ]
    items = [item for item in framework.walk() if item.kind != "record"]
    lines += [f"      {item.id}: {answer(item, able, rng)}" for item in items if rng.random() < ANSWERED]
    lines += ["evidence:", *(f"  {key}: {json.dumps(one)}" for key, one in EVIDENCE.items())]
    return "\n".join([*lines, ""])


def community(folder: Path, cities: int, seed: int = 1) -> None:
    """Write a file a city."""
    framework = load_framework(FRAMEWORK)
    rng = Random(seed)  # noqa: S311 - no secret
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(cities):
        (folder / f"c{number:05d}.yaml").write_text(filing(number, framework, rng), encoding="utf-8")


if __name__ == "__main__":
    community(Path(sys.argv[2]), int(sys.argv[1]))
