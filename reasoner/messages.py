"""Every text that the software itself says, in Chinese and English, by its id.

Messages are part of the public interface: clear, gentle, concise, thorough, and
with what to do.  Words of the policy are not here but in the ontology.
"""

from __future__ import annotations

from typing import Final, Literal

LEVELS: Final[dict[str, Literal["error", "warning"]]] = {
    "rule-never-prevails": "warning",
    "prefix-unused": "warning",
    "override-without-effect": "warning",
}

FINDINGS: Final[dict[str, dict[str, str]]] = {
    "turtle-syntax": {
        "en": "{why}",
        "zh": "文件不是合法的 Turtle：{why}",
    },
    "prefix-unused": {
        "en": "The prefix '{prefix}:' is declared and never used. Delete the line.",
        "zh": "前缀 '{prefix}:' 声明后没有用到。请删去这一行。",
    },
    "label-missing": {
        "en": "{subject} has no label in {language}. Add rdfs:label \"…\"@{language}.",
        "zh": "{subject} 缺少 {language} 标签。请补上 rdfs:label \"…\"@{language}。",
    },
    "definition-missing": {
        "en": "{subject} has no definition in {language}. Add skos:definition \"…\"@{language}.",
        "zh": "{subject} 缺少 {language} 定义。请补上 skos:definition \"…\"@{language}。",
    },
    "predicate-missing": {
        "en": "{subject} has no {predicate}. Add one: {hint}.",
        "zh": "{subject} 缺少 {predicate}。请补上：{hint}。",
    },
    "predicate-repeated": {
        "en": "{subject} has {predicate} more than once. Keep one.",
        "zh": "{subject} 的 {predicate} 不止一个。请只保留一个。",
    },
    "predicate-unknown": {
        "en": "{subject} uses {predicate}, which is no part of a rule and no declared input.{guess} Correct the name, or declare the input.",
        "zh": "{subject} 使用了 {predicate}，它既不是规则的组成部分，也不是已声明的输入。{guess}请更正名称，或者先声明该输入。",
    },
    "input-foreign": {
        "en": "{subject} has a condition on {predicate}, which is not an input of decision:{decision}. Its inputs are {inputs}.",
        "zh": "{subject} 以 {predicate} 为条件，但它不是 decision:{decision} 的输入。该决策的输入为 {inputs}。",
    },
    "link-dead": {
        "en": "{subject} points at {target}, which is nowhere declared.{guess} Correct the name, or add its block.",
        "zh": "{subject} 指向 {target}，但它没有声明。{guess}请更正名称，或者补上它的定义块。",
    },
    "value-invalid": {
        "en": "'{value}' is not a valid value here: expected {expected}.",
        "zh": "'{value}' 不是这里的合法取值：应为{expected}。",
    },
    "date-invalid": {
        "en": "'{value}' is not a date. Write \"YYYY-MM-DD\"^^xsd:date without a time zone.",
        "zh": "'{value}' 不是日期。请写作 \"YYYY-MM-DD\"^^xsd:date，不带时区。",
    },
    "dates-reversed": {
        "en": "{subject} ends before it begins. Check yidi:validFrom and yidi:validTo.",
        "zh": "{subject} 的失效日期早于生效日期。请检查 yidi:validFrom 与 yidi:validTo。",
    },
    "figure-differs": {
        "en": "The figure \"{figure}\" does not say {value}. Correct the value or quote the source's words.",
        "zh": "原文数字“{figure}”与取值 {value} 不符。请更正取值，或者照录原文。",
    },
    "rule-conflict": {
        "en": "{subject} and {other} differ in decision:{decision}: {value} against {against}, for {cell}. "
        "Make one more specific, or say which one yidi:overrides the other.",
        "zh": "{subject} 与 {other} 在 decision:{decision} 上冲突：{value} 与 {against}，情形为 {cell}。"
        "请把其中一条写得更具体，或者用 yidi:overrides 指明谁优先。",
    },
    "decision-gap": {
        "en": "decision:{decision} must be total and has no rule for {cell}. Add a rule that covers it.",
        "zh": "decision:{decision} 必须处处有值，但情形 {cell} 没有规则。请补上一条规则。",
    },
    "rule-never-prevails": {
        "en": "{subject} prevails nowhere: {why}. Delete it, or correct its conditions.",
        "zh": "{subject} 在任何情形都不起作用：{why}。请删去它，或者更正条件。",
    },
    "override-without-effect": {
        "en": "{subject} overrides {target}, but the two never meet. Delete yidi:overrides, or correct the conditions.",
        "zh": "{subject} 声明优先于 {target}，但两者从不相遇。请删去 yidi:overrides，或者更正条件。",
    },
    "exception-hidden": {
        "en": "{subject} hides the exception {other} of a wider jurisdiction, for {cell}. "
        "If that is meant, add yidi:overrides {other}; if not, leave that case out of its conditions.",
        "zh": "{subject} 遮住了上级的例外规定 {other}，情形为 {cell}。"
        "如果确是本意，请写明 yidi:overrides {other}；如果不是，请把这种情形排除在条件之外。",
    },
    "bound-broken": {
        "en": "{subject} says {value}, which breaks the bound of {other} ({bound}). Correct the value, or its source.",
        "zh": "{subject} 取值 {value}，突破了 {other} 的限度（{bound}）。请更正取值或者依据。",
    },
    "rules-circle": {
        "en": "These rules beat one another in a circle: {circle}. Remove one yidi:overrides or yidi:binding.",
        "zh": "这些规则互相优先，形成循环：{circle}。请去掉其中一处 yidi:overrides 或 yidi:binding。",
    },
    "decisions-circle": {
        "en": "These decisions need one another in a circle: {circle}. Take one input out.",
        "zh": "这些决策互为输入，形成循环：{circle}。请去掉其中一个输入。",
    },
    "decision-too-large": {
        "en": "decision:{decision} would need {cells} cells, more than {limit}. Split it into smaller decisions.",
        "zh": "decision:{decision} 需要 {cells} 个单元格，超过 {limit}。请把它拆成更小的决策。",
    },
    "operator-unknown": {
        "en": "yidi:{fact} uses the operator '{operator}', which is not one of {operators}. Correct the name.",
        "zh": "yidi:{fact} 使用了算子“{operator}”，但可用的算子只有 {operators}。请更正名称。",
    },
    "name-twice": {
        "en": "{subject} is declared a second time. Give one of the two another name.",
        "zh": "{subject} 重复声明。请给其中一个改名。",
    },
}

