"""What answers say, in Chinese and English: warnings, steps of the bill, reasons, and the words of the text form."""

from __future__ import annotations

from typing import Final

WARNINGS: Final[dict[str, dict[str, str]]] = {
    "unofficial-source": {
        "en": "These rest on an unofficial source ({document}): {rules}. Confirm them with the insured place{phones}.",
        "zh": "下列规定的依据为非官方来源（{document}）：{rules}。请向参保地核实{phones}。",
    },
    "unofficial-number": {
        "en": "Only an unofficial source ({document}) gives these numbers, and no rule does: {rules}. "
        "Confirm them with the insured place{phones}.",
        "zh": "下列数字只见于非官方来源（{document}），没有规则规定：{rules}。请向参保地核实{phones}。",
    },
    "not-checked-since": {
        "en": "Last checked on {checked}, and the question is about {asked}: {rules}.",
        "zh": "下列规定最近一次核对是在 {checked}，而所问日期为 {asked}：{rules}。",
    },
    "approximate": {
        "en": "“{rule}” states its figure only approximately ({figure}).",
        "zh": "“{rule}”的数字只是约数（{figure}）。",
    },
    "before-first-day": {
        "en": "The base covers questions from {first} on; {asked} is earlier.",
        "zh": "知识库只涵盖 {first} 起的问题，所问日期 {asked} 更早。",
    },
    "not-known": {
        "en": "Not known for {area}: {decisions}.{ask}",
        "zh": "{area}的下列规定尚不掌握：{decisions}。{ask}",
    },
    "eligible-assumed": {
        "en": "Nothing was said of the catalogue, so the whole bill is taken as covered.",
        "zh": "未提供目录内费用，按总费用全部在目录内计算。",
    },
    "nothing-paid-assumed": {
        "en": "expense.fundPaidThisYear was left out; the yearly cap is counted as if nothing had been paid yet.",
        "zh": "未提供 expense.fundPaidThisYear，年度限额按本年度尚未支付计算。",
    },
    "parameter-used": {
        "en": "{decision} was taken from the case's own parameters ({path}).",
        "zh": "{decision}采用案例自带的参数（{path}）。",
    },
    "parameter-ignored": {
        "en": "{path} was given, but the base knows {decision} for {area} and uses its own.",
        "zh": "已提供 {path}，但知识库掌握{area}的{decision}，采用知识库的规定。",
    },
    "factor-assumed": {
        "en": "The deductible of {area} was taken as it is: no source says whether it changes ({decisions}).",
        "zh": "{area}的起付标准按原数计算：没有来源说明是否调整（{decisions}）。",
    },
    "critical-illness-not-known": {
        "en": "What critical-illness insurance pays on top is not known for {area}.",
        "zh": "{area}的大病保险（大额补助）能再支付多少尚不掌握。",
    },
    "critical-illness-this-bill": {
        "en": "Critical-illness insurance is counted on this bill alone; earlier bills of the year may add to it.",
        "zh": "大病保险只按本次费用计算；本年度此前的费用可能使其增加。",
    },
    "credential-not-accepted": {
        "en": "The credential shown ({shown}) is not among those accepted here: {accepted}.",
        "zh": "所持凭证（{shown}）不在可用凭证之列：{accepted}。",
    },
}

CONTACTS: Final[dict[str, dict[str, str]]] = {
    "ask": {"en": " Ask: {contacts}.", "zh": "请咨询：{contacts}。"},
    "of-area": {"en": "{label} of {area}", "zh": "{area}{label}"},
    "or": {"en": "; ", "zh": "；"},
    "phones": {"en": " ({phones})", "zh": "（{phones}）"},
}

