"""Many files on many cores give what one core gives, in the same order, and every line number with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xgov import api
from xgov.api import assess, load_framework, load_submissions, validate
from xgov.reading.again import lighten
from xgov.reading.files import read_file
from xgov.render.json import report

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent
BAD = ROOT / "cases" / "bad"


def test_two_processes_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    framework = load_framework(str(ROOT / "frameworks" / "small.yaml"))
    ticks: list[int] = []
    alone = validate([str(BAD)], framework)
    monkeypatch.setattr(api, "MANY", 2)
    together = validate([str(BAD)], framework, lambda: ticks.append(1), jobs=2)
    assert together == [one._replace(document=other.document) for one, other in zip(alone, together, strict=True)]
    assert len(ticks) == len(api.units([str(BAD)]))
    for one, other in zip(alone, together, strict=True):
        if one.document is not None and one.span is not None:
            assert other.document is not None
            assert one.document.line(one.span.line) == other.document.line(one.span.line)


def cities(folder: Path, count: int) -> None:
    """Write a file a city; the last two cities file twice, the second time otherwise."""
    for number in range(count):
        head = f"xgov: submission/1\nframework: small@1\nevaluator: {{kind: self}}\nas_of: 2026-06-30\ncities:\n  c{number:02d}:\n"
        (folder / f"{number:02d}.yaml").write_text(f"{head}    answers:\n      A-1.2: {number % 5}\n")
        if number >= count - 2:
            (folder / f"{number:02d}-again.yaml").write_text(f"{head}    answers:\n      A-2.2: 2\n      A-1.2: {(number + 1) % 5}\n")


def test_a_community_read_in_two_processes_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    framework = load_framework(str(ROOT / "frameworks" / "small.yaml"))
    ticks: list[int] = []
    cities(tmp_path, 6)
    for path in tmp_path.glob("*-again.yaml"):
        path.unlink()
    alone = load_submissions([str(tmp_path)], framework).dossier
    monkeypatch.setattr(api, "MANY", 2)
    monkeypatch.setattr(api, "FEW", 2)
    together = load_submissions([str(tmp_path)], framework, jobs=2, done=lambda: ticks.append(1)).dossier
    assert alone is not None
    assert together is not None
    assert report(assess(alone)) == report(assess(together))
    assert len(ticks) == 6


@pytest.mark.parametrize("jobs", [1, 2])
def test_contradictions_of_many_files_keep_their_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    framework = load_framework(str(ROOT / "frameworks" / "small.yaml"))
    cities(tmp_path, 4)
    monkeypatch.setattr(api, "MANY", 2)
    monkeypatch.setattr(api, "FEW", 2)
    found = load_submissions([str(tmp_path)], framework, jobs=jobs).diagnostics
    shown = [(Path(one.path).name, one.span.line if one.span else 0, [(Path(r.path).name, r.span.line) for r in one.related]) for one in found]
    assert shown == [("02.yaml", 8, [("02-again.yaml", 9)]), ("03.yaml", 8, [("03-again.yaml", 9)])]


def test_a_light_document_finds_every_place_again() -> None:
    document = read_file(str(BAD / "submission-meaning.yaml")).document
    assert document is not None
    routes = list(walk((), document.data))
    before = [(document.span(route), document.span(route, key=True)) for route in routes]
    lighten(document)
    assert document.data is None
    assert [(document.span(route), document.span(route, key=True)) for route in routes] == before
    assert len(routes) > 30


def walk(route: tuple[str | int, ...], data: object) -> Iterator[tuple[str | int, ...]]:
    """Every way into plain data, and one that leads nowhere."""
    yield route
    yield (*route, "nowhere")
    for key, value in data.items() if isinstance(data, dict) else enumerate(data if isinstance(data, list) else ()):
        yield from walk((*route, key), value)


def test_a_long_list_is_counted_by_code(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.yaml").write_text("xgov: x\n")
    command = [sys.executable, "-m", "xgov", "validate", str(tmp_path), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "    30 × XG114 in 30 file(s): " in done.stdout
