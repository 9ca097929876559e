"""The command line: one module a command, each imported only when it runs."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run xgov and end the process with its exit code: 0, 1, 2 or 130."""
    if sys.argv[1:] == ["--version"]:
        from xgov import __version__  # noqa: PLC0415 - pays for nothing else

        sys.stdout.write(f"xgov {__version__}\n")
        return
    import gc  # noqa: PLC0415 - as above

    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # a short run leaves little garbage; looking for it often costs a tenth of it
    for stream in (sys.stdout, sys.stderr):
        # What a terminal cannot show must not end the run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # text streams
    from xgov.cli.app import run  # noqa: PLC0415 - typer only where there is something to parse

    code = run(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)  # everything is written; taking the interpreter apart would cost a twentieth of the whole run
