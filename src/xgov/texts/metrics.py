"""Names of the metrics that records give, English and Chinese side by side."""

from __future__ import annotations

from typing import Final

METRICS: Final[dict[str, dict[str, str]]] = {
    "commitments.kept": {"en": "promises kept in time", "zh": "承诺按期兑现"},
    "commitments.accepted": {"en": "kept promises that the other city confirmed", "zh": "兑现经对方确认"},
    "notifications.on_time": {"en": "notices within the limit", "zh": "按时通报"},
    "notifications.complete": {"en": "notices with all four contents", "zh": "通报内容齐全"},
    "notifications.acknowledged": {"en": "notices acknowledged", "zh": "收到通报后回执"},
    "notifications.delay_hours": {"en": "hours from knowing to telling, median", "zh": "从知情到通报的小时数（中位）"},
    "requests.answered_in_time": {"en": "requests answered within the limit", "zh": "求援按时答复"},
    "requests.fulfilled": {"en": "delivered of what was asked", "zh": "求援满足程度"},
    "resources.cover_alone": {"en": "need covered alone", "zh": "自身储备满足需求"},
    "resources.cover_pooled": {"en": "need covered with the neighbour's help", "zh": "加上邻市支援满足需求"},
    "exchanges.agreed": {"en": "joint measures with an agreed payment", "zh": "已约定补偿的共同措施"},
    "exchanges.inside": {"en": "payments that leave neither worse off", "zh": "双方都不吃亏的补偿"},
    "activities.drills_per_year": {"en": "joint drills in twelve months", "zh": "近 12 个月联合演练次数"},
    "activities.meetings_per_year": {"en": "joint meetings in twelve months", "zh": "近 12 个月会议次数"},
    "activities.attendance": {"en": "invitations followed", "zh": "应到实到"},
    "activities.actions_closed": {"en": "follow-up actions closed in time", "zh": "整改按期完成"},
    "evaluations.third_party_share": {"en": "evaluations by outsiders", "zh": "外部评价占比"},
    "evaluations.age_months": {"en": "months since the last outside evaluation", "zh": "距最近一次外部评价的月数"},
}
