"""What `yidi new` says, in Chinese and English."""

from __future__ import annotations

from typing import Final

SAYS: Final[dict[str, dict[str, str]]] = {
    "exists": {
        "en": "{path}: exists already and was left as it is. Give another name.",
        "zh": "{path}：已存在，未作改动。请换一个名称。",
    },
    "changed": {
        "en": "{path}: was changed meanwhile; nothing was written. Try again.",
        "zh": "{path}：刚刚被改动过，没有写入。请再试一次。",
    },
    "unwritable": {"en": "{path}: cannot be written ({error}).", "zh": "{path}：无法写入（{error}）。"},
    "no-base": {
        "en": "{path}: there is no folder 'ontology' in it. Give the base's folder with --base.",
        "zh": "{path}：其中没有 ontology 文件夹。请用 --base 指明知识库所在的文件夹。",
    },
    "broken": {
        "en": "The base cannot be read as it is. Mend this first:",
        "zh": "知识库目前无法读取，请先更正：",
    },
    "missing": {"en": "{option}: is needed.", "zh": "{option}：必须填写。"},
    "not-known": {
        "en": "{option}: '{value}' is not known. {hint}",
        "zh": "{option}：没有 '{value}'。{hint}",
    },
    "codes": {"en": "One of {names}.", "zh": "可以是 {names}。"},
    "guess": {"en": "Did you mean {names}?", "zh": "是不是 {names}？"},
    "not-input": {
        "en": "--{name}: decision:{decision} does not look at it. It looks at {names}.",
        "zh": "--{name}：decision:{decision} 不依据它。它依据的是 {names}。",
    },
    "no-value": {"en": "--{name}: a value is missing behind it.", "zh": "--{name}：后面缺少取值。"},
    "loose": {
        "en": "'{value}': stands alone. Conditions are written --NAME VALUE.",
        "zh": "'{value}'：前面没有选项。条件的写法是 --名称 取值。",
    },
    "number": {
        "en": "--{name}: '{value}' is no number and no range. Write 3, 60.. (60 and more), ..18 (below 18) or 18..60.",
        "zh": "--{name}：'{value}' 不是数字，也不是范围。请写 3、60..（60及以上）、..18（18以下）或者 18..60。",
    },
    "value": {
        "en": "{option}: '{value}' is no valid {kinds}.{hint}",
        "zh": "{option}：'{value}' 不是有效的 {kinds}。{hint}",
    },
    "share": {"en": " Write it as a part of one: 85% is 0.85.", "zh": "请写成小数：85%是0.85。"},
    "kind": {
        "en": "--kind: say what the number is, one of {names}.",
        "zh": "--kind：请写明数字的类型，{names} 之一。",
    },
    "one-of-values": {
        "en": "Give one of --value, --at-least and --at-most.",
        "zh": "--value、--at-least、--at-most 请写一个。",
    },
    "date": {
        "en": "{option}: '{value}' is no day. Write YYYY-MM-DD.",
        "zh": "{option}：'{value}' 不是日期，请写 YYYY-MM-DD。",
    },
    "dates": {"en": "--to: the last day is before the first.", "zh": "--to：最后一天早于第一天。"},
    "name": {
        "en": "{option}: '{value}' is no name. Use small letters, digits and hyphens.",
        "zh": "{option}：'{value}' 不能作名称。请用小写字母、数字和连字符。",
    },
    "taken": {"en": "{name}: this name is taken.", "zh": "{name}：这个名称已被使用。"},
    "figure": {
        "en": "--figure: is needed for a number: the words in which the source gives it, such as 85%.",
        "zh": "--figure：数字必须附上依据的原文写法，如 85%。",
    },
    "from-replaced": {
        "en": "{option}: is taken from {rule}, which is replaced. Leave it out; or write a rule without --replaces.",
        "zh": "{option}：沿用被接替的 {rule}，不必填写；要另定条件，请不用 --replaces。",
    },
    "not-later": {
        "en": "--from: {rule} itself begins on {day}. Give a later day; correct a wrong number in its own block.",
        "zh": "--from：{rule} 自 {day} 起施行，请填写更晚的日期；数字本来就写错的，请直接更正原规则。",
    },
    "scattered": {
        "en": "{rule}: does not stand in one block of {file}. Bring its lines together first.",
        "zh": "{rule}：在 {file} 中不是一个完整的段落，请先合并。",
    },
    "ended": {"en": "{rule} ends on {day}", "zh": "{rule} 到 {day} 为止"},
    "also-over": {
        "en": "{rule} now overrides {other} as well",
        "zh": "{rule} 现在也优先于 {other}",
    },
    "no-case": {
        "en": "{rule}: no case was found in which it prevails. See: yidi explain {rule}",
        "zh": "{rule}：没有找到由它决定的情形。详见：yidi explain {rule}",
    },
    "case-taken": {
        "en": "{path}: has a case named “{name}” already. Nothing was written.",
        "zh": "{path}：已有名为“{name}”的案例，没有写入。",
    },
    "area-taken": {
        "en": "{area}: has files already ({path}).",
        "zh": "{area}：已经有文件（{path}）。",
    },
    "written": {"en": "{path} written", "zh": "已写入 {path}"},
    "findings": {"en": "yidi check finds:", "zh": "yidi check 的结果："},
    "sound": {"en": "yidi check finds nothing wrong.", "zh": "yidi check 没有发现问题。"},
    "next": {"en": "Next: {what}", "zh": "下一步：{what}"},
    "base": {
        "en": "This is not the built-in base: add --base {folder} to each command.",
        "zh": "这不是内置的知识库：每个命令都要加上 --base {folder}。",
    },
    "next-rule": {
        "en": "write a case that fires it and one that just misses it: yidi new case --rule {name}",
        "zh": "写一个使它起作用的案例和一个恰好不适用的案例：yidi new case --rule {name}",
    },
    "next-case": {
        "en": "compare both answers with the source, name the cases as a clerk would, then: yidi test {path}",
        "zh": "对照依据核对两个案例的答案，按经办人员的说法命名，然后运行：yidi test {path}",
    },
    "next-area": {
        "en": "write down where it stands: yidi new source; then its first rule: yidi new rule --area {area} …",
        "zh": "先写依据：yidi new source；再写第一条规则：yidi new rule --area {area} …",
    },
    "next-source": {
        "en": "write rules that rest on it: yidi new rule --basis {name} …",
        "zh": "写以它为依据的规则：yidi new rule --basis {name} …",
    },
    "next-query": {
        "en": "make it ask your question, correct the rows of the example, and run it: yidi query {name}",
        "zh": "改成要问的问题，更正示例的结果行，然后运行：yidi query {name}",
    },
    "next-shape": {
        "en": "say what must hold and break it in the example: yidi validate {path}",
        "zh": "写明必须满足的要求，并在示例中违反它：yidi validate {path}",
    },
}


def say(name: str, language: str, /, **details: object) -> str:
    """One of these sentences."""
    return SAYS[name][language].format(**details)
