"""YAML text → plain data with places, from the event stream of PyYAML's C parser.

YAML 1.2 core scalars, so that NO, 12:30, 007 and dates stay text. Aliases, tags, several documents
and duplicate keys are refused; size, depth and count are limited while the events come in, since
libyaml itself is quadratic in nesting. Reading goes on after a fault wherever that is possible.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import yaml
from yaml import events as kinds
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs hide it

from xgov.reading.document import Data, Document, Fault, Reading, Route, Span
from xgov.reading.scalars import FORBIDDEN, MAX_FAULTS, MAX_SCALAR, UNUSABLE, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Deepest nesting of mappings and sequences.
MAX_DEPTH: Final = 64
#: Most keys and values in a file.
MAX_NODES: Final = 250_000

#: An event of the C parser; the stubs know neither its marks nor which kind it is.
_Event: TypeAlias = Any
_Leaf: TypeAlias = Any


class _Branch:
    """A mapping or sequence: its value so far, and the events that opened it and its parts."""

    __slots__ = ("children", "data", "event", "key", "keys", "lost")

    def __init__(self, event: _Event, data: dict[str, Data] | list[Data]) -> None:
        self.event = event
        self.data = data
        #: Of a mapping: the key whose value comes next; None where a key comes next.
        self.key: str | None = None
        #: Whether the value that comes next has no usable key.
        self.lost = False
        self.keys: dict[str, _Event] = {}
        self.children: dict[str | int, _Branch | _Leaf] = {}


class _Places:
    """Where each value stands, worked out from the events only when somebody asks."""

    __slots__ = ("_root",)

    def __init__(self, root: _Branch | _Leaf) -> None:
        self._root = root

    def span(self, route: Route, *, key: bool) -> Span:
        """Find the place of the value at `route`, or of its key; the nearest part that exists."""
        node, key_event = self._root, None
        for step in route:
            child = node.children.get(step) if isinstance(node, _Branch) else None
            if child is None:
                break
            key_event = node.keys.get(step) if isinstance(step, str) else None
            node = child
        if node is None:
            return Span(1, 1, 1, 1)
        if key_event is not None and (key or isinstance(node, _Branch)):
            return _span(key_event)
        if isinstance(node, _Branch):
            start = node.event.start_mark
            return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
        return _span(node)


class _Composer:
    """Builds data from events, gathering faults instead of stopping at the first."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.root: _Branch | _Leaf = None
        self.data: Data = None
        self._open: list[_Branch] = []
        self._nodes = 0
        #: How many open collections belong to a key that cannot be used.
        self._skipped = 0

    def run(self, text: str) -> None:
        """Take in the whole text; a broken one ends with its syntax fault."""
        collecting = gc.isenabled()
        gc.disable()  # nothing built here is garbage; collecting takes four fifths of a large file's time
        try:
            for event in _events(CParser(text)):
                self._take(event)
                if self._spent(event):
                    self.data = None
                    break
        except yaml.MarkedYAMLError as error:
            self.faults.append(_syntax(error))
            self.data = None
        finally:
            if collecting:
                gc.enable()

    def _spent(self, event: _Event) -> bool:
        """Tell whether a limit is passed, and say which."""
        limit = None
        if len(self._open) + self._skipped > MAX_DEPTH:
            limit = ("depth", f"{MAX_DEPTH}")
        elif self._nodes > MAX_NODES:
            limit = ("nodes", f"{MAX_NODES}")
        elif len(self.faults) >= MAX_FAULTS:
            limit = ("faults", f"{MAX_FAULTS}")
        if limit is None:
            return False
        self._fault("XG103", event, what=limit[0], limit=limit[1])
        return True

    def _fault(self, code: str, event: _Event, related: _Event | None = None, **values: str) -> None:
        span = _span(event)
        if isinstance(event, kinds.CollectionStartEvent):
            span = Span(span.line, span.column, span.line, span.column + 1)
        self.faults.append(Fault(code, span, values, _span(related) if related else None))

    def _take(self, event: _Event) -> None:
        kind = type(event)
        if kind is kinds.ScalarEvent:
            self._scalar(event)
        elif kind is kinds.MappingStartEvent:
            self._start(event, {})
        elif kind is kinds.SequenceStartEvent:
            self._start(event, [])
        elif kind is kinds.MappingEndEvent or kind is kinds.SequenceEndEvent:
            self._end()
        elif kind is kinds.AliasEvent:
            self._fault("XG108", event, name=event.anchor)
            self._put(event, None)
        elif kind is kinds.DocumentStartEvent and self.root is not None:
            self._fault("XG110", event)

    def _scalar(self, event: _Event) -> None:
        text = event.value
        if len(text) > MAX_SCALAR:
            self._fault("XG103", event, what="scalar", limit=f"{MAX_SCALAR}")
            text = ""
        if event.tag is not None:
            self._fault("XG109", event, tag=event.tag)
            self._put(event, None)
        elif self._awaits_key():
            self._put(event, text)
        elif event.implicit[0] and not event.style:
            self._put(event, self._resolve(event, text))
        else:
            self._put(event, text)

    def _resolve(self, event: _Event, text: str) -> Data:
        value = plain(text)
        if value is UNUSABLE:
            self._fault("XG112", event, value=text[:40])
            return None
        return cast("Data", value)

    def _awaits_key(self) -> bool:
        top = self._open[-1] if self._open else None
        if top is None or self._skipped or isinstance(top.data, list):
            return False
        return top.key is None and not top.lost

    def _start(self, event: _Event, data: dict[str, Data] | list[Data]) -> None:
        if event.tag is not None:
            self._fault("XG109", event, tag=event.tag)
        if self._skipped:
            self._skipped += 1
            return
        if self._awaits_key():
            self._fault("XG111", event)
            self._skipped = 1
            return
        branch = _Branch(event, data)
        self._attach(branch, data)
        self._open.append(branch)

    def _end(self) -> None:
        if self._skipped:
            self._skipped -= 1
            if not self._skipped:
                self._open[-1].lost = True
        else:
            self._open.pop()

    def _put(self, event: _Leaf, value: Data) -> None:
        if self._skipped:
            return
        if not self._awaits_key():
            self._attach(event, value)
            return
        top = self._open[-1]
        if not isinstance(value, str):
            top.lost = True
        elif value in top.keys:
            self._fault("XG107", event, top.keys[value], key=value)
            top.lost = True
        else:
            top.key = value
            top.keys[value] = event

    def _attach(self, node: _Branch | _Leaf, value: Data) -> None:
        self._nodes += 1
        top = self._open[-1] if self._open else None
        if top is None:
            if self.root is None:
                self.root, self.data = node, value
            return
        if isinstance(top.data, list):
            top.children[len(top.data)] = node
            top.data.append(value)
            return
        key, lost = top.key, top.lost
        top.key, top.lost = None, False
        if key is not None and not lost:
            top.children[key] = node
            top.data[key] = value


