"""xgov show: the framework as a tree, or one part of it in full."""

from __future__ import annotations

import sys

from xgov.cli.options import DEFAULT, complain, framework_named
from xgov.texts import language
from xgov.texts.report import say


def run(name: str | None, framework: str | None, lang: str | None) -> int:
    """Print what `name` stands for and give the exit code; 2 where nothing has that name."""
    from xgov.render import shown  # noqa: PLC0415 - after the options are known to be right

    lang = language(lang)
    model = framework_named(framework or DEFAULT, lang)
    if isinstance(model, int):
        return model
    text = shown.tree(model, lang) if name is None else shown.part(model, name, lang)
    if text is None:
        from xgov.diagnostics.diagnostic import nearest  # noqa: PLC0415 - only after a mistake

        near = nearest(name or "", shown.names(model))
        hint = f"; {say('mean', lang, near=near)}" if near else ""
        return complain(say("not_found", lang, id=name) + hint)
    sys.stdout.write(text)
    return 0
