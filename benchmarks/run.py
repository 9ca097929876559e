"""Time xgov against its peers in the same run, and print ratios with the machine: `make bench`.

Cold runs are whole processes, each figure the median of paired ratios, so that a machine whose speed drifts does
not matter. Peers that are not installed are named and passed over: check-jsonschema, yamllint, ajv (npm: ajv-cli).
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
HERE = Path(sys.executable).parent
XGOV = str(HERE / "xgov")
RUNS = 15
EXAMPLE = ROOT / "examples" / "upriver-downriver"
FILES = [str(EXAMPLE / name) for name in ("upriver.yaml", "downriver.yaml", "review.yaml")]
#: Files of the folder, and cities of the community.
FOLDER, CITIES = 600, 343


def seconds(command: list[str]) -> float:
    """Run a command once and give the seconds it took."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - our own
    return time.perf_counter() - start


def ratio(ours: list[str], theirs: list[str], runs: int = RUNS) -> float:
    """Give the median of paired ratios, after one run of each that does not count."""
    seconds(ours), seconds(theirs)
    return statistics.median(seconds(ours) / seconds(theirs) for _ in range(runs))


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def peers(schema: str) -> dict[str, list[str]]:
    """Give the commands of the peers that are installed."""
    found = {}
    for name, words in (
        ("check-jsonschema", ["--schemafile", schema]),
        ("yamllint", ["-d", "relaxed"]),
    ):
        path = shutil.which(name, path=f"{HERE}{os.pathsep}{os.environ.get('PATH', '')}")
        if path:
            found[name] = [path, *words]
        else:
            say(f"{name} is not installed")
    return found


def cities(folder: Path, count: int) -> None:
    """Write invented cities, each with the answers of an example shuffled by a fixed seed."""
    text = Path(FILES[0]).read_text(encoding="utf-8")
    text = re.sub(r"profile:.*?\ncities:", "cities:", text[: text.index("records:")], flags=re.DOTALL)
    rng = Random(1)  # noqa: S311 - no secret
    for number in range(count):
        answers = re.sub(r"answer: \d", lambda _: f"answer: {rng.randint(0, 4)}", text)
        (folder / f"c{number:04d}.yaml").write_text(answers.replace("upriver", f"c{number:04d}"), encoding="utf-8")


def cold(others: dict[str, list[str]]) -> None:
    """Time one report as a cold process."""
    ours = [XGOV, "assess", *FILES]
    bare = [sys.executable, "-c", "import typer, rich.console, yaml"]
    say(f"assess, a pair / bare imports of typer, rich.console, yaml: {ratio(ours, bare):.2f}")
    for name, words in others.items():
        say(f"assess, a pair / {name}, the same files: {ratio(ours, [*words, *FILES]):.2f}")
    say(f"--version / python -c pass: {ratio([XGOV, '--version'], [sys.executable, '-c', 'pass']):.2f}")


def folder(others: dict[str, list[str]], place: Path) -> None:
    """Time the validation of a folder."""
    files = sorted(str(path) for path in place.iterdir())[:200]
    for name, words in others.items():
        say(f"validate, 200 files / {name}: {ratio([XGOV, 'validate', *files], [*words, *files], 3):.3f}")
    alone = "from xgov.api import validate; import sys; validate(sys.argv[1:])"
    many = [XGOV, "validate", str(place)]
    one = [sys.executable, "-c", alone, str(place)]
    say(f"validate, {FOLDER} files, one process / all {os.cpu_count()} cores: {ratio(one, many, 3):.2f}")


def community(place: Path) -> None:
    """Time all pairs of a community."""
    for path in sorted(place.iterdir())[CITIES:]:
        path.unlink()
    took = seconds([XGOV, "assess", str(place)])
    say(f"assess, {CITIES} cities, {CITIES * (CITIES - 1) // 2} pairs, with reading: {took:.1f} s")


def main() -> None:
    """Run all of it."""
    cores = os.cpu_count()
    say(f"Python {platform.python_version()} on {platform.machine()}, {cores} cores, {RUNS} paired runs")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        schema = place / "schema.json"
        schema.write_bytes(subprocess.run([XGOV, "schema", "submission"], capture_output=True, check=True).stdout)  # noqa: S603
        others = peers(str(schema))
        cold(others)
        many = place / "cities"
        many.mkdir()
        cities(many, FOLDER)
        folder(others, many)
        community(many)


if __name__ == "__main__":
    main()
