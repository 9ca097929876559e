"""A report can be checked against its files, whoever changed which of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from xgov.verify import differences

EXAMPLE = Path(__file__).parent.parent / "examples" / "upriver-downriver"


def xgov(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "xgov", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **environment})


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    """Copy an example and report on it."""
    shutil.copytree(EXAMPLE, tmp_path / "files")
    done = xgov("assess", tmp_path / "files", "--format", "json", "-o", tmp_path / "report.json")
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_a_report_follows_from_its_files(filed: Path) -> None:
    done = xgov("assess", "--verify", filed / "report.json", filed / "files", "--lang", "en")
    assert done.returncode == 0
    assert done.stdout == f"{filed / 'report.json'} follows from these files\n"
    (filed / "files").rename(filed / "elsewhere")
    assert xgov("assess", "--verify", filed / "report.json", filed / "elsewhere").returncode == 0


def test_a_changed_report_does_not(filed: Path) -> None:
    path = filed / "report.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    report["pairs"][0]["score"] += 10
    path.write_text(json.dumps(report), encoding="utf-8")
    done = xgov("assess", "--verify", path, filed / "files", "--lang", "en")
    assert done.returncode == 1
    assert "  pairs.0.score: " in done.stdout


def test_a_changed_file_does_not(filed: Path) -> None:
    path = filed / "files" / "review.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# one more line\n", encoding="utf-8")
    done = xgov("assess", "--verify", filed / "report.json", filed / "files", "--lang", "zh")
    assert done.returncode == 1
    assert "sha256" in done.stdout
    assert "不一致" in done.stdout


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"schema": "xgov-report/2"}', "[" * 100_000, "\x00"])
def test_what_is_no_report_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "report.json").write_text(content)
    done = xgov("assess", "--verify", tmp_path / "report.json", EXAMPLE)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_report_that_is_not_there(tmp_path: Path) -> None:
    assert xgov("assess", "--verify", tmp_path / "none.json", EXAMPLE).returncode == 2


@pytest.mark.parametrize(
    ("old", "new", "routes"),
    [
        ({"a": [1, 2]}, {"a": [1, 2]}, []),
        ({"a": 1}, {"a": 1.0}, ["a"]),
        ({"a": [1]}, {"a": [1, 2], "b": None}, ["a.1", "b"]),
        ({"path": "x", "b": True}, {"path": "y", "b": 1}, ["b"]),
        ({"inputs": [{"sha256": "b"}, {"sha256": "a"}]}, {"inputs": [{"sha256": "a"}, {"sha256": "b"}]}, []),
    ],
)
def test_differences(old: Any, new: Any, routes: list[str]) -> None:
    assert [one.where for one in differences(old, new)] == routes


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    names = [EXAMPLE / f"{name}.yaml" for name in ("upriver", "downriver", "review")]
    first = xgov("assess", *names, "--format", "json").stdout
    for number, (order, environment) in enumerate(
        [
            (names, {"PYTHONHASHSEED": "1"}),
            (names[::-1], {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai"}),
            (names, {"LC_ALL": "C", "PYTHONUTF8": "0", "LANG": "zh_CN.GBK"}),
            (names, {"HOME": "/nonexistent", "TERM": "unheard-of", "COLUMNS": "0"}),
        ]
    ):
        path = tmp_path / f"{number}.json"
        assert xgov("assess", *order, "--format", "json", "-o", path, **environment).returncode == 0
        assert path.read_bytes().decode() == first
