"""Time `xgov assess` as a cold process against check-jsonschema and the bare imports, run in turn.

    pip install check-jsonschema && python benchmarks/cold_start.py

Each figure is the median of paired ratios, so that a machine whose speed drifts does not matter.
"""

from __future__ import annotations

import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 15
FILES = [
    str(ROOT / "examples" / "upriver-downriver" / name) for name in ("upriver.yaml", "downriver.yaml", "review.yaml")
]


def seconds(command: list[str]) -> float:
    """Run a command once and give the seconds it took."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)  # noqa: S603 - our own
    return time.perf_counter() - start


def ratio(ours: list[str], theirs: list[str]) -> float:
    """Give the median of paired ratios, after one run of each that does not count."""
    seconds(ours), seconds(theirs)
    return statistics.median(seconds(ours) / seconds(theirs) for _ in range(RUNS))


def main() -> None:
    """Print the ratios and the machine."""
    here = Path(sys.executable).parent
    ours = [str(here / "xgov"), "assess", *FILES]
    peer = shutil.which("check-jsonschema", path=str(here))
    lines = [f"Python {platform.python_version()} on {platform.machine()}, {RUNS} paired runs"]
    bare = [sys.executable, "-c", "import typer, rich.console, yaml"]
    lines.append(f"xgov assess / bare imports of typer, rich.console, yaml: {ratio(ours, bare):.2f}")
    if peer:
        schema = subprocess.run([str(here / "xgov"), "schema", "submission"], capture_output=True, check=True).stdout  # noqa: S603
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            file.write(schema)
            file.flush()
            lines.append(
                f"xgov assess / check-jsonschema: {ratio(ours, [peer, '--schemafile', file.name, *FILES]):.2f}"
            )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
