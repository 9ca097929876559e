"""A form as YAML: the questions as comments, the answers left empty or carried forward."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from xgov.forms import examples
from xgov.forms.guide import guide
from xgov.forms.layout import Heading
from xgov.reading.scalars import plain
from xgov.render.visible import cells
from xgov.texts import pick
from xgov.texts.columns import CHOICES
from xgov.texts.forms import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xgov.forms.layout import Form, Item

#: Columns of a line, comments included.
_WIDTH: Final = 100
_SCHEMA: Final = "https://xgov.dev/schemas/submission.schema.json"
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*|[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
#: Characters that a quoted text of YAML must escape, and JSON does not.
_ESCAPE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
#: Where a line may be broken besides at spaces: behind Chinese punctuation.
_BREAKS: Final = re.compile(r"(?<=[，。；：、？！）])|(?<= )")


def render(form: Form) -> str:
    """Write a form as YAML text; the same form gives the same bytes."""
    lines = [*_guide(form), "", *_head(form), "", *_cities(form), *_agreed(form), *_evidence(form), *_records(form)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def flow(value: object) -> str:
    """Write plain data as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and plain(value) == value:
            return value
        return _ESCAPE.sub(lambda hit: f"\\u{ord(hit.group()):04x}", json.dumps(value, ensure_ascii=False))
    return json.dumps(value)


def _comment(text: str, indent: int = 0, hanging: int = 0) -> Iterator[str]:
    """Write a text as comment lines, wrapped; later lines hang by some columns more."""
    start = " " * indent + "# "
    line, room = "", _WIDTH - len(start)
    for piece in _pieces(text, room - hanging):
        if line.strip() and cells(line + piece.rstrip()) > room:
            yield start + line
            line = " " * hanging
        line += piece
    yield start + line


def _pieces(text: str, room: int) -> Iterator[str]:
    """Cut a text where lines may end; a piece longer than a line anywhere."""
    for piece in _BREAKS.split(text):
        while cells(piece) > room:
            cut = next(n for n in range(len(piece), 0, -1) if cells(piece[:n]) <= room)
            yield piece[:cut]
            piece = piece[cut:]  # noqa: PLW2901 - the rest of it
        yield piece


def _guide(form: Form) -> Iterator[str]:
    """Write the editor's line, the title, and how to fill in the form."""
    lang, framework = form.wanted.lang, form.wanted.framework
    yield f"# yaml-language-server: $schema={_SCHEMA}"
    yield from _comment(f"{pick(framework.title, lang)} {framework.version} · {tell('title', lang)}")
    if form.owner:
        yield from _comment(tell("for", lang, owner=form.owner))
    yield "#"
    yield from _comment(tell("how", lang))
    for line in guide(form, "yaml"):
        yield from _comment(f"- {line}", hanging=2)


def _options(key: str, lang: str) -> str:
    return " · ".join(f"{word} = {names[lang == 'zh']}" for word, names in CHOICES[key].items())


def _head(form: Form) -> Iterator[str]:
    wanted, carried = form.wanted, form.carried
    lang = wanted.lang
    yield "xgov: submission/1"
    yield f"framework: {wanted.framework.id}@{wanted.framework.major}"
    yield from _comment(_options("evaluator.kind", lang))
    yield f"evaluator: {flow(carried['evaluator'])}"
    yield f"as_of: {wanted.as_of}"
    filing = {"prepared_by": "…", "reviewed_by": "…", "issued_on": wanted.as_of, "contact": "…"}
    yield f"filing: {flow(carried['filing'])}" if carried["filing"] else f"# filing: {flow(filing)}"
    yield from _comment(_options("handling", lang))
    yield f"handling: {carried['handling']}"
    yield from _profile(form)


def _profile(form: Form) -> Iterator[str]:
    lang = form.wanted.lang
    kinds = [kind for kind in ("governance", "risks", "scenarios") if form.choices(kind)]
    for kind in kinds:
        names = " · ".join(f"{entry.id} = {pick(entry.name, lang)}" for entry in form.choices(kind))
        yield from _comment(f"({kind}) {names}", hanging=2)
    if not kinds:
        return
    profile = {name: value for name, value in form.carried["profile"].items() if value}
    example: dict[str, Any] = {}
    if "governance" in kinds:
        example["governance"] = form.choices("governance")[0].id
    if "risks" in kinds:
        example["risks"] = [{"risk": form.choices("risks")[0].id, "origin": form.wanted.cities[0]}]
    yield "profile:" if profile else "# profile:"
    for name, shown in example.items():
        value, mark = profile.get(name, shown), "" if name in profile else "# "
        yield f"{mark}  {name}:" if isinstance(value, list) else f"{mark}  {name}: {flow(value)}"
        yield from (f"{mark}    - {flow(row)}" for row in value if isinstance(value, list))


