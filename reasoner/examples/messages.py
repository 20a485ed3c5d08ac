"""What the runner of example cases says, in Chinese and English, by its id."""

from typing import Final

EXAMPLES: Final[dict[str, dict[str, str]]] = {
    "case-differs": {
        "en": "{name}: {path} is {actual}, expected {expected}.{reason}",
        "zh": "{name}：{path} 为 {actual}，应为 {expected}。{reason}",
    },
    "because-missing": {
        "en": "{name}: {rule} does not prevail. For that decision {instead}.",
        "zh": "{name}：{rule} 没有起作用。该判定事项中{instead}。",
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
    "excuse-unknown": {
        "en": "{rule} is excused here, and nowhere declared.{guess} Correct the name, or delete the line.",
        "zh": "这里列出的 {rule} 没有声明。{guess}请更正名称，或者删除这一行。",
    },
    "excuse-empty": {
        "en": "{rule} is excused without a reason. Say why no case can reach it.",
        "zh": "{rule} 没有写明理由。请写明为什么没有案例能够用到它。",
    },
    "excuse-needless": {
        "en": "{rule} is excused, but one case fires it and another just misses it. Delete the line.",
        "zh": "{rule} 已经既有使它起作用的案例，也有恰好不适用的案例，无须列在这里。请删除这一行。",
    },
    "accept-refused": {
        "en": "{name}: {path} was not rewritten: {why} Change it by hand.",
        "zh": "{name}：{path} 没有改写：{why}请手工修改。",
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
    "summary": {"en": "{cases} {cases:case|cases}, {failed} failed", "zh": "{cases} 个案例，{failed} 个不符"},
    "summary-tried": {
        "en": "; of {rules} {rules:rule|rules} {fired} {fired:prevails|prevail} in a case "
        "and {missed} {missed:is|are} just missed by one",
        "zh": "；{rules} 条规则中，{fired} 条有起作用的案例，{missed} 条有恰好不适用的案例",
    },
    "summary-stopped": {
        "en": "; stopped there, later cases were not run",
        "zh": "；在此停止，其后的案例没有运行",
    },
    "summary-seconds": {"en": " ({seconds:.2f} s)", "zh": "（{seconds:.2f} 秒）"},
    "mutate-alone": {
        "en": "--mutate runs all cases many times: leave out --accept, --coverage, --fail-fast and --filter.",
        "zh": "--mutate 要多次运行全部案例，请去掉 --accept、--coverage、--fail-fast 和 --filter。",
    },
    "mutate-needed": {
        "en": "--{option} chooses mutants: add --mutate.",
        "zh": "--{option} 用于挑选变异，请加上 --mutate。",
    },
    "fast-or-all": {
        "en": "--fail-fast stops early, and --coverage and --accept need all cases: leave one out.",
        "zh": "--fail-fast 会提前停止，而 --coverage 和 --accept 需要运行全部案例，请去掉其中之一。",
    },
    "no-case": {
        "en": "{paths}: there is no case here. Give a file or folder of cases.",
        "zh": "{paths}：这里没有案例。请给出案例文件或者文件夹。",
    },
    "no-case-named": {
        "en": "{paths}: there is no case whose name contains “{pattern}”. Try a shorter text.",
        "zh": "{paths}：没有名称含“{pattern}”的案例。请换一个更短的词。",
    },
    "not-written": {
        "en": "{file}: cannot be written: {why}. Choose another place.",
        "zh": "{file}：无法写入（{why}）。请换一个位置。",
    },
    "from-rule": {"en": "{place}  {rule}", "zh": "{place}  {rule}"},
    "further-bases": {"en": " and {count} more", "zh": "，另有 {count} 处依据"},
    "step": {"en": "{step}: {amount}{rule}", "zh": "{step}：{amount}{rule}"},
    "of-rule": {"en": "  {rule}", "zh": "  {rule}"},
    "gives-way": {"en": "{place}  it gives way to {by}: {why}", "zh": "{place}  它让位于 {by}：{why}"},
    "applies-not": {"en": "{place}  it does not apply here: {rule}", "zh": "{place}  在此不适用：{rule}"},
    "explain": {"en": "more: yidi explain {rule}", "zh": "详情：yidi explain {rule}"},
    "and": {"en": ", ", "zh": "，"},
    "is": {"en": "{input}: {value}", "zh": "{input}：{value}"},
    "from-day": {"en": "from {day}", "zh": "{day}起"},
    "accepted": {"en": "{place}  {path}: {old} → {new}", "zh": "{place}  {path}：{old} → {new}"},
    "accepted-all": {
        "en": "{count} {count:expectation|expectations} rewritten. Read the difference before you commit it: git diff",
        "zh": "改写了 {count} 处预期。提交前请逐处核对：git diff",
    },
    "accepted-none": {"en": "No expectation was rewritten.", "zh": "没有改写任何预期。"},
    "why-aliases": {
        "en": "the file uses YAML aliases, so that one place stands for several.",
        "zh": "文件使用了 YAML 别名，同一处文字代表多处内容。",
    },
    "why-comment": {
        "en": "there is a comment inside the value, which would be lost.",
        "zh": "其中有注释，改写会丢失注释。",
    },
    "why-layout": {
        "en": "it is laid out in a way that cannot be kept.",
        "zh": "其排版方式无法保持。",
    },
    "why-form": {
        "en": "only YAML and JSON files are rewritten, not JSON Lines.",
        "zh": "只能改写 YAML 和 JSON 文件，不能改写 JSON Lines。",
    },
    "why-person": {
        "en": "the answer does not say what should be expected instead.",
        "zh": "答案无法说明应当改成什么。",
    },
    "why-written": {
        "en": "the file cannot be written ({error}).",
        "zh": "文件无法写入（{error}）。",
    },
}

COVERED: Final[dict[str, dict[str, str]]] = {
    "title": {"en": "What the examples reach", "zh": "示例覆盖情况"},
    "title-part": {
        "en": "What these examples reach; not all cases were run",
        "zh": "这些示例的覆盖情况（没有运行全部案例）",
    },
    "is-decision": {"en": "decisions have a value in a case", "zh": "个判定事项有得出结论的案例"},
    "not-decision": {"en": "{name} has a value in no case", "zh": "{name} 没有得出结论的案例"},
    "is-rule": {"en": "rules prevail in a case", "zh": "条规则有起作用的案例"},
    "is-bound": {"en": "bounds apply in a case", "zh": "条限度有适用的案例"},
    "is-claim": {"en": "claims prevail in a case (counted apart)", "zh": "条非官方数字有起作用的案例（另计）"},
    "is-state": {
        "en": "states of the tables are met by a case: sets of rules that apply together",
        "zh": "种判定状态有案例：同时适用的一组规则为一种状态",
    },
    "is-shape": {"en": "shapes find the fault of an example filing", "zh": "条校验规则有示例备案触发"},
    "is-query": {"en": "named queries have an example that gives rows", "zh": "个命名查询的示例有结果"},
    "is-statement": {"en": "carried statements are cited by a case", "zh": "条已体现的陈述有案例引用"},
    "missed": {"en": "; {count} are just missed by one", "zh": "；{count} 条有恰好不适用的案例"},
    "not-rule": {"en": "{name} prevails in no case", "zh": "{name} 没有起作用的案例"},
    "not-bound": {"en": "{name} applies in no case", "zh": "{name} 没有适用的案例"},
    "not-shape": {
        "en": "{name} is met by no filing of tests/filings/fail",
        "zh": "tests/filings/fail 中没有备案触发 {name}",
    },
    "not-query": {"en": "{name} has no example that gives rows", "zh": "{name} 的示例没有结果"},
    "not-statement": {"en": "{name} is cited by no case", "zh": "没有案例引用 {name}"},
    "states": {
        "en": "States that no case meets, for most areas first (no fault; write a case where it tells something new)",
        "zh": "没有案例的判定状态，涉及统筹区多的在前（不算错误：有新意的，请补案例）",
    },
    "of-decision": {
        "en": "  {label} (decision:{name}): {open} of {total}",
        "zh": "  {label}（decision:{name}）：{total} 种中的 {open} 种",
    },
    "state": {
        "en": "such as {where} (areas: {areas}): {rules}{over}",
        "zh": "如 {where}（统筹区 {areas} 个）：{rules}{over}",
    },
    "over": {"en": " over {rules}", "zh": "，优先于 {rules}"},
    "further": {"en": "  and of {names}: see --coverage-html", "zh": "  另有 {names}：见 --coverage-html"},
}

PAGES: Final[dict[str, dict[str, str]]] = {
    "unreached": {"en": "What nothing reaches", "zh": "没有示例的内容"},
    "decisions": {"en": "Decisions", "zh": "判定事项"},
    "about_states": {
        "en": "A state is a set of rules that apply together, however many cells of the table hold it; "
        "a case meets it where its facts lead to that state and no other. "
        "A state that no case meets is no fault; some cannot come about.",
        "zh": "同时适用的一组规则为一种状态，不论占表中多少格；案例的事实唯一指向某状态，即算有案例。"
        "没有案例的状态不算错误，有的实际上不会出现。",
    },
    "decision": {"en": "Decision", "zh": "判定事项"},
    "rules": {"en": "Rules and bounds", "zh": "规则和限度"},
    "states": {"en": "States", "zh": "状态"},
    "open_states": {"en": "{count} states without a case", "zh": "{count} 种状态没有案例"},
    "files": {"en": "Files", "zh": "文件"},
    "file": {"en": "File", "zh": "文件"},
    "reached": {"en": "Reached", "zh": "有示例"},
    "back": {"en": "all files", "zh": "全部文件"},
    "by": {"en": "Reached by", "zh": "有示例"},
    "missed_by": {"en": "Just missed by", "zh": "恰好不适用"},
    "none": {"en": "{name}: nothing reaches it", "zh": "{name}：没有示例"},
    "some": {"en": "{name}: {cases}", "zh": "{name}：{cases} 个示例"},
    "both": {
        "en": "{name}: prevails in {cases}, just missed by {missed}",
        "zh": "{name}：{cases} 个案例起作用，{missed} 个恰好不适用",
    },
}
