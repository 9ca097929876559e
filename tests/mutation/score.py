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
    """Print the table; 1 where the bar is missed, or a survivor is not explained."""
    groups = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))
    explained = {one for group in groups for one in group["mutants"]}
    total = alive = 0
    open_: list[str] = []
    met: set[str] = set()
    print(f"{'module':40} mutants survivors  score")
    for meta in sorted(Path("mutants/src").rglob("*.meta")):
        path = str(meta.relative_to("mutants"))[: -len(".meta")]
        data = SourceFileMutationData(path=path)
        data.load()
        if not data.exit_code_by_key:
            continue
        survivors = [name for name, code in data.exit_code_by_key.items() if status_by_exit_code[code] not in NOTICED]
        found = [change(name, path) for name in survivors]
        met.update(found)
        open_ += [one for one in found if one not in explained]
        count = len(data.exit_code_by_key)
        total, alive = total + count, alive + len(found)
        print(f"{path:40} {count:7} {len(found):9} {100 - 100 * len(found) / count:5.1f} %")
    score = 100 - 100 * alive / max(total, 1)
    print(f"{'all':40} {total:7} {alive:9} {score:5.1f} %")
    for one in open_:
        print(f"survives: {one}")
    for one in sorted(explained - met):
        print(f"explained, but does not survive: {one}")
    return int(score < BAR or bool(open_))


if __name__ == "__main__":
    sys.exit(main())
