"""Names of the columns of a workbook form and of its choices, English and Chinese side by side."""

from __future__ import annotations

from typing import Final

#: Names of the columns of tables and of the fields of the head; those of `other` where a table has none of its own.
FIELDS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "head": {
        "framework": ("Framework", "评价框架"),
        "evaluator.kind": ("Who evaluates", "评价方"),
        "evaluator.name": ("Name of the office", "单位名称"),
        "evaluator.commissioned_by": ("Third party: commissioned by", "第三方：委托单位"),
        "evaluator.period": ("Third party: period looked at", "第三方：考察时段"),
        "evaluator.method": ("Third party: method", "第三方：方法"),
        "as_of": ("Answers hold on (day)", "答案截至（日期）"),
        "filing.prepared_by": ("Prepared by", "填报人"),
        "filing.reviewed_by": ("Reviewed by", "审核人"),
        "filing.issued_on": ("Issued on (day)", "签发日期"),
        "filing.contact": ("Contact", "联系方式"),
        "handling": ("Handling", "公开范围"),
        "profile.governance": ("Type of governance", "治理类型"),
        "offset": ("Time zone of all times", "各表时间的时区"),
    },
    "cities": {
        "name.zh": ("Name in Chinese", "中文名称"),
        "name.en": ("Name in English", "英文名称"),
        "population": ("Population", "常住人口（人）"),
        "size": ("Class of size", "规模等级"),
        "rank": ("Administrative rank", "行政级别"),
        "area": ("Area, km²", "面积（平方千米）"),
        "currency": ("Currency, e.g. CNY", "货币，如 CNY"),
    },
    "risks": {
        "risk": ("Category of risk", "风险类别"),
        "name": ("Called here", "当地名称"),
        "scenario": ("Scenario", "情景类型"),
        "origin": ("Begins in", "起源城市"),
    },
    "evidence": {
        "kind": ("Kind", "种类"),
        "title": ("Title", "名称"),
        "date": ("Date", "日期"),
        "valid_until": ("Valid until", "有效期至"),
        "ref": ("Number or place", "文号或存放处"),
        "issuer": ("Issued by", "出具单位"),
        "note": ("Note", "说明"),
    },
    "commitments": {
        "by": ("Promised by", "承诺方"),
        "to": ("To (city, or all)", "对谁承诺（城市，或 all）"),
        "what": ("What was promised", "承诺内容"),
        "source": ("Article of the agreement", "协议条款"),
        "registered_on": ("Entered on", "登记日期"),
        "due": ("Due on", "期限"),
        "every": ("Recurs every (P1M, P1Y)", "周期（P1M 每月，P1Y 每年）"),
        "status": ("What became of it", "兑现情况"),
        "kept_on": ("Kept on", "兑现日期"),
        "accepted_by": ("Confirmed by (city)", "由谁确认（城市）"),
        "weight": ("Weight", "权重"),
    },
    "notifications": {
        "event": ("Event", "事件"),
        "risk": ("Category of risk", "风险类别"),
        "origin": ("City that had to tell", "应告知的城市"),
        "type": ("Kind", "种类"),
        "to": ("To (city, body, superior)", "告知谁（城市、body 协调机构、superior 上级）"),
        "occurred_at": ("Happened at", "发生时间"),
        "known_at": ("Known at", "知情时间"),
        "told_at": ("Told at, or never", "告知时间，或从未"),
        "acknowledged_at": ("Acknowledged at", "回执时间"),
        "limit": ("Limit (PT2H: 2 hours)", "时限（PT2H 为 2 小时）"),
        "limit_source": ("Limit laid down in", "时限依据"),
        "contents.source": ("Told: source", "内容：风险源"),
        "contents.extent": ("Told: extent", "内容：范围"),
        "contents.characteristics": ("Told: characteristics", "内容：特征"),
        "contents.trend": ("Told: trend", "内容：趋势"),
        "found_false_by": ("Found false by", "由谁发现不实"),
        "drill": ("Drill?", "是否演练"),
    },
    "requests": {
        "by": ("Asked by (city)", "求援城市"),
        "to": ("Asked of (city)", "被求援城市"),
        "what": ("What was asked for", "求援内容"),
        "asked_at": ("Asked at", "求援时间"),
        "answered_at": ("Answered at", "答复时间"),
        "limit": ("Limit (PT1H: 1 hour)", "答复时限（PT1H 为 1 小时）"),
        "arrived_at": ("Help arrived at", "到达时间"),
        "asked": ("Amount asked", "求援数量"),
        "delivered": ("Amount delivered", "到位数量"),
        "refused_because": ("Refused because", "未支援的原因"),
    },
    "resources": {
        "item": ("Item", "物资或队伍"),
        "unit": ("Unit", "单位"),
        "need": ("Need of one city", "一市需求量"),
        "stock": ("Stock: {city}", "储备：{city}"),
        "releasable": ("Can lend: {city}", "可外借：{city}"),
        "needed_within": ("Needed within (PT6H)", "须在多久内到位（PT6H）"),
        "reachable_within": ("The other city can bring it within", "邻市多久能送到"),
        "expires": ("Expires on", "到期日期"),
        "as_of": ("Counted on", "盘点日期"),
    },
    "exchanges": {
        "measure": ("Joint measure", "共同措施"),
        "horizon": ("Time covered", "涵盖时段"),
        "currency": ("Currency", "货币"),
        "costs.low": ("Cost, low: {city}", "投入下限：{city}"),
        "costs.high": ("Cost, high: {city}", "投入上限：{city}"),
        "costs.estimator": ("Cost, estimated by: {city}", "投入估算方：{city}"),
        "averted_losses.low": ("Loss averted, low: {city}", "减损下限：{city}"),
        "averted_losses.high": ("Loss averted, high: {city}", "减损上限：{city}"),
        "averted_losses.estimator": ("Loss averted, estimated by: {city}", "减损估算方：{city}"),
        "outside_options.low": ("Gain alone, low: {city}", "单干所得下限：{city}"),
        "outside_options.high": ("Gain alone, high: {city}", "单干所得上限：{city}"),
        "outside_options.estimator": ("Gain alone, estimated by: {city}", "单干所得估算方：{city}"),
        "form": ("Form of compensation", "补偿形式"),
        "payer": ("Paid by (city, superior)", "支付方（城市或 superior 上级）"),
        "agreed": ("Amount agreed", "约定数额"),
        "paid": ("Amount paid", "已付数额"),
    },
    "activities": {
        "date": ("Date", "日期"),
        "kind": ("Kind", "种类"),
        "invited": ("Cities invited", "应到城市"),
        "attended": ("Cities that came", "实到城市"),
        "observer": ("Outside observer", "外部观察方"),
        "confirms": ("Items it confirms", "印证的指标"),
        "contradicts": ("Items it contradicts", "与之相反的指标"),
        "judged_by": ("Judged by", "由谁判定"),
    },
    "actions": {
        "activity": ("Id of the activity", "活动编号"),
        "what": ("What is to be done", "整改内容"),
        "due": ("Due on", "期限"),
        "done": ("Done on", "完成日期"),
    },
    "other": {"id": ("Id", "编号"), "evidence": ("Proof (ids)", "证据编号")},
}

