"""Parts of a framework as text: readable on paper as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xgov.diagnostics.rules import rules
from xgov.texts import pick
from xgov.texts.forms import tell
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xgov.model.framework import Framework, Indicator, Node, Stage
    from xgov.model.source import Clause


def names(framework: Framework) -> list[str]:
    """Everything that `xgov show` knows by name."""
    nodes = [node.id for dimension in framework.dimensions for node in _nodes(dimension)]
    stages = [stage.id for stage in framework.stages]
    return [*nodes, *framework.indicators(), *(clause.id for clause in framework.clauses), *stages, *rules()]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.criteria:
        yield from _nodes(child)


def tree(framework: Framework, lang: str) -> str:
    """Write dimensions, criteria and questions, indented."""
    lines = [f"{pick(framework.title, lang)} ({framework.id} {framework.version})", *levels(framework, lang), ""]
    for dimension in framework.dimensions:
        lines += _branch(dimension, lang, 0)
    return "\n".join(lines) + "\n"


def levels(framework: Framework, lang: str) -> list[str]:
    """Name the levels and say how to choose among them."""
    scale = framework.scale
    named = " · ".join(f"{number} {pick(name, lang)}" for number, name in enumerate(scale.names))
    return [tell("scale", lang, levels=named), *([pick(scale.guidance, lang)] if scale.guidance else [])]


def _branch(node: Node, lang: str, depth: int) -> list[str]:
    lines = [f"{'  ' * depth}{node.id}  {pick(node.name, lang)}"]
    for child in node.criteria:
        lines += _branch(child, lang, depth + 1)
    for item in node.indicators:
        core = f"  [{say('core', lang)}]" if item.core else ""
        lines.append(f"{'  ' * (depth + 1)}{item.id}  {pick(item.question, lang)}{core}")
    return lines


def part(framework: Framework, name: str, lang: str) -> str | None:
    """Write one part in full, or give None where nothing has that name."""
    items = framework.indicators()
    nodes = {node.id: node for dimension in framework.dimensions for node in _nodes(dimension)}
    clauses = {clause.id: clause for clause in framework.clauses}
    stages = {stage.id: stage for stage in framework.stages}
    if name in items:
        lines = _indicator(framework, items[name], lang)
    elif name in nodes:
        lines = _node(framework, nodes[name], lang)
    elif name in clauses:
        lines = _clause(framework, clauses[name], lang)
    elif name in stages:
        lines = _stage(framework, stages[name], lang)
    elif name in rules():
        lines = _rule(name, lang)
    else:
        return None
    return "\n".join(lines) + "\n"


def _node(framework: Framework, node: Node, lang: str) -> list[str]:
    lines = [f"{node.id}  {pick(node.name, lang)}", pick(node.about, lang), ""]
    for child in node.criteria:
        lines += _branch(child, lang, 0)
    if node.criteria:
        return lines + _links(framework, node.id, lang)
    if node.indicators:
        lines += [*levels(framework, lang), ""]
    for item in node.indicators:
        lines += [*_indicator(framework, item, lang), ""]
    return lines + _links(framework, node.id, lang)


def _indicator(framework: Framework, item: Indicator, lang: str) -> list[str]:
    owners = {entry.id: pick(entry.name, lang) for entry in framework.profile.owners}
    asked = say(f"asked_{item.asked_of}", lang)
    facts = [asked]
    if item.asked_of == "each":
        facts.append(say(f"role.{item.role}", lang) if item.role else say(f"rule.{item.pair}", lang))
    facts += [say(f"actor.{item.actor}", lang)] if item.actor != "city" else []
    facts += [owners[item.owner]] if item.owner in owners else []
    facts += [say("core", lang)] if item.core else []
    lines = [f"{item.id}  {pick(item.question, lang)}", f"  {' · '.join(facts)}"]
    values = {"worst": item.worst, "best": item.best, "unit": pick(item.unit, lang), "metric": item.metric}
    if item.kind != "levels":
        lines.append(f"  {say(item.kind, lang, **values)}")
    for number, level in enumerate(item.levels):
        lines.append(f"  [ ] {number}  {pick(level, lang)}")
    if item.evidence:
        lines.append(f"  {say('evidence', lang)}: {pick(item.evidence, lang)}")
    if item.remedy:
        lines.append(f"  {say('remedy', lang)}:")
        efforts = [*item.effort, *([None] * len(item.remedy))]
        for number, (remedy, effort) in enumerate(zip(item.remedy, efforts, strict=False)):
            lines.append(f"    {number}→{number + 1}  {pick(remedy, lang)} ({say('effort', lang)} {effort or '—'})")
    if item.checked_by:
        at = ", ".join(f"{x:g}" for x in item.checked_by.at)
        lines.append(f"  {say('checked_by', lang, metric=item.checked_by.metric)}: {at}")
    if item.clauses:
        texts = {clause.id: pick(clause.text, lang) for clause in framework.clauses}
        lines.append(f"  {say('clauses', lang)}:")
        lines += [f"    {clause}  {texts.get(clause, '')}" for clause in item.clauses]
    for variant in item.variants:
        condition = ", ".join(f"{key} = {value}" for key, value in variant.when.items())
        lines.append(f"  [{condition}] {pick(variant.question, lang)}")
        lines += [f"      {number}  {pick(level, lang)}" for number, level in enumerate(variant.levels)]
        lines += [f"      {say('evidence', lang)}: {pick(variant.evidence, lang)}"] if variant.evidence else []
        lines += [f"      {say('remedy', lang)}:"] if variant.remedy else []
        lines += [f"        {at}→{at + 1}  {pick(remedy, lang)}" for at, remedy in enumerate(variant.remedy)]
    return lines + _links(framework, item.id, lang)


def _links(framework: Framework, name: str, lang: str) -> list[str]:
    crosswalk = framework.crosswalk
    if crosswalk is None:
        return []
    links = [link for link in crosswalk.links if name in {link.criterion, link.indicator}]
    if not links:
        return []
    lines = [f"{say('crosswalk', lang)}:"]
    for link in links:
        publication = crosswalk.frameworks[link.framework]
        title = pick(link.item_title, lang)
        named = f"{pick(publication.title, lang)} ({publication.edition}) {link.item} {title}".rstrip()
        lines.append(f"  {named} · {say(link.relation, lang)}")
    return lines


def _clause(framework: Framework, clause: Clause, lang: str) -> list[str]:
    kind = f"{clause.kind}, {clause.actor}" if clause.actor else clause.kind
    lines = [f"{clause.id}  {pick(clause.term, lang)} ({kind})", f"  {pick(clause.text, lang)}"]
    if clause.carried_by:
        lines.append(f"  {say('carried_by', lang)}: {', '.join(clause.carried_by)}")
    found = [item for item in framework.walk() if clause.id in item.clauses]
    if found:
        lines.append(f"  {say('indicators', lang)}:")
        lines += [f"    {item.id}  {pick(item.question, lang)}" for item in found]
    return lines


def _stage(framework: Framework, stage: Stage, lang: str) -> list[str]:
    lines = [
        f"{stage.id}  {pick(stage.name, lang)} · {say('from', lang, n=f'{stage.from_:g}')}",
        f"  {pick(stage.about, lang)}",
    ]
    lines += [
        f"  {gate.indicator} ≥ {gate.at_least}: {pick(gate.why, lang)}"
        for gate in framework.gates
        if gate.caps == stage.id
    ]
    return lines


def _rule(code: str, lang: str) -> list[str]:
    rule = rules()[code]
    return [
        f"{code}  {say(rule.severity.value, lang)}: {rule.message[lang]}",
        f"  {say('hint', lang)}: {rule.hint[lang]}",
        f"  {say('why', lang)}: {rule.why[lang]}",
    ]
