"""Many files on many cores give what one core gives, in the same order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from xgov import api
from xgov.api import load_framework, validate

if TYPE_CHECKING:
    import pytest

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


def test_a_long_list_is_counted_by_code(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.yaml").write_text("xgov: x\n")
    command = [sys.executable, "-m", "xgov", "validate", str(tmp_path), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "    30 × XG114 in 30 file(s): " in done.stdout
