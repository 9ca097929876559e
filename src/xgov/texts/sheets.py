"""Words of the report as a workbook, English and Chinese side by side, beside those that every report uses."""

from __future__ import annotations

from typing import Final

from xgov.texts.page import tell

SHEETS: Final[dict[str, tuple[str, str]]] = {
    "sheet.overview": ("Overview", "概览"),
    "sheet.dimensions": ("Dimensions", "维度"),
    "sheet.indicators": ("Indicators", "指标"),
    "sheet.findings": ("Findings", "需关注事项"),
    "sheet.matrix": ("Matrix", "两两得分"),
    "sheet.pairs": ("Pairs", "城市对"),
    "sheet.cities": ("Cities", "各城市"),
    "head.says": ("{city}\nanswer", "{city}\n填报"),
    "head.counts": ("{city}\ncounts as", "{city}\n计为"),
    "head.proof": ("{city}\nevidence", "{city}\n证据"),
    "head.marks": ("State", "作答情况"),
    "head.notes": ("Notes and evidence as filed", "填报的说明与证据"),
    "head.kind": ("Kind", "类别"),
    "head.code": ("Code", "代码"),
    "head.found": ("What was found", "内容"),
    "head.where": ("Where it stands", "出处"),
    "head.from": ("Level now", "现在级别"),
    "head.to": ("Level after", "做到后级别"),
    "head.neighbour": ("Neighbour", "邻市"),
    "rests": ("What this rests on", "依据"),
    "weakest_of": ("the {n} weakest of {all} pairs", "共 {all} 对，只列得分最低的 {n} 对"),
}


def word(key: str, lang: str, **values: object) -> str:
    """Give a text of the workbook, or else one that every report uses, as the head of a column begins: large."""
    text = SHEETS[key][lang == "zh"].format_map(values) if key in SHEETS else tell(key, lang, **values)
    return text[:1].upper() + text[1:]
