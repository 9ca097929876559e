"""Whole-file writing: the whole result or nothing, never over an existing file without leave."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_whole(path: str, content: str | bytes | Iterable[str | bytes], *, force: bool) -> None:
    """Write a file in one stroke.

    Args:
        path: Where to write.
        content: The whole of it, or its parts in order; text is written as UTF-8.
        force: Whether an existing file may be replaced.

    Raises:
        FileExistsError: the file exists and `force` is not given.
        OSError: it cannot be written; nothing is left behind then.
    """
    target = Path(path)
    if target.exists() and not force:
        raise FileExistsError(path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            parts = (content,) if isinstance(content, str | bytes) else content
            file.writelines(part.encode("utf-8") if isinstance(part, str) else part for part in parts)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
