"""Plain scalars → values, by the core schema of YAML 1.2; whole numbers with leading zeros stay text."""

from __future__ import annotations

import math
import re
from typing import Final

from yaml.reader import Reader

_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL: Final = {"true": True, "True": True, "TRUE": True}
_BOOL.update({"false": False, "False": False, "FALSE": False})
_INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SPECIAL: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_LEADING_ZERO: Final = re.compile(r"[-+]?0[0-9]+")
#: Longest single text, in characters.
MAX_SCALAR: Final = 65_536
#: Most faults reported of one file; a file with more is not a file of this kind.
MAX_FAULTS: Final = 200
#: Characters that no text may hold: those that YAML cannot print. Compiling them anew would take 5 ms.
FORBIDDEN: Final[re.Pattern[str]] = Reader.NON_PRINTABLE
#: Whole numbers beyond this lose digits in JSON.
_MAX_INTEGER: Final = 2**53
#: Stands for a number that cannot be used: infinite, not a number, or too large.
UNUSABLE: Final = object()


def plain(text: str) -> object:
    """Give a plain scalar its value: None, a truth value, a number, text, or `UNUSABLE`."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in "+-.0123456789" or _LEADING_ZERO.fullmatch(text):
        return text
    if _INT.fullmatch(text) or _BASED.fullmatch(text):
        number: float = int(text, 0) if len(text) < 40 else math.inf  # noqa: PLR2004 - far beyond the limit
        return number if abs(number) <= _MAX_INTEGER else UNUSABLE
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else UNUSABLE
    return UNUSABLE if _SPECIAL.fullmatch(text) else text
