"""What a schema cannot say of a framework: ids, references, scale, goalposts, clauses."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from xgov.diagnostics.diagnostic import MAX_PROBLEMS, Diagnostic, at, limited, nearest
from xgov.validation.shape import rows

if TYPE_CHECKING:
    from xgov.reading.document import Route
    from xgov.validation.shape import Locate

_Map: TypeAlias = dict[str, Any]
_DEFAULT_LEVELS: Final = 5
_TAGS: Final = ("phases", "risks")


def check_framework(data: _Map, locate: Locate) -> list[Diagnostic]:
    """Check the meaning of a framework of valid shape, its dimensions in full."""
    return _Checker(data, locate).run()


class _Checker:
    """Walks a framework once, gathering diagnostics."""

    def __init__(self, data: _Map, locate: Locate) -> None:
        self.data = data
        self.locate = locate
        self.found: list[Diagnostic] = []
        self.places: dict[str, Route] = {}
        self.indicators: dict[str, _Map] = {}
        scale = data.get("scale") or {}
        self.values = scale.get("values") or [n / (_DEFAULT_LEVELS - 1) for n in range(_DEFAULT_LEVELS)]
        self.languages = data.get("languages") or []
        profile = data.get("profile") or {}
        self.profile = {
            name: {row["id"] for _, row in rows(entries) if "id" in row} for name, entries in profile.items()
        }
        self.clauses = {row["id"]: row for _, row in rows(data.get("clauses")) if "id" in row}

    def run(self) -> list[Diagnostic]:
        """Run every check."""
        self._scale()
        for number, node in rows(self.data.get("dimensions")):
            self._node(("dimensions", number), node)
        self._stages()
        self._gates()
        self._clauses()
        self._crosswalk()
        self._languages((), self.data)
        return limited(self.found, self.locate(())[0])

    def _say(
        self, route: Route, code: str, *, near: str | None = None, related: Route | None = None, **values: object
    ) -> None:
        if len(self.found) > MAX_PROBLEMS:
            return
        document, local = self.locate(route)
        one = at(document, local, code, near=near, **cast("_Map", values))
        if related is not None:
            from xgov.diagnostics.diagnostic import Related  # noqa: PLC0415

            other, other_local = self.locate(related)
            one = one._replace(related=(Related(other.path, other.span(other_local)),))
        self.found.append(one)

    def _known(self, route: Route, name: str, known: set[str] | dict[str, Any], what: str) -> None:
        if name not in known and len(self.found) <= MAX_PROBLEMS:
            self._say(route, "XG402", near=nearest(name, known), name=name, what=what)

    def _once(self, route: Route, name: str) -> None:
        if name in self.places:
            self._say((*route, "id"), "XG401", related=(*self.places[name], "id"), id=name)
        self.places.setdefault(name, route)

    def _scale(self) -> None:
        scale = self.data.get("scale") or {}
        values = [value for value in self.values if isinstance(value, (int, float))]
        if any(a > b for a, b in pairwise(values)):
            self._say(("scale", "values"), "XG403")
        names = scale.get("names")
        if names and len(names) != len(values):
            self._say(("scale", "names"), "XG404", what="names", count=len(names), levels=len(values))
        for kind, level in (scale.get("evidence_caps") or {}).items():
            if isinstance(level, int) and level >= len(values):
                self._say(("scale", "evidence_caps", kind), "XG206", answer=level, top=len(values) - 1)
        roles = self.data.get("roles") or {}
        if {"lead", "support"} <= roles.keys() and abs(roles["lead"] + roles["support"] - 1) > 1e-9:  # noqa: PLR2004
            self._say(("roles",), "XG405", sum=roles["lead"] + roles["support"])

    def _node(self, route: Route, node: _Map) -> None:
        if "id" in node:
            self._once(route, node["id"])
        for number, child in rows(node.get("criteria")):
            self._node((*route, "criteria", number), child)
        for number, child in rows(node.get("indicators")):
            self._indicator((*route, "indicators", number), child)

    def _indicator(self, route: Route, item: _Map) -> None:
        if "id" in item:
            self._once(route, item["id"])
            self.indicators[item["id"]] = item
        kind = item.get("kind", "levels")
        self._counts(route, item, kind)
        for number, variant in rows(item.get("variants")):
            self._counts((*route, "variants", number), variant, kind)
        self._goalposts(route, item, kind)
        if item.get("asked_of") == "joint":
            for key in ("pair", "role"):
                if key in item:
                    self._say((*route, key), "XG408", name=key, id=item.get("id"))
        self._tags(route, item)
        if self.clauses and not item.get("clauses"):
            self._say(route, "XG406", id=item.get("id"))
        for number, clause in enumerate((item.get("clauses") or ()) if self.clauses else ()):
            self._known((*route, "clauses", number), str(clause), self.clauses, "clause")

    def _counts(self, route: Route, item: _Map, kind: str) -> None:
        """Whether an indicator or one of its variants has a text for each level and each climb."""
        top = len(self.values) - 1
        needed = {"levels": top + 1, "remedy": top, "effort": top} if kind == "levels" else {"remedy": 1, "effort": 1}
        for key, wanted in needed.items():
            if item.get(key) and len(item[key]) != wanted:
                self._say((*route, key), "XG404", what=key, count=len(item[key]), levels=wanted)

    def _goalposts(self, route: Route, item: _Map, kind: str) -> None:
        worst, best = item.get("worst"), item.get("best")
        if kind not in {"number", "record"} or worst is None or best is None:
            return
        if worst == best:
            self._say((*route, "best"), "XG407", problem="worst = best")
        if item.get("transform") == "log" and min(worst, best) <= 0:
            self._say((*route, "worst" if worst <= 0 else "best"), "XG407", problem="log ≤ 0")

    def _tags(self, route: Route, item: _Map) -> None:
        for tag in _TAGS:
            for number, name in enumerate(item.get(tag) or ()):
                if name is not None and tag in self.profile:
                    self._known((*route, tag, number), name, self.profile[tag], tag)
        if item.get("owner") and "owners" in self.profile:
            self._known((*route, "owner"), item["owner"], self.profile["owners"], "owner")
        for number, variant in rows(item.get("variants")):
            name = (variant.get("when") or {}).get("governance")
            if name:
                self._known(
                    (*route, "variants", number, "when", "governance"),
                    name,
                    self.profile.get("governance", set()),
                    "governance",
                )

    def _stages(self) -> None:
        stages = self.data.get("stages") or []
        starts = [row["from"] for _, row in rows(stages) if "from" in row]
        whole = len(starts) == len(stages)  # else the shape is at fault, and has been said
        if starts and whole and (starts[0] != 0 or any(a >= b for a, b in pairwise(starts))):
            self._say(("stages",), "XG409")

    def _gates(self) -> None:
        stages = {row["id"] for _, row in rows(self.data.get("stages")) if "id" in row}
        for number, gate in rows(self.data.get("gates")):
            route: Route = ("gates", number)
            name = gate.get("indicator")
            if name:
                self._known((*route, "indicator"), name, self.indicators, "indicator")
            if name in self.indicators and self.indicators[name].get("actor") == "superior":
                self._say((*route, "indicator"), "XG410", id=name)
            if gate.get("caps"):
                self._known((*route, "caps"), gate["caps"], stages, "stage")
            if isinstance(gate.get("at_least"), int) and gate["at_least"] >= len(self.values):
                self._say((*route, "at_least"), "XG206", answer=gate["at_least"], top=len(self.values) - 1)

    def _clauses(self) -> None:
        assessed = {clause for item in self.indicators.values() for clause in item.get("clauses") or ()}
        groups: dict[str, bool] = {}
        for clause in self.clauses.values():
            if clause.get("kind") == "option":
                group = clause.get("group") or clause["id"]
                groups[group] = groups.get(group, False) or clause["id"] in assessed
        seen: set[str] = set()
        for number, clause in rows(self.data.get("clauses")):
            route: Route = ("clauses", number)
            name = clause.get("id", "")
            if name in seen:
                self._say((*route, "id"), "XG401", id=name)
            seen.add(name)
            kind = clause.get("kind")
            lone = (kind == "norm" and name not in assessed) or (
                kind == "option" and not groups[clause.get("group") or name]
            )
            if lone:
                self._say(route, "XG411", id=name)
            if kind in {"definition", "risk"} and not clause.get("carried_by"):
                self._say(route, "XG412", id=name, kind=kind)

    def _crosswalk(self) -> None:
        crosswalk = self.data.get("crosswalk") or {}
        for number, link in rows(crosswalk.get("links")):
            route: Route = ("crosswalk", "links", number)
            self._known(
                (*route, "framework"), link.get("framework", ""), crosswalk.get("frameworks") or {}, "publication"
            )
            for key in ("criterion", "indicator"):
                if key in link:
                    self._known((*route, key), link[key], self.places, key)

    def _languages(self, route: Route, value: object) -> None:
        """Find texts that lack a language which the framework declares."""
        if isinstance(value, list):
            for number, one in enumerate(value):
                self._languages((*route, number), one)
        elif isinstance(value, dict):
            if any(language in value for language in self.languages) and all(
                isinstance(v, str) for v in value.values()
            ):
                for language in self.languages:
                    if language not in value:
                        self._say(route, "XG413", language=language)
                return
            for key, one in value.items():
                self._languages((*route, key), one)
