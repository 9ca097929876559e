"""HTML and SVG built from parts; text is escaped by construction, so that nothing from a file becomes markup."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from xgov.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

#: Elements without an end tag.
_VOID: Final = frozenset({"meta", "br", "hr", "link", "img", "input", "col"})
#: Names that elements, classes and attributes may have: they are written in code, never read from files.
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9_-]+)*")


class Markup(str):
    """Text that is markup already. Only this module makes any."""

    __slots__ = ()

    def __format__(self, spec: str) -> Self:
        """Refuse to be pasted into a text, where it would lose that it is markup."""
        message = "markup is joined by el() and join(), not by formatting"
        raise TypeError(message)


#: What may stand in an element: markup, text (escaped), a whole number, nothing, or several of these.
Child: TypeAlias = "Markup | str | int | Iterable[Child] | None"


def escape(text: str) -> Markup:
    """Escape a text for HTML, in an element or an attribute; what is invisible is shown by its number."""
    if isinstance(text, Markup):
        return text
    lines = "\n".join(visible(line) for line in text.split("\n"))
    return Markup(html.escape(lines, quote=True))


def join(*children: Child, by: Child = "") -> Markup:
    """Put parts one after another."""
    parts = list(_flat(children))
    return Markup(str.join(str(escape(by)) if isinstance(by, str) else str(join(by)), parts))


def _flat(children: Iterable[Child]) -> Iterable[str]:
    for one in children:
        if isinstance(one, str):
            yield str(escape(one))
        elif isinstance(one, int):
            yield str(one)
        elif one is not None:
            yield from _flat(one)


def el(tag: str, *children: Child, **attributes: str | float | bool | None) -> Markup:
    """Make an element.

    Args:
        tag: Its name, with classes behind points: "p.note".
        children: What stands in it.
        attributes: `aria_label` is written aria-label, `for_` for; True: without a value; None, False: not at all.
    """
    if not _NAME.fullmatch(tag):
        raise ValueError(tag)
    name, *classes = tag.split(".")
    given = {"class": " ".join(classes) or None, **attributes}
    head = "".join(_attribute(key, value) for key, value in given.items())
    body = str(join(*children))
    return Markup(f"<{name}{head}>" if name in _VOID else f"<{name}{head}>{body}</{name}>")


def _attribute(key: str, value: str | float | bool | None) -> str:  # noqa: FBT001 - True stands for an attribute without value
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if not _NAME.fullmatch(name):
        raise ValueError(key)
    return f" {name}" if value is True else f' {name}="{escape(str(value))!s}"'


def inline(name: str, text: str) -> Markup:
    """Put a style sheet or script of our own into its element.

    Raises:
        ValueError: the text could end its element.
    """
    if name not in {"style", "script"} or "</" in text or "<!--" in text:
        raise ValueError(name)
    return Markup(f"<{name}>{text}</{name}>")
