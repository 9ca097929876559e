"""Two assessments of the same cities → what moved, and whether the move is clear. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.model.comparison import EPSILON, Comparison, Move, Promise, Proof, Turn
from xgov.named import NamedTuple
from xgov.versions import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from xgov.model.assessment import Assessment, ItemScore, PairAssessment, Scored
    from xgov.model.comparison import Subject
    from xgov.model.records import Commitment
    from xgov.versions import Versions


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Compare two assessments; across major versions of the framework no score is subtracted.

    Of more than two cities pairs are compared by their main figures, stages and gates alone, as in the report.
    """
    shared = versions(old.dossier.framework, new.dossier.framework)
    before, after = _subjects(old), _subjects(new)
    pairs = _pairs(old, new) if shared.comparable else []
    sides = list(_sides(old, new, pairs)) if shared.comparable else []
    moves = [move for side in sides for move in side.moves(shared)]
    directions = [Turn(one.cities, "", _way(one), _way(other)) for one, other in pairs]
    full = old.full and new.full
    return Comparison(
        old,
        new,
        shared,
        tuple(one for one in before if one not in after),
        tuple(one for one in after if one not in before),
        tuple(_wholes(old, new, pairs)) if shared.whole else (),
        _ranked(move for move in moves if move.id in shared.dimensions),
        _ranked(move for move in moves if move.id in shared.items),
        tuple(turn for side in sides for turn in side.answers(shared)),
        tuple(proof for side in sides for proof in side.proofs(shared, later=True)),
        tuple(proof for side in sides for proof in side.proofs(shared, later=False)),
        tuple(_changed(Turn(a.cities, "", a.standing.stage, b.standing.stage) for a, b in pairs)),
        tuple(_changed(turn for one, other in pairs for turn in _gates(one, other))),
        tuple(_changed(directions)) if full else (),
        tuple(one.cities for one, other in pairs if full and _common(one, other) is None),
        tuple(_promises(old, new)),
    )


def _subjects(one: Assessment) -> list[Subject]:
    """Every city, then every pair."""
    return [*((city,) for city in one.cities), *(pair.cities for pair in one.pairs)]


def _pairs(old: Assessment, new: Assessment) -> list[tuple[PairAssessment, PairAssessment]]:
    before = {pair.cities: pair for pair in old.pairs}
    return [(before[pair.cities], pair) for pair in new.pairs if pair.cities in before]


def _wholes(old: Assessment, new: Assessment, pairs: list[tuple[PairAssessment, PairAssessment]]) -> Iterator[Move]:
    for one, other in pairs:
        yield Move(one.cities, "", one.figures, other.figures)
    for city in new.cities:
        if city in old.cities:
            yield Move((city,), "", old.cities[city].figures, new.cities[city].figures)


class _Side(NamedTuple):
    """One city, or one pair in a direction, then and now, with the items that are told of it."""

    cities: Subject
    old: Scored
    new: Scored
    #: Whether an indicator is told here: a joint item is told of the pair, not again of each city.
    told: Callable[[str], bool]
    #: Whether the state and proof of an indicator are told here: those of an `each` item are the cities'.
    settled: Callable[[str], bool]

    def moves(self, shared: Versions) -> Iterator[Move]:
        """Go through dimensions and indicators that may be subtracted and moved."""
        for key in self.new.dimensions:
            if key in shared.dimensions:
                yield Move(self.cities, key, self.old.dimensions[key].figures, self.new.dimensions[key].figures)
        for key, was, now in self._items(shared, self.told):
            yield Move(self.cities, key, was.figures, now.figures)

    def answers(self, shared: Versions) -> Iterator[Turn]:
        """Go through items whose state changed."""
        for key, was, now in self._items(shared, self.settled):
            if was.state != now.state:
                yield Turn(self.cities, key, was.state, now.state)

    def proofs(self, shared: Versions, *, later: bool) -> Iterator[Proof]:
        """Go through claims that rose from what counted towards what was claimed (`later`), or fell back from it."""
        for key, was, now in self._items(shared, self.settled):
            less, more = (was.figures, now.figures) if later else (now.figures, was.figures)
            if less is None or more is None or None in (less.score, less.claimed, more.score):
                continue
            low, claimed, high = (value or 0.0 for value in (less.score, less.claimed, more.score))
            if min(high, claimed) > low + EPSILON:
                then, here = (low, high) if later else (high, low)
                yield Proof(self.cities, key, claimed, then, here, _ground(was), _ground(now))

    def _items(self, shared: Versions, wanted: Callable[[str], bool]) -> Iterator[tuple[str, ItemScore, ItemScore]]:
        before = self.old.items()
        for key, item in self.new.items().items():
            if key in shared.items and key in before and wanted(key):
                yield key, before[key], item


