"""Names and words that a comparison is written with, in one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xgov.render.visible import visible
from xgov.texts import pick
from xgov.texts.moved import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xgov.model.comparison import Comparison, Move, Promise, Proof, Subject
    from xgov.model.records import Commitment


#: Words and numbers of an id.
_PARTS = re.compile(r"([^0-9]*)([0-9]{0,15})")
#: Cities of a pair.
_PAIR = 2


class Words:
    """Names as they stand now, or stood then where they are gone."""

    #: Between two cities.
    both = " ⇄ "

    def __init__(self, found: Comparison, lang: str) -> None:
        """Gather the names of cities, dimensions, questions and stages."""
        self.lang = lang
        self._cities: dict[str, str] = {}
        self._questions: dict[str, str] = {}
        self._dimensions: dict[str, str] = {}
        self._stages: dict[str, str] = {}
        for side in (found.old, found.new):
            dossier = side.dossier
            for key, one in dossier.cities.items():
                self._cities[key] = pick(one.name, lang) or self._cities.get(key, "")
            framework = dossier.framework
            self._questions.update({one.id: pick(dossier.worded(one).question, lang) for one in framework.walk()})
            self._dimensions.update({node.id: pick(node.name, lang) for node in framework.dimensions})
            self._stages.update({stage.id: pick(stage.name, lang) for stage in framework.stages})

    def say(self, key: str, **values: object) -> str:
        """A text of the interface."""
        return tell(key, self.lang, **values)

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return self.say("listed").join(names)

    def city(self, name: str) -> str:
        """A city's name."""
        return visible(self._cities.get(name, "")) or name

    def subject(self, cities: Subject) -> str:
        """A city, or the two of a pair."""
        return self.both.join(self.city(name) for name in cities)

    def dimension(self, key: str) -> str:
        """A dimension's name."""
        return visible(self._dimensions.get(key, "")) or key

    def short(self, key: str) -> str:
        """A dimension's name, or an indicator's id."""
        return self.dimension(key)

    def question(self, key: str) -> str:
        """An indicator's question."""
        return visible(self._questions.get(key, ""))

    def stage(self, key: str | None) -> str:
        """A stage's name, or that too little was answered."""
        return visible(self._stages.get(key or "", "")) or self.say("insufficient")

    def gate(self, state: str | None) -> str:
        """How a gate stands; a dash where it was no gate."""
        return self.say(state) if state else "—"

    def state(self, state: str | None) -> str:
        """How far an item was answered."""
        return self.say(f"state.{state}") if state else "—"

    def way(self, way: str | None) -> str:
        """A direction of risk."""
        origin, _, affected = (way or "").partition(">")
        return self.say("way", origin=self.city(origin), affected=self.city(affected))

    def sure(self, move: Move) -> str:
        """Whether a move is clear."""
        if not move.moved:
            return self.say("same")
        return self.say("unknown" if move.change is None else "clear" if move.clear else "unclear")

    def rests(self, proof: Proof) -> str:
        """On what a claim rested and rests."""
        return " → ".join(self.say(f"rests.{one or 'mixed'}") for one in (proof.rested, proof.rests))

    def promise(self, one: Promise) -> tuple[str, ...]:
        """Who owes it, how it stood, how it stands, who confirmed that, and what was promised."""
        row = one.new or one.old
        if row is None:
            message = "a promise stands in at least one register"
            raise ValueError(message)
        owed = self.city(row.by)
        if len(self._cities) > _PAIR:
            owed = self.say("owed", by=owed, to=self.say("all") if row.to == "all" else self.city(row.to))
        confirmed = self.city(one.new.accepted_by) if one.new and one.new.accepted_by else "—"
        what = visible(pick(row.what, self.lang))
        return one.id, owed, self._standing(one.old), self._standing(one.new), confirmed, what

    def _standing(self, row: Commitment | None) -> str:
        if row is None:
            return self.say("standing.absent")
        status = self.say(f"standing.{row.status}")
        if row.kept_on is not None:
            return self.say("kept_on", status=status, day=row.kept_on)
        return status if row.due is None else self.say("due", status=status, day=row.due)


def natural(key: str) -> list[tuple[str, int]]:
    """Order ids as people do: C2 before C10."""
    return [(text, int(digits or 0)) for text, digits in _PARTS.findall(key)]
