"""What somebody typed into a cell → the value that a submission holds, by the kind of its column."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from xgov.reading.columns import GAP, WORDS
from xgov.reading.scalars import UNUSABLE, plain

if TYPE_CHECKING:
    from xgov.reading.columns import Kind
    from xgov.reading.document import Data
    from xgov.reading.sheets import Value

_DATE: Final = re.compile(r"([0-9]{4})[-/.年] *([0-9]{1,2})(?:[-/.月] *([0-9]{1,2})日?|月)?")
_MOMENT: Final = re.compile(r"(.+?)[T ] *([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?(?: *(Z|[+-][0-9]{2}:[0-9]{2}))?")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_BETWEEN: Final = re.compile(r"[\s,;、]+")
_FLAGS: Final = {"yes": True, "no": False, "true": True, "false": False}


def answer(value: Value) -> Data:
    """Read an answer: a level, a number, yes, no, unknown or not_applicable; anything else as it stands."""
    if not isinstance(value, str):
        return value
    text = _folded(value)
    word = WORDS.get(text.casefold())
    return word if word is not None and word != "never" else _number(text)


def converted(kind: Kind, value: Value, offset: str) -> Data:
    """Read a cell of a column of a kind.

    Args:
        kind: The kind.
        value: What the cell holds.
        offset: Offset from UTC of points in time that do not say theirs; empty where none is known.
    """
    if kind in {"number", "amount"}:
        return _number(_folded(value)) if isinstance(value, str) else value
    if kind in {"flag", "parts"}:
        return _flag(value)
    text = _text(value)
    if kind in {"text", "estimate"}:
        return text.strip()
    text = _folded(text)
    match kind:
        case "choice":
            return text.split(GAP.strip())[0].strip()
        case "list":
            return [part for part in _BETWEEN.split(text) if part]
        case "date":
            return value if isinstance(value, int) and not isinstance(value, bool) else _date(text)
        case "moment":
            return _moment(text, offset)
        case _:
            return text


def _folded(text: str) -> str:
    """Write full-width letters, digits and signs as the ordinary ones, without space around."""
    return unicodedata.normalize("NFKC", text).strip()


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _number(text: str) -> Data:
    """Read a number typed as text; what is none, or cannot be used, stays text."""
    value = plain(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text)
    return value if isinstance(value, (int, float)) and value is not UNUSABLE else text


def _flag(value: Value) -> Data:
    if not isinstance(value, str):
        return value
    text = _folded(value).casefold()
    return _FLAGS.get(str(WORDS.get(text, text)), value)


def _date(text: str) -> str:
    """Write a date as YYYY-MM-DD or YYYY-MM, however its parts are set apart."""
    hit = _DATE.fullmatch(text)
    return "-".join(part.zfill(2) for part in hit.groups() if part) if hit else text


def _moment(text: str, offset: str) -> str:
    if WORDS.get(text.casefold()) == "never":
        return "never"
    hit = _MOMENT.fullmatch(text)
    if hit is None:
        return text
    day, hour, minute, second, own = hit.groups()
    return f"{_date(day)}T{hour.zfill(2)}:{minute}{second or ''}{own or offset}"
