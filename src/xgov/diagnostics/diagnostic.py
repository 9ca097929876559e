"""One problem in one place, with its rule, its words in every language, and what to do."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from xgov.diagnostics.rules import Severity, rules
from xgov.named import NamedTuple
from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xgov.reading.document import Document, Place, Route, Span

#: Most problems of one kind of check reported of a file.
MAX_PROBLEMS: Final = 1000


class Related(NamedTuple):
    """Another place worth showing beside a problem."""

    #: The file it is in.
    path: str
    #: Where it stands.
    span: Span


class Diagnostic(NamedTuple):
    """A problem found in a file. Severity and words come from the rule, never from the caller."""

    #: Code of the rule, e.g. "XG203".
    code: str
    #: The file, as the user named it.
    path: str
    #: Where; None where the file as a whole is meant.
    span: Span | None = None
    #: What fills the places in the rule's message and hint, e.g. {"id": "ORG-2.33"}.
    values: Mapping[str, str] = EMPTY
    #: The nearest valid name, if there is one: the hint then asks "did you mean …?".
    near: str | None = None
    #: Other places worth showing.
    related: tuple[Related, ...] = ()
    #: The file as read, for the frame of code; None where it could not be read.
    document: Document | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is, by the rule."""
        return rules()[self.code].severity

    def message(self, lang: str) -> str:
        """Say what is wrong here, in `lang` ("en" or "zh")."""
        return fill(rules()[self.code].message[lang], self.values)

    def hint(self, lang: str) -> str:
        """Say what to do about it, in `lang` ("en" or "zh")."""
        if self.near is not None:
            return {"en": f"did you mean {self.near}?", "zh": f"是否想写 {self.near}？"}[lang]
        return fill(rules()[self.code].hint[lang], self.values)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into a template's {places}; braces in the values themselves mean nothing."""
    return template.format_map(values) if "{" in template else template


def at(
    document: Document,
    route: Route,
    code: str,
    *,
    key: bool = False,
    near: str | None = None,
    related: Iterable[Place] = (),
    **values: object,
) -> Diagnostic:
    """Make the diagnostic of rule `code` for the value (or the key) at `route`.

    `values` fill the rule's message; each is shortened to one line of at most 80 characters.
    """
    return Diagnostic(
        code,
        document.path,
        document.span(route, key=key),
        {name: shown(value) for name, value in values.items()},
        near,
        tuple(Related(place.path, place.span) for place in related),
        document,
    )


def shown(value: object, limit: int = 80) -> str:
    """Write a value as a user would in a file: one line, at most `limit` characters."""
    if value is None:
        text = "null"
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Find the known name most like `name`, or None where nothing is near."""
    import difflib  # noqa: PLC0415 - only after a mistake, never on the way of a good file

    by_fold = {candidate.casefold(): candidate for candidate in known}
    hit = difflib.get_close_matches(name.casefold()[:200], list(by_fold), n=1, cutoff=0.6)
    return by_fold[hit[0]] if hit else None


def limited(diagnostics: Iterable[Diagnostic], document: Document) -> list[Diagnostic]:
    """Take at most `MAX_PROBLEMS`, and say so where there are more: nobody mends a thousand one by one."""
    found = list(islice(diagnostics, MAX_PROBLEMS + 1))
    if len(found) > MAX_PROBLEMS:
        found[MAX_PROBLEMS] = at(document, (), "XG103", what="faults", limit=MAX_PROBLEMS)
    return found


def sort(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order by file as first met, then by place, then by code; the same problem once."""
    seen = set()
    unique: list[Diagnostic] = []
    for one in diagnostics:
        mark = (one.path, one.span, one.code, tuple(sorted(one.values.items())))
        if mark not in seen:
            seen.add(mark)
            unique.append(one)
    files = {path: number for number, path in enumerate(dict.fromkeys(d.path for d in unique))}
    return sorted(unique, key=lambda d: (files[d.path], _order(d), d.code))


def _order(one: Diagnostic) -> tuple[int, int, int]:
    """Where a problem stands among those of its file."""
    if one.span is None:
        return (0, 0, 0)
    return one.document.order(one.span) if one.document is not None else (0, one.span.line, one.span.column)