def _events(parser: CParser) -> Iterator[_Event]:
    while (event := parser.get_event()) is not None:
        yield event


def _span(event: _Event) -> Span:
    start, end = event.start_mark, event.end_mark
    last = end.column
    if end.line == start.line and end.column == start.column:
        last += 1
    return Span(start.line + 1, start.column + 1, end.line + 1, last + 1)


def _syntax(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2) if mark else None
    problem = " ".join(part for part in (error.context, error.problem) if part)
    if "maximum nesting depth" in problem:  # libyaml reads ahead of its own events
        return Fault("XG103", span, {"what": "depth", "limit": f"{MAX_DEPTH}"})
    return Fault("XG106", span, {"problem": problem})


def _forbidden(text: str) -> Fault | None:
    """Find the first character that YAML does not allow, with its place."""
    hit = FORBIDDEN.search(text)
    if hit is None:
        return None
    before = text[: hit.start()].splitlines() or [""]
    if text[: hit.start()].endswith(("\n", "\r", "\x85", "\u2028", "\u2029")):
        before.append("")
    line, column = len(before), len(before[-1]) + 1
    name = f"U+{ord(hit.group()):04X}"
    return Fault("XG105", Span(line, column, line, column + 1), {"character": name})


def read_yaml(path: str, text: str, sha256: str) -> Reading:
    """Read YAML text into a document.

    Args:
        path: The file as the user named it, for messages.
        text: The decoded text, without a byte-order mark.
        sha256: Digest of the file's bytes, hexadecimal.

    Returns:
        The document and every fault. Where the text cannot be parsed to its end, or passes a limit,
        the document's data is None, so that no later check runs on half a file.
    """
    forbidden = _forbidden(text)
    if forbidden is not None:
        return Reading(path, Document(path, text, None, _Places(None), sha256), (forbidden,))
    composer = _Composer()
    composer.run(text)
    document = Document(path, text, composer.data, _Places(composer.root), sha256)
    return Reading(path, document, tuple(composer.faults))
