"""Options that several commands take, and where their output goes."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

    from xgov.model.framework import Framework as Model

#: The framework answered.
Framework: TypeAlias = Annotated[
    str | None, typer.Option(metavar="PATH", help="Id of a shipped framework, or path of another.")
]
#: Language of texts.
Lang: TypeAlias = Annotated[
    Literal["en", "zh"] | None, typer.Option(help="Language; by default that of the environment.")
]
#: The framework shown where none is named.
DEFAULT = "cross-jurisdiction-risk"
#: Units from which progress is shown.
_MANY = 30


def colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that wants colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Show on standard error how far a long job is; nothing for a short one, or where nobody looks on."""
    if total < _MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for long jobs
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Rate(TextColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/s" if task.speed else "")

    rate = Rate("")
    columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def emit(content: str | bytes | Iterable[str]) -> None:
    """Write a result for programs, or its parts in order: text always as UTF-8, whatever the terminal speaks."""
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
        return
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr] # a text stream
    sys.stdout.writelines([content] if isinstance(content, str) else content)


def complain(text: str) -> int:
    """Say on standard error why nothing could be done, and give the exit code for that."""
    sys.stderr.write(f"xgov: {text}\n")
    return 2


def framework_named(name: str, lang: str) -> Model | int:
    """Load a framework by id or path; where it has errors, print them and give the exit code."""
    from xgov.library import load, load_shipped  # noqa: PLC0415 - only for commands that need one
    from xgov.render.problems import as_text  # noqa: PLC0415

    shipped = load_shipped(name)
    if shipped is not None:
        return shipped
    loaded = load(name)
    if loaded.framework is None:
        sys.stderr.write(as_text(loaded.diagnostics, lang, colour=colour(sys.stderr)))
        return 2
    return loaded.framework
