"""The docs say what the program does: generated parts are in step, documented commands run."""

from __future__ import annotations

import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = runpy.run_path(str(ROOT / "docs" / "generate.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(xgov .+?)(?:\s+#.*)?$", README, re.MULTILINE)


def test_rules_page_is_generated() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == DOCS["rules_page"]()


def test_commands_page_is_generated() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == DOCS["commands_page"]()


@pytest.mark.parametrize(("lang", "name"), [("en", "framework.md"), ("zh", "framework.zh.md")])
def test_framework_page_is_generated(lang: str, name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == DOCS["framework_page"](lang)


def test_readme_shows_the_real_report() -> None:
    assert DOCS["readme"](README) == README


def test_readme_names_commands() -> None:
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize("command", COMMANDS)
def test_documented_command_runs(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)[1:]
    words = [str(ROOT / word) if word.startswith("examples/") else word for word in words]
    done = subprocess.run([sys.executable, "-m", "xgov", *words], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout or "-o" in words
