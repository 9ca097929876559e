"""What a form contains, whatever its format: the items in their order, and what last year's filing said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xgov.named import NamedTuple
from xgov.reading.columns import RECORDS
from xgov.reading.document import EMPTY
from xgov.texts import pick
from xgov.texts.metrics import METRICS
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xgov.model.framework import Entry, Framework, Indicator, Node

#: The owner of items that the framework gives to none.
UNASSIGNED = "unassigned"


class Wanted(NamedTuple):
    """What somebody wants a form of."""

    #: The framework to answer.
    framework: Framework
    #: Ids of the cities, in the order of their columns.
    cities: tuple[str, ...]
    #: Language of every text.
    lang: str
    #: The day for which answers will hold.
    as_of: str
    #: Type of governance, by which some items are worded otherwise.
    governance: str | None = None
    #: The filing whose answers are carried forward, as valid plain data.
    last: Mapping[str, Any] = EMPTY
    #: Whether the framework is that of the quick check alone.
    core: bool = False


class Item(NamedTuple):
    """One question."""

    #: e.g. "ORG-2.3".
    id: str
    #: levels, yes_no, number or record; a record is computed and takes no answer.
    kind: str
    #: The question.
    question: str
    #: One text a level, or one that says how to answer.
    choices: tuple[str, ...]
    #: What would prove it; may be empty.
    evidence: str
    #: Who answers, and of whom it is asked: short texts.
    facts: tuple[str, ...]
    #: Whether it is a fact about the pair.
    joint: bool

    @property
    def answered(self) -> bool:
        """Whether somebody types the answer."""
        return self.kind != "record"


class Heading(NamedTuple):
    """A criterion, above its items."""

    #: e.g. "ORG-2".
    id: str
    #: Its name.
    name: str
    #: What it looks at; may be empty.
    about: str


class Section(NamedTuple):
    """A dimension."""

    #: Its id, name, and what it looks at.
    head: Heading
    #: Criteria and their items, in order.
    rows: tuple[Heading | Item, ...]

    def items(self) -> Iterator[Item]:
        """Go through its items."""
        return (row for row in self.rows if isinstance(row, Item))


class Form(NamedTuple):
    """A form: what is asked, and what is filled in already."""

    #: What was asked for.
    wanted: Wanted
    #: Name of the department that it is for; empty: the whole.
    owner: str
    #: The dimensions.
    sections: tuple[Section, ...]
    #: Kinds of record that it has room for.
    records: tuple[str, ...]
    #: What is carried forward, as the plain data of a submission.
    carried: Mapping[str, Any]
    #: The day for which carried answers held; empty where there are none.
    carried_from: str

    def items(self) -> Iterator[Item]:
        """Go through all items."""
        for section in self.sections:
            yield from section.items()

    def answer(self, city: str, item: str) -> Any:  # noqa: ANN401 - plain data
        """Give a city's carried answer or view, or None."""
        return ((self.carried["cities"].get(city) or {}).get("answers") or {}).get(item)

    def choices(self, kind: str) -> tuple[Entry, ...]:
        """Give the entries of a list of the framework's profile: risks, scenarios or governance."""
        found: tuple[Entry, ...] = getattr(self.wanted.framework.profile, kind)
        return found


def form(wanted: Wanted) -> Form:
    """Lay out the whole form."""
    return _form(wanted, {item.id for item in wanted.framework.walk()}, "", RECORDS)


def by_owner(wanted: Wanted) -> dict[str, Form]:
    """Lay out one form for each department that answers something, by its id; together they are the whole."""
    groups: dict[str, list[Indicator]] = {}
    for item in wanted.framework.walk():
        groups.setdefault(item.owner or UNASSIGNED, []).append(item)
    names = {entry.id: pick(entry.name, wanted.lang) for entry in wanted.framework.profile.owners}
    kinds = {owner: _kinds(items) for owner, items in groups.items()}
    rest = [kind for kind in RECORDS if not any(kind in found for found in kinds.values())]
    forms = {}
    for number, (owner, items) in enumerate(sorted(groups.items())):
        records = tuple(kind for kind in RECORDS if kind in kinds[owner] or (number == 0 and kind in rest))
        forms[owner] = _form(wanted, {item.id for item in items}, names.get(owner, owner), records)
    return forms


def _kinds(items: list[Indicator]) -> set[str]:
    """Find the kinds of record that items are computed from or checked by."""
    metrics = [item.metric or (item.checked_by.metric if item.checked_by else "") for item in items]
    kinds = {metric.split(".", maxsplit=1)[0] for metric in metrics if metric}
    return {"activities" if kind == "evaluations" else kind for kind in kinds}


