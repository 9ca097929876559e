"""How to fill in a form, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from xgov.render.shown import levels
from xgov.texts.forms import tell

if TYPE_CHECKING:
    from xgov.forms.layout import Form


def guide(form: Form, kind: Literal["yaml", "xlsx"]) -> list[str]:
    """Give the rules of filling in a form of a kind, one a text."""
    lang, scale = form.wanted.lang, form.wanted.framework.scale
    texts = [tell(f"{kind}.answer", lang), *levels(form.wanted.framework, lang)]
    if kind == "yaml":
        texts += [tell("yaml.unknown", lang), tell("yaml.proof", lang)]
    else:
        texts.append(tell("xlsx.proof", lang, sheet=tell("sheet.evidence", lang)))
    if scale.evidence_caps:
        texts.append(tell("proof", lang, **scale.evidence_caps))
    if any(item.joint for item in form.items()):
        where = (
            tell("views.yaml", lang) if kind == "yaml" else tell("views.xlsx", lang, sheet=tell("sheet.agreed", lang))
        )
        texts.append(tell("views", lang, where=where) if len(form.wanted.cities) > 1 else tell("view_alone", lang))
    if kind == "yaml" or form.records:
        texts.append(tell("yaml.optional" if kind == "yaml" else "xlsx.records", lang))
    if form.carried_from:
        texts.append(tell(f"{kind}.confirm", lang, day=form.carried_from))
    return [*texts, tell(f"{kind}.check", lang, core=" --core" if form.wanted.core else "")]
