"""Where a framework comes from: its source, the clauses of it, and links to other frameworks and laws.

Every class stands for one definition of framework.schema.json and has the same keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from xgov.named import NamedTuple
from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.model.framework import Text


class Clause(NamedTuple):
    """One sentence, or part of one, of the source that the model encodes."""

    #: e.g. "M4.8b".
    id: str
    #: norm: assessed by an indicator; option: its group is; definition and risk: carried; example.
    kind: Literal["norm", "option", "definition", "risk", "example"]
    #: The source's own term.
    term: Text
    #: What it says, in our words.
    text: Text
    #: Who can do it; "superior": only a superior government.
    actor: Literal["superior"] | None = None
    #: Of an option: the group that is assessed as one.
    group: str | None = None
    #: Of a definition or risk: what carries it, e.g. "profile.risks.natural" or "finding.dispute".
    carried_by: tuple[str, ...] = ()


class Publication(NamedTuple):
    """Another framework or law that the crosswalk leads to."""

    #: Its title.
    title: Text
    #: Its edition or year.
    edition: str
    #: What to know about it.
    note: Text | None = None


class Link(NamedTuple):
    """A link from a criterion or indicator to an item of another framework or law."""

    #: Key of the publication.
    framework: str
    #: The item, e.g. "6.4.2".
    item: str
    #: Same concept, or only part of it.
    relation: Literal["same", "partial"]
    #: The criterion that is linked; else `indicator`.
    criterion: str | None = None
    #: The indicator that is linked.
    indicator: str | None = None
    #: The item's title.
    item_title: Text | None = None
    #: What to know about the link.
    note: Text | None = None


class Crosswalk(NamedTuple):
    """Links from this framework to others."""

    #: The publications, by id.
    frameworks: Mapping[str, Publication] = EMPTY
    #: The links, in order.
    links: tuple[Link, ...] = ()


class Source(NamedTuple):
    """The text that the framework encodes."""

    #: Its title.
    title: Text | str
    #: Who wrote it.
    author: Text | str | None = None
    #: When it was published.
    published: Text | str | None = None
