"""xgov: how ready are two neighbouring cities, together, to govern the risks that cross their boundary?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xgov.api import assess, load_framework, load_submissions, validate

__version__ = "0.1.0"
__all__ = ["__version__", "assess", "load_framework", "load_submissions", "validate"]


def __getattr__(name: str) -> object:
    """Load the API only when somebody uses it, so that `xgov --version` pays for nothing."""
    if name in __all__:
        from xgov import api  # noqa: PLC0415 - see above

        return getattr(api, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
