"""xgov assess --verify: does a report still follow from its files?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xgov.cli.options import complain
from xgov.texts.report import say

if TYPE_CHECKING:
    from xgov.model.assessment import Assessment

#: Largest report read, in bytes.
_MAX_BYTES: Final = 64 * 1024 * 1024
#: Differences shown.
_ROWS: Final = 10


def run(path: str, assessment: Assessment, lang: str) -> int:
    """Say whether the report at `path` follows from what was just assessed: 0 or 1; 2 if it cannot be read."""
    from xgov.render.json import render  # noqa: PLC0415 - only for this option
    from xgov.render.visible import visible  # noqa: PLC0415
    from xgov.verify import differences  # noqa: PLC0415

    try:
        with Path(path).open("rb") as file:
            old: Any = json.loads(file.read(_MAX_BYTES))
    except OSError as error:
        return complain(say("cannot_read", lang, path=path, reason=error.strerror or str(error)))
    except (ValueError, RecursionError):
        old = None
    if not isinstance(old, dict) or old.get("schema") != "xgov-report/1":
        return complain(say("no_report", lang, path=path))
    found = list(differences(old, json.loads(render(assessment, lang))))
    if not found:
        sys.stdout.write(say("follows", lang, path=path) + "\n")
        return 0
    sys.stdout.write(say("follows_not", lang, path=path, n=len(found)) + "\n")
    for one in found[:_ROWS]:
        row = f"  {one.where}: {json.dumps(one.old)[:60]} → {json.dumps(one.new)[:60]}"
        sys.stdout.write(visible(row) + "\n")
    return 1
