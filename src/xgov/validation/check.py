"""A file's text → a valid document or its diagnostics: the order in which checks run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xgov.diagnostics.diagnostic import Diagnostic, at, nearest
from xgov.validation.references import check_references
from xgov.validation.shape import check_shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from xgov.model.framework import Framework
    from xgov.reading.document import Document

#: Formats that xgov reads.
FORMATS: Final = ("submission/1", "framework/1")
#: What xgov writes and does not read.
OUTPUTS: Final = ("xgov-report/", "xgov-comparison/")


def kind_of(document: Document) -> str | Diagnostic:
    """Tell whether a document is a "submission" or a "framework", or what is wrong with its first key."""
    data = document.data
    if isinstance(data, dict) and str(data.get("schema")).startswith(OUTPUTS):
        return at(document, ("schema",), "XG115", format=data["schema"])
    if not isinstance(data, dict) or "xgov" not in data:
        return at(document, (), "XG113")
    name = data["xgov"]
    if name not in FORMATS:
        return at(document, ("xgov",), "XG114", near=nearest(str(name), FORMATS), format=name)
    return str(name).split("/", 1)[0]


def check_submission(document: Document, find: Callable[[str], Framework | None]) -> list[Diagnostic]:
    """Check shape and meaning of a submission.

    Args:
        document: The file.
        find: Gives the framework of an id, or None where there is none.
    """
    found, pruned = check_shape(document.data, "submission", lambda route: (document, route))
    data: Any = pruned if isinstance(pruned, dict) else {}
    if "framework" not in data:
        return found
    name, _, major = str(data["framework"]).partition("@")
    framework = find(name)
    if framework is None:
        return [*found, at(document, ("framework",), "XG201", id=name)]
    if framework.id != name:
        return [*found, at(document, ("framework",), "XG201", near=f"{framework.id}@{framework.major}", id=name)]
    if framework.major != major:
        return [*found, at(document, ("framework",), "XG202", id=name, have=framework.major, want=major)]
    return found + check_references(document, data, framework)
