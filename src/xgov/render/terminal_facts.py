"""The facts of the terminal report: what the records say, each figure with its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xgov.render.figures import fit, half_up
from xgov.render.styled import Styled
from xgov.render.visible import cells, visible
from xgov.texts import pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from xgov.findings import Finding
    from xgov.model.assessment import PairAssessment
    from xgov.render.terminal import Page

#: Findings in which a record speaks against an answer.
_AGAINST: Final = frozenset({"XG518", "XG519", "XG520"})
#: Rows shown of them.
_ROWS: Final = 3
#: Differences of levels from which the third party is said to differ.
_HALF: Final = 0.5
#: Columns of the names before the figures.
_HEAD: Final = 16
#: Amounts from which money is written in larger steps, in English and in Chinese.
_STEPS: Final = (
    ((1e9, "billion"), (1e6, "million"), (1e3, "thousand")),
    ((1e8, "billion"), (1e4, "thousand")),
)


def outside(page: Page, pair: PairAssessment) -> None:
    """Whose word the score rests on, and self-evaluation against the third party by dimension."""
    if not pair.third_party:
        return
    page.line()
    named = {node.id: pick(node.name, page.lang) for node in page.framework.dimensions}
    listed = page.say("listed")

    def names(sign: int) -> str:
        rows = {key: row["difference"] for key, row in pair.third_party.items() if sign * row["difference"] >= _HALF}
        return listed.join(
            page.say("levels", name=named[key], n=f"{'+' if gap > 0 else '-'}{half_up(abs(gap), 1)}")
            for key, gap in rows.items()
        )

    higher, lower = names(1), names(-1)
    text = page.say("outside", higher=higher or "—") if higher or lower else page.say("outside_same")
    page.line(text + (f" · {page.say('outside_lower', lower=lower)}" if lower else ""))
    words = listed.join(page.say(f"words.{kind}", n=n) for kind, n in pair.words.items())
    age = pair.records.facts["evaluation_age_months"] if pair.records else None
    aged = f" · {page.say('outside_age', n=age)}" if age is not None else ""
    page.line(page.say("words", words=words) + aged, "dim")


def against(page: Page, found: Sequence[Finding]) -> None:
    """Answers that the records do not bear out."""
    contrary = [one for one in found if one.code in _AGAINST]
    if not contrary:
        return
    page.line(page.say("against", n=len(contrary)), "yellow", indent=2)
    for one in contrary[:_ROWS]:
        page.line(visible(one.message[page.lang]), indent=4)


def facts(page: Page, pair: PairAssessment) -> None:
    """Show what the records say of a pair; nothing where there are none."""
    if pair.records is None:
        return
    page.line()
    page.line(page.say("facts"), "bold")
    for label, text in rows(page, pair):
        head = f"  {fit(label, _HEAD)} "
        for number, row in enumerate(Styled().then(text).wrapped(page.width - cells(head))):
            start = head if number == 0 else " " * cells(head)
            page.line(Styled(((start, ""), *row.parts)))


def rows(page: Page, pair: PairAssessment) -> Iterator[tuple[str, str]]:
    """Go through what the records say of a pair, each with its name; what nobody recorded is left out."""
    if pair.records is None:
        return
    measured = pair.records.facts
    ledger = page.assessment.dossier.ledger

    def by_city(text: Callable[[str], str]) -> str:
        shown = [f"{page.name(city)} {said}" for city in pair.cities if (said := text(city))]
        return page.say("apart").join(shown)

    found = [
        (
            "kept",
            by_city(lambda city: _kept(page, measured["commitments"][city])) if ledger and ledger.commitments else "",
        ),
        ("told", by_city(lambda city: _told(page, measured["notifications"][city]["neighbour"]))),
        ("reported", by_city(lambda city: _told(page, measured["notifications"][city]["upward"]))),
        ("helped", by_city(lambda city: _helped(page, measured["requests"][city]))),
        ("reserves", _reserves(page, measured["resources"])),
        *(("interests", _interest(page, pair, deal)) for deal in measured["exchanges"]),
        ("activities", _activities(page, pair, measured["activities"])),
        ("faults", by_city(lambda city: _faults(page, measured, city))),
    ]
    yield from ((page.say(f"facts.{key}"), text) for key, text in found if text)


def _percent(share: float) -> str:
    return half_up(100 * share)


def _kept(page: Page, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return page.say("facts.no_record")
    low, high = row["interval"]
    interval = {"low": _percent(low), "high": _percent(high)}
    parts = [page.say("facts.kept_of", n=row["kept"], of=row["due"], weighted=_percent(row["weighted"]), **interval)]
    if row["late"]:
        days = "?" if row["days_late"] is None else half_up(row["days_late"])
        parts.append(page.say("facts.late", n=len(row["late"]), days=days))
    if row["overdue"] or row["broken"]:
        parts.append(page.say("facts.broken", n=len(row["overdue"]) + len(row["broken"])))
    if row["disputed"]:
        share = _percent(row["share_if_disputed_kept"])
        parts.append(page.say("facts.disputed", n=row["disputed"], share=share))
    if row["self_graded"]:
        parts.append(page.say("facts.self_graded", n=row["self_graded"]))
    if row["registered_late"]:
        parts.append(page.say("facts.registered_late", n=len(row["registered_late"])))
    return page.say("comma").join(parts)


def _told(page: Page, row: Mapping[str, Any]) -> str:
    real, drills = row["real"], row["drills"]
    said = _on_time(page, real) if real else ""
    if drills:
        text = page.say("facts.drills", text=_on_time(page, drills, short=bool(real)))
        said = f"{said}{text}" if said else text
    return said.strip()


def _on_time(page: Page, notices: Mapping[str, Any], *, short: bool = False) -> str:
    timed = notices["on_time"]
    said: str = page.say("facts.on_time", n=timed["hits"], of=timed["of"]) if timed else page.say("facts.no_limit")
    if notices["delay_hours"] is not None and not short:
        limit = _hours(page, notices["limit_hours"]) if notices["limit_hours"] is not None else "—"
        said += page.say("facts.median", time=_hours(page, notices["delay_hours"]), limit=limit)
    if notices["omitted"]:
        said += page.say("facts.omitted", n=len(notices["omitted"]))
    return said


def _hours(page: Page, hours: float) -> str:
    if hours < 1:
        return page.say("minutes", n=half_up(60 * hours))
    return page.say("hours", n=half_up(hours, 0 if hours == int(hours) else 1))


def _helped(page: Page, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    timed = row["answered_in_time"]
    parts = [page.say("facts.answered", n=timed["hits"], of=timed["of"])] if timed else []
    if row["fulfilled"] is not None:
        parts.append(page.say("facts.fulfilled", share=_percent(row["fulfilled"])))
    if row["refused"]:
        reasons = page.say("listed").join(visible(pick(text, page.lang)) for text in row["refused"].values())
        parts.append(page.say("facts.refused", n=len(row["refused"]), reasons=reasons))
    return page.say("comma").join(parts)


def _reserves(page: Page, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    shown = [
        page.say("facts.both_hit", item=visible(pick(item["item"], page.lang)), share=_percent(item["both"]))
        for item in sorted(row["items"], key=lambda item: item["both"] if item["both"] is not None else 9.0)
        if item["both"] is not None
    ]
    return page.say("facts.if_both", items=page.say("listed").join(shown)) if shown else ""


def _interest(page: Page, pair: PairAssessment, deal: Mapping[str, Any]) -> str:
    name = visible(pick(deal["measure"], page.lang))
    parts = []
    for baseline in deal["baselines"]:
        if baseline["transfer"] is None:
            continue
        if baseline["duty"] is not None:
            parts.append(_if_owed(page, pair, baseline))
            continue
        low, high = baseline["transfer"]
        turned = baseline["fair"] < 0
        first, second = pair.cities[::-1] if turned else pair.cities
        low, high = (-high, -low) if turned else (low, high)
        amounts = {"low": _money(page, low), "high": _money(page, high), "fair": _money(page, abs(baseline["fair"]))}
        parts.append(page.say("facts.receives", city=page.name(second), payer=page.name(first), **amounts))
    amount = deal["agreed"] if deal["paid"] is None else deal["paid"]
    if amount is not None:
        who = page.say("facts.superior") if deal["payer"] == "superior" else page.name(deal["payer"] or pair.cities[0])
        key = "facts.agreed" if deal["paid"] is None else "facts.paid"
        said = page.say(key, payer=who, amount=_money(page, amount))
        if deal["inside"] is not None:
            said += page.say("facts.inside" if deal["inside"] else "facts.outside")
        parts.append(said)
    return (
        page.say("named", name=f"{name} ({deal['currency']})", text=page.say("semicolon").join(parts))
        if parts
        else name
    )


def _if_owed(page: Page, pair: PairAssessment, baseline: Mapping[str, Any]) -> str:
    """The fair payment where one city owes the other protection."""
    payer = pair.cities[baseline["fair"] < 0]
    amount = _money(page, abs(baseline["fair"]))
    return page.say("facts.if_owed", owing=page.name(baseline["duty"]), payer=page.name(payer), amount=amount)


def _money(page: Page, amount: float) -> str:
    """Write an amount in the steps of the language: thousand, million; 万, 亿."""
    for size, key in _STEPS[page.lang == "zh"]:
        if abs(amount) >= size:
            shown = half_up(amount / size, 2).rstrip("0").rstrip(".")
            return page.say(key, n=shown)
    return half_up(amount)


def _activities(page: Page, pair: PairAssessment, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    last = row["last_year"]
    parts = [page.say("facts.year", meetings=last["meeting"], drills=last["drill"], events=last["event"])]
    for city in pair.cities:
        came = row["attendance"].get(city)
        if came and came["hits"] < came["of"]:
            parts.append(page.say("facts.came", city=page.name(city), n=came["hits"], of=came["of"]))
    closed = row["actions_closed"]
    if closed:
        parts.append(page.say("facts.closed", n=closed["hits"], of=closed["of"]))
    return page.say("comma").join(parts)


def _faults(page: Page, measured: Mapping[str, Any], city: str) -> str:
    counted = []
    for name, n in measured["faults"][city].items():
        if n:
            lacking = f" ({_lacking(page, measured, city)})" if name == "incomplete" else ""
            counted.append(f"{page.say(f'fault.{name}')} {n}{lacking}")
    return page.say("listed").join(counted)


def _lacking(page: Page, measured: Mapping[str, Any], city: str) -> str:
    """Name the contents that real notices of a city lacked."""
    rows = [row["real"]["missing"] for row in measured["notifications"][city].values() if row["real"]]
    parts = dict.fromkeys(part for row in rows for part, n in row.items() if n)
    return page.say("listed").join(page.say(f"contents.{part}") for part in parts)
