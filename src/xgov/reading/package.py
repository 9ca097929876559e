"""A workbook's bytes → its parts, read within limits: an .xlsx file is a ZIP archive of XML from a stranger.

Sizes are checked before anything is unpacked, XML is parsed event by event, and document types, the
door to entities, are refused. Of a workbook we need six kinds of element, so the format is read
here and not by openpyxl, which reads every part whatever its size, fills up missing rows, and does
not know the date formats of a Chinese Excel; openpyxl writes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from xgov.reading.document import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

#: How ZIP archives begin, and the older container of encrypted and of .xls files.
ZIP: Final = b"PK\x03\x04"
OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Most members of the archive.
MAX_MEMBERS: Final = 1000
#: Most bytes of all members unpacked.
MAX_UNPACKED: Final = 48 * 1024 * 1024
#: Most elements of all parts that are read.
MAX_ELEMENTS: Final = 1_000_000
#: How members may be packed: not at all, or as ZIP always did.
_PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class RefusedError(Exception):
    """A workbook that is not read any further, and why."""

    def __init__(self, fault: Fault) -> None:
        """Take why, as a fault of the whole file."""
        super().__init__(fault.code)
        self.fault = fault


class Package:
    """The parts of a workbook, by name."""

    def __init__(self, raw: bytes) -> None:
        """Open the archive.

        Raises:
            RefusedError: it is encrypted, an old format, broken, holds macros, or passes a limit.
        """
        if raw.startswith(OLD):
            encrypted = "EncryptedPackage".encode("utf-16-le") in raw
            raise RefusedError(Fault("XG132")) if encrypted else RefusedError(Fault("XG131", values={"problem": "xls"}))
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(raw))
        except _BROKEN as error:
            raise RefusedError(Fault("XG131", values={"problem": str(error)})) from error
        members = self._archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise RefusedError(Fault("XG103", values={"what": "members", "limit": str(MAX_MEMBERS)}))
        if sum(one.file_size for one in members) > MAX_UNPACKED:
            raise RefusedError(
                Fault("XG103", values={"what": "bytes unpacked", "limit": f"{MAX_UNPACKED // 1024 // 1024} MiB"})
            )
        for one in members:
            if one.flag_bits & _ENCRYPTED:
                raise RefusedError(Fault("XG132"))
            if one.compress_type not in _PACKED:
                raise RefusedError(Fault("XG131", values={"problem": f"compression {one.compress_type}"}))
            if posixpath.basename(one.filename).lower() == "vbaproject.bin":
                raise RefusedError(Fault("XG133"))
        self.names = frozenset(one.filename for one in members)
        self._elements = 0

    def part(self, name: str) -> bytes:
        """Unpack one part.

        Raises:
            RefusedError: there is none, or it is broken.
        """
        if name not in self.names:
            raise RefusedError(Fault("XG131", values={"problem": f"{name or 'workbook'}: missing"}))
        try:
            return self._archive.read(name)
        except _BROKEN as error:
            raise RefusedError(Fault("XG131", values={"problem": f"{name}: {error}"})) from error

    def texts(self) -> Iterator[bytes]:
        """Unpack the parts that may hold the texts of cells, the shared ones first."""
        for name in sorted(self.names, key=lambda one: (not one.endswith("sharedStrings.xml"), one)):
            if name.endswith(".xml"):
                yield self.part(name)

    def parse(
        self,
        name: str,
        start: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str, str], None] = lambda _name, _text: None,
    ) -> None:
        """Go through the elements of a part: `start` takes local name and attributes, `end` local name and text.

        Raises:
            RefusedError: the part is not well-formed, or has a document type.
        """
        texts: list[str] = []

        def started(element: str, attributes: dict[str, str]) -> None:
            texts.clear()
            self._elements += 1
            if self._elements > MAX_ELEMENTS:
                raise RefusedError(Fault("XG103", values={"what": "elements", "limit": str(MAX_ELEMENTS)}))
            start(_local(element), {_local(key): value for key, value in attributes.items()})

        def ended(element: str) -> None:
            text = "".join(texts)
            texts.clear()
            end(_local(element), text)

        def refuse(*_: object) -> None:
            raise RefusedError(Fault("XG131", values={"problem": f"{name}: DOCTYPE"}))

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        parser.CharacterDataHandler = texts.append
        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(self.part(name), True)  # noqa: FBT003 - takes no keyword
        except expat.ExpatError as error:
            raise RefusedError(Fault("XG131", values={"problem": f"{name}: {error}"})) from error

    def related(self, name: str) -> list[tuple[str, str, str]]:
        """Give id, type and target of every relation of a part ("" for the package) that leads to a part."""
        folder, base = posixpath.split(name)
        found: list[tuple[str, str, str]] = []

        def start(element: str, attributes: Mapping[str, str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rsplit("/", 1)[-1]
                found.append((attributes.get("Id", ""), kind, target.lstrip("/")))

        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations in self.names:
            self.parse(relations, start)
        return found


def _local(name: str) -> str:
    """Leave out the namespace of a name: transitional and strict files differ in nothing else that we read."""
    return name.rsplit(" ", 1)[-1]