#: Names of the words of the format that are chosen from a list.
CHOICES: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "evaluator.kind": {
        "self": ("the city itself", "城市自评"),
        "coordinating_body": ("the cities' coordinating body", "协调机构"),
        "third_party": ("an independent third party", "独立第三方"),
    },
    "handling": {
        "internal": ("marked internal on every page", "内部资料，每页标注"),
        "public": ("may be published", "可以公开"),
    },
    "evidence.kind": {
        "report": ("somebody says so", "他人陈述"),
        "document": ("signed or published text", "文件"),
        "trace": ("log of what was done", "留痕"),
        "evaluation": ("exercise or outside review", "评价"),
    },
    "commitments.status": {
        "open": ("not yet due or not settled", "尚未兑现"),
        "kept": ("in time", "按期兑现"),
        "late": ("kept too late", "逾期兑现"),
        "broken": ("not kept", "未兑现"),
        "waived": ("the other city let it go", "对方免除"),
        "disputed": ("the cities disagree", "有争议"),
    },
    "notifications.type": {
        "report": ("upward", "报送上级"),
        "notify": ("to the neighbour", "通报邻市"),
        "warn": ("warning", "预警"),
        "update": ("update", "续报"),
        "end": ("all clear", "解除"),
    },
    "exchanges.form": {
        "fund": ("fund", "基金"),
        "cash": ("payment", "资金"),
        "training": ("training of people", "人才培训"),
        "platform": ("shared site or platform", "共建平台"),
    },
    "activities.kind": {
        "meeting": ("meeting", "会议"),
        "drill": ("drill", "演练"),
        "event": ("real event", "实战"),
        "evaluation": ("evaluation", "评价"),
    },
}


def field_name(table: str, key: str, lang: str) -> str:
    """Name a field of a table; of a column for each city, {city} is filled with the city's id."""
    names, chinese = FIELDS[table], lang == "zh"
    name, _, rest = key.partition(".")
    if key in names or key in FIELDS["other"]:
        return (names.get(key) or FIELDS["other"][key])[chinese]
    city, _, part = rest.partition(".")
    return names[f"{name}.{part}" if part else name][chinese].format(city=city)
