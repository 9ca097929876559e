"""The first sheet of a workbook form, and its sheets with a row for each entry: evidence and records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xgov.forms.guide import guide
from xgov.forms.workbook_page import FIRST, Page
from xgov.reading.columns import CONTENTS, ESTIMATE, FACTS, GAP, HEAD, TABLES
from xgov.texts import pick
from xgov.texts.columns import CHOICES, field_name
from xgov.texts.forms import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl.workbook import Workbook

    from xgov.forms.layout import Form
    from xgov.reading.columns import Kind

#: Widths of the first sheet: labels, two wide columns, one narrow.
_HEAD: Final = (28.0, 42.0, 42.0, 24.0)
#: Width of a column by its kind, in characters.
_WIDTHS: Final[dict[Kind, float]] = {
    "text": 26,
    "word": 15,
    "choice": 20,
    "date": 13,
    "moment": 19,
    "number": 12,
    "flag": 9,
    "list": 18,
    "parts": 11,
    "amount": 12,
    "estimate": 14,
}
#: Rows for risks on the first sheet.
_RISKS: Final = 6
_LEAST: Final = 20
#: From how many columns on a sheet prints two pages wide.
_MANY: Final = 14
_PROFILE: Final = {"risk": "risks", "scenario": "scenarios", "profile.governance": "governance"}


def head_page(book: Workbook, form: Form) -> None:
    """Write the first sheet: how to fill in the form, the filing head, the cities and the risks."""
    wanted, lang = form.wanted, form.wanted.lang
    extra = tuple(30.0 for _ in wanted.cities[3:])
    page = Page(book, tell("sheet.head", lang), lang, (*_HEAD, *extra))
    until = FIRST + len(_HEAD) - 1
    page.mark("head", {FIRST + 1: "value"})
    page.next()
    title = f"{pick(wanted.framework.title, lang)} {wanted.framework.version} · {tell('title', lang)}"
    page.wide(f"{title} · {tell('for', lang, owner=form.owner)}" if form.owner else title, "title", until)
    page.next()
    page.wide(tell("how", lang), "section", until)
    for number, line in enumerate([tell("xlsx.cells", lang), *guide(form, "xlsx")], start=1):
        page.next()
        page.wide(f"{number}. {line}", "plain", until)
    page.next()
    page.next()
    page.wide(tell("heads", lang), "section", until)
    for key in HEAD:
        _head_row(page, form, key)
    page.next("")
    _cities(page, form, until)
    page.next("")
    if form.choices("risks"):
        _risks(page, form, until)
    page.close(freeze="A3", repeat="")


def _head_row(page: Page, form: Form, key: str) -> None:
    lang = form.wanted.lang
    page.next(key)
    page.text(FIRST, field_name("head", key, lang))
    value = _head_value(form, key)
    if key == "framework":
        page.text(FIRST + 1, value, "label")
    else:
        cell = page.enter(FIRST + 1, value)
        page.choose(cell, list(_listed(form, key)))
    page.fit(_LEAST)


def _head_value(form: Form, key: str) -> str:
    """Give what a field of the head begins with."""
    wanted = form.wanted
    if key == "framework":
        return f"{wanted.framework.id}@{wanted.framework.major}"
    if key == "as_of":
        return wanted.as_of
    if key == "offset":
        return "+08:00" if wanted.lang == "zh" else ""
    value: Any = form.carried
    for step in key.split("."):
        value = (value or {}).get(step)
    listed = {one.split(GAP)[0]: one for one in _listed(form, key)}
    return listed.get(value) or pick(value, wanted.lang)


def _listed(form: Form, key: str) -> Iterator[str]:
    """Give the choices of a field, each with its name; none where it has no list."""
    lang = form.wanted.lang
    if key in _PROFILE:
        entries = [(entry.id, pick(entry.name, lang)) for entry in form.choices(_PROFILE[key])]
    else:
        entries = [(word, names[lang == "zh"]) for word, names in CHOICES.get(key, {}).items()]
    for word, name in entries:
        yield word if word == name or "," in name or '"' in name else f"{word}{GAP}{name}"


def _cities(page: Page, form: Form, until: int) -> None:
    """Write the facts of the cities, side by side."""
    wanted = form.wanted
    columns = dict(enumerate(wanted.cities, start=FIRST + 1))
    page.mark("cities", columns)
    page.next()
    page.wide(tell("facts", wanted.lang), "section", until)
    page.next()
    page.text(FIRST, "", "head")
    for column, city in columns.items():
        page.text(column, city, "head")
    for fact in FACTS:
        page.next(fact)
        page.text(FIRST, field_name("cities", fact, wanted.lang))
        for column, city in columns.items():
            value = _fact(form.carried["cities"][city], fact, wanted.lang)
            page.enter(column, value, form="General" if FACTS[fact] == "number" else "@")
        page.fit(_LEAST)


def _fact(city: Mapping[str, Any], fact: str, lang: str) -> Any:  # noqa: ANN401 - a cell's value
    name, _, other = fact.partition(".")
    value = city.get(name)
    if not other:
        return pick(value, lang) if isinstance(value, dict) else value
    if isinstance(value, dict):
        return value.get(other)
    return value if other == lang else None


def _risks(page: Page, form: Form, until: int) -> None:
    """Write the risks that cross the boundary."""
    lang = form.wanted.lang
    fields = dict(enumerate(TABLES["risks"], start=FIRST))
    page.mark("risks", fields)
    page.next()
    page.wide(tell("risks.about", lang), "section", until)
    page.next()
    for column, field in fields.items():
        page.text(column, field_name("risks", field, lang), "head")
    carried = form.carried["profile"].get("risks") or []
    for number in range(max(_RISKS, len(carried) + 2)):
        page.next("")
        row = carried[number] if number < len(carried) else {}
        for column, field in fields.items():
            choices = [*form.wanted.cities, "either"] if field == "origin" else list(_listed(form, field))
            named = {one.split(GAP)[0]: one for one in choices}
            value = pick(row.get(field), lang)
            cell = page.enter(column, named.get(value, value))
            page.choose(cell, choices, only=field != "origin" or len(form.wanted.cities) > 1)
        page.fit(_LEAST)


def columns_of(table: str, cities: tuple[str, ...]) -> dict[str, Kind]:
    """Give the columns of a table of entries: keys and kinds; some stand once for each city."""
    columns: dict[str, Kind] = {}
    for field, kind in TABLES[table].items():
        if kind == "parts":
            columns |= {f"{field}.{part}": kind for part in CONTENTS}
        elif kind == "amount":
            columns |= {f"{field}.{city}": kind for city in cities}
        elif kind == "estimate":
            columns |= {f"{field}.{city}.{part}": of for city in cities for part, of in ESTIMATE.items()}
        else:
            columns[field] = kind
    return columns


def entry_page(book: Workbook, form: Form, table: str, rows: int) -> None:
    """Write a sheet with a row for each entry, filled as far as entries are carried forward."""
    lang, cities = form.wanted.lang, form.wanted.cities
    columns = columns_of(table, cities)
    title = tell(f"sheet.{table}", lang)
    page = Page(book, title, lang, [_WIDTHS[kind] for kind in columns.values()])
    keys = dict(enumerate(columns, start=FIRST))
    page.mark(table, keys)
    page.next()
    page.wide(title, "title", max(keys))
    page.next()
    page.wide(tell(f"about.{table}", lang), "plain", max(keys))
    page.next()
    for column, key in keys.items():
        page.text(column, field_name(table, key, lang), "head")
    page.fit()
    entries = form.carried["evidence"] if table == "evidence" else {}
    carried = [{"id": name, **one} for name, one in entries.items()]
    for number in range(len(carried) + rows):
        page.next("")
        row = carried[number] if number < len(carried) else {}
        for column, key in keys.items():
            _entry(page, form, column, f"{table}.{key}", columns[key], row.get(key))
        page.fit(_LEAST)
    page.close(freeze="C5", repeat="4:4", open_below=True, pages_wide=2 if len(keys) > _MANY else 1)
    page.sheet.print_title_cols = "B:B"


def _entry(page: Page, form: Form, column: int, key: str, kind: Kind, value: Any) -> None:  # noqa: ANN401
    """Write one cell of an entry."""
    lang, name = form.wanted.lang, key.partition(".")[2]
    choices = list(_listed(form, name if name in _PROFILE else key))
    if kind in {"flag", "parts"}:
        choices = [tell("yes", lang), tell("no", lang)]
    named = {one.split(GAP)[0]: one for one in choices}
    text = pick(value, lang) if isinstance(value, (str, dict)) else value
    confirm = tell("confirm", lang, day=form.carried_from) if value is not None and name == "id" else ""
    text = named.get(text, text) if isinstance(text, str) else text
    number = kind in {"number", "amount"}
    look = "General" if number or kind == "text" else "@"
    cell = page.enter(column, text, form=look, left=not number, confirm=confirm)
    page.choose(cell, choices)
