"""Time xgov against its peers in the same run, and print ratios with the machine: `make bench`.

Each ratio is the median of paired runs, so that a machine whose speed drifts does not matter. Peers that are not
installed are named and passed over: check-jsonschema, yamllint, and ajv (npm: ajv-cli), which reads the files as JSON.

    python benchmarks/run.py            all but the last two, some five minutes
    python benchmarks/run.py --growth   how cost grows with cities, indicators and files, fitted
    python benchmarks/run.py --large    every pair of 3,000 cities, written as CSV
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate
import growth
import yaml

ROOT = Path(__file__).parent.parent
HERE = Path(sys.executable).parent
XGOV = str(HERE / "xgov")
#: Paired runs of a cold process, and of a folder.
RUNS, FOLDER_RUNS = 15, 3
EXAMPLE = ROOT / "examples" / "upriver-downriver"
FILES = [EXAMPLE / name for name in ("upriver.yaml", "downriver.yaml", "review.yaml")]
#: Files of the folder that is checked beside peers and on all cores; cities of the community, and of the large one.
PEERED, FOLDER, CITIES, LARGE = 200, 2000, 343, 3000


def seconds(command: list[str]) -> float:
    """Run a command once and give the seconds it took.

    Raises:
        RuntimeError: it could not do its work, so that its time means nothing.
    """
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)  # noqa: S603 - ours
    took = time.perf_counter() - start
    if done.returncode:
        message = f"{' '.join(command[:3])}: exit code {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}"
        raise RuntimeError(message)
    return took


def ratio(ours: list[str], theirs: list[str], runs: int = RUNS) -> float:
    """Give the median of paired ratios, after one run of each that does not count."""
    seconds(ours), seconds(theirs)
    return statistics.median(seconds(ours) / seconds(theirs) for _ in range(runs))


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def machine() -> str:
    """Describe the machine: its processor, cores, memory and system, and how busy it is."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        named = re.search(r"model name\s*: (.+)", info.read_text(encoding="utf-8"))
        cpu = named.group(1) if named else cpu
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load {load:.1f}"
    )


class Peer:
    """Another checker of the same files."""

    def __init__(self, name: str, words: list[str], *, as_json: bool = False) -> None:
        """Find it."""
        self.name = name
        self.path = shutil.which(name, path=f"{HERE}{os.pathsep}{os.environ.get('PATH', '')}")
        self.words = words
        self.as_json = as_json

    def command(self, files: list[Path]) -> list[str]:
        """Give the command that checks these files."""
        if not self.as_json:
            return [str(self.path), *self.words, *map(str, files)]
        words = [str(self.path), *self.words]
        for file in files:
            words += ["-d", str(_as_json(file, Path(self.words[self.words.index("-s") + 1]).parent))]
        return words


def _as_json(file: Path, folder: Path) -> Path:
    """Write a submission as JSON, dates as the text that they are."""
    place = folder / f"{file.stem}.json"
    if not place.exists():
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds texts alone
        place.write_text(json.dumps(_typed(data)), encoding="utf-8")
    return place


def _typed(value: object) -> object:
    """Give numbers back their type: all that these files need of YAML's."""
    if isinstance(value, dict):
        return {key: _typed(one) if key not in {"date", "valid_until", "as_of"} else one for key, one in value.items()}
    if isinstance(value, list):
        return [_typed(one) for one in value]
    number = isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value)
    return json.loads(str(value)) if number else value


def peers(schema: Path) -> list[Peer]:
    """Give the peers that are installed, and name the others."""
    every = [
        Peer("check-jsonschema", ["--schemafile", str(schema)]),
        Peer("ajv", ["validate", "--spec=draft2020", "--strict=false", "-s", str(schema)], as_json=True),
        Peer("yamllint", ["-d", "relaxed"]),
    ]
    for one in every:
        if one.path is None:
            say(f"{one.name} is not installed")
    return [one for one in every if one.path is not None]


def cold(others: list[Peer]) -> None:
    """Time one report as a cold process."""
    ours = [XGOV, "assess", *map(str, FILES)]
    bare = [sys.executable, "-c", "import typer, rich.console, yaml"]
    say(f"assess, a pair / bare imports of typer, rich.console, yaml: {ratio(ours, bare):.2f}")
    generated = [file for file in FILES if file.exists()]
    for peer in others:
        if not peer.as_json:  # the examples hold answers that only YAML writes as they stand there
            say(f"assess, a pair / {peer.name}, the same files: {ratio(ours, peer.command(generated)):.2f}")
    say(f"--version / python -c pass: {ratio([XGOV, '--version'], [sys.executable, '-c', 'pass']):.2f}")


def folder(others: list[Peer], place: Path) -> None:
    """Time the validation of a folder: in one process beside the peers, and on all cores."""
    files = sorted(place.iterdir())
    some = files[:PEERED]
    alone = "import sys; from xgov.api import validate; sys.exit(len(validate(sys.argv[1:])) > 0)"
    ours = [sys.executable, "-c", alone]
    rate = PEERED / statistics.median(seconds([*ours, *map(str, some)]) for _ in range(FOLDER_RUNS))
    size = sum(file.stat().st_size for file in some) / len(some) / 1000
    say(f"validate, one process: {rate:.0f} files of {size:.0f} KB a second")
    for peer in others:
        faster = 1 / ratio([*ours, *map(str, some)], peer.command(some), FOLDER_RUNS)
        say(f"validate, {PEERED} files, files a second / {peer.name}: {faster:.1f}")
    spread = ratio([*ours, str(place)], [XGOV, "validate", "--quiet", str(place)], FOLDER_RUNS)
    say(f"validate, {len(files)} files, {os.cpu_count()} cores / one process: {spread:.2f}")


def community(place: Path, cities: int, target: Path) -> None:
    """Time all pairs of a community, written as CSV, and say what it took."""
    generate.community(place, cities)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = seconds([XGOV, "assess", str(place), "--format", "csv", "-o", str(target), "--force"])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pairs = cities * (cities - 1) // 2
    peak = after.ru_maxrss / 1024 / (1024 if sys.platform == "darwin" else 1)
    size = target.stat().st_size / 2**20
    say(
        f"assess, {cities} cities, {pairs} pairs, reading and {size:.0f} MB of CSV included: "
        f"{took:.1f} s, {used:.1f} s of processor, at most {peak:.0f} MB"
    )


def main() -> None:
    """Run what the command line asks for."""
    say(machine())
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        if "--growth" in sys.argv:
            growth.show(place, say)
            return
        if "--large" in sys.argv:
            community(place / "large", LARGE, place / "large.csv")
            return
        schema = place / "schema.json"
        schema.write_bytes(subprocess.run([XGOV, "schema", "submission"], capture_output=True, check=True).stdout)  # noqa: S603
        others = peers(schema)
        community(place / "community", CITIES, place / "community.csv")
        cold(others)
        generate.community(place / "folder", FOLDER)
        folder(others, place / "folder")


if __name__ == "__main__":
    main()
