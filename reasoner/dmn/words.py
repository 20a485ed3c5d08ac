"""The words of a DMN document that no term of the base has."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, dict[str, str]]] = {
    "title": {
        "zh": "异地就医判定：{area}，{day} 有效的规则",
        "en": "Care away from home: {area}, rules in force on {day}",
    },
    "about": {
        "zh": "每一行是一组互不重叠的条件和在那里优先的结论：哪条规则优先，已经算好。"
        "null 表示不清楚；没有一行命中，表示这里没有规则，或者事实不足。",
        "en": "Each row is a set of conditions, disjoint from all others, and the outcome that prevails there: "
        "which rule beats which is settled already. null is an unknown input. "
        "Where no row matches, no rule is known, or the facts do not suffice.",
    },
    "rule": {"zh": "规则", "en": "Rules"},
    "label": {"zh": "规则名称", "en": "What the rules are called"},
    "basis": {"zh": "依据", "en": "Provisions"},
    "kind": {"zh": "数值种类", "en": "Kind of number"},
    "default": {"zh": "没有规则时的默认值", "en": "Default where no rule applies"},
    "slice": {
        "zh": "（取一段内的任一金额：结论只对落在该段的部分成立。）",
        "en": " (Any amount of a slice: the outcome holds for the part that falls into it.)",
    },
    "default-value": {"zh": "（个案没有写明时取 {value}。）", "en": " (Where a case does not say, it is {value}.)"},
    "fact": {"zh": "（由调用方比较个案得出。）", "en": " (The caller finds it by comparing things of the case.)"},
}
