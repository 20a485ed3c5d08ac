"""What the runner of example cases says, in Chinese and English, by its id."""

from typing import Final

EXAMPLES: Final[dict[str, dict[str, str]]] = {
    "case-differs": {
        "en": "{name}: {path} is {actual}, expected {expected}.{reason}",
        "zh": "{name}：{path} 为 {actual}，应为 {expected}。{reason}",
    },
    "because-missing": {
        "en": "{name}: {rule} does not prevail. For that decision {instead}.",
        "zh": "{name}：{rule} 没有起作用。该决策中{instead}。",
    },
    "because-unwanted": {
        "en": "{name}: {rule} prevails, and should not.",
        "zh": "{name}：{rule} 起了作用，但不应起作用。",
    },
    "entry-missing": {
        "en": "{name}: {entry} is not among the {path}, which are {actual}.",
        "zh": "{name}：{path} 中没有 {entry}，实际为 {actual}。",
    },
    "entry-unwanted": {
        "en": "{name}: there should be no {path}, but there are {actual}.",
        "zh": "{name}：{path} 应为空，实际为 {actual}。",
    },
    "field-unknown": {
        "en": "{name}: the answer has no field {path}.{guess} Correct the path.",
        "zh": "{name}：答案中没有字段 {path}。{guess}请更正路径。",
    },
    "rule-unknown": {
        "en": "{name}: {rule} is nowhere declared.{guess} Correct the name.",
        "zh": "{name}：{rule} 没有声明。{guess}请更正名称。",
    },
    "source-unknown": {
        "en": "{name}: {source} is nowhere declared.{guess} Correct the name, or add it to ontology/sources.",
        "zh": "{name}：{source} 没有声明。{guess}请更正名称，或者在 ontology/sources 中补上。",
    },
    "case-invalid": {
        "en": "{name}: {fault}",
        "zh": "{name}：{fault}",
    },
    "file-unreadable": {
        "en": "{fault}",
        "zh": "{fault}",
    },
    "name-missing": {
        "en": "This case has no name. Add the sentence that a clerk would say.",
        "zh": "该案例没有名称。请补上经办人员会说的那句话。",
    },
    "name-twice": {
        "en": "{name}: another case has this name ({other}). Say what is different.",
        "zh": "{name}：另一个案例也叫这个名称（{other}）。请写明差别。",
    },
    "expect-missing": {
        "en": "{name}: nothing is expected. Add `expect` with at least one field of the answer.",
        "zh": "{name}：没有写明预期结果。请在 expect 中至少写一项。",
    },
    "rule-uncovered": {
        "en": "{rule} prevails in no example case. Add a case that fires it.",
        "zh": "{rule} 在任何案例中都没有起作用。请补一个使它起作用的案例。",
    },
    "statement-not-proved": {
        "en": "{statement} says that {carrier} carries it, but no case that cites it {does}. "
        "Cite it in a case that asks what it answers, or name what really carries it.",
        "zh": "{statement} 写明由 {carrier} 体现，但引用它的案例中，没有一个{does}。"
        "请在问到这件事的案例中引用它，或者改写真正体现它的内容。",
    },
    "twin-missing": {
        "en": "{rule} has no example case that just misses it. Add one that differs in a single condition.",
        "zh": "{rule} 没有恰好不适用的案例。请补一个只差一个条件的案例。",
    },
}

WORDS: Final[dict[str, dict[str, str]]] = {
    "guess": {"en": " Did you mean {guess}?", "zh": "是否指 {guess}？"},
    "rests-on": {"en": " It rests on {rules}.", "zh": "依据为 {rules}。"},
    "instead": {"en": "{rules} prevails", "zh": "起作用的是 {rules}"},
    "no-instead": {"en": "no rule prevails", "zh": "没有规则起作用"},
    "quote": {
        "en": " Put {value} in quotes: amounts and ratios are text.",
        "zh": "请给 {value} 加上引号：金额和比例写作文本。",
    },
    "nothing-found": {"en": "nothing", "zh": "空"},
    "fires-it": {"en": "fires that rule", "zh": "使这条规则起作用"},
    "decides-it": {"en": "gives that decision a value", "zh": "使这一判定有结论"},
    "summary": {
        "en": "{cases} cases, {failed} failed; of {rules} rules {fired} prevail in a case "
        "and {missed} are just missed by one ({seconds:.2f} s)",
        "zh": "{cases} 个案例，{failed} 个不符；{rules} 条规则中，"
        "{fired} 条有起作用的案例，{missed} 条有恰好不适用的案例（{seconds:.2f} 秒）",
    },
}
