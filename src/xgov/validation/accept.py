"""A JSON Schema → a quick yes or no: a predicate made of closures, one for each keyword.

Most files are good, and a good one needs no explanation: jsonschema, which explains, is imported only
for the others. Knows the keywords that our own schemas use and raises KeyError for any other, so that
none is passed over; a test compares the two on spoilt files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Whether data fit.
Test: TypeAlias = "Callable[[Any], bool]"
_Schema: TypeAlias = "Mapping[str, Any]"

#: Keywords that say nothing about data, or that another keyword's test looks after.
_SILENT: Final = frozenset(
    {"$schema", "$id", "$defs", "title", "description", "default", "examples", "additionalProperties", "then"}
)
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "null": (type(None),),
    "number": (int, float), "integer": (int,),
}  # fmt: skip


def acceptor(schema: _Schema) -> Test:
    """Compile a schema of draft 2020-12 into a predicate on plain data.

    Raises:
        KeyError: the schema has a keyword that is not known here.
    """
    return _Compiler(schema).test(schema)


class _Compiler:
    """Compiles the parts of one schema, each definition once and when first met."""

    def __init__(self, root: _Schema) -> None:
        self._root = root
        self._definitions: dict[str, Test] = {}

    def test(self, schema: _Schema | bool) -> Test:  # noqa: FBT001 - true and false are schemas
        """Compile one schema."""
        if isinstance(schema, bool):
            return lambda _: schema
        words = [word for word in schema if word not in _SILENT]
        if "additionalProperties" in schema and "properties" not in schema:
            words.append("properties")
        tests = [_KEYWORDS[word](self, schema.get(word, {}), schema) for word in words]
        return _every(tests)

    def reference(self, name: str, _: _Schema) -> Test:
        """Compile a reference when data first meet it, so that definitions may hold themselves."""

        def follow(data: Any) -> bool:  # noqa: ANN401
            if name not in self._definitions:
                self._definitions[name] = self.test(self._root["$defs"][name.removeprefix("#/$defs/")])
            return self._definitions[name](data)

        return follow

    def members(self, properties: _Schema, schema: _Schema) -> Test:
        """Compile what the values of a mapping must be, by their keys."""
        known = {key: self.test(one) for key, one in properties.items()}
        other = self.test(schema.get("additionalProperties", True))

        def test(data: Any) -> bool:  # noqa: ANN401
            if type(data) is dict:
                for key, value in data.items():
                    if not known.get(key, other)(value):
                        return False
            return True

        return test

    def keys(self, names: _Schema, _: _Schema) -> Test:
        """Compile what every key of a mapping must be."""
        test = self.test(names)
        return lambda data: type(data) is not dict or all(map(test, data))

    def items(self, item: _Schema, _: _Schema) -> Test:
        """Compile what every item of a list must be."""
        test = self.test(item)
        return lambda data: type(data) is not list or all(map(test, data))

    def condition(self, condition: _Schema, schema: _Schema) -> Test:
        """Compile if and then."""
        holds, then = self.test(condition), self.test(schema["then"])
        return lambda data: not holds(data) or then(data)


def _every(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def every(data: Any) -> bool:  # noqa: ANN401
        for test in tests:  # noqa: SIM110 - twice as fast as all() with a generator
            if not test(data):
                return False
        return True

    return every


def _some(tests: list[Test]) -> Test:
    return lambda data: any(test(data) for test in tests)


def _one(tests: list[Test]) -> Test:
    return lambda data: sum(test(data) for test in tests) == 1


def _none(test: Test) -> Test:
    return lambda data: not test(data)


def _kind(names: str | list[str], _: _Schema) -> Test:
    names = [names] if isinstance(names, str) else names
    kinds = frozenset(kind for name in names for kind in _TYPES[name])
    if "integer" not in names or "number" in names:
        return lambda data: type(data) in kinds
    return lambda data: type(data) in kinds or (type(data) is float and data.is_integer())


def _number(data: Any) -> bool:  # noqa: ANN401
    return type(data) is int or type(data) is float


def _among(values: list[Any]) -> Test:
    texts = frozenset(value for value in values if isinstance(value, str))
    if len(texts) != len(values):
        message = "enum and const of texts only"
        raise KeyError(message)
    return lambda data: type(data) is str and data in texts


def _pattern(pattern: str) -> Test:
    matches: list[Any] = []

    def test(data: Any) -> bool:  # noqa: ANN401
        if type(data) is not str:
            return True
        if not matches:
            matches.append(re.compile(pattern).search)
        return matches[0](data) is not None

    return test


def _unique(data: list[Any]) -> bool:
    texts = [one for one in data if isinstance(one, str)]
    others = [one for one in data if not isinstance(one, str)]
    marks = [(type(one), one) if isinstance(one, bool) else (None, one) for one in others]
    return len(set(texts)) == len(texts) and all(mark not in marks[:number] for number, mark in enumerate(marks))


def _sized(kind: Any, fits: Callable[[int], bool]) -> Test:  # noqa: ANN401 - a class
    return lambda data: type(data) is not kind or fits(len(data))


#: (compiler, the keyword's value, the schema that it stands in) → test.
_KEYWORDS: Final[dict[str, Callable[[_Compiler, Any, _Schema], Test]]] = {
    "$ref": _Compiler.reference,
    "type": lambda _, names, schema: _kind(names, schema),
    "const": lambda _, value, __: _among([value]),
    "enum": lambda _, values, __: _among(values),
    "pattern": lambda _, pattern, __: _pattern(pattern),
    "minLength": lambda _, least, __: _sized(str, lambda size: size >= least),
    "maxLength": lambda _, most, __: _sized(str, lambda size: size <= most),
    "minItems": lambda _, least, __: _sized(list, lambda size: size >= least),
    "maxItems": lambda _, most, __: _sized(list, lambda size: size <= most),
    "minProperties": lambda _, least, __: _sized(dict, lambda size: size >= least),
    "minimum": lambda _, least, __: lambda data: not _number(data) or data >= least,
    "maximum": lambda _, most, __: lambda data: not _number(data) or data <= most,
    "exclusiveMinimum": lambda _, least, __: lambda data: not _number(data) or data > least,
    "uniqueItems": lambda _, __, ___: lambda data: type(data) is not list or _unique(data),
    "required": lambda _, names, __: lambda data: type(data) is not dict or all(name in data for name in names),
    "properties": _Compiler.members,
    "propertyNames": _Compiler.keys,
    "items": _Compiler.items,
    "if": _Compiler.condition,
    "not": lambda compiler, schema, _: _none(compiler.test(schema)),
    "allOf": lambda compiler, schemas, _: _every([compiler.test(one) for one in schemas]),
    "anyOf": lambda compiler, schemas, _: _some([compiler.test(one) for one in schemas]),
    "oneOf": lambda compiler, schemas, _: _one([compiler.test(one) for one in schemas]),
}
