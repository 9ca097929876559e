"""What moved, as lines: for a terminal, or as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xgov.render.figures import half_up, points, span
from xgov.render.markdown import escaped
from xgov.render.visible import visible
from xgov.texts import pick
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.compare import Comparison, Move, Turn

#: Indicators shown of those that moved.
_ROWS: Final = 12


class _Words:
    """Names of cities, dimensions and questions in one language."""

    def __init__(self, found: Comparison, lang: str) -> None:
        self.lang = lang
        self._cities = {**found.old.dossier.cities, **found.new.dossier.cities}
        framework = found.new.dossier.framework
        self._names = {item.id: pick(item.question, lang) for item in framework.walk()}
        self._names.update({node.id: pick(node.name, lang) for node in framework.dimensions})
        self._stages = {stage.id: pick(stage.name, lang) for stage in framework.stages}

    def say(self, key: str, **values: object) -> str:
        """A text of the interface."""
        return say(key, self.lang, **values)

    def subject(self, name: str) -> str:
        """A city or pair by its names."""
        parts = name.split(" - ")
        return " ⇄ ".join(visible(pick(self._cities[part].name, self.lang)) or part for part in parts)

    def name(self, key: str) -> str:
        """An indicator with its question, or a dimension's name."""
        text = visible(self._names.get(key, ""))
        return f"{key} {text}".strip() if "-" in key else text or self.say("kind.whole")

    def stage(self, key: str | None) -> str:
        """A stage's name."""
        return self._stages.get(key or "", self.say("insufficient"))


def lines(found: Comparison, lang: str) -> Iterator[tuple[str, str]]:
    """Go through the report: (kind, text); kind is title, head, row or text."""
    words = _Words(found, lang)
    old, new = found.old.dossier, found.new.dossier
    title = words.say("moved.title", old=old.as_of, new=new.as_of)
    names = [words.subject(name) for name in found.new.cities]
    yield "title", f"{' ⇄ '.join(names)} · {title}"
    if "internal" in {old.handling, new.handling}:
        yield "text", words.say("internal")
    yield "text", words.say("moved.versions", old=f"{old.framework.version}", new=f"{new.framework.version}")
    if not found.comparable:
        yield "text", words.say("moved.not_comparable")
    for key, subjects in (("moved.only_old", found.only_old), ("moved.only_new", found.only_new)):
        if subjects:
            yield "text", words.say(key, names=words.say("listed").join(words.subject(name) for name in subjects))
    for turn in found.stages:
        named = {"old": words.stage(turn.old), "new": words.stage(turn.new)}
        yield "text", words.say("moved.stage", name=words.subject(turn.subject), **named)
    yield from _moves(words, "moved.wholes", found.wholes)
    yield from _moves(words, "moved.dimensions", found.dimensions)
    yield from _moves(words, "moved.indicators", found.indicators)
    yield from _turns(words, "moved.gates", found.gates, "")
    yield from _turns(words, "moved.evidenced", found.evidenced, None)
    yield from _turns(words, "moved.unproven", found.unproven, None)
    yield from _turns(words, "moved.promises", found.promises, "status.")
    for key, ids in (
        ("moved.added", found.added),
        ("moved.dropped", found.dropped),
        ("moved.reworded", found.reworded),
    ):
        if ids:
            yield "text", words.say(key, ids=words.say("listed").join(ids))
    if not any((found.wholes, found.dimensions, found.indicators, found.promises, found.gates)) and found.comparable:
        yield "text", words.say("moved.nothing")


def _moves(words: _Words, key: str, moves: Sequence[Move]) -> Iterator[tuple[str, str]]:
    if not moves:
        return
    yield "head", words.say(key, n=len(moves))
    for move in moves[:_ROWS]:
        change = move.change or 0.0
        sign = "+" if change > 0 else "−"
        old, new = (points(one.score if one else None) for one in (move.old, move.new))
        sure = "moved.clear" if move.clear else "moved.unclear"
        ranges = words.say(sure, old=span(move.old), new=span(move.new))
        figure = f"{sign}{half_up(abs(100 * change), 1)}  {old} → {new}"
        yield "row", f"{figure}  {words.subject(move.subject)}  {words.name(move.id)}  {ranges}"
    if len(moves) > _ROWS:
        yield "row", words.say("moved.more", n=len(moves) - _ROWS)


def _turns(words: _Words, key: str, turns: Sequence[Turn], prefix: str | None) -> Iterator[tuple[str, str]]:
    """Write changes of state; `prefix` leads to the names of the states, None: the head says it all."""
    if not turns:
        return
    yield "head", words.say(key, n=len(turns))
    for turn in turns[:_ROWS]:
        text = f"{words.subject(turn.subject)}  {words.name(turn.id) or visible(turn.id)}"
        if prefix is not None:
            old, new = (words.say(f"{prefix}{one}") if one else "—" for one in (turn.old, turn.new))
            shown = turn.id if prefix == "status." else words.name(turn.id)
            text = f"{words.subject(turn.subject)}  {visible(shown)}  {old} → {new}"
        yield "row", text
    if len(turns) > _ROWS:
        yield "row", words.say("moved.more", n=len(turns) - _ROWS)


def terminal(found: Comparison, lang: str) -> str:
    """Write it for a terminal."""
    written = []
    for kind, text in lines(found, lang):
        gap = "\n" if kind == "head" else ""
        written.append(f"{gap}{'  ' if kind == 'row' else ''}{text}\n")
    return "".join(written)


def markdown(found: Comparison, lang: str) -> str:
    """Write it as Markdown."""
    marks = {"title": "# {}\n\n", "head": "\n## {}\n\n", "row": "- {}\n", "text": "{}  \n"}
    return "".join(marks[kind].format(escaped(text)) for kind, text in lines(found, lang))
