"""What mutation testing says, in Chinese and English: each kind of edit, and the words around it."""

from typing import Final

KINDS: Final[dict[str, dict[str, str]]] = {
    "value-shifted": {"en": "value: {old} → {new}", "zh": "值：{old} → {new}"},
    "value-dropped": {"en": "value without {old}", "zh": "值中去掉 {old}"},
    "value-added": {"en": "value with {new} besides", "zh": "值中加上 {new}"},
    "bound-shifted": {"en": "{bound}: {old} → {new}", "zh": "{bound}：{old} → {new}"},
    "condition-dropped": {"en": "condition dropped: {input}, {old}", "zh": "去掉条件：{input}（{old}）"},
    "condition-widened": {"en": "condition widened: {input}, {old} → {new}", "zh": "放宽条件：{input}，{old} → {new}"},
    "condition-narrowed": {"en": "condition narrowed: {input}, without {old}", "zh": "收窄条件：{input}，去掉 {old}"},
    "threshold-shifted": {"en": "threshold: {input}, {old} → {new}", "zh": "界限：{input}，{old} → {new}"},
    "first-day-moved": {"en": "first day: {old} → {new}", "zh": "施行首日：{old} → {new}"},
    "last-day-moved": {"en": "last day: {old} → {new}", "zh": "施行末日：{old} → {new}"},
    "override-removed": {"en": "no longer overrides {old}", "zh": "不再优先于 {old}"},
    "group-removed": {"en": "no longer in {old}", "zh": "不再属于 {old}"},
    "binding-removed": {"en": "no longer binding", "zh": "不再强制适用"},
    "area-widened": {"en": "holds in {new} instead of {old}", "zh": "适用地区：{old} → {new}"},
    "rule-removed": {"en": "the whole rule removed", "zh": "去掉整条规则"},
}

SAY: Final[dict[str, dict[str, str]]] = {
    "title": {"en": "{rule} “{label}”: {edit}", "zh": "{rule} “{label}”：{edit}"},
    "survived": {
        "en": "{title}; no case notices. Add a case with: {cell}.",
        "zh": "{title}；没有案例察觉。请补一个案例：{cell}。",
    },
    "anywhere": {"en": "facts to which the rule applies", "zh": "事实落入该规则"},
    "on-day": {"en": "{area}, on {first}", "zh": "{area}，{first} 当日"},
    "from-day": {"en": "{area}, from {first} on", "zh": "{area}，{first} 起"},
    "in-days": {"en": "{area}, from {first} to {last}", "zh": "{area}，{first} 至 {last}"},
    "with": {"en": "{input}: {codes}", "zh": "{input}为{codes}"},
    "or": {"en": " or ", "zh": "或"},
    "and": {"en": "; ", "zh": "，"},
    "more": {"en": " or …", "zh": "等"},
    "at-least": {"en": "at least {number}", "zh": "不少于 {number}"},
    "below": {"en": "below {number}", "zh": "少于 {number}"},
    "between": {"en": "from {low} to below {high}", "zh": "{low} 以上、不到 {high}"},
    "any": {"en": "any", "zh": "不限"},
    "atLeast": {"en": "at least", "zh": "至少"},
    "atMost": {"en": "at most", "zh": "至多"},
    "decision": {"en": "decision", "zh": "判定事项"},
    "rules": {"en": "Rules", "zh": "规则"},
    "claims": {"en": "Claims", "zh": "非官方数字"},
    "total": {"en": "total", "zh": "合计"},
    "killed": {"en": "killed", "zh": "察觉"},
    "survived-head": {"en": "survived", "zh": "未察觉"},
    "equivalent": {"en": "equivalent", "zh": "等价"},
    "refused": {"en": "refused", "zh": "不能编译"},
    "score": {"en": "score", "zh": "得分"},
    "sample": {
        "en": "A sample of {tried} of {made} mutants (seed {seed}).",
        "zh": "抽样：{made} 个变异中的 {tried} 个（种子 {seed}）。",
    },
    "summary": {
        "en": "{tried} mutants: {killed} killed, {survived} survived, {equivalent} equivalent, {refused} refused "
        "by the compiler; score {score} ({seconds:.1f} s)",
        "zh": "{tried} 个变异：{killed} 个被察觉，{survived} 个未被察觉，{equivalent} 个等价，"
        "{refused} 个不能编译；得分 {score}（{seconds:.1f} 秒）",
    },
    "too-low": {
        "en": "The score {score} is below {least}. Add the cases that the lines above name.",
        "zh": "得分 {score} 低于 {least}。请补上面各行所述的案例。",
    },
    "nothing": {
        "en": "There is nothing to mutate: no rule matches {what}. Correct the name.",
        "zh": "没有可以变异的规则：没有规则符合 {what}。请更正名称。",
    },
    "failing": {
        "en": "{count} cases fail already and are left out: mend them first (yidi test).",
        "zh": "{count} 个案例本来就不符，没有计入：请先改正（yidi test）。",
    },
    "no-cases": {
        "en": "There is no case to try the rules with. Name files or folders with example cases.",
        "zh": "没有可用的案例。请指定案例文件或文件夹。",
    },
}

UNITS: Final[dict[str, dict[str, str]]] = {
    "percentagePoints": {"en": "{n} percentage points", "zh": "{n} 个百分点"},
    "factor": {"en": "factor {n}", "zh": "系数 {n}"},
    "yuan": {"en": "{n} yuan", "zh": "{n} 元"},
    "months": {"en": "{n} months", "zh": "{n} 个月"},
    "workingDays": {"en": "{n} working days", "zh": "{n} 个工作日"},
    "ratio": {"en": "{n}%", "zh": "{n}%"},
    "firstSelfPayShare": {"en": "{n}% first self-payment", "zh": "先行自付 {n}%"},
    "unlimited": {"en": "until changed", "zh": "长期有效"},
    "nothing": {"en": "nothing", "zh": "无"},
    "true": {"en": "yes", "zh": "是"},
    "false": {"en": "no", "zh": "否"},
}
"""How a number of a kind is said; ratios and shares in percent."""
