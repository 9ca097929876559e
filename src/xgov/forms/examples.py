"""One entry of every kind of record, and one piece of evidence, as a form in YAML shows how they are written."""

from __future__ import annotations

from typing import Any

#: Stands in a form of one city for the neighbour, which a file of one city may name.
NEIGHBOUR = "neighbour"


def evidence(lang: str) -> dict[str, Any]:
    """Give a piece of evidence, as plain data."""
    title = {"en": "Agreement on joint response", "zh": "联合处置协议"}[lang]
    return {"E1": {"kind": "document", "title": title, "date": "2026-03-01", "ref": "2026-12"}}


def records(cities: tuple[str, ...], lang: str) -> dict[str, dict[str, Any]]:
    """Give an entry of every kind of record between the first two cities, as plain data."""
    first, second = (*cities, NEIGHBOUR)[:2]
    return {**_said(first, second, lang), **_asked(first, second, lang), **_held(first, second, lang)}


def _said(first: str, second: str, lang: str) -> dict[str, dict[str, Any]]:
    """What was promised and told."""

    def text(english: str, chinese: str) -> str:
        return chinese if lang == "zh" else english

    return {
        "commitments": {
            "id": "C1",
            "by": first,
            "to": second,
            "what": text("send the water readings every month", "每月提供水质数据"),
            "due": "2026-03-31",
            "status": "kept",
            "kept_on": "2026-03-28",
            "accepted_by": second,
        },
        "notifications": {
            "id": "N1",
            "event": text("spill on the boundary river", "界河泄漏"),
            "origin": first,
            "type": "notify",
            "to": second,
            "known_at": "2026-03-01T14:30+08:00",
            "told_at": "2026-03-01T15:10+08:00",
            "limit": "PT1H",
            "contents": ["source", "extent"],
            "drill": False,
        },
    }


def _asked(first: str, second: str, lang: str) -> dict[str, dict[str, Any]]:
    """What help was asked for."""

    def text(english: str, chinese: str) -> str:
        return chinese if lang == "zh" else english

    return {
        "requests": {
            "id": "R1",
            "by": second,
            "to": first,
            "what": text("pumps", "抽水泵"),
            "asked_at": "2026-07-02T09:00+08:00",
            "answered_at": "2026-07-02T09:20+08:00",
            "limit": "PT1H",
            "asked": 10,
            "delivered": 8,
        },
    }


def _held(first: str, second: str, lang: str) -> dict[str, dict[str, Any]]:
    """What is held, paid and done."""

    def text(english: str, chinese: str) -> str:
        return chinese if lang == "zh" else english

    return {
        "resources": {
            "item": text("pumps", "抽水泵"),
            "unit": text("pieces", "台"),
            "need": 20,
            "stock": {first: 12, second: 15},
            "releasable": {first: 4, second: 8},
            "needed_within": "PT6H",
            "reachable_within": "PT3H",
        },
        "exchanges": {
            "measure": text("retention basin upstream", "上游滞洪区"),
            "horizon": "2026-2030",
            "currency": "CNY",
            "costs": {first: {"low": 3000000, "high": 4000000}},
            "averted_losses": {second: {"low": 5000000, "high": 9000000}},
            "form": "fund",
            "payer": second,
            "agreed": 3500000,
        },
        "activities": {
            "id": "A1",
            "date": "2026-05-12",
            "kind": "drill",
            "invited": [first, second],
            "attended": [first, second],
            "actions": [{"what": text("renew the call list", "更新联络表"), "due": "2026-06-30"}],
        },
    }
