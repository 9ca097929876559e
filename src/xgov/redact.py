"""An assessment → the same without what should not leave the house: contacts, stocks and notes.

Figures stay: they were worked out before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.reading.document import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.model.assessment import Assessment, PairAssessment
    from xgov.model.dossier import View
    from xgov.model.submission import Answer, Submission


def redact(assessment: Assessment) -> Assessment:
    """Leave out contacts, stocks of reserves, and the notes of answers and evidence."""
    dossier = assessment.dossier
    files = tuple(_submission(one) for one in dossier.submissions)
    ledger = dossier.ledger._replace(resources=()) if dossier.ledger else None
    pairs = tuple(_pair(pair) for pair in assessment.pairs) if assessment.full else assessment.pairs
    left = dossier._replace(
        submissions=files,
        ledger=ledger,
        said={kind: {city: _views(one) for city, one in of.items()} for kind, of in dossier.said.items()},
        agreed={kind: {pair: _answers(one) for pair, one in of.items()} for kind, of in dossier.agreed.items()},
        joint={kind: _views(of) for kind, of in dossier.joint.items()},
    )
    return assessment._replace(dossier=left, pairs=pairs)


def _pair(pair: PairAssessment) -> PairAssessment:
    if pair.records is None:
        return pair
    facts = {**pair.records.facts, "resources": None}
    return pair._replace(records=pair.records._replace(facts=facts))


def _submission(one: Submission) -> Submission:
    cities = {name: city._replace(answers=_answers(city.answers)) for name, city in one.cities.items()}
    pairs = tuple(pair._replace(answers=_answers(pair.answers)) for pair in one.pairs)
    filing = {key: value for key, value in one.filing.items() if key != "contact"}
    return one._replace(cities=cities, pairs=pairs, joint=_answers(one.joint), filing=filing, records=EMPTY)


def _views(said: Mapping[str, tuple[View, ...]]) -> dict[str, tuple[View, ...]]:
    return {
        key: tuple(view._replace(answer=_answers({key: view.answer})[key]) for view in views)
        for key, views in said.items()
    }


def _answers(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {
        key: said._replace(note=None, evidence=tuple(piece._replace(note=None) for piece in said.evidence))
        for key, said in answers.items()
    }
