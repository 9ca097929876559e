"""Find and load frameworks: the shipped ones by id, any other by its path."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xgov.diagnostics.diagnostic import Diagnostic, at, nearest, sort
from xgov.diagnostics.faults import from_reading
from xgov.model import build
from xgov.named import NamedTuple
from xgov.reading.files import is_folder, read_file

if TYPE_CHECKING:
    from xgov.model.framework import Framework
    from xgov.reading.document import Document, Route

#: The file that makes a folder a framework.
FRAMEWORK_FILE: Final = "framework.yaml"
#: Parts of a framework folder in files of their own.
_PARTS: Final = ("clauses", "crosswalk")
_PACKAGE: Final = Path(__file__).parent
#: Frameworks compiled into the wheel, and those of a checkout.
_COMPILED: Final = _PACKAGE / "_frameworks"
_CHECKOUT: Final = _PACKAGE.parent.parent / "frameworks"


class Loaded(NamedTuple):
    """What came of loading a framework."""

    #: The framework; None where it has errors.
    framework: Framework | None
    #: Everything found wrong.
    diagnostics: tuple[Diagnostic, ...] = ()


def shipped() -> list[str]:
    """Give the ids of the frameworks that come with xgov."""
    compiled = {path.stem for path in _COMPILED.glob("*.json")}
    return sorted(compiled | {path.parent.name for path in _CHECKOUT.glob(f"*/{FRAMEWORK_FILE}")})


@cache
def load_shipped(name: str) -> Framework | None:
    """Load a framework that comes with xgov, or None where there is none of that id."""
    compiled = _COMPILED / f"{name}.json"
    if compiled.is_file():
        return _from_json(compiled.read_text(encoding="utf-8"))
    folder = _CHECKOUT / name
    return load(str(folder)).framework if (folder / FRAMEWORK_FILE).is_file() else None


def compile_json(path: str) -> str:
    """Write the framework at `path` as one JSON text, from which it loads without being checked."""
    parts = _Parts(path)
    return json.dumps(parts.whole(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _from_json(text: str) -> Framework:
    return build.framework(json.loads(text), hashlib.sha256(text.encode()).hexdigest())


def load(path: str) -> Loaded:
    """Load and check the framework at a path: a folder with framework.yaml, or one file."""
    from xgov.validation.framework import check_framework  # noqa: PLC0415 - the shipped one is checked already
    from xgov.validation.shape import check_shape  # noqa: PLC0415

    parts = _Parts(path)
    if parts.main is not None and parts.main.data is None and not parts.found:
        parts.found.append(at(parts.main, (), "XG113"))
    if parts.main is None or parts.main.data is None:
        return Loaded(None, tuple(sort(parts.found)))
    whole = parts.whole()
    shape, data = check_shape(whole, "framework", parts.locate)
    found = parts.found + shape
    if isinstance(data, dict):
        found += check_framework(data, parts.locate)
    found = sort(found)
    if any(one.severity == "error" for one in found):
        return Loaded(None, tuple(found))
    return Loaded(_from_json(compile_json(path)), tuple(found))


class _Parts:
    """The files of one framework, put together and taken apart again for the places."""

    def __init__(self, path: str) -> None:
        folder = Path(path)
        self.found: list[Diagnostic] = []
        self.files: dict[Route, Document] = {}
        self.is_folder = is_folder(path)
        self.main = self._read(folder / FRAMEWORK_FILE if self.is_folder else folder)
        self.folder = folder

    def _read(self, path: Path) -> Document | None:
        reading = read_file(str(path))
        self.found += from_reading(reading)
        return reading.document

    def whole(self) -> Any:  # noqa: ANN401 - plain data
        """Put the parts together."""
        main = self.main
        if main is None or not isinstance(main.data, dict):
            return main.data if main else None
        data: dict[str, Any] = dict(main.data)
        names = data.get("dimensions")
        if isinstance(names, list):
            data["dimensions"] = [self._dimension(n, name, main) for n, name in enumerate(names)]
        if not self.is_folder:
            return data
        for part in _PARTS:
            document = self._part((part,), self.folder / f"{part}.yaml", optional=True)
            if document is not None and isinstance(document.data, dict):
                data[part] = document.data.get("clauses") if part == "clauses" else document.data
        return data

    def _dimension(self, number: int, name: object, main: Document) -> Any:  # noqa: ANN401 - plain data
        """Give a dimension in full; its name where it cannot be had, which is then said."""
        if not isinstance(name, str):
            return name
        route = ("dimensions", number)
        files = {file.stem: file for file in (self.folder / "dimensions").glob("*.yaml")} if self.is_folder else {}
        if name not in files:
            self.found.append(at(main, route, "XG402", near=nearest(name, files), what="dimension", name=name))
            return name
        document = self._part(route, files[name])
        return name if document is None or document.data is None else document.data

    def _part(self, route: Route, path: Path, *, optional: bool = False) -> Document | None:
        if route in self.files:
            return self.files[route]
        if optional and not path.is_file():
            return None
        document = self._read(path)
        if document is not None:
            self.files[route] = document
        return document

    def locate(self, route: Route) -> tuple[Document, Route]:
        """Find the file, and the route in it, of a route in the whole."""
        for length in (2, 1):
            document = self.files.get(route[:length])
            if document is not None:
                inner = route[length:]
                return document, (("clauses", *inner) if route[0] == "clauses" else inner)
        if self.main is None:
            message = "a framework without a main file has no places"
            raise LookupError(message)
        return self.main, route
