"""A form as a workbook: what officers fill in with Excel, WPS or LibreOffice, and print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from openpyxl.utils import get_column_letter

from xgov.forms.layout import Heading, Item
from xgov.forms.workbook_page import FIRST, Page
from xgov.forms.workbook_tables import entry_page, head_page
from xgov.reading.columns import ANSWER, LABEL
from xgov.reading.workbook import AGREED
from xgov.render.workbook_looks import new_book, whole
from xgov.texts import pick
from xgov.texts.forms import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl.workbook import Workbook

    from xgov.forms.layout import Form

#: Widths of id, question and levels, and of the columns of an answer, where it stands alone or beside others.
_ITEM: Final = (9.0, 34.0, 56.0)
_ALONE: Final = {"answer": 12.0, "evidence": 16.0, "note": 40.0, "not_applicable": 28.0}
_WIDTHS: Final = {"answer": 10.0, "evidence": 9.0, "note": 17.0, "not_applicable": 13.0}
#: The least height of a row to fill in, in points.
_LEAST: Final = 30


def render(form: Form) -> bytes:
    """Write a form as an .xlsx file; the same form gives the same bytes."""
    book = new_book()
    head_page(book, form)
    names = {city: pick(form.carried["cities"][city].get("name"), form.wanted.lang) for city in form.wanted.cities}
    targets = {city: f"{name} ({city})" if name else city for city, name in names.items()}
    for section in form.sections:
        title = f"{section.head.id} {section.head.name}"
        _answers(book, form, title, section.head.about, section.rows, targets)
    joint = [item for item in form.items() if item.joint and item.answered]
    if joint and len(targets) > 1:
        lang = form.wanted.lang
        agreed = {AGREED: tell("agreed", lang)}
        agreed |= {"+".join(pair["between"]): " + ".join(pair["between"]) for pair in form.carried["pairs"]}
        _answers(book, form, tell("sheet.agreed", lang), tell("about.agreed", lang), joint, agreed)
    entry_page(book, form, "evidence", 60)
    for kind in form.records:
        entry_page(book, form, kind, 25)
    if "activities" in form.records:
        entry_page(book, form, "actions", 25)
    return whole(book)


def _answers(
    book: Workbook, form: Form, title: str, about: str, rows: Iterable[Heading | Item], targets: dict[str, str]
) -> None:
    """Write a sheet of questions, with the columns of each target's answers side by side."""
    lang = form.wanted.lang
    keys = [f"{target}:{part}" for target in targets for part in ANSWER]
    widths = _WIDTHS if len(targets) > 1 else _ALONE
    page = Page(book, title, lang, (*_ITEM, *(widths[part] for _ in targets for part in ANSWER)))
    start = FIRST + len(_ITEM)
    page.mark("answers", dict(enumerate(keys, start=start)))
    page.next()
    page.wide(title, "title", start + len(keys) - 1)
    page.next()
    page.wide(about, "plain", start - 1)
    page.next()
    for number, name in enumerate(targets.values()):
        first = start + number * len(ANSWER)
        page.over(name, first, first + len(ANSWER) - 1)
    page.next()
    heads = [tell("number", lang), tell("question", lang), tell("levels", lang)]
    heads += [tell("answer" if part == "answer" else f"answer.{part}", lang) for _ in targets for part in ANSWER]
    for column, text in enumerate(heads, start=FIRST):
        page.text(column, text, "head")
    page.fit()
    for row in rows:
        if isinstance(row, Heading):
            page.next()
            about = f"{row.id} {row.name}" + (f": {row.about}" if row.about else "")
            page.wide(about, "section", start + len(keys) - 1)
        else:
            _item(page, form, row, list(targets))
    page.close(freeze=f"{get_column_letter(start)}6", repeat="4:5")


def _item(page: Page, form: Form, item: Item, targets: list[str]) -> None:
    """Write the row of one item."""
    lang = form.wanted.lang
    page.next(item.id if item.answered else LABEL)
    page.text(FIRST, item.id, "label")
    question = [item.question, *(["· " + " · ".join(item.facts)] if item.facts else [])]
    if item.evidence:
        question.append(tell("evidence_hint", lang, text=item.evidence))
    page.text(FIRST + 1, "\n".join(question))
    levels = (f"{number}  {text}" for number, text in enumerate(item.choices))
    page.text(FIRST + 2, "\n".join(levels if item.kind == "levels" else item.choices))
    column = FIRST + len(_ITEM)
    for target in targets:
        carried = _carried(form, target, item.id)
        for part in ANSWER:
            if item.answered:
                value = _shown(part, carried, lang)
                confirm = tell("confirm", lang, day=form.carried_from) if part == "answer" and carried else ""
                look = "@" if part == "evidence" else "General"
                cell = page.enter(column, value, form=look, left=part != "answer", confirm=confirm)
                if part == "answer":
                    page.choose(cell, list(_choices(form, item)))
            else:
                page.text(column, tell("computed", lang) if part == "answer" else "", "computed")
            column += 1
    page.fit(_LEAST)


def _choices(form: Form, item: Item) -> Iterator[str]:
    """Give what an answer may be; nothing for a number, which is typed."""
    lang = form.wanted.lang
    if item.kind == "levels":
        yield from (str(level) for level in range(len(form.wanted.framework.scale.values)))
    elif item.kind == "yes_no":
        yield from (tell("yes", lang), tell("no", lang))
    else:
        return
    yield from (tell("unknown", lang), tell("not_applicable", lang))


def _carried(form: Form, target: str, item: str) -> dict[str, Any]:
    """Give what is carried forward for a city, or for those who agreed, in full; empty where nothing is."""
    if target == AGREED:
        value = form.carried["joint"].get(item)
    elif "+" in target:
        pairs = {"+".join(pair["between"]): pair["answers"] for pair in form.carried["pairs"]}
        value = pairs[target].get(item)
    else:
        value = form.answer(target, item)
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"answer": value}


def _shown(part: str, carried: dict[str, Any], lang: str) -> Any:  # noqa: ANN401 - a cell's value
    """Write a part of a carried answer as it stands in its cell."""
    value = carried.get(part)
    if part == "answer":
        if "not_applicable" in carried:
            return tell("not_applicable", lang)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        return tell(value, lang) if value in {"yes", "no", "unknown"} else value
    if part == "evidence":
        return ", ".join(value or ())
    return pick(value, lang)