def _form(wanted: Wanted, ids: set[str], owner: str, records: tuple[str, ...]) -> Form:
    sections = []
    for node in wanted.framework.dimensions:
        rows = tuple(_rows(wanted, node, ids))
        if rows:
            sections.append(Section(_heading(node, wanted.lang), rows))
    carried = _carried(wanted, ids)
    return Form(wanted, owner, tuple(sections), records, carried, str(wanted.last.get("as_of", "")))


def _heading(node: Node, lang: str) -> Heading:
    return Heading(node.id, pick(node.name, lang), pick(node.about, lang))


def _rows(wanted: Wanted, node: Node, ids: set[str]) -> Iterator[Heading | Item]:
    """Go through what stands below a node: headings with something under them, and items."""
    for criterion in node.criteria:
        below = list(_rows(wanted, criterion, ids))
        if below:
            yield _heading(criterion, wanted.lang)
            yield from below
    for item in node.indicators:
        if item.id in ids:
            yield _item(wanted, item)


def _item(wanted: Wanted, item: Indicator) -> Item:
    lang = wanted.lang
    item = item.worded(wanted.governance)
    choices = tuple(pick(level, lang) for level in item.levels)
    if item.kind != "levels":
        metric = METRICS[item.metric][lang] if item.metric in METRICS else item.metric
        values = {"worst": item.worst, "best": item.best, "unit": pick(item.unit, lang), "metric": metric}
        choices = (say(item.kind, lang, **values),)
    owners = {entry.id: pick(entry.name, lang) for entry in wanted.framework.profile.owners}
    facts = [owners.get(item.owner or "", item.owner or "")]
    if item.asked_of == "joint":
        facts.append(say("asked_joint", lang))
    if item.actor == "superior":
        facts.append(say("actor.superior", lang))
    kept = tuple(fact for fact in facts if fact)
    joint = item.asked_of == "joint"
    return Item(item.id, item.kind, pick(item.question, lang), choices, pick(item.evidence, lang), kept, joint)


def _carried(wanted: Wanted, ids: set[str]) -> dict[str, Any]:
    """Take from last year's filing its head, the answers to these items, and the evidence that they cite."""
    last = wanted.last
    filing = {key: value for key, value in (last.get("filing") or {}).items() if key != "issued_on"}
    old: Mapping[str, Any] = last.get("cities") or {}
    together = len(wanted.cities) > 1 and set(wanted.cities) <= set(old)
    agreed = _of((last.get("joint") or {}).get("answers"), ids)
    cities = {}
    for city in wanted.cities:
        views = agreed if city in old and not together else {}
        answers = {**views, **_of((old.get(city) or {}).get("answers"), ids)}
        cities[city] = {**(old.get(city) or {}), "answers": answers}
    pairs = [
        {"between": pair["between"], "answers": kept}
        for pair in last.get("pairs") or ()
        if set(pair["between"]) <= set(wanted.cities) and (kept := _of(pair["answers"], ids))
    ]
    joint = agreed if together else {}
    groups = [joint, *(city["answers"] for city in cities.values()), *(pair["answers"] for pair in pairs)]
    cited = {one for group in groups for value in group.values() if isinstance(value, dict) for one in _evidence(value)}
    return {
        "evaluator": last.get("evaluator") or {"kind": "self"},
        "filing": filing,
        "handling": last.get("handling", "public" if last else "internal"),
        "profile": _profile(wanted),
        "cities": cities,
        "joint": joint,
        "pairs": pairs,
        "evidence": {key: one for key, one in (last.get("evidence") or {}).items() if key in cited},
    }


def _profile(wanted: Wanted) -> dict[str, Any]:
    """Take the profile, with the risks that begin in one of the cities."""
    profile = dict(wanted.last.get("profile") or {})
    if wanted.governance:
        profile["governance"] = wanted.governance
    if len(wanted.cities) > 1 and "risks" in profile:
        known = {*wanted.cities, "either"}
        profile["risks"] = [one for one in profile["risks"] if one.get("origin", "either") in known]
    return profile


def _evidence(value: Mapping[str, Any]) -> list[str]:
    return list(value.get("evidence") or ())


def _of(answers: Mapping[str, Any] | None, ids: set[str]) -> dict[str, Any]:
    """Keep the answers to some items; what was not asked has none."""
    kept = {key: value for key, value in (answers or {}).items() if key in ids}
    return {key: value for key, value in kept.items() if value is not None and value != {"answer": None}}
