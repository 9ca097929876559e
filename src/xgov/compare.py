"""Two assessments of the same cities → what moved, and whether the move is clear. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xgov.model.assessment import Assessment, Figures, ItemScore, Scored
    from xgov.model.framework import Framework, Node

#: Below this, on 0..1, nothing moved.
_EPSILON = 1e-9


class Move(NamedTuple):
    """A score then and now."""

    #: A city's id, or the two of a pair with " - " between.
    subject: str
    #: A dimension or an indicator; "" for the whole.
    id: str
    #: Then; None where it did not apply.
    old: Figures | None
    #: Now.
    new: Figures | None

    @property
    def change(self) -> float | None:
        """How far the score moved, -1..1; None where it is not known at both times."""
        old, new = (one.score if one else None for one in (self.old, self.new))
        return None if old is None or new is None else new - old

    @property
    def clear(self) -> bool:
        """Whether the ranges lie apart, so that missing answers cannot explain the move."""
        if self.old is None or self.new is None:
            return False
        return self.new.low > self.old.high + _EPSILON or self.new.high < self.old.low - _EPSILON


class Turn(NamedTuple):
    """Something that has a state, then and now."""

    #: The pair or city.
    subject: str
    #: An indicator, or a record.
    id: str
    #: The state then; None where there was none.
    old: str | None
    #: The state now.
    new: str | None


class Comparison(NamedTuple):
    """What moved between two assessments."""

    #: The earlier one.
    old: Assessment
    #: The later one.
    new: Assessment
    #: Whether scores may be subtracted: the same framework and major version.
    comparable: bool
    #: Cities or pairs in one of the two alone.
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    #: Wholes, dimensions and indicators that moved, the largest move first within each.
    wholes: tuple[Move, ...]
    dimensions: tuple[Move, ...]
    indicators: tuple[Move, ...]
    #: Answers that evidence carries now and did not before, and the reverse.
    evidenced: tuple[Turn, ...]
    unproven: tuple[Turn, ...]
    #: Gates and stages that changed.
    gates: tuple[Turn, ...]
    stages: tuple[Turn, ...]
    #: Promises whose status changed, or that are new.
    promises: tuple[Turn, ...]
    #: Indicators of one version alone, and those whose question or levels read otherwise.
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    reworded: tuple[str, ...]


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Compare two assessments; across major versions nothing is subtracted, and only the frameworks are compared."""
    before, after = old.dossier.framework, new.dossier.framework
    comparable = (before.id, before.major) == (after.id, after.major)
    ours, theirs = _subjects(old), _subjects(new)
    shared = [name for name in ours if name in theirs] if comparable else []
    moves = [move for name in shared for move in _moves(name, ours[name], theirs[name], before, after)]
    items = before.indicators(), after.indicators()
    return Comparison(
        old,
        new,
        comparable,
        tuple(name for name in ours if name not in theirs),
        tuple(name for name in theirs if name not in ours),
        _ranked(move for move in moves if not move.id),
        _ranked(move for move in moves if move.id and "-" not in move.id),
        _ranked(move for move in moves if "-" in move.id),
        tuple(_proofs(ours, theirs, shared, now=True)),
        tuple(_proofs(ours, theirs, shared, now=False)),
        tuple(_gates(old, new)) if comparable else (),
        tuple(_stages(old, new)) if comparable else (),
        tuple(_promises(old, new)),
        tuple(key for key in items[1] if key not in items[0]),
        tuple(key for key in items[0] if key not in items[1]),
        tuple(key for key, item in items[0].items() if key in items[1] and _wording(item) != _wording(items[1][key])),
    )


def _wording(item: object) -> tuple[object, object]:
    return item.question, item.levels  # type: ignore[attr-defined] # an Indicator


def _subjects(one: Assessment) -> dict[str, Scored]:
    """Every city and pair by name."""
    found = dict(one.cities)
    found.update({" - ".join(pair.cities): pair.main.scored for pair in one.pairs})
    return found


def _moves(name: str, old: Scored, new: Scored, before: Framework, after: Framework) -> Iterator[Move]:
    """Go through what can be compared: wholes and dimensions only where they hold the same indicators."""
    if [item.id for item in before.walk()] == [item.id for item in after.walk()]:
        yield Move(name, "", old.figures, new.figures)
    nodes: Mapping[str, Node] = {node.id: node for node in after.dimensions}
    for node in before.dimensions:
        other = nodes.get(node.id)
        if other is not None and [item.id for item in node.walk()] == [item.id for item in other.walk()]:
            yield Move(name, node.id, old.dimensions[node.id].figures, new.dimensions[node.id].figures)
    theirs = new.items()
    for key, item in old.items().items():
        if key in theirs:
            yield Move(name, key, item.figures, theirs[key].figures)


def _ranked(moves: Iterator[Move]) -> tuple[Move, ...]:
    changed = [move for move in moves if move.change is not None and abs(move.change) > _EPSILON]
    return tuple(sorted(changed, key=lambda move: (-abs(move.change or 0.0), move.subject, move.id)))


def _capped(item: ItemScore) -> bool | None:
    """Whether evidence falls short of the claim; None where nothing counts."""
    known = [one for one in item.counted.values() if one.value is not None]
    return any(one.capped for one in known) if known else None


def _proofs(
    ours: Mapping[str, Scored], theirs: Mapping[str, Scored], shared: list[str], *, now: bool
) -> Iterator[Turn]:
    """Go through cities' answers that became evidenced (now), or that lost their evidence."""
    for name in shared:
        if " - " in name:
            continue
        later = theirs[name].items()
        for key, item in ours[name].items().items():
            if key in later:
                before, after = _capped(item), _capped(later[key])
                if None not in (before, after) and (before, after) == (now, not now):
                    yield Turn(name, key, "claimed" if now else "evidenced", "evidenced" if now else "claimed")


def _gates(old: Assessment, new: Assessment) -> Iterator[Turn]:
    states = {pair.cities: {gate.indicator: gate.state for gate in pair.standing.gates} for pair in old.pairs}
    for pair in new.pairs:
        before = states.get(pair.cities)
        for gate in pair.standing.gates if before is not None else ():
            was = (before or {}).get(gate.indicator)
            if was != gate.state:
                yield Turn(" - ".join(pair.cities), gate.indicator, was, gate.state)


def _stages(old: Assessment, new: Assessment) -> Iterator[Turn]:
    before = {pair.cities: pair.standing.stage for pair in old.pairs}
    for pair in new.pairs:
        if pair.cities in before and before[pair.cities] != pair.standing.stage:
            yield Turn(" - ".join(pair.cities), "", before[pair.cities], pair.standing.stage)


def _promises(old: Assessment, new: Assessment) -> Iterator[Turn]:
    ledgers = [one.dossier.ledger for one in (old, new)]
    before, after = ({one.id: one for one in ledger.commitments} if ledger else {} for ledger in ledgers)
    for key, one in after.items():
        was = before[key].status if key in before else None
        if was != one.status:
            yield Turn(one.by, key, was, one.status)
