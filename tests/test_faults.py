"""When the world around xgov fails: the whole output or none, a message that says what to do, the exit code as documented."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from xgov.output import write_whole

EXAMPLE = str(Path(__file__).parent.parent / "examples" / "upriver-downriver")
COMMANDS = [["assess", EXAMPLE], ["assess", EXAMPLE, "--format", "json"], ["validate", EXAMPLE], ["show"], ["schema", "report"], ["--help"]]


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "xgov", *words]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*words), capture_output=True, check=False, env={**os.environ, **environment})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_full_disk_is_said_to_be_full(words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command(*words), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_reader_who_goes_away_is_no_fault(words: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(command(*words), stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_any_terminal_encoding_will_do(words: list[str], encoding: str) -> None:
    done = run(*words, PYTHONIOENCODING=encoding, PYTHONUTF8="0", LANG="zh_CN")
    assert done.returncode == 0, done.stderr
    if "json" in words:
        json.loads(done.stdout.decode("utf-8"))


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "dumb"}, {"TERM": "unheard-of"}, {"COLUMNS": "1"}, {"COLUMNS": "x"}, {"COLUMNS": "100000"}, {"HOME": "/nonexistent"},
        {"LC_ALL": "xx_YY"}, {"LANG": ""}, {"TZ": "Nowhere/Nothing"}, {"NO_COLOR": "1"}, {"PYTHONWARNINGS": "error"}, {"PYTHONHASHSEED": "7"},
    ],
    ids=str,
)  # fmt: skip
def test_odd_surroundings_change_nothing_but_looks(environment: dict[str, str]) -> None:
    done = run("assess", EXAMPLE, **environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout


def test_nothing_is_needed_from_the_environment() -> None:
    done = subprocess.run(command("assess", EXAMPLE), capture_output=True, check=False, env={})
    assert done.returncode == 0, done.stderr


def test_the_network_is_never_asked() -> None:
    """Every way to a socket is closed in the process; nothing notices."""
    probe = (
        "import sys, socket\n"
        "def refuse(*a, **k): raise AssertionError('a socket was opened')\n"
        "sys.addaudithook(lambda event, args: refuse() if event.startswith('socket.') else None)\n"
        "from xgov.cli.app import run\n"
        f"codes = [run(words) for words in {COMMANDS[:-1]!r}]\n"
        "sys.stderr.write(str(codes))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr == str([0] * len(COMMANDS[:-1]))
    assert socket.socket is not None


def test_an_existing_file_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")
    done = run("assess", EXAMPLE, "--format", "json", "-o", str(path))
    assert (done.returncode, path.read_text()) == (2, "old")
    assert b"--force" in done.stderr
    assert run("assess", EXAMPLE, "--format", "json", "-o", str(path), "--force").returncode == 0
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "xgov-report/1"
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.parametrize("place", ["/nonexistent/report.json", "/dev/null/report.json", "/proc/report.json", "."])
def test_a_place_that_cannot_be_written_is_named(place: str) -> None:
    done = run("assess", EXAMPLE, "--format", "json", "-o", place, "--force")
    assert done.returncode == 2
    assert place.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(str(path), "new", force=True)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("report.json", "old")]


def test_killed_at_any_moment_the_file_is_old_or_new(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    words = command("assess", EXAMPLE, "--format", "json", "-o", str(path), "--force")
    subprocess.run(words, check=True)
    new = path.read_bytes()
    for number in range(12):
        path.write_bytes(b"old")
        process = subprocess.Popen(words)
        time.sleep(0.03 * number)
        process.kill()
        process.wait()
        assert path.read_bytes() in {b"old", new}


def test_two_runs_that_write_one_file_leave_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    words = command("assess", EXAMPLE, "--format", "json", "-o", str(path), "--force")
    running = [subprocess.Popen(words) for _ in range(4)]
    assert {process.wait() for process in running} == {0}
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "xgov-report/1"
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_an_interrupt_ends_at_once_and_clean() -> None:
    process = subprocess.Popen(command("validate", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.7)  # it waits for its standard input now
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert out == b""
