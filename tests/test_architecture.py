"""The house: imports run one way, each library has its room, no room is crowded."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "xgov"
FILES = sorted(SRC.rglob("*.py"))
#: Rooms from the first to the last; a room imports only from itself and from those before it.
ORDER = [
    "named",
    "texts",
    "reading",
    "model",
    "diagnostics",
    "validation",
    "library",
    "records",
    "merge",
    "scoring",
    "community",
    "findings",
    "output",
    "verify",
    "versions",
    "compare",
    "redact",
    "folders",
    "api",
    "render",
    "forms",
    "cli",
]
#: Libraries and the only places that may import them.
ROOMS = {
    "typer": ("cli/",), "rich": ("cli/",), "jsonschema": ("validation/shape.py",),
    "numpy": ("scoring/arrays",), "openpyxl": ("forms/workbook", "render/workbook"),
    "yaml": ("reading/yaml.py", "reading/scalars.py"),
}  # fmt: skip


def imports(path: Path) -> list[str]:
    """Every module that a file imports, outside type checking."""
    found = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
        elif isinstance(node, ast.Import):
            found += [name.name for name in node.names]
    return found


def room(path: Path) -> str:
    """The room that a file belongs to."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_file_keeps_to_the_house(path: Path) -> None:
    here = room(path)
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "xgov" and len(parts) > 1 and here in ORDER and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= ORDER.index(here), f"{here} imports {module}"
        if parts[0] in ROOMS:
            assert str(path.relative_to(SRC)).startswith(ROOMS[parts[0]]), f"{path.name} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_file_keeps_to_its_budget(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno < 40, f"{path.name}:{node.lineno} {node.name}"


def test_rooms_have_plain_names() -> None:
    assert not {path.stem for path in FILES} & {"utils", "helpers", "common", "base", "manager"}
