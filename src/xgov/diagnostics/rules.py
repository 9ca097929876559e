"""The table of rules: a code, how bad it is, what is said, what to do, and why it matters.

The words stand in rules.yaml, in every language; `xgov show XG203` and the docs read the same table.
"""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from xgov.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How bad a problem is."""

    #: The file cannot be used.
    ERROR = "error"
    #: The file can be used; somebody should look.
    WARNING = "warning"
    #: Worth knowing.
    NOTE = "note"


class Rule(NamedTuple):
    """One rule. Texts are maps of languages; {names} in them are filled by each diagnostic."""

    #: e.g. "XG203"; never changes its meaning.
    code: str
    #: How bad.
    severity: Severity
    #: What is wrong here: lower case, no full stop.
    message: Mapping[str, str]
    #: What to do, as an order.
    hint: Mapping[str, str]
    #: Why the rule exists.
    why: Mapping[str, str]


@cache
def rules() -> Mapping[str, Rule]:
    """Give every rule by its code, in order of the codes. Read once, when first needed."""
    return {code: _rule(code, cast("dict[str, dict[str, str]]", row)) for code, row in table().items()}


def table() -> dict[str, Any]:
    """Read the table as plain data: compiled in a wheel, as YAML in a checkout."""
    compiled = Path(__file__).with_name("rules.json")
    if compiled.is_file():
        data: dict[str, Any] = json.loads(compiled.read_text(encoding="utf-8"))
        return data
    from xgov.reading.yaml import read_yaml  # noqa: PLC0415 - a checkout alone

    text = Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8")
    document = read_yaml("rules.yaml", text, "").document
    if document is None or not isinstance(document.data, dict):
        message = "rules.yaml of this installation cannot be read"
        raise RuntimeError(message)
    return document.data


def _rule(code: str, row: dict[str, dict[str, str]]) -> Rule:
    severity = Severity(cast("str", row["severity"]))
    return Rule(code, severity, row["message"], row["hint"], row["why"])
