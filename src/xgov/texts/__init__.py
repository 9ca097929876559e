"""Interface texts in every language, side by side, and the one place that chooses a language."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Languages of the interface, the fallback first.
LANGUAGES: Final = ("en", "zh")


def language(wanted: str | None = None) -> str:
    """Choose a language: the one asked for, else that of the environment, else English."""
    if wanted:
        return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def pick(text: str | Mapping[str, str] | None, lang: str) -> str:
    """Give a text in a language, or in the nearest one that it has; empty for None."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    for name in (lang, *LANGUAGES):
        if name in text:
            return text[name]
    return next(iter(text.values()), "")