STEPS: Final[dict[str, dict[str, str]]] = {
    "total": {"en": "Total bill", "zh": "医疗总费用"},
    "outOfCatalogue": {"en": "Outside the catalogue", "zh": "目录外费用"},
    "classB": {"en": "First self-payment for class B", "zh": "乙类先行自付"},
    "eligible": {"en": "Covered by the catalogue", "zh": "政策范围内费用"},
    "overLimit": {"en": "Beyond the yearly limit of the cost", "zh": "超出费用年度限额"},
    "firstSelfPay": {"en": "First self-payment away from home ({share}%)", "zh": "异地先行自付（{share}%）"},
    "deductible": {"en": "Deductible", "zh": "起付标准"},
    "base": {"en": "Counts for payment", "zh": "计入支付的费用"},
    "share": {"en": "Share of {part} at {rate}%", "zh": "{part} 元按 {rate}% 支付"},
    "capped": {"en": "Limited by what is left of the yearly cap", "zh": "受年度限额余额限制"},
    "notLiable": {"en": "The fund does not pay", "zh": "基金不予支付"},
    "fundPays": {"en": "The pooled fund pays", "zh": "统筹基金支付"},
    "criticalPays": {"en": "Critical-illness insurance pays", "zh": "大病保险支付"},
    "personPays": {"en": "The person pays", "zh": "个人负担"},
}

REASONS: Final[dict[str, dict[str, str]]] = {
    "official": {"en": "no claim beats a rule", "zh": "据称的规定不优先于规则"},
    "overrides": {"en": "it says so", "zh": "明文规定优先"},
    "binding": {"en": "higher law binds", "zh": "上位法的强制规定优先"},
    "narrower-jurisdiction": {"en": "the narrower jurisdiction decides", "zh": "由更具体的统筹区规定"},
    "more-specific": {"en": "the more specific rule", "zh": "特别规定优先于一般规定"},
    "later": {"en": "the later rule", "zh": "新规定优先于旧规定"},
}

TEXT: Final[dict[str, dict[str, str]]] = {
    "zh": {
        "settled": "{route}。",
        "amount-open": "{route}；能支付多少还不能确定。",
        "paid": "{route}；统筹基金支付 {fund} 元，个人负担 {person} 元。",
        "bill": "费用",
        "because": "依据",
        "missing": "还需要知道",
        "warnings": "请注意",
        "disagreements": "来源说法不一之处",
        "advice": "可以怎么做",
        "travel": "就医",
        "filing": "备案",
        "state": "目前",
        "materials": "材料",
        "route": "结算",
        "rules": "规则",
        "catalogue": "目录按{catalogue}，待遇按{policy}",
        "show": "出示",
        "benefit": "待遇",
        "deductible": "起付",
        "ratio": "比例",
        "reduction": "异地",
        "cap": "年度限额",
        "costLimit": "费用年度限额",
        "fund": "统筹基金支付：",
        "factor": "按 {n} 倍支付",
        "share": "先行自付 {n}",
        "points": "降低 {n} 个百分点",
        "nil": "不降低",
        "claimed": "非官方数字",
        "over": "优先于",
        "seen": "转见于",
        "unknown": "不清楚",
        "yes": "是",
        "no": "否",
        "or": "、",
        "sep": "；",
    },
    "en": {
        "settled": "{route}.",
        "amount-open": "{route}; how much is paid cannot be said yet.",
        "paid": "{route}; the pooled fund pays {fund} yuan, the person {person} yuan.",
        "bill": "Bill",
        "because": "Because",
        "missing": "Still to be known",
        "warnings": "Beware",
        "disagreements": "Where sources disagree",
        "advice": "What could be done",
        "travel": "Care",
        "filing": "Filing",
        "state": "now",
        "materials": "Papers",
        "route": "Settled",
        "rules": "Rules",
        "catalogue": "catalogue of the {catalogue}, policy of the {policy}",
        "show": "show",
        "benefit": "Benefit",
        "deductible": "deductible",
        "ratio": "ratio",
        "reduction": "away:",
        "cap": "yearly cap",
        "costLimit": "yearly limit of the cost",
        "fund": "The pooled fund pays:",
        "factor": "× {n}",
        "share": "first self-payment {n}",
        "points": "less {n} percentage points",
        "nil": "no reduction",
        "claimed": "an unofficial number",
        "over": "prevails over",
        "seen": "seen in",
        "unknown": "not known",
        "yes": "yes",
        "no": "no",
        "or": " or ",
        "sep": "; ",
    },
}
