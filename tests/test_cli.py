"""The command line as a user meets it: exit codes, streams, languages, widths, files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

ROOT = Path(__file__).parent.parent
PAIR = str(ROOT / "examples" / "upriver-downriver")
REAL = str(ROOT / "examples" / "suzhou-jiaxing")


def xgov(*words: str, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Run xgov as a process and give exit code, standard output and standard error."""
    settings = {**os.environ, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", **environment}
    done = subprocess.run(
        [sys.executable, "-m", "xgov", *words], input=stdin, env=settings, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("example", sorted(path.name for path in (ROOT / "examples").iterdir() if path.is_dir()))
def test_every_example_is_valid_and_assessed(example: str) -> None:
    path = str(ROOT / "examples" / example)
    assert xgov("validate", path)[0] == 0
    code, out, _ = xgov("assess", path, "--format", "json")
    assert code == 0
    assert json.loads(out)["schema"] == "xgov-report/1"


@pytest.mark.parametrize("columns", ["80", "100", "120"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_report_fits_its_width_and_length(columns: str, lang: str) -> None:
    from xgov.render.visible import cells

    code, out, _ = xgov("assess", PAIR, "--lang", lang, COLUMNS=columns)
    assert code == 0
    assert max(cells(line) for line in out.splitlines()) <= int(columns)
    if columns == "100":
        assert len(out.splitlines()) <= 90
    assert "\x1b" not in out


def test_chinese_report_holds_no_english() -> None:
    _, out, _ = xgov("assess", PAIR, "--lang", "zh")
    words = set(re.findall(r"[A-Za-z]{3,}", out)) - {"xgov", "show", "format", "json", "report"}
    assert {word for word in words if not re.fullmatch(r"[A-Z]{3}", word)} == set()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--min-score", "nan"], "a number is needed"),
        (["--min-score", "101"], "101"),
        (["--pair", "downriver,upriver", "--origin", "nowhere"], "nowhere"),
        (["--pair", "downriver,downriver"], "--pair"),
        (["--core", "--framework", str(ROOT / "tests" / "frameworks" / "small.yaml")], "XG"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(words: list[str], complaint: str) -> None:
    code, out, err = xgov("assess", PAIR, *words)
    assert (code, out) == (1 if "--core" in words else 2, "")
    assert complaint in err
    assert "Traceback" not in err


def test_an_origin_outside_the_pair_is_refused(tmp_path: Path) -> None:
    framework = ROOT / "tests" / "frameworks" / "small.yaml"
    head = "xgov: submission/1\nframework: small@1\nevaluator: {kind: self}\nas_of: 2026\n"
    path = tmp_path / "three.yaml"
    path.write_text(head + "cities: {a: {}, b: {}, c: {answers: {B-2: 1}}}\n", encoding="utf-8")
    words = ("assess", str(path), "--framework", str(framework))
    code, out, err = xgov(*words, "--pair", "a,b", "--origin", "c")
    assert (code, out, err) == (2, "", "xgov: --origin c is none of --pair a,b: name one of the two\n")
    code, out, _ = xgov(*words, "--origin", "c", "--format", "json")
    pairs = json.loads(out)["pairs"]
    assert code == 0
    assert [(one["direction"]["origin"], one["score"]) for one in pairs] == [("a", None), ("c", 25), ("c", 25)]


@pytest.mark.parametrize("format_", ["terminal", "markdown", "html", "csv"])
def test_a_framework_without_stages_says_nothing_of_stages(tmp_path: Path, format_: str) -> None:
    framework = tmp_path / "framework.yaml"
    framework.write_text(
        "xgov: framework/1\nid: bare\nversion: 1.0.0\ntitle: {en: Bare}\nlanguages: [en]\ndimensions:\n"
        "  - {id: A, name: {en: A}, indicators: [{id: A-1, question: {en: Q}, kind: yes_no}]}\n",
        encoding="utf-8",
    )
    path = tmp_path / "pair.yaml"
    path.write_text(
        "xgov: submission/1\nframework: bare@1\nevaluator: {kind: self}\nas_of: 2026\n"
        "cities: {a: {answers: {A-1: yes}}, b: {answers: {A-1: no}}}\n",
        encoding="utf-8",
    )
    code, out, err = xgov("assess", str(path), "--framework", str(framework), "--format", format_, "--lang", "en")
    assert (code, err) == (0, "")
    assert "insufficient" not in out.lower()


def test_report_without_unicode() -> None:
    code, out, _ = xgov("assess", PAIR, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert code == 0
    assert out.isascii()
    assert "<->" in out


def test_json_is_the_same_for_any_order_of_files() -> None:
    files = sorted(str(path) for path in Path(PAIR).glob("*.yaml"))
    first, second = (json.loads(xgov("assess", *order, "--format", "json")[1]) for order in (files, files[::-1]))
    first.pop("inputs")
    second.pop("inputs")
    assert first["pairs"][0]["score"] == second["pairs"][0]["score"]
    assert xgov("assess", *files, "--format", "json", PYTHONHASHSEED="1") == xgov(
        "assess", *files, "--format", "json", PYTHONHASHSEED="2"
    )


def test_report_follows_its_schema() -> None:
    import jsonschema

    schema = json.loads(xgov("schema", "report")[1])
    for words in ([PAIR], [REAL], [f"{PAIR}/upriver.yaml"]):
        jsonschema.validate(
            json.loads(xgov("assess", *words, "--format", "json")[1]), schema, jsonschema.Draft202012Validator
        )


def test_standard_input_and_one_city() -> None:
    text = Path(PAIR, "upriver.yaml").read_bytes()
    code, out, _ = xgov("assess", "-", stdin=text)
    assert code == 0
    assert "waits for the neighbour" in out


def test_errors_are_all_reported_and_no_report_is_given(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "xgov: submission/1\nframework: cross-jurisdiction-risk@1\nevaluator: {kind: me}\nas_of: 2026\ncities: {a: {answers: {ORG-2.111: 3, COM-2.1: 9}}}\n"
    )
    code, out, err = xgov("assess", str(bad))
    assert (code, out) == (1, "")
    assert {"XG124", "XG203", "XG206"} <= set(re.findall(r"XG\d+", err))
    assert f"{bad}:5:" in err


def test_exit_codes(tmp_path: Path) -> None:
    assert xgov("assess", "nowhere.yaml")[0] == 2
    assert xgov("assess", str(tmp_path))[0] == 2
    assert xgov("assess", PAIR, "--format", "pdf")[0] == 2
    assert xgov("assess", PAIR, "--pair", "upriver,atlantis")[0] == 2
    assert xgov("assess", PAIR, "--min-score", "99", "-o", str(tmp_path / "a"))[0] == 1
    assert xgov("show", "ORG-2.1x")[0] == 2
    assert xgov("--version")[0] == 0
    assert xgov("--help")[0] == 0


def test_an_existing_file_is_kept_without_force(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("mine")
    code, _, err = xgov("assess", PAIR, "--format", "json", "-o", str(target))
    assert code == 2
    assert "--force" in err
    assert target.read_text() == "mine"
    assert xgov("assess", PAIR, "--format", "json", "-o", str(target), "--force")[0] == 0
    assert json.loads(target.read_text())["schema"] == "xgov-report/1"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_validate_json() -> None:
    code, out, _ = xgov("validate", PAIR, "--format", "json")
    assert code == 0
    assert isinstance(json.loads(out), list)


def test_shipped_framework_is_valid() -> None:
    folder = ROOT / "frameworks" / "cross-jurisdiction-risk"
    code, out, _ = xgov("validate", str(folder), "--format", "json")
    assert code == 0
    assert {one["code"] for one in json.loads(out)} <= {"XG411"}


@pytest.mark.parametrize("name", ["ORG", "ORG-2", "ORG-2.1", "M4.8b", "coordinating", "XG203"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_show(name: str, lang: str) -> None:
    code, out, _ = xgov("show", name, "--lang", lang)
    assert code == 0
    assert out.startswith(name)


def test_commands_import_what_they_need() -> None:
    probe = "import sys; from xgov.cli.app import run; run({0!r}); print(sorted(sys.modules), file=sys.stderr)"
    for words, absent in (
        (["assess", PAIR], {"jsonschema", "pydantic", "requests"}),
        (["validate", PAIR], {"jsonschema", "rich.console", "xgov.scoring.steps.x"}),
        (["schema", "report"], {"yaml", "rich.console", "jsonschema"}),
        (["--help"], {"yaml", "rich.console", "xgov.api"}),
    ):
        done = subprocess.run([sys.executable, "-c", probe.format(words)], capture_output=True, text=True, check=True)
        loaded = set(re.findall(r"'([\w.]+)'", done.stderr.splitlines()[-1]))
        assert not absent & loaded, (words, absent & loaded)


def on_terminal(command: list[str]) -> tuple[bytes, bytes]:
    """Standard output through a pipe, and all that reaches the terminal as standard error."""
    import pty

    ours, theirs = pty.openpty()
    shown = []

    def read() -> None:
        with suppress(OSError):  # so Linux says that no one holds the other end
            while part := os.read(ours, 4096):
                shown.append(part)

    reader = Thread(target=read)
    reader.start()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm"}, check=True
    )
    os.close(theirs)
    reader.join()
    os.close(ours)
    return done.stdout, b"".join(shown)


def test_validate_shows_progress_on_a_terminal_alone(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.yaml").write_text(
            f"xgov: submission/1\nframework: cross-jurisdiction-risk@1\nevaluator: {{kind: self}}\nas_of: 2026\ncities: {{c{number}: {{}}}}\n"
        )
    assert xgov("validate", str(tmp_path))[2] == ""
    command = [sys.executable, "-m", "xgov", "validate", str(tmp_path), "--lang", "en"]
    out, err = on_terminal(command)
    assert b"40/40" in err
    assert out == b"40 checked: no problems\n"
    out, err = on_terminal([*command, "--format", "json"])
    assert b"40/40" in err
    assert json.loads(out) == []  # what is written while the bar moves goes where it belongs
