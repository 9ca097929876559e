"""What pipelines and shells use, run as they run it: the hook, the action's steps, the recipes' commands, completion."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from lxml import etree

from xgov.cli.app import app
from xgov.render.exports import DIAGNOSTICS

ROOT = Path(__file__).parent.parent
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
RECIPES = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", CI, re.DOTALL)]
STEPS = [step for step in ACTION["runs"]["steps"] if "run" in step]
BASH = shutil.which("bash")
NEEDS_BASH = pytest.mark.skipif(BASH is None, reason="needs bash")
GROUP: Any = typer.main.get_command(app)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder as a repository has it: submissions of a pair in it, xgov on the path below bin."""
    shutil.copytree(ROOT / "examples" / "upriver-downriver", tmp_path / "submissions")
    (tmp_path / "other.yaml").write_text("services: []\n", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "xgov").write_text(f'#!{BASH}\nexec "{sys.executable}" -m xgov "$@"\n', encoding="utf-8")
    (tmp_path / "bin" / "xgov").chmod(0o755)
    return tmp_path


def shell(text: str, place: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a text as a runner does: stop at the first failure."""
    assert BASH
    settings = {**os.environ, "HOME": str(place), "PATH": f"{place / 'bin'}:{os.environ['PATH']}", **more}
    return subprocess.run([BASH, "--norc", "-eo", "pipefail", "-c", text], cwd=place, env=settings, capture_output=True, text=True, check=False)


def break_it(place: Path) -> None:
    path = place / "submissions" / "upriver.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "not_a_key: 1\n", encoding="utf-8")


@NEEDS_BASH
@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hook_runs_and_finds_what_is_wrong(hook: dict[str, Any], place: Path) -> None:
    whole = shlex.join([*shlex.split(hook["entry"]), *hook["args"]])
    assert shell(whole, place).returncode == 0
    break_it(place)
    done = shell(whole, place)
    assert done.returncode == 1
    assert "submissions/upriver.yaml:" in done.stdout
    assert re.search(hook["files"], "submissions/upriver.yaml")
    assert re.search(hook["files"], "form.xlsx")
    assert not re.search(hook["files"], "notes.md")


@NEEDS_BASH
def test_hook_of_the_recipe_runs_with_its_arguments(place: Path) -> None:
    told = [hook for recipe in RECIPES for repo in recipe.get("repos", []) for hook in repo["hooks"]]
    by_id = {hook["id"]: hook for hook in HOOKS}
    assert told
    for hook in told:
        assert shell(shlex.join(["xgov", "validate", *hook["args"]]), place).returncode == 0
        assert by_id[hook["id"]]["entry"] == "xgov validate"
    for words in re.findall(r"`args: \[(.*?)\]`", CI):
        assert shell(shlex.join(["xgov", "validate", *words.split(", ")]), place).returncode in {0, 1}


@NEEDS_BASH
def test_commands_of_the_recipes_run(place: Path) -> None:
    jobs = [job for recipe in RECIPES for job in recipe.values() if isinstance(job, dict) and "script" in job]
    lines = [line for job in jobs for line in job["script"]]
    assert lines
    for broken in (False, True):
        for line in lines:
            assert shell(line, place).returncode == broken
        for job in jobs:
            for path in job["artifacts"]["paths"]:
                assert (etree.parse(str(place / path)).find(".//failure") is not None) == broken
        break_it(place)


def test_recipes_use_what_the_action_has() -> None:
    used = [step for recipe in RECIPES for job in recipe.get("jobs", {}).values() for step in job["steps"]]
    ours = [step for step in used if step["uses"].startswith("OWNER/xgov")]
    assert len(ours) >= 2
    for step in ours:
        assert set(step["with"]) <= set(ACTION["inputs"])
    for name in re.findall(r"steps\.xgov\.outputs\.(\w+)", CI):
        assert name in ACTION["outputs"]


def test_action_uses_only_what_its_owner_vouches_for() -> None:
    used = [step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step]
    assert all(name.startswith("actions/") or re.search("@[0-9a-f]{40}$", name) for name in used)
    assert ACTION["runs"]["using"] == "composite"
    assert {ACTION["inputs"]["format"]["default"], "sarif"} <= set(DIAGNOSTICS)


def test_action_takes_inputs_as_variables_alone() -> None:
    for step in STEPS:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        assert {key for key in step["env"] if key.startswith("XGOV_")} <= set(re.findall(r"XGOV_\w+", step["run"]))
        for value in step["env"].values():
            for name in re.findall(r"inputs\.([\w-]+)", value):
                assert name in ACTION["inputs"]


@NEEDS_BASH
@pytest.mark.parametrize("form", ["github", "sarif"])
@pytest.mark.parametrize("broken", [False, True])
def test_action_validates(form: str, broken: bool, place: Path) -> None:  # noqa: FBT001 - a parameter
    """Run the step as the runner does, with this xgov in the place of the installed one."""
    if broken:
        break_it(place)
    step = STEPS[-1]
    inputs = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | {"paths": "submissions\n\n", "format": form}
    given = {key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value) for key, value in step["env"].items()}
    done = shell(step["run"], place, XGOV_BIN=str(place / "bin"), RUNNER_TEMP=str(place), GITHUB_OUTPUT=str(place / "outputs"), **given)
    assert done.returncode == broken, done.stderr
    if form == "sarif":
        told = (place / "outputs").read_text(encoding="utf-8").strip()
        (run,) = json.loads(Path(told.removeprefix("sarif=")).read_text(encoding="utf-8"))["runs"]
        assert any(one["level"] == "error" for one in run["results"]) == broken
    else:
        assert ("::error file=submissions/upriver.yaml,line=" in done.stdout) == broken


@NEEDS_BASH
def test_action_takes_no_command_for_a_path(place: Path) -> None:
    given = {"XGOV_PATHS": "submissions\n$(touch ran)\n--quiet", "XGOV_FORMAT": "github", "XGOV_FRAMEWORK": "", "XGOV_STRICT": "false", "XGOV_LANG": "en", "XGOV_BIN": str(place / "bin")}
    done = shell(STEPS[-1]["run"], place, **given)
    assert done.returncode == 2
    assert not (place / "ran").exists()


@NEEDS_BASH
@pytest.mark.parametrize(
    ("typed", "completed"),
    [("xgov vali", ["validate"]), ("xgov validate --stri", ["--strict"]), ("xgov validate --format sa", ["sarif"]), ("xgov show COM-2.", None), ("xgov show XG10", None)],
)
def test_completion_in_bash(typed: str, completed: list[str] | None, place: Path) -> None:
    """Install the completion as the docs say, and ask for it as bash does."""
    words = typed.split()
    ask = f'COMP_WORDS=({shlex.join(words)}) COMP_CWORD={len(words) - 1} && _xgov_completion xgov && echo "${{COMPREPLY[*]}}"'
    done = shell(f"xgov --install-completion >/dev/null && . ~/.bashrc && {ask}", place)
    found = done.stdout.split()
    assert found, done.stderr
    assert all(word.startswith(words[-1]) for word in found)
    assert found == completed if completed else len(found) > 3


def test_options_that_the_page_names_exist() -> None:
    known = {flag for command in GROUP.commands.values() for one in command.params for flag in one.opts}
    known |= {"--install-completion", "--show-completion"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", CI)) - {"--quiet"} <= known