WARNINGS: Final[dict[str, dict[str, str]]] = {
    "unofficial-source": {
        "en": "“{rule}” rests on an unofficial source ({document}). Confirm it with the insured place (12393).",
        "zh": "“{rule}”的依据为非官方来源（{document}）。请向参保地核实（12393）。",
    },
    "not-checked-since": {
        "en": "“{rule}” was last checked on {checked}; the question is about {asked}.",
        "zh": "“{rule}”最近一次核对为 {checked}，所问日期为 {asked}。",
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
        "en": "{decision}: not known for {area}. Ask the agency there (12393).",
        "zh": "{decision}：{area}的规定尚不掌握，请咨询当地医保经办机构（12393）。",
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

STEPS: Final[dict[str, dict[str, str]]] = {
    "total": {"en": "Total bill", "zh": "医疗总费用"},
    "outOfCatalogue": {"en": "Outside the catalogue", "zh": "目录外费用"},
    "classB": {"en": "First self-payment for class B", "zh": "乙类先行自付"},
    "eligible": {"en": "Covered by the catalogue", "zh": "政策范围内费用"},
    "firstSelfPay": {"en": "First self-payment away from home ({share}%)", "zh": "异地先行自付（{share}%）"},
    "deductible": {"en": "Deductible", "zh": "起付标准"},
    "base": {"en": "Counts for payment", "zh": "计入支付的费用"},
    "share": {"en": "Share of {amount} at {ratio}%", "zh": "{amount} 元按 {ratio}% 支付"},
    "capped": {"en": "Limited by what is left of the yearly cap", "zh": "受年度限额余额限制"},
    "notLiable": {"en": "The fund does not pay", "zh": "基金不予支付"},
    "fundPays": {"en": "The pooled fund pays", "zh": "统筹基金支付"},
    "criticalPays": {"en": "Critical-illness insurance pays", "zh": "大病保险支付"},
    "personPays": {"en": "The person pays", "zh": "个人负担"},
}

REASONS: Final[dict[str, dict[str, str]]] = {
    "overrides": {"en": "it says so", "zh": "明文规定优先"},
    "binding": {"en": "higher law binds", "zh": "上位法的强制规定优先"},
    "narrower-jurisdiction": {"en": "the narrower jurisdiction decides", "zh": "由更具体的统筹区规定"},
    "more-specific": {"en": "the more specific rule", "zh": "特别规定优先于一般规定"},
    "later": {"en": "the later rule", "zh": "新规定优先于旧规定"},
}
