"""Write the parts of the docs that are generated: rules, commands, framework pages, and the report in the READMEs.

Run it after a rule, a text or an example has changed: `python docs/generate.py`. A test compares.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
#: Lines of the report that a README shows.
LINES = 46


def rules_page() -> str:
    """Write every rule with its why and its remedy."""
    from xgov.diagnostics.rules import rules  # noqa: PLC0415 - this script also runs to say how it is used

    lines = [
        "# Diagnostics",
        "",
        "Generated from the table that xgov itself reads. `xgov show XG203` prints one.",
        "",
        "XG1xx file and shape · XG2xx references · XG3xx evidence and records · XG4xx framework · XG5xx scoring.",
        "",
    ]
    for rule in rules().values():
        lines += [f"## {rule.code}", "", f"**{rule.severity.value}**: {rule.message['en']}", ""]
        lines += [f"Why: {rule.why['en']}", "", f"What to do: {rule.hint['en']}", ""]
        lines += [f"中文：{rule.message['zh']}。{rule.hint['zh']}。", ""]
    return "\n".join(lines)


def commands_page() -> str:
    """Write every command with its arguments and options, from the application itself."""
    import typer  # noqa: PLC0415

    from xgov.cli.app import app  # noqa: PLC0415

    lines = [
        "# Commands",
        "",
        "Generated from xgov itself; `xgov COMMAND --help` prints the same.",
        "",
        "Exit codes: 0 fine · 1 errors in the files, or `--min-score` not met · 2 could not run · 130 interrupted.",
        "",
    ]
    group: Any = typer.main.get_command(app)
    for name, command in group.commands.items():
        shown = [one for one in command.params if not one.hidden]
        words = [one.metavar or one.name.upper() for one in shown if one.param_type_name == "argument"]
        lines += [f"## xgov {name}", "", command.help, "", f"    xgov {' '.join([name, *words, '[OPTIONS]'])}", ""]
        lines += ["| | |", "|---|---|", *(_parameter(one) for one in shown), ""]
    return "\n".join(lines)


def _parameter(one: Any) -> str:  # noqa: ANN401 - click's own class moved between versions
    """Write one argument or option as a row of a table."""
    choices = [f"`{choice}`" for choice in getattr(one.type, "choices", None) or ()]
    if one.param_type_name == "argument":
        name = f"`{one.metavar or one.name.upper()}`"
    else:
        value = f" {one.metavar}" if one.metavar else " N" if one.type.name.startswith("float") else ""
        name = ", ".join(f"`{option}{value}`" for option in one.opts)
    listed = f" One of {', '.join(choices)}." if choices else ""
    default = f" Default: `{one.default}`." if isinstance(one.default, str) else ""
    return f"| {name} | {one.help}{listed}{default} |"


def framework_page(lang: str) -> str:
    """Write the shipped framework whole, as `xgov show` prints its parts, with a head and a table of dimensions."""
    from xgov.api import load_framework  # noqa: PLC0415
    from xgov.render import shown  # noqa: PLC0415
    from xgov.texts import pick  # noqa: PLC0415

    model = load_framework(str(ROOT / "frameworks" / "cross-jurisdiction-risk"))
    count = len(model.indicators())
    lines = [
        f"# {pick(model.title, lang)} {model.version}",
        "",
        *(
            [f"Generated from the framework: {count} indicators. `xgov show ORG-2.1` prints one.", ""]
            if lang == "en"
            else [f"由框架生成，共 {count} 项指标。`xgov show ORG-2.1 --lang zh` 可查看单项。", ""]
        ),
        *(text for line in shown.levels(model, lang) for text in (line, "")),
    ]
    for dimension in model.dimensions:
        lines += [f"## {dimension.id} {pick(dimension.name, lang)}", "", pick(dimension.about, lang), ""]
        for criterion in dimension.criteria:
            lines += [f"### {criterion.id} {pick(criterion.name, lang)}", "", pick(criterion.about, lang), ""]
            for item in criterion.walk():
                text = shown.part(model, item.id, lang) or ""
                lines += ["```text", text.rstrip(), "```", ""]
    return "\n".join(lines)


def report() -> str:
    """Give the first lines of the report on the invented pair, as it reads in a pipe of 100 columns."""
    environment = {**os.environ, "COLUMNS": "100", "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "xgov", "assess", "examples/upriver-downriver", "--lang", "en"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)  # noqa: S603 - ours
    return "\n".join(done.stdout.decode().splitlines()[:LINES]).rstrip()


def readme(text: str) -> str:
    """Put the report into the first block of text of a README."""
    before, rest = text.split("```text\n", 1)
    after = rest.split("\n```\n", 1)[1]
    return f"{before}```text\n{report()}\n```\n{after}"


def main() -> None:
    """Write all of it."""
    (ROOT / "docs" / "rules.md").write_text(rules_page(), encoding="utf-8")
    (ROOT / "docs" / "commands.md").write_text(commands_page(), encoding="utf-8")
    for lang, name in (("en", "framework.md"), ("zh", "framework.zh.md")):
        (ROOT / "docs" / name).write_text(framework_page(lang), encoding="utf-8")
    page = ROOT / "README.md"
    page.write_text(readme(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
