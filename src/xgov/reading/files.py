"""Paths → readings: opens files, decodes them, and finds the files of a folder."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xgov.reading.document import Fault, Reading, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The name that stands for standard input.
STDIN: Final = "-"
#: Largest file read, in bytes.
MAX_BYTES: Final = 8 * 1024 * 1024
#: Endings of the files looked at in a folder.
SUFFIXES: Final = (".yaml", ".yml", ".xlsx")
#: Endings that say that a file is, or means to be, a workbook.
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls")
#: How a workbook begins: .xlsx, and the older container of encrypted ones.
_MAGIC: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: How the name of the file begins by which Excel marks a workbook that is open.
_LOCK: Final = "~$"
#: A UTF-8 text file begins with this at most; UTF-16 with one of the two after it.
_BOM: Final = b"\xef\xbb\xbf"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_file(path: str) -> Reading:
    """Read one file, YAML or workbook, or standard input for "-"; every failure is a fault, none raises."""
    try:
        raw = _bytes(path)
    except FileNotFoundError:
        return Reading(path, None, (Fault("XG101"),))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Reading(path, None, (Fault("XG102", values={"reason": reason}),))
    except ValueError as error:
        return Reading(path, None, (Fault("XG102", values={"reason": str(error)}),))
    if len(raw) > MAX_BYTES:
        values = {"what": "bytes", "limit": f"{MAX_BYTES // 1024 // 1024} MiB"}
        return Reading(path, None, (Fault("XG103", values=values),))
    if raw.startswith(_MAGIC) or path.lower().endswith(_WORKBOOKS):
        from xgov.reading.workbook import read_workbook  # noqa: PLC0415 - only where there is a workbook

        return read_workbook(path, raw, hashlib.sha256(raw).hexdigest())
    text = _decode(raw)
    if isinstance(text, Fault):
        return Reading(path, None, (text,))
    from xgov.reading.yaml import read_yaml  # noqa: PLC0415 - PyYAML only once there is YAML to read

    return read_yaml(path, text, hashlib.sha256(raw).hexdigest())


def _bytes(path: str) -> bytes:
    """Read at most one byte more than the limit; only standard input may be other than a file."""
    if path == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        os.scandir(path).close()  # says why the folder cannot be read, if it cannot
        kind = "a folder"
        raise ValueError(kind)
    if not stat.S_ISREG(mode):
        kind = "not a regular file"
        raise ValueError(kind)
    with Path(path).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _decode(raw: bytes) -> str | Fault:
    try:
        return raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].removeprefix(_BOM).decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        return Fault("XG104", Span(line, column, line, column + 1), {"encoding": _guess(raw)})


def _guess(raw: bytes) -> str:
    """Name the encoding that bytes which are not UTF-8 probably have."""
    if raw.startswith(_UTF16) or raw[:200].count(0) > len(raw[:200]) // 4:
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "unknown"
    return "GBK"


def is_folder(path: str) -> bool:
    """Whether a path leads to a folder; False for a path that can lead nowhere."""
    try:
        return path != STDIN and Path(path).is_dir()
    except (OSError, ValueError):
        return False


def walk(folder: str) -> Iterator[str]:
    """Find the YAML files and workbooks below a folder, in order of their names; links to folders are not followed.

    A folder that cannot be read is given itself, so that reading it says why.
    """
    try:
        entries = sorted(Path(folder).iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith((".", _LOCK)):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from walk(str(entry))
        elif entry.suffix.lower() in SUFFIXES:
            yield str(entry)


def speaks_xgov(path: str) -> bool:
    """Whether a file has a line that begins with the key `xgov`, or is a workbook form; True if it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            if not file.read(len(_MAGIC[0])).startswith(_MAGIC):
                file.seek(0)
                return any(line.startswith((b"xgov:", b'"xgov":', b"\xef\xbb\xbfxgov:")) for line in file)
            file.seek(0)
            raw = file.read(MAX_BYTES)
    except OSError:
        return True
    from xgov.reading.workbook import is_form  # noqa: PLC0415 - only where there is a workbook

    return is_form(raw)
