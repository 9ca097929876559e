"""Compile the shipped frameworks and the table of diagnostics into the wheel, as JSON that needs no check."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: The file that makes a folder a framework.
FRAMEWORK_FILE = "framework.yaml"


class FrameworksHook(BuildHookInterface):
    """Puts `xgov/_frameworks/<id>.json` into a wheel; an editable install reads frameworks/ of the checkout instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every folder under frameworks/ before the wheel is written."""
        if version != "standard":
            return
        root = Path(self.root)
        # Kept until the process ends: the wheel is written after this hook.
        self.folder = tempfile.TemporaryDirectory(prefix="xgov-frameworks-")
        for source in sorted((root / "frameworks").glob(f"*/{FRAMEWORK_FILE}")):
            name = f"{source.parent.name}.json"
            target = Path(self.folder.name) / name
            target.write_text(_compile(root, source.parent), encoding="utf-8")
            build_data["force_include"][str(target)] = f"xgov/_frameworks/{name}"
        rules = Path(self.folder.name) / "rules.json"
        rules.write_text(_rules(root), encoding="utf-8")
        build_data["force_include"][str(rules)] = "xgov/diagnostics/rules.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the hook's signature
        """Remove the compiled texts once the wheel holds them."""
        if version == "standard":
            self.folder.cleanup()


def _rules(root: Path) -> str:
    """Compile the table of diagnostics."""
    sys.path.insert(0, str(root / "src"))
    try:
        from xgov.diagnostics.rules import table  # noqa: PLC0415 - from the tree
    finally:
        sys.path.pop(0)
    return json.dumps(table(), ensure_ascii=False, separators=(",", ":"))


def _compile(root: Path, folder: Path) -> str:
    """Compile one framework; a part that cannot be read stops the build, since nothing is checked when it is loaded."""
    sys.path.insert(0, str(root / "src"))
    try:
        from xgov.library import compile_json  # noqa: PLC0415 - from the tree, which is not installed yet
    finally:
        sys.path.pop(0)
    text = compile_json(str(folder))
    whole = json.loads(text)
    if not isinstance(whole, dict):
        message = f"{folder / FRAMEWORK_FILE} cannot be read"
        raise TypeError(message)
    lacking = [f"dimensions/{one}.yaml" for one in whole.get("dimensions", ()) if not isinstance(one, dict)]
    lacking += [one.name for one in folder.glob("*.yaml") if one.name != FRAMEWORK_FILE and not whole.get(one.stem)]
    if lacking:
        message = f"{folder}: missing or unreadable: {', '.join(lacking)}"
        raise ValueError(message)
    return text
