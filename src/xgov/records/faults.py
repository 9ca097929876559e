"""The seven faults that the source wants held to account, counted for a city from its records.

Concealment and falsehood count only on the word of the receiver or a third party: nobody confesses them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def count(
    notifications: Mapping[str, Any], requests: Mapping[str, Any] | None, attendance: Mapping[str, Any] | None
) -> dict[str, int | None]:
    """Count each fault of a city; None: there is no record that could show it.

    Args:
        notifications: As `notifications.of_city` gives them; drills do not count.
        requests: As `requests.of_city` gives them.
        attendance: Its attendance.
    """
    rows = [row["real"] for row in notifications.values() if row["real"]]

    def told(name: str) -> int | None:
        return sum(len(row[name]) for row in rows) if rows else None

    return {
        "late": told("late"),
        "incomplete": told("incomplete"),
        "concealed": told("concealed"),
        "false": told("false"),
        "not_taking_part": attendance["of"] - attendance["hits"] if attendance else None,
        "slow": len(requests["slow"]) if requests else None,
        "not_cooperating": len(requests["refused"]) if requests else None,
    }
