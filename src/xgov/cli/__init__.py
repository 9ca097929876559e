"""The command line: one module a command, each imported only when it runs."""

from __future__ import annotations

import sys


def main() -> None:
    """Run xgov and end the process with its exit code: 0, 1, 2 or 130."""
    if sys.argv[1:] == ["--version"]:
        from xgov import __version__  # noqa: PLC0415 - pays for nothing else

        sys.stdout.write(f"xgov {__version__}\n")
        return
    from xgov.cli.app import run  # noqa: PLC0415 - typer only where there is something to parse

    sys.exit(run(sys.argv[1:]))
