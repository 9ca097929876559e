"""Words of a comparison, English and Chinese side by side, beside those of the report. {names} are filled in."""

from __future__ import annotations

from typing import Final

from xgov.texts.report import REPORT

MOVED: Final[dict[str, tuple[str, str]]] = {
    "title": ("{names}: what moved", "{names}：变化情况"),
    "cities": ("{n} cities", "{n} 个城市"),
    "dates": ("as of {old}, against {new}", "{old} 与 {new} 相比"),
    "version": ("framework {version}", "框架 {version}"),
    "versions": ("framework {old}, against {new}", "框架由 {old} 改为 {new}"),
    "backwards": (
        "The later filing is the older one by its date: rises read as falls.",
        "注意：后一份填报的日期反而更早，升降方向要反过来看。",
    ),
    "not_comparable": (
        "Another framework, or another major version of it: the scores do not mean the same, so none is subtracted.",
        "框架或框架主版本不同，前后分数含义不同，因此不作相减。",
    ),
    "whole_not": (
        "The overall scores are not subtracted: the versions of the framework hold other items, or score otherwise.",
        "总分不作相减：两个版本的框架所含指标或计分方法不同。",
    ),
    "dimensions_not": ("Dimensions not subtracted for the same reason: {names}", "因此不作相减的维度：{names}"),
    "only_old": ("Only in the earlier filing: {names}", "只有前一份填报涉及：{names}"),
    "only_new": ("Only in the later filing: {names}", "只有后一份填报涉及：{names}"),
    "direction": (
        "{name}: the score came from risk {old}, and comes from risk {new} now",
        "{name}：此前以{old}的风险定分，现在以{new}的风险定分",
    ),
    "way": ("from {origin} to {affected}", "{origin}波及{affected}"),
    "apart": (
        "{name}: no direction of risk was declared at both times, so dimensions and items of the pair are not compared",
        "{name}：前后申报的风险方向没有相同的，两市合计的维度和指标不作比较",
    ),
    "still": ("Nothing moved.", "没有变化。"),
    "sure": (
        "clear: the range now lies wholly above or below the range then; not clear: missing answers could explain it",
        "“确有变化”指前后区间不重叠；“不能确定”指缺答就可能造成这样的差别",
    ),
    "brackets": (
        "In brackets: not clear, missing answers could explain it.",
        "括号内的变化不能确定：缺答就可能造成这样的差别。",
    ),
    "wholes": ("Scores", "总分"),
    "dimensions": ("Dimensions that moved", "有变化的维度"),
    "indicators": ("Items that moved: {n}", "分数有变化的指标：{n} 处"),
    "answers": ("Answered otherwise than before: {n}", "作答状态有变化：{n} 项"),
    "evidenced": ("Claimed before, counted now: {n}", "此前只是自报、现在计入：{n} 项"),
    "unproven": ("Counted before, no more than claimed now: {n}", "此前计入、现在只算自报：{n} 项"),
    "stages": ("Stage", "阶段"),
    "gates": ("Gates that changed: {n}", "有变化的门槛：{n} 道"),
    "promises": ("Commitments: {kept} kept since, {n} changed in all", "承诺：新兑现 {kept} 项，共 {n} 项有变化"),
    "framework": ("The framework itself", "框架本身的变化"),
    "community": (
        "More than two cities: pairs by score, stage and gates alone; --pair {a},{b} gives one pair in full.",
        "超过两市时，各城市对只比总分、阶段和门槛；用 --pair {a},{b} 可看其中一对的全部变化。",
    ),
    "col.who": ("whose", "对象"),
    "col.then": ("then", "此前"),
    "col.now": ("now", "现在"),
    "col.change": ("change", "升降"),
    "col.ranges": ("range", "区间"),
    "col.answered": ("answered", "作答率"),
    "col.sure": ("how sure", "是否确定"),
    "col.item": ("item", "指标"),
    "col.dimension": ("dimension", "维度"),
    "col.gate": ("gate", "门槛"),
    "col.claimed": ("claimed", "自报"),
    "col.rests": ("rests on", "依据"),
    "col.promise": ("commitment", "承诺"),
    "col.what": ("what", "内容"),
    "col.confirmed": ("confirmed by", "对方确认"),
    "clear": ("clear", "确有变化"),
    "unclear": ("not clear", "不能确定"),
    "same": ("as before", "没有变化"),
    "unknown": ("not known at both times", "缺一次分数"),
    "more": (
        "and {n} more: --format markdown, html or json lists all",
        "另有 {n} 行，用 --format markdown、html 或 json 可看全部",
    ),
    "added": ("items added", "新增指标"),
    "dropped": ("items dropped", "删去指标"),
    "reworded": ("items reworded", "改写指标"),
    "rescored": ("items scored otherwise, not subtracted", "计分方法改变、不作相减的指标"),
    "rests.none": ("no evidence", "无证据"),
    "rests.report": ("a report", "他人陈述"),
    "rests.document": ("a document", "文件"),
    "rests.trace": ("a trace", "留痕"),
    "rests.evaluation": ("an evaluation", "评价"),
    "rests.third_party": ("a third party", "第三方"),
    "rests.record": ("records", "记录"),
    "rests.mixed": ("several", "多种"),
    "standing.open": ("open", "履行中"),
    "standing.kept": ("kept", "已兑现"),
    "standing.late": ("kept late", "逾期兑现"),
    "standing.broken": ("broken", "未兑现"),
    "standing.waived": ("waived", "已免除"),
    "standing.disputed": ("disputed", "有争议"),
    "standing.absent": ("not in the register", "不在台账"),
    "kept_on": ("{status} on {day}", "{day} {status}"),
    "due": ("{status}, due {day}", "{status}（{day} 到期）"),
    "owed": ("{by} to {to}", "{by}对{to}"),
    "all": ("all", "各市"),
    "chart": ("then and now on a scale from 0 to 100", "此前与现在，0 到 100 分"),
    "twice": ("- (standard input) can be given once", "-（标准输入）只能给一次"),
}


def tell(key: str, lang: str, **values: object) -> str:
    """Give a text of the comparison, or else of the report, in a language, its places filled."""
    text = (MOVED.get(key) or REPORT[key])[lang == "zh"]
    return text.format_map(values) if values else text
