"""Words of the report on many cities, English and Chinese side by side."""

from __future__ import annotations

from typing import Final

COMMUNITY: Final[dict[str, tuple[str, str]]] = {
    "community_borders": ("{n} cities, {pairs} pairs that share a border", "{n} 个城市，{pairs} 对接壤"),
    "matrix": ("Score of every pair (— : not enough known)", "每对城市的分数（— 表示尚无分数）"),
    "matrix_borders": (
        "Score of every pair that shares a border (— : not enough known, · : no border)",
        "每对接壤城市的分数（— 表示尚无分数，· 表示不接壤）",
    ),
    "numbers": ("columns are numbered as the rows are", "列的编号与行相同"),
    "spread": ("Pairs by score", "各分数段的城市对数"),
    "silent": ("{n} pairs have no score: too little is known", "{n} 对暂无分数：作答不足"),
    "weak_pairs": ("Weakest pairs", "最弱的城市对"),
    "no_pairs": ("no pair has a score yet", "各对城市均暂无分数"),
    "links": ("Each city's weakest link", "每个城市最弱的一对"),
    "more_links": (
        "{n} cities with stronger links are left out; --format csv lists every pair",
        "另有 {n} 个城市未列出，它们的最弱一对分数更高；--format csv 可列出所有城市对",
    ),
}


def say(key: str, lang: str, **values: object) -> str:
    """Give a text in a language, its places filled."""
    text = COMMUNITY[key][lang == "zh"]
    return text.format_map(values) if values else text
