"""What a reader could not accept → diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.diagnostics.diagnostic import Diagnostic, Related, shown

if TYPE_CHECKING:
    from xgov.reading.document import Reading


def from_reading(reading: Reading) -> list[Diagnostic]:
    """Give a diagnostic for every fault of a reading."""
    return [
        Diagnostic(
            fault.code,
            reading.path,
            fault.span,
            {name: shown(value) for name, value in fault.values.items()},
            related=(Related(reading.path, fault.related),) if fault.related else (),
            document=reading.document,
        )
        for fault in reading.faults
    ]
