"""What a value in a file must look like, English and Chinese side by side: types, limits, forms of writing."""

from __future__ import annotations

from typing import Any, Final

#: Types of JSON, by their names there.
TYPES: Final[dict[str, tuple[str, str]]] = {
    "string": ("a text", "文字"),
    "number": ("a number", "数字"),
    "integer": ("a whole number", "整数"),
    "boolean": ("yes or no, without quotes", "yes 或 no（不加引号）"),
    "array": ("a list", "列表"),
    "object": ("keys with values", "带键的值"),
    "null": ("nothing", "空"),
}
#: Limits, by the keyword of JSON Schema.
LIMITS: Final[dict[str, tuple[str, str]]] = {
    "minimum": ("be at least {limit}", "不小于 {limit}"),
    "maximum": ("be at most {limit}", "不大于 {limit}"),
    "exclusiveMinimum": ("be above {limit}", "大于 {limit}"),
    "minLength": ("have at least {limit} characters", "至少 {limit} 个字"),
    "maxLength": ("have at most {limit} characters", "至多 {limit} 个字"),
    "minItems": ("have at least {limit} entries", "至少 {limit} 项"),
    "maxItems": ("have at most {limit} entries", "至多 {limit} 项"),
    "minProperties": ("have at least {limit} keys", "至少 {limit} 个键"),
    "uniqueItems": ("hold each entry once", "每项只出现一次"),
}
#: Forms of writing, by the title that the schema gives them.
FORMS: Final[dict[str, tuple[str, str]]] = {
    "Framework": (
        "the framework and its major version, such as cross-jurisdiction-risk@1",
        "框架编号和主版本，如 cross-jurisdiction-risk@1",
    ),
    "City id": (
        "lower-case letters, digits and hyphens, beginning with a letter",
        "小写字母、数字和连字符，以字母开头",
    ),
    "Id": (
        "letters, digits, dots, hyphens and underscores, beginning with a letter",
        "字母、数字、点、连字符和下划线，以字母开头",
    ),
    "Framework id": (
        "lower-case letters, digits and hyphens, beginning with a letter",
        "小写字母、数字和连字符，以字母开头",
    ),
    "Dimension": ("the name of a file in dimensions, without its ending", "dimensions 中的文件名，不带扩展名"),
    "Carrier": (
        "letters, digits, dots, hyphens and underscores, beginning with a letter",
        "字母、数字、点、连字符和下划线，以字母开头",
    ),
    "Profile entry": ("an id of the framework's profile, such as natural", "框架 profile 里的编号，如 natural"),
    "Indicator id": ("an id such as ORG-2.3", "编号，如 ORG-2.3"),
    "Clause id": ("an id such as M4.8b", "编号，如 M4.8b"),
    "Node id": ("an id such as ORG or ORG-2", "编号，如 ORG 或 ORG-2"),
    "Entry id": (
        "lower-case letters, digits, hyphens and underscores, beginning with a letter",
        "小写字母、数字、连字符和下划线，以字母开头",
    ),
    "Date": (
        "YYYY, YYYY-MM or YYYY-MM-DD; a short one means its last day",
        "YYYY、YYYY-MM 或 YYYY-MM-DD，只写年月的指最后一天",
    ),
    "Point in time": (
        "date and time with the offset from UTC, such as 2026-03-01T14:30+08:00",
        "日期、时间和时区，如 2026-03-01T14:30+08:00",
    ),
    "Duration": ("a duration such as PT2H, P1D or P1Y", "时长，如 PT2H（2 小时）、P1D（1 天）、P1Y（1 年）"),
    "Language": ("the code of a language, such as en or zh", "语言代码，如 en 或 zh"),
    "Currency": ("the code of a currency, such as CNY", "货币代码，如 CNY"),
    "Version": ("three numbers, such as 1.0.0", "三段数字，如 1.0.0"),
    "Answer": ("a level, a number, yes, no or unknown", "等级、数字、yes、no 或 unknown"),
}


def expected(kinds: list[str]) -> dict[str, Any]:
    """Name types in both languages, as the places of a rule take them."""
    named = [TYPES.get(kind, (kind, kind)) for kind in kinds]
    return {"expected": " or ".join(one[0] for one in named), "expected_zh": "或".join(one[1] for one in named)}


def limit(keyword: str, value: object) -> dict[str, Any]:
    """Name a limit in both languages."""
    english, chinese = LIMITS.get(keyword, (f"{keyword} {{limit}}", f"{keyword} {{limit}}"))
    return {"rule": english.format(limit=value), "rule_zh": chinese.format(limit=value)}


def form(title: str, pattern: object) -> dict[str, Any]:
    """Describe a form of writing in both languages; the pattern itself where it has no name."""
    english, chinese = FORMS.get(title, (str(pattern), str(pattern)))
    return {"expected": english, "expected_zh": chinese}