def _cities(form: Form) -> Iterator[str]:
    yield "cities:"
    for number, city in enumerate(form.wanted.cities):
        facts = {key: value for key, value in form.carried["cities"][city].items() if key != "answers"}
        yield f"  {city}:"
        for key, value in facts.items():
            yield f"    {key}: {flow(value)}"
        if "name" not in facts:
            yield f"    # name: {flow({'en': '…', 'zh': '…'})}"
        if not any(item.answered for item in form.items()):
            continue
        yield "    answers:"
        for section in form.sections:
            yield from _heading(section.head, "=", full=number == 0)
            for row in section.rows:
                if isinstance(row, Heading):
                    yield from _heading(row, "-", full=number == 0)
                else:
                    yield from _item(form, city, row, full=number == 0)
        yield ""


def _heading(heading: Heading, rule: str, *, full: bool) -> Iterator[str]:
    yield ""
    title = f"{rule * 3} {heading.id} {heading.name} "
    yield f"      # {title}{rule * max(3, _WIDTH - 8 - cells(title))}"
    if heading.about and full:
        yield from _comment(heading.about, 6)


def _item(form: Form, city: str, item: Item, *, full: bool) -> Iterator[str]:
    """Write an item: in full for the first city, the question alone for those after it."""
    lang = form.wanted.lang
    yield ""
    yield from _comment(" · ".join((item.id, *item.facts)) if full else f"{item.id} {item.question}", 6)
    if full:
        yield from _comment(item.question, 6)
        for number, text in enumerate(item.choices):
            yield from _comment(f"  {number}  {text}" if item.kind == "levels" else f"  {text}", 6, 5)
        if item.evidence:
            yield from _comment(tell("evidence_hint", lang, text=item.evidence), 6, 2)
    if not item.answered:
        return
    yield "      " + _answer(form, item.id, form.answer(city, item.id))


def _answer(form: Form, name: str, value: Any) -> str:  # noqa: ANN401 - plain data
    if value is None:
        return f"{name}:"
    mark = f"  # {tell('confirm', form.wanted.lang, day=form.carried_from)}"
    return f"{name}: {flow(value)}{mark}"


def _agreed(form: Form) -> Iterator[str]:
    """Write what is agreed already, or how to write it."""
    carried: Mapping[str, Any] = form.carried
    first = next((item.id for item in form.items() if item.joint and item.answered), None)
    if carried["joint"]:
        yield "joint:"
        yield "  answers:"
        for name, value in carried["joint"].items():
            yield f"    {_answer(form, name, value)}"
    elif first and len(form.wanted.cities) > 1:
        yield from _comment(tell("about.agreed", form.wanted.lang))
        yield "# joint:"
        yield "#   answers:"
        yield f"#     {first}: 2"
    if carried["pairs"]:
        yield "pairs:"
    for pair in carried["pairs"]:
        yield f"  - between: {flow(pair['between'])}"
        yield "    answers:"
        for name, value in pair["answers"].items():
            yield f"      {_answer(form, name, value)}"


def _evidence(form: Form) -> Iterator[str]:
    yield ""
    yield from _comment(tell("about.evidence", form.wanted.lang))
    carried = form.carried["evidence"]
    yield "evidence:" if carried else "# evidence:"
    for name, one in carried.items():
        yield f"  {name}: {flow(one)}"
    if not carried:
        yield from (f"#   {name}: {flow(one)}" for name, one in examples.evidence(form.wanted.lang).items())


def _records(form: Form) -> Iterator[str]:
    lang = form.wanted.lang
    if not form.records:
        return
    entries = examples.records(form.wanted.cities, lang)
    yield ""
    yield from _comment(tell("records", lang))
    yield "# records:"
    for kind in form.records:
        yield from (f"#{line}" for line in _comment(tell(f"about.{kind}", lang), 3))
        yield f"#   {kind}:"
        yield f"#     - {flow(entries[kind])}"