def _sides(old: Assessment, new: Assessment, pairs: list[tuple[PairAssessment, PairAssessment]]) -> Iterator[_Side]:
    joint = {item.id for item in new.dossier.framework.walk() if item.asked_of == "joint"}
    full = old.full and new.full
    told: set[str] = set()
    for one, other in pairs if full else ():
        common = _common(one, other)
        if common is not None:
            told |= {*one.cities}
            yield _Side(one.cities, *common, lambda _: True, lambda key: key in joint)
    for city in new.cities:
        if city in old.cities:
            apart = joint if city in told else frozenset[str]()
            wanted = lambda key, apart=apart: key not in apart  # noqa: E731 - two fields take the same
            yield _Side((city,), old.cities[city], new.cities[city], wanted, wanted)


def _common(old: PairAssessment, new: PairAssessment) -> tuple[Scored, Scored] | None:
    """Give a pair then and now in one direction of risk: of those declared at both times the one with the lowest score.

    So the same direction is looked at whichever of the two comes first.
    """
    before = {one.origin: one.scored for one in old.directions}
    both = [(before[one.origin], one.scored) for one in new.directions if one.origin in before]
    return min(both, key=lambda sides: min(_lowest(one) for one in sides)) if both else None


def _lowest(one: Scored) -> float:
    return 2.0 if one.figures is None or one.figures.score is None else round(one.figures.score, 12)


def _way(one: PairAssessment) -> str:
    return f"{one.main.origin}>{one.main.affected}"


def _ground(item: ItemScore) -> str | None:
    """On what an item rests: who says it where that is not the cities, else their best evidence."""
    known = [one for one in item.counted.values() if one.value is not None]
    grounds = {one.evaluator if one.evaluator in {"third_party", "record"} else one.evidence for one in known}
    return grounds.pop() if len(grounds) == 1 else None


def _ranked(moves: Iterable[Move]) -> tuple[Move, ...]:
    changed = [move for move in moves if move.moved and move.change is not None]
    return tuple(sorted(changed, key=lambda move: (-round(abs(move.change or 0.0), 9), move.id, move.cities)))


def _changed(turns: Iterable[Turn]) -> Iterator[Turn]:
    return (turn for turn in turns if turn.old != turn.new)


def _gates(old: PairAssessment, new: PairAssessment) -> Iterator[Turn]:
    before, after = ({gate.indicator: gate.state for gate in one.standing.gates} for one in (old, new))
    for key in dict.fromkeys((*before, *after)):
        yield Turn(new.cities, key, before.get(key), after.get(key))


def _promises(old: Assessment, new: Assessment) -> Iterator[Promise]:
    before, after = (_register(one) for one in (old, new))
    for key in sorted({*before, *after}):
        was, now = before.get(key), after.get(key)
        if was is None or now is None or _standing(was) != _standing(now):
            yield Promise(key, was, now)


def _register(one: Assessment) -> Mapping[str, Commitment]:
    return {row.id: row for row in one.dossier.ledger.commitments} if one.dossier.ledger else {}


def _standing(one: Commitment) -> tuple[object, ...]:
    return one.status, one.due, one.kept_on, one.accepted_by
