"""What moved, put into words in one language: titles, notes and tables that every format draws its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from xgov.named import NamedTuple
from xgov.render.compare_words import Words, natural
from xgov.render.figures import half_up, points, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xgov.model.assessment import Figures
    from xgov.model.comparison import Comparison, Move, Proof, Subject

#: Cities and pairs up to which each has a column of its own.
_COLUMNS = 3
#: Cities of a pair.
_PAIR = 2


class Note(NamedTuple):
    """A line of text."""

    #: The text.
    text: str
    #: "title", "strong", "" or "quiet".
    weight: str = ""


class Table(NamedTuple):
    """Rows under a heading."""

    #: The heading.
    title: str
    #: Name of every column.
    columns: tuple[str, ...]
    #: One letter a column: "l" for words, "r" for numbers.
    sides: str
    #: The cells.
    rows: tuple[tuple[str, ...], ...]
    #: One a row: "rise", "fall" or "".
    tones: tuple[str, ...] = ()
    #: One a row where a range can be drawn.
    moves: tuple[Move, ...] = ()


#: What a page is made of.
Block: TypeAlias = Note | Table


def blocks(found: Comparison, lang: str) -> Iterator[Block]:
    """Go through the page: what is compared, what moved, what it rests on, and what could not be compared."""
    page = _Page(found, Words(found, lang))
    yield from page.head()
    yield from page.wholes()
    yield from page.turns()
    yield from page.moves()
    yield from page.proofs()
    yield from page.promises()
    yield from page.framework()
    if found.still:
        yield Note(page.words.say("still"), "strong")


class _Page(NamedTuple):
    found: Comparison
    words: Words

    def head(self) -> Iterator[Block]:
        found, words = self.found, self.words
        old, new = found.old.dossier, found.new.dossier
        names = [words.city(name) for name in found.new.cities]
        title = words.both.join(names) if len(names) <= _PAIR else words.say("cities", n=len(names))
        yield Note(words.say("title", names=title), "title")
        if "internal" in {old.handling, new.handling}:
            yield Note(words.say("internal"), "strong")
        before, after = (f"{one.framework.id} {one.framework.version}" for one in (old, new))
        version = words.say("version", version=after)
        if before != after:
            version = words.say("versions", old=before, new=after)
        yield Note(f"{words.say('dates', old=old.as_of, new=new.as_of)} · {version}", "quiet")
        if new.as_of < old.as_of:
            yield Note(words.say("backwards"), "strong")
        for key, subjects in (("only_old", found.only_old), ("only_new", found.only_new)):
            if subjects:
                yield Note(words.say(key, names=words.listed([words.subject(one) for one in subjects])))
        yield from self._not_compared()

    def _not_compared(self) -> Iterator[Block]:
        found, words = self.found, self.words
        if not found.versions.comparable:
            yield Note(words.say("not_comparable"), "strong")
            return
        if not found.versions.whole:
            yield Note(words.say("whole_not"), "strong")
        if found.versions.changed:
            names = words.listed([words.dimension(key) for key in found.versions.changed])
            yield Note(words.say("dimensions_not", names=names))
        for cities in found.apart:
            yield Note(words.say("apart", name=words.subject(cities)))
        if not (found.old.full and found.new.full) and len(found.new.cities) > _PAIR:
            first, second, *_ = found.new.cities
            yield Note(words.say("community", a=first, b=second))

    def wholes(self) -> Iterator[Block]:
        found, words = self.found, self.words
        if not found.wholes:
            return
        wholes = found.wholes
        if len(found.new.cities) > _PAIR:  # the largest move first
            wholes = tuple(sorted(wholes, key=lambda one: -abs(one.change or 0.0)))
        names = ("col.who", "col.then", "col.now", "col.change", "col.ranges", "col.answered", "col.sure")
        rows = tuple(
            (
                words.subject(one.cities),
                *(_score(figures) for figures in (one.old, one.new)),
                change(one),
                f"{span(one.old)} → {span(one.new)}",
                f"{_coverage(one.old)} → {_coverage(one.new)} %",
                words.sure(one),
            )
            for one in wholes
        )
        columns = tuple(words.say(name) for name in names)
        yield Table(words.say("wholes"), columns, "lrrrlll", rows, _tones(wholes), wholes)
        if any(one.moved for one in found.wholes):
            yield Note(words.say("sure"), "quiet")

    def turns(self) -> Iterator[Block]:
        found, words = self.found, self.words
        for turn in found.directions:
            yield Note(
                words.say(
                    "direction", name=words.subject(turn.cities), old=words.way(turn.old), new=words.way(turn.new)
                )
            )
        then = tuple(words.say(key) for key in ("col.who", "col.then", "col.now"))
        if found.stages:
            rows = tuple(
                (words.subject(one.cities), words.stage(one.old), words.stage(one.new)) for one in found.stages
            )
            yield Table(words.say("stages"), then, "lll", rows)
        if found.gates:
            columns = (then[0], words.say("col.gate"), then[1], then[2], words.say("question"))
            gates = tuple(
                (words.subject(one.cities), one.id, words.gate(one.old), words.gate(one.new), words.question(one.id))
                for one in found.gates
            )
            tones = tuple(_opened(one.old, one.new) for one in found.gates)
            yield Table(words.say("gates", n=len(gates)), columns, "lllll", gates, tones)

    def moves(self) -> Iterator[Block]:
        found, words = self.found, self.words
        subjects = list(dict.fromkeys(one.cities for one in found.dimensions))
        if subjects:
            title = words.say("dimensions")
            yield (
                self._beside(title, subjects)
                if len(subjects) <= _COLUMNS
                else self._below(title, found.dimensions, "col.dimension")
            )
            if not all(one.clear for one in found.dimensions):
                yield Note(words.say("brackets"), "quiet")
        if found.indicators:
            yield self._below(words.say("indicators", n=len(found.indicators)), found.indicators, "col.item")
        if found.answers:
            columns = tuple(words.say(key) for key in ("col.item", "col.who", "col.then", "col.now", "question"))
            rows = tuple(
                (one.id, words.subject(one.cities), words.state(one.old), words.state(one.new), words.question(one.id))
                for one in found.answers
            )
            yield Table(words.say("answers", n=len(rows)), columns, "lllll", rows)

    def _beside(self, title: str, subjects: Sequence[Subject]) -> Table:
        """Dimensions as rows, cities and pair as columns."""
        found, words = self.found, self.words
        subjects = sorted(subjects, key=lambda one: (len(one), one))
        by_key = {(one.id, one.cities): one for one in found.dimensions}
        ids = [node.id for node in found.new.dossier.framework.dimensions]
        rows = tuple(
            (words.dimension(key), *(_cell(by_key.get((key, one))) for one in subjects))
            for key in ids
            if any((key, one) in by_key for one in subjects)
        )
        heads = (
            words.say("col.dimension"),
            *(words.say("pair") if len(one) > 1 else words.subject(one) for one in subjects),
        )
        return Table(title, heads, "l" + "r" * len(subjects), rows)

    def _below(self, title: str, moves: Sequence[Move], kind: str) -> Table:
        """One row a move, those of the same id together, the largest first."""
        words = self.words
        keys = list(dict.fromkeys(one.id for one in moves))
        ranked = sorted(moves, key=lambda one: (keys.index(one.id), len(one.cities), one.cities))
        columns = tuple(
            words.say(key) for key in (kind, "col.change", "col.then", "col.now", "col.who", "col.sure", "question")
        )
        rows: tuple[tuple[str, ...], ...] = tuple(
            (
                words.short(one.id),
                change(one),
                _score(one.old),
                _score(one.new),
                words.subject(one.cities),
                words.sure(one),
                words.question(one.id),
            )
            for one in ranked
        )
        if kind == "col.dimension":
            columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
        return Table(title, columns, "lrrrlll"[: len(columns)], rows, _tones(ranked))

    def proofs(self) -> Iterator[Block]:
        yield from self._proofs("evidenced", self.found.evidenced, "rise")
        yield from self._proofs("unproven", self.found.unproven, "fall")

    def _proofs(self, key: str, proofs: Sequence[Proof], tone: str) -> Iterator[Block]:
        words = self.words
        names = ("col.item", "col.who", "col.claimed", "col.then", "col.now", "col.rests", "question")
        rows = tuple(
            (
                one.id,
                words.subject(one.cities),
                points(one.claimed),
                points(one.old),
                points(one.new),
                words.rests(one),
                words.question(one.id),
            )
            for one in proofs
        )
        if rows:
            yield Table(
                words.say(key, n=len(rows)),
                tuple(words.say(name) for name in names),
                "llrrrll",
                rows,
                (tone,) * len(rows),
            )

    def promises(self) -> Iterator[Block]:
        promises, words = self.found.promises, self.words
        if not promises:
            return
        ordered = sorted(promises, key=lambda one: (not one.kept, natural(one.id)))
        kept = sum(one.kept for one in promises)
        names = ("col.promise", "col.who", "col.then", "col.now", "col.confirmed", "col.what")
        title = words.say("promises", kept=kept, n=len(promises))
        rows = tuple(words.promise(one) for one in ordered)
        tones = tuple("rise" if one.kept else "" for one in ordered)
        yield Table(title, tuple(words.say(name) for name in names), "llllll", rows, tones)

    def framework(self) -> Iterator[Block]:
        shared, words = self.found.versions, self.words
        rows = tuple(
            (words.say(key), one, words.question(one))
            for key in ("added", "dropped", "reworded", "rescored")
            for one in getattr(shared, key)
        )
        if rows:
            columns = (words.say("col.change"), words.say("col.item"), words.say("question"))
            yield Table(words.say("framework"), columns, "lll", rows)


def change(move: Move) -> str:
    """How far a score moved, signed; a dash where that is not known."""
    if move.change is None:
        return "—"
    shown = half_up(abs(100 * move.change), 1)
    return f"{'+' if move.change > 0 else '−' if move.moved else ''}{shown}"


def _cell(move: Move | None) -> str:
    if move is None:
        return ""
    text = change(move) if move.clear else f"({change(move)})"
    return f"{_score(move.old)} → {_score(move.new)}  {text}"


def _score(figures: Figures | None) -> str:
    return points(figures.score if figures else None)


def _coverage(figures: Figures | None) -> str:
    return points(figures.coverage if figures else None)


def _tones(moves: Sequence[Move]) -> tuple[str, ...]:
    return tuple("" if not one.change or not one.moved else "rise" if one.change > 0 else "fall" for one in moves)


def _opened(old: str | None, new: str | None) -> str:
    return "rise" if new == "met" else "fall" if old == "met" else ""
