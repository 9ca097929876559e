"""Whether a document has the shape of its format, by the published JSON Schema.

Our own predicate accepts good files at once; jsonschema, much slower, only explains rejections.
"""

from __future__ import annotations

import copy
import json
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from xgov.diagnostics.diagnostic import MAX_PROBLEMS, Diagnostic, at, limited, nearest
from xgov.texts.shapes import expected, form, limit
from xgov.validation.accept import acceptor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xgov.reading.document import Data, Document, Route
    from xgov.validation.accept import Test

#: Finds the document, and the route in it, for a route in data that may come from several files.
Locate: TypeAlias = "Callable[[Route], tuple[Document, Route]]"
#: An error of jsonschema; its stubs allow for values that only other drafts have.
_Error: TypeAlias = Any
#: The published schemas, by the name that `xgov schema` takes.
SCHEMAS: Final = ("submission", "framework", "report", "compare")


@cache
def schema_text(name: str) -> str:
    """Give the published schema `name` as JSON text."""
    return (Path(__file__).parent / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


@cache
def _accepts(name: str) -> Test:
    return acceptor(json.loads(schema_text(name)))


def rows(data: object) -> Iterator[tuple[int, dict[str, Any]]]:
    """Go through the mappings of a list with their positions; what was pruned is passed over."""
    for number, row in enumerate(data if isinstance(data, list) else ()):
        if isinstance(row, dict):
            yield number, row


def check_shape(data: Data, name: str, locate: Locate) -> tuple[list[Diagnostic], Data]:
    """Compare data with schema `name`.

    Args:
        data: The data.
        name: Name of the schema.
        locate: Finds the document, and the route in it, of a route in the data.

    Returns:
        What is wrong, and the data without its wrong parts, so that the checks of meaning can go on.
    """
    if _accepts(name)(data):
        return [], data
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 70 ms, only after a rejection

    validator = Draft202012Validator(json.loads(schema_text(name)))
    errors = [_deepest(error) for error in islice(validator.iter_errors(data), MAX_PROBLEMS)]
    found = limited((one for error in errors for one in _explain(locate, error)), locate(())[0])
    whole = len(errors) < MAX_PROBLEMS >= len(found)
    return found, _pruned(data, errors) if whole else {}


def _deepest(error: _Error) -> _Error:
    """Follow alternatives down to the one that the user most probably meant."""
    while error.validator in {"anyOf", "oneOf"} and error.context:
        deeper = [one for one in error.context if one.validator not in {"type", "const"}]
        if not deeper:
            break
        error = deeper[0]
    return error


def _explain(locate: Locate, error: _Error) -> Iterator[Diagnostic]:
    document, route = locate(tuple(error.absolute_path))
    instance, value = error.instance, error.validator_value
    match error.validator:
        case "required":
            for key in value:  # each comes once for every missing key; equal diagnostics are one
                if key not in instance:
                    yield at(document, route, "XG121", name=key)
        case "additionalProperties":
            known = error.schema.get("properties", {})
            for key in instance:
                if key not in known:
                    yield at(document, (*route, key), "XG122", key=True, near=nearest(key, known), name=key)
        case "type":
            shown = f'"{instance}"' if isinstance(instance, str) else instance
            yield at(document, route, "XG123", value=shown, **expected([value] if isinstance(value, str) else value))
        case "const" | "enum":
            allowed = [value] if error.validator == "const" else value
            near = nearest(str(instance), map(str, allowed))
            yield at(document, route, "XG124", near=near, value=instance, allowed=", ".join(map(str, allowed)))
        case "pattern":
            yield from _pattern(document, route, error)
        case "not":
            yield at(document, route, "XG127", names="answer, not_applicable")
        case "anyOf" | "oneOf":
            names = [one["required"][0] for one in value if "required" in one]
            yield at(document, route, "XG121" if names else "XG124", name=" / ".join(names), value=instance, allowed="")
        case _:
            yield at(document, route, "XG126", value=instance, **limit(str(error.validator), value))


def _pattern(document: Document, route: Route, error: _Error) -> Iterator[Diagnostic]:
    wanted = form(str(error.schema.get("title", "")), error.validator_value)
    bad_key = "propertyNames" in error.absolute_schema_path
    where = (*route, str(error.instance)) if bad_key else route
    fixed = str(error.instance).upper()
    near = fixed if bad_key and "indicator" in str(error.schema.get("title", "")).lower() else None
    yield at(document, where, "XG125", key=bad_key, near=near, value=error.instance, **wanted)


def _pruned(data: Data, errors: list[_Error]) -> Data:
    """Copy the data without what the errors are about; list items become null, so places stay."""
    data = copy.deepcopy(data)
    for error in errors:
        route = list(error.absolute_path)
        if error.validator == "required":
            continue
        if error.validator == "additionalProperties":
            known = error.schema.get("properties", {})
            for key in [key for key in error.instance if key not in known]:
                _remove(data, [*route, key])
        elif "propertyNames" in error.absolute_schema_path:
            _remove(data, [*route, error.instance])
        elif not route:
            return {}
        else:
            _remove(data, route)
    return data


def _remove(data: Any, route: list[str | int]) -> None:  # noqa: ANN401 - any shape of data
    for step in route[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return
    last = route[-1]
    if isinstance(data, dict):
        data.pop(last, None)
    elif isinstance(data, list) and isinstance(last, int) and last < len(data):
        data[last] = None
