"""The commands and their options.

Annotations are evaluated once, as the module is read: as texts typer would compile each of them several times, which
takes a twentieth of a report.
"""

import sys
from typing import Annotated, Literal

import typer

from xgov.cli.options import DEFAULT, Framework, Lang, complain, emit

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Find out how ready two neighbouring cities are, together, to govern the risks that cross their boundary.",
)
#: Interrupted from the keyboard.
_INTERRUPTED = 130


def _number(value: float | None) -> float | None:
    """Refuse what is between no limits at all."""
    if value is not None and value != value:  # noqa: PLR0124 - NaN is not itself
        message = "a number is needed"
        raise typer.BadParameter(message)
    return value


@app.callback()
def xgov(version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:  # noqa: FBT002 - an option
    """Show the version where it is asked for beside other words."""
    if version:
        from xgov import __version__  # noqa: PLC0415 - as above

        typer.echo(f"xgov {__version__}")
        raise typer.Exit


@app.command()
def assess(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Submissions, folders of them, or - for standard input.")
    ],
    framework: Framework = None,
    pair: Annotated[str | None, typer.Option(metavar="A,B", help="Only these two cities, in full.")] = None,
    origin: Annotated[str | None, typer.Option(metavar="CITY", help="Only risk that begins in this city.")] = None,
    core: Annotated[bool, typer.Option("--core", help="Only the items of the quick check.")] = False,  # noqa: FBT002
    lang: Lang = None,
    format: Annotated[  # noqa: A002 - the word that users see
        Literal["terminal", "json", "markdown", "csv", "html", "xlsx"] | None,
        typer.Option(help="Format of the report; by default by the ending of -o, else for the terminal."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,  # noqa: FBT002
    min_score: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=100,
            callback=_number,
            help="Exit 1 unless the lowest possible score reaches this and no gate caps.",
        ),
    ] = None,
    redact: Annotated[bool, typer.Option("--redact", help="Leave out contacts, stocks and notes.")] = False,  # noqa: FBT002
    verify: Annotated[
        str | None, typer.Option(metavar="REPORT", help="Say whether a JSON report still follows from these files.")
    ] = None,
) -> None:
    """Score the cities and each pair, and print the report."""
    from xgov.cli.assess import Request, run  # noqa: PLC0415 - what a command needs, when it needs it

    request = Request(files, framework, pair, origin, core, lang, format, output, force, min_score, redact, verify)
    raise typer.Exit(run(request))


@app.command()
def validate(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files or folders, submissions and frameworks alike.")
    ],
    framework: Framework = None,
    lang: Lang = None,
    format: Annotated[  # noqa: A002 - the word that users see
        Literal["terminal", "json", "sarif", "github", "junit"], typer.Option(help="Format of the diagnostics.")
    ] = "terminal",
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,  # noqa: FBT002
    quiet: Annotated[bool, typer.Option("--quiet", help="Print problems alone.")] = False,  # noqa: FBT002
) -> None:
    """Check submissions and frameworks, and print every problem with its place."""
    from xgov.cli.validate import run  # noqa: PLC0415

    raise typer.Exit(run(paths, framework, lang, format, strict=strict, quiet=quiet))


@app.command()
def init(
    cities: Annotated[
        str | None, typer.Option(metavar="A,B", help="Ids of the cities, in the order of their columns.")
    ] = None,
    framework: Framework = None,
    core: Annotated[bool, typer.Option("--core", help="Only the items of the quick check.")] = False,  # noqa: FBT002
    lang: Lang = None,
    format: Annotated[  # noqa: A002
        Literal["yaml", "xlsx"] | None, typer.Option(help="Format of the form; by default by the ending of -o.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the form to a file.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,  # noqa: FBT002
    last: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="Carry answers and evidence of a filing forward.")
    ] = None,
    by_owner: Annotated[  # noqa: FBT002
        bool, typer.Option("--by-owner", help="Write a form for each department, into the folder -o.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day for which answers will hold; by default today.")
    ] = None,
    governance: Annotated[
        str | None, typer.Option(metavar="ID", help="Type of governance, by which some items are worded otherwise.")
    ] = None,
) -> None:
    """Write a form to fill in, as YAML or as an Excel workbook."""
    from xgov.cli.init import Request, run  # noqa: PLC0415

    wanted = Request(cities, framework, core, lang, format, output, force, last, by_owner, as_of, governance)
    raise typer.Exit(run(wanted))


def _parts(incomplete: str) -> list[str]:
    """Complete the names that `show` knows: those of the framework that is shown where none is named."""
    from xgov.library import load_shipped  # noqa: PLC0415 - only where the shell asks
    from xgov.render.shown import names  # noqa: PLC0415

    framework = load_shipped(DEFAULT)
    return [name for name in names(framework) if name.startswith(incomplete)] if framework else []


@app.command()
def show(
    id: Annotated[  # noqa: A002 - the word that users see
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A dimension, criterion, indicator, clause, stage or diagnostic code.",
            autocompletion=_parts,
        ),
    ] = None,
    framework: Framework = None,
    lang: Lang = None,
) -> None:
    """Show the framework as a tree, or one part of it in full."""
    from xgov.cli.show import run  # noqa: PLC0415

    raise typer.Exit(run(id, framework, lang))


@app.command()
def compare(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The earlier filing: a folder, a file, or files joined by commas.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later one.")],
    framework: Framework = None,
    old_framework: Annotated[
        str | None, typer.Option(metavar="PATH", help="Framework of the earlier filing, where it is another.")
    ] = None,
    pair: Annotated[str | None, typer.Option(metavar="A,B", help="Only these two cities, in full.")] = None,
    lang: Lang = None,
    format: Annotated[  # noqa: A002
        Literal["terminal", "json", "markdown", "html"] | None,
        typer.Option(help="Format of the comparison; by default by the ending of -o, else for the terminal."),
    ] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to a file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,  # noqa: FBT002
) -> None:
    """Say what moved between two filings of the same cities, and whether the move is clear."""
    from xgov.cli.compare import Request, run  # noqa: PLC0415

    raise typer.Exit(run(Request(old, new, framework, old_framework, pair, lang, format, output, force)))


@app.command()
def schema(
    name: Annotated[Literal["submission", "framework", "report", "compare"], typer.Argument(help="Which format.")],
) -> None:
    """Print the JSON Schema of a format, for editors and other programs."""
    from xgov.validation.shape import schema_text  # noqa: PLC0415

    emit(schema_text(name))


def run(arguments: list[str]) -> int:
    """Run a command line and give its exit code; nothing is raised."""
    try:
        code = app(arguments, prog_name="xgov", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except (BrokenPipeError, SystemExit):  # typer leaves by the second where the reader has gone
        return 0  # whoever read has seen enough
    except OSError as error:
        return complain(str(error))
    except Exception as error:
        if not hasattr(error, "exit_code") or not hasattr(error, "show"):
            raise
        error.show()
        return 2
    return code if isinstance(code, int) else 0
