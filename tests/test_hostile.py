"""Submissions come from strangers: whatever a file holds, xgov answers by diagnostics, safely and in bounds."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from xgov.api import validate
from xgov.reading.files import read_file
from xgov.render import github, junit, problems_json, sarif
from xgov.render.problems import as_text

ROOT = Path(__file__).parent
CASES: Any = read_file(str(ROOT / "cases" / "hostile" / "texts.yaml")).document.data  # type: ignore[union-attr]
#: Files whose place in a real process, with its limits, is worth a start of Python.
LARGE = [case for case in CASES if "repeat" in case and case["repeat"][2] > 1000]
#: What one run may take; far above what it does take, since tests never assert times.
MEMORY, SECONDS = 500 * 1024**2, 120


def content(case: Any) -> bytes:
    if "bytes" in case:
        return bytes.fromhex(case["bytes"])
    if "repeat" in case:
        begin, what, times, end = case["repeat"]
        return f"{begin}{what * times}{end}".encode()
    text: str = case["text"]
    return text.encode()


def is_safe(text: str) -> bool:
    """Whether nothing in a text moves a cursor, hides or turns around."""
    return all(sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(tmp_path: Path, case: Any) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content(case))
    found = validate([str(path)])
    codes = [one.code for one in found]
    assert set(codes) == set(case["expect"]) if "more" in case else sorted(codes) == sorted(case["expect"])
    for one in found:
        if one.document is not None and one.span is not None:
            assert 1 <= one.span.line <= one.span.end_line
            assert one.span.column >= 1
    for lang in ("en", "zh"):
        assert is_safe(as_text(found, lang))
        assert is_safe(junit.render(found, lang, [str(path)]))
        for module in (github, problems_json, sarif):
            assert is_safe(module.render(found, lang))
    json.loads(problems_json.render(found, "en"))


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.parametrize("case", LARGE, ids=lambda case: case["name"])
def test_large_files_stay_in_bounds(tmp_path: Path, case: Any) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content(case))
    command = [sys.executable, "-m", "xgov", "validate", str(path), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, preexec_fn=limit, check=False)
    assert done.returncode == 1
    assert done.stderr == b""
    assert is_safe(done.stdout.decode())


def paths(folder: Path) -> dict[str, Path]:
    """Make what a path may lead to beside a file."""
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "dangling").symlink_to(folder / "nothing")
    (folder / "folder" / "up").symlink_to(folder)
    return {
        "device": Path("/dev/zero"), "endless": Path("/dev/urandom"), "pipe": folder / "pipe", "loop": folder / "loop",
        "dangling": folder / "dangling", "missing": folder / "missing.yaml",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["device", "endless", "pipe", "loop", "dangling", "missing"])
def test_paths_that_are_no_files(tmp_path: Path, name: str) -> None:
    found = validate([str(paths(tmp_path)[name])])
    assert [one.code for one in found] in (["XG101"], ["XG102"])


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "a/" * 3000])
def test_a_path_that_can_be_none_is_refused(path: str) -> None:
    assert [one.code for one in validate([path])] == ["XG102"]


def test_a_folder_that_holds_itself_ends(tmp_path: Path) -> None:
    paths(tmp_path)
    (tmp_path / "a.yaml").write_text("xgov: x\n")
    assert [one.code for one in validate([str(tmp_path)])] == ["XG114"]


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(os, "scandir", refuse)
    (found,) = validate([str(tmp_path)])
    assert found.code == "XG102"
    assert "Permission denied" in found.message("en")


@pytest.mark.parametrize("command", ["assess", "validate"])
@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "a/" * 3000, "\udcff", "", ".", "/dev/null", "-"])
def test_no_path_on_the_command_line_gives_a_traceback(path: str, command: str, tmp_path: Path) -> None:
    if "\0" in path:
        return  # no operating system passes it on
    words = [sys.executable, "-m", "xgov", command, path, "--framework", path]
    for line in (words[:-2], words):
        done = subprocess.run(line, capture_output=True, cwd=tmp_path, stdin=subprocess.DEVNULL, check=False)
        assert done.returncode in {1, 2}
        assert b"Traceback" not in done.stderr
        assert done.stdout + done.stderr
