"""Words of the forms to fill in, English and Chinese side by side. {names} are filled in."""

from __future__ import annotations

from typing import Final

FORMS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Self-assessment form", "自评填报表"),
    "for": ("for: {owner}", "填报部门：{owner}"),
    "how": ("How to fill in this form", "填报说明"),
    "scale": (
        "Levels: {levels}. Choose the highest that holds in full.",
        "等级：{levels}。选完全做到的最高一级。",
    ),
    "proof": (
        (
            "Proof decides what counts: without any, at most level {none}; with a report {report},"
            " a document {document}, a trace {trace}, an evaluation {evaluation}."
        ),
        (
            "有多少证据计多少级：没有证据最多计 {none} 级，有他人陈述计 {report} 级，有文件计 {document} 级，"
            "有留痕计 {trace} 级，有评价计 {evaluation} 级。"
        ),
    ),
    "yaml.answer": (
        'Write the level after the colon: "STR-1.1: 3". Leave it empty if nobody has been asked yet.',
        "在冒号后填等级，例如 “STR-1.1: 3”。还没有问到的，留空。",
    ),
    "yaml.unknown": (
        'Asked, but not known: "unknown". Does not apply here: "{not_applicable: why}".',
        "问过但不清楚，填 unknown；不适用，填 {not_applicable: 理由}。",
    ),
    "yaml.proof": (
        'With proof: "STR-1.1: {answer: 3, evidence: [E1], note: …}"; describe E1 under "evidence" at the end.',
        "有证据的写成 “STR-1.1: {answer: 3, evidence: [E1], note: 说明}”，并在文末 evidence 下写明 E1 是什么。",
    ),
    "yaml.optional": (
        'Lines that begin with "# " and look like data are examples: delete the "# " to use them.',
        "以 “# ” 开头、样子像数据的行是示例，删去 “# ” 即可使用。",
    ),
    "yaml.check": (
        'Check it with "xgov validate FILE"; see the report with "xgov assess{core} FILE".',
        "填好后用 “xgov validate 文件” 检查，用 “xgov assess{core} 文件” 查看报告。",
    ),
    "views": (
        (
            "Items answered by the two cities together: each city gives its own view. What both have agreed"
            " in writing may be stated once, {where}, instead."
        ),
        "由两市共同回答的问题：各市先填自己的看法；两市已经商定的，可以改为{where}统一填一次。",
    ),
    "views.yaml": ('under "joint"', "在 joint 下"),
    "views.xlsx": ('in the sheet "{sheet}"', "在“{sheet}”表"),
    "view_alone": (
        "Items answered by the two cities together: give your own city's view; the neighbour gives its own.",
        "由两市共同回答的问题：填本市的看法，对方另填对方的。",
    ),
    "confirm": ("to be confirmed: as of {day}", "待确认：{day} 的答案"),
    "yaml.confirm": (
        'Answers marked "to be confirmed" are those of {day}: look at each again.',
        "标有“待确认”的答案取自 {day} 的填报，请逐项核实。",
    ),
    "xlsx.confirm": (
        "Answers on an orange ground are those of {day}, to be confirmed: look at each again.",
        "橙色底的答案取自 {day} 的填报，待确认，请逐项核实。",
    ),
    "xlsx.cells": (
        (
            "Fill in the yellow cells; everything else is protected, without a password. Begin with this sheet, then go"
            " through the sheets of the dimensions."
        ),
        "请填写黄色单元格，其余内容已保护（没有密码）。先填本表，再逐个填各维度的表。",
    ),
    "xlsx.answer": (
        (
            'Choose the level beside the question. Leave it empty if nobody has been asked yet; choose "unknown"'
            ' if it was asked and is not known; "not applicable" needs its reason.'
        ),
        "在问题旁选等级。还没有问到的，留空；问过但不清楚的，选“不清楚”；选“不适用”的，要写理由。",
    ),
    "xlsx.proof": (
        (
            'Give every piece of proof an id (E1, E2 …), describe it in the sheet "{sheet}", and write its id'
            " beside each answer that it proves."
        ),
        "每份证据编一个号（E1、E2……），在“{sheet}”表中写明是什么，并在它所证明的答案旁填上编号。",
    ),
    "xlsx.records": (
        (
            "The sheets after it hold facts: promises, notices, requests, reserves, joint measures, activities."
            " Fill in what you have; some items are computed from them."
        ),
        "其后各表填事实：承诺、通报、求援、储备、共同措施、活动。有什么填什么，有些问题由这些记录计算。",
    ),
    "records": (
        "Facts: promises, notices, requests, reserves, joint measures, activities. Fill in what you have.",
        "事实记录：承诺、通报、求援、储备、共同措施、活动。有什么填什么。",
    ),
    "xlsx.check": (
        'Save it as .xlsx. Check it with "xgov validate FILE"; see the report with "xgov assess{core} FILE".',
        "保存为 .xlsx。用 “xgov validate 文件” 检查，用 “xgov assess{core} 文件” 查看报告。",
    ),
    "heads": ("Filing head", "报头"),
    "facts": ("The cities", "城市概况"),
    "risks.about": (
        "The risks that cross the boundary, and the city where each begins (either: in either of them)",
        "跨越边界的风险，以及起源于哪个城市（either：两市都可能）",
    ),
    "sheet.head": ("Filing", "报头"),
    "sheet.agreed": ("Agreed", "两市商定"),
    "sheet.risks": ("Risks", "风险"),
    "sheet.evidence": ("Evidence", "证据"),
    "sheet.commitments": ("Commitments", "承诺"),
    "sheet.notifications": ("Notifications", "通报"),
    "sheet.requests": ("Requests", "求援"),
    "sheet.resources": ("Resources", "储备"),
    "sheet.exchanges": ("Exchanges", "利益"),
    "sheet.activities": ("Activities", "活动"),
    "sheet.actions": ("Actions", "整改"),
    "about.agreed": (
        (
            "What all cities of this form have agreed on. A city's own view of such an item then stays empty,"
            " or says the same."
        ),
        "各市已经商定的答案。填在这里的问题，各市自己的看法留空，或与此一致。",
    ),
    "about.evidence": (
        (
            "What proves the answers. report: somebody says so · document: a signed or published text"
            " · trace: a log of what was done · evaluation: an exercise or outside review"
        ),
        "证明答案的材料。report：他人陈述；document：签署或印发的文件；trace：办事留下的记录；evaluation：演练评估或外部评价。",
    ),
    "about.commitments": (
        "Dated promises between the cities, and what became of them",
        "两市之间有期限的承诺，以及兑现情况",
    ),
    "about.notifications": (
        'Notices to the neighbour and reports upward, in events and drills; also those never given: "never".',
        "向邻市的通报和向上级的报送，包括实战和演练。该告知而没有告知的也要登记，告知时间填 never（从未）。",
    ),
    "about.requests": ("Requests for help, and what came", "求援，以及得到的支援"),
    "about.resources": (
        "Reserves against the need of one city in a reference event",
        "储备与一市在参照事件中的需求",
    ),
    "about.exchanges": (
        "Costs, averted losses and payments of joint measures. Leave out what nobody has estimated.",
        "共同措施的投入、减少的损失和补偿。没有估算过的，不要填。",
    ),
    "about.activities": (
        "Meetings, drills, events and evaluations",
        "会议、演练、事件和评价",
    ),
    "about.actions": (
        "What was to be done after an activity, by its id",
        "活动之后的整改措施，按活动编号填写",
    ),
    "number": ("No.", "编号"),
    "question": ("Question", "问题"),
    "levels": ("Levels", "等级"),
    "answer": ("Answer", "答案"),
    "answer.evidence": ("Proof", "证据"),
    "answer.note": ("Note", "说明"),
    "answer.not_applicable": ("Why not applicable", "不适用的理由"),
    "agreed": ("Agreed by all", "各市商定"),
    "computed": ("computed", "自动计算"),
    "unknown": ("unknown", "不清楚"),
    "not_applicable": ("not applicable", "不适用"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "evidence_hint": ("What would prove it: {text}", "证明材料：{text}"),
    "page": ("page", "页"),
    "wrong": ("Choose from the list", "请从列表中选择"),
    "written": (
        "{path} is written. Fill it in, then check it: xgov validate {path}",
        "已生成 {path}。填好后检查：xgov validate {path}",
    ),
    "written_parts": (
        "{count} forms are written to {path}. Once filled in: xgov assess{core} {path}",
        "已在 {path} 生成 {count} 份表。填好后：xgov assess{core} {path}",
    ),
    "needs_cities": ("name the cities: --cities a,b", "请写明城市：--cities a,b"),
    "bad_city": (
        "{id}: the id of a city has lower-case letters, digits and hyphens, and begins with a letter",
        "{id}：城市编号用小写字母、数字和连字符，以字母开头",
    ),
    "twice": ("{id} is named twice", "{id} 写了两次"),
    "bad_date": ("{value} is not a day; write YYYY-MM-DD", "{value} 不是日期，请写成 YYYY-MM-DD"),
    "bad_choice": ("{value} is not one of: {allowed}", "{value} 不在可选值之内：{allowed}"),
    "one_file": ("--from takes one filing, {path} holds {count}", "--from 只取一份填报，{path} 有 {count} 份"),
    "needs_folder": ("--by-owner writes into a folder: -o FOLDER", "--by-owner 写入文件夹：-o 文件夹"),
    "needs_file": ("a workbook is written to a file: -o form.xlsx", "工作簿要写入文件：-o form.xlsx"),
    "bad_suffix": (
        "{path}: forms are .yaml or .xlsx; say which with --format",
        "{path}：填报表为 .yaml 或 .xlsx，请用 --format 指明",
    ),
}


def tell(key: str, lang: str, **values: object) -> str:
    """Give a text of the forms in a language, its places filled."""
    text = FORMS[key][lang == "zh"]
    return text.format_map(values) if values else text
