"""What the columns of a workbook form mean: its tables, their fields, and how the cells of each are read.

The writer of forms and the reader use the same table; a test holds it against the public schema.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

#: Begins the cell that opens a table; the table's name follows. Every form has the table "head".
MARK: Final = "xgov:submission/1:"
#: The key of a column or row that holds texts of the form and no answers.
LABEL: Final = "-"
#: Stands between a choice and its name in the language of the form: "kept · 已兑现".
GAP: Final = " · "
#: How a cell becomes data. word: an id; choice: a word of the format, whose name may follow; list: ids;
#: parts: a column each, of yes or no; amount, estimate: columns for each city, of one number or of `ESTIMATE`.
Kind: TypeAlias = Literal[
    "text", "word", "choice", "date", "moment", "number", "flag", "list", "parts", "amount", "estimate"
]

#: Fields of the filing head: the way to each in a submission; `offset` is added to times that have none.
HEAD: Final[dict[str, Kind]] = {
    "framework": "word",
    "evaluator.kind": "choice",
    "evaluator.name": "text",
    "evaluator.commissioned_by": "text",
    "evaluator.period": "text",
    "evaluator.method": "text",
    "as_of": "date",
    "filing.prepared_by": "text",
    "filing.reviewed_by": "text",
    "filing.issued_on": "date",
    "filing.contact": "text",
    "handling": "choice",
    "profile.governance": "choice",
    "offset": "word",
}
#: Facts of a city: a row each, the cities side by side. A name may be given in two languages.
FACTS: Final[dict[str, Kind]] = {
    "name.zh": "text",
    "name.en": "text",
    "population": "number",
    "size": "text",
    "rank": "text",
    "area": "number",
    "currency": "word",
}
#: Columns of an answer.
ANSWER: Final = ("answer", "evidence", "note", "not_applicable")
#: Tables with a row for each entry.
TABLES: Final[dict[str, dict[str, Kind]]] = {
    "risks": {"risk": "choice", "name": "text", "scenario": "choice", "origin": "word"},
    "evidence": {
        "id": "word",
        "kind": "choice",
        "title": "text",
        "date": "date",
        "valid_until": "date",
        "ref": "text",
        "issuer": "text",
        "note": "text",
    },
    "commitments": {
        "id": "word",
        "by": "word",
        "to": "word",
        "what": "text",
        "source": "text",
        "registered_on": "date",
        "due": "date",
        "every": "word",
        "status": "choice",
        "kept_on": "date",
        "accepted_by": "word",
        "weight": "number",
        "evidence": "list",
    },
    "notifications": {
        "id": "word",
        "event": "text",
        "risk": "choice",
        "origin": "word",
        "type": "choice",
        "to": "word",
        "occurred_at": "moment",
        "known_at": "moment",
        "told_at": "moment",
        "acknowledged_at": "moment",
        "limit": "word",
        "limit_source": "text",
        "contents": "parts",
        "found_false_by": "text",
        "drill": "flag",
        "evidence": "list",
    },
    "requests": {
        "id": "word",
        "by": "word",
        "to": "word",
        "what": "text",
        "asked_at": "moment",
        "answered_at": "moment",
        "limit": "word",
        "arrived_at": "moment",
        "asked": "number",
        "delivered": "number",
        "refused_because": "text",
    },
    "resources": {
        "item": "text",
        "unit": "text",
        "need": "number",
        "stock": "amount",
        "releasable": "amount",
        "needed_within": "word",
        "reachable_within": "word",
        "expires": "date",
        "as_of": "date",
    },
    "exchanges": {
        "measure": "text",
        "horizon": "text",
        "currency": "word",
        "costs": "estimate",
        "averted_losses": "estimate",
        "outside_options": "estimate",
        "form": "choice",
        "payer": "word",
        "agreed": "number",
        "paid": "number",
    },
    "activities": {
        "id": "word",
        "date": "date",
        "kind": "choice",
        "invited": "list",
        "attended": "list",
        "observer": "text",
        "confirms": "list",
        "contradicts": "list",
        "judged_by": "text",
    },
    "actions": {"activity": "word", "what": "text", "due": "date", "done": "date"},
}
#: The tables that are records, in their order; actions belong to activities.
RECORDS: Final = ("commitments", "notifications", "requests", "resources", "exchanges", "activities")
#: What a notice may contain: a column each.
CONTENTS: Final = ("source", "extent", "characteristics", "trend")
#: Parts of an estimate.
ESTIMATE: Final[dict[str, Kind]] = {"low": "number", "high": "number", "estimator": "text"}
#: What cells may say besides levels, numbers and ids, in the words of both languages.
WORDS: Final = {
    "unknown": "unknown",
    "not known": "unknown",
    "不清楚": "unknown",
    "不知道": "unknown",
    "yes": "yes",
    "no": "no",
    "是": "yes",
    "否": "no",
    "not applicable": "not_applicable",
    "n/a": "not_applicable",
    "不适用": "not_applicable",
    "never": "never",
    "从未": "never",
}
