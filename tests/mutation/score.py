"""What `mutmut run` found: the score by module, and every survivor that `equivalent.yaml` does not explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import yaml
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code

#: Per cent of all mutants that a test must notice.
BAR: Final = 95
EXPLAINED: Final = Path(__file__).with_name("equivalent.yaml")
NOTICED: Final = {"killed", "timeout", "segfault"}


def change(name: str, path: str) -> str:
    """Name a survivor by what it changes, which outlasts the numbers that mutmut gives: function: new line."""
    lines = [line for line in get_diff_for_mutant(name, path=path).split("\n")[3:] if line[:1] in {"+", "-"}]
    new = " ".join(line[1:].strip() for line in lines if line[0] == "+")
    old = " ".join(line[1:].strip() for line in lines if line[0] == "-")
    function = name.rsplit("__mutmut_", 1)[0].rsplit(".", 1)[-1].removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    return f"{Path(path).stem}.{function}: {new or 'without ' + old}"


def main() -> int:
    """Write the table; 1 where the bar is missed, or a survivor is not explained."""
    groups = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))
    explained = {one for group in groups for one in group["mutants"]}
    rows, found, total = [f"{'module':40} mutants survivors   score"], list[str](), 0
    for meta in sorted(Path("mutants/src").rglob("*.meta")):
        path = str(meta.relative_to("mutants"))[: -len(".meta")]
        data = SourceFileMutationData(path=path)
        data.load()
        codes = data.exit_code_by_key
        if codes:
            alive = [change(name, path) for name, code in codes.items() if status_by_exit_code[code] not in NOTICED]
            rows.append(row(path, len(codes), len(alive)))
            total, found = total + len(codes), found + alive
    rows.append(row("all", total, len(found)))
    open_ = [one for one in found if one not in explained]
    rows += [f"survives: {one}" for one in open_]
    rows += [f"explained, but does not survive: {one}" for one in sorted(explained.difference(found))]
    sys.stdout.write("\n".join(rows) + "\n")
    return int(100 * len(found) > (100 - BAR) * total or bool(open_))


def row(name: str, mutants: int, survivors: int) -> str:
    """A line of the table."""
    return f"{name:40} {mutants:7} {survivors:9} {100 - 100 * survivors / max(mutants, 1):5.1f} %"


if __name__ == "__main__":
    sys.exit(main())
