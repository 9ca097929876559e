"""Every page of the docs is followed as a reader would: its files written, its commands run, what it shows compared."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from xgov.cli.app import app

ROOT = Path(__file__).parent.parent
PAGES = sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("README*.md")])
#: Pages that must show commands at all.
GUIDES = {"tutorial-officer.md", "tutorial-body.md", "tutorial-evaluator.md", "tutorial-framework.md", "officer.zh.md", "README.zh.md"}
COMMANDS: Any = typer.main.get_command(app)
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAV = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[1]
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")


def exists(words: list[str]) -> bool:
    """Whether this version has the command and the format."""
    command = COMMANDS.commands.get(words[0])
    if command is None:
        return False
    choices = next((one.type.choices for one in command.params if one.name == "format"), ())
    return "--format" not in words or words[words.index("--format") + 1] in choices


def run(words: list[str], folder: Path) -> tuple[int, str]:
    """Run xgov in a folder and give its exit code and all that it wrote."""
    settings = {**os.environ, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    settings.pop("LC_ALL", None)
    done = subprocess.run(
        [sys.executable, "-m", "xgov", *words], cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.returncode, done.stdout.decode()


def commands(block: str) -> list[tuple[list[str], int]]:
    """The commands of a console block, each with the exit code that it says in `# exit N`."""
    found = []
    for line in block.splitlines():
        text, _, remark = line.partition("  #")
        if text.startswith("xgov "):
            code = re.search(r"exit ([0-9]+)", remark)
            found.append((shlex.split(text)[1:], int(code[1]) if code else 0))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_page_shows_happens(page: Path, tmp_path: Path) -> None:
    blocks = FENCE.findall(page.read_text(encoding="utf-8"))
    if page.name in GUIDES:
        assert sum(len(commands(text)) for kind, _, text in blocks if kind == "console") >= 5
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    written = ""
    for kind, title, text in blocks:
        if kind == "yaml" and title:
            (tmp_path / title).write_text(text, encoding="utf-8")
        elif kind == "text" and written:
            for line in filter(None, text.splitlines()):
                assert line in written, line
        if kind != "text":
            written = ""
        for words, expected in commands(text) if kind == "console" else ():
            if not exists(words):
                pytest.skip(f"xgov {' '.join(words)}: not in this version")
            code, out = run(words, tmp_path)
            assert code == expected, f"xgov {' '.join(words)}\n{out}"
            if "-o" in words:
                assert (tmp_path / words[words.index("-o") + 1]).exists()
            written += out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target, _ in LINK.findall(text):
        if "://" not in target:
            assert (page.parent / target).exists(), target
            inside = (page.parent / target).resolve().is_relative_to(ROOT / "docs")
            assert inside or page.parent == ROOT, f"{target}: outside of the site"


def test_the_site_leads_to_every_page_that_it_names() -> None:
    named = set(re.findall(r": ([\w.-]+\.md)$", NAV, re.MULTILINE))
    assert named
    assert {name for name in named if not (ROOT / "docs" / name).is_file()} == set()
    assert {page.name for page in PAGES if page.parent != ROOT} <= named


def test_the_site_fetches_nothing() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in settings
    assert not re.search(r"^extra_(css|javascript):|analytics|https?://", settings, re.MULTILINE)
