"""Every text that the software itself says in findings, in Chinese and English, by its id.

Messages are part of the public interface: clear, gentle, concise, thorough, and
with what to do.  Words of the policy are not here but in the ontology.  What each
finding says stands in a file of its own, in `findings`; here are the parts that several share.
"""

from __future__ import annotations

from typing import Final

from yidi.findings import FINDINGS, LEVELS
from yidi.plural import filled

__all__ = ["FINDINGS", "LEVELS", "PHRASES", "phrase"]

PHRASES: Final[dict[str, dict[str, str]]] = {
    "nothing": {"en": "", "zh": ""},
    "did-you-mean": {"en": " Did you mean {name}?", "zh": "是不是 {name}？"},
    "label": {"en": "label", "zh": "标签"},
    "definition": {"en": "definition", "zh": "定义"},
    "message": {"en": "message", "zh": "消息"},
    "case": {"en": "case", "zh": "个案"},
    "found": {"en": "{count} {count:finding|findings}", "zh": "{count} 个问题"},
    "see-check": {
        "en": "The base cannot be used until this is mended. With a case that shows it: yidi check",
        "zh": "改正以前知识库不能使用。看得到问题的案例见：yidi check",
    },
    "watch": {
        "en": "{count} {count:finding|findings}, in {seconds} s. Waiting for changes; Ctrl-C ends.",
        "zh": "{count} 个问题，用时 {seconds} 秒。等待文件改动，按 Ctrl-C 结束。",
    },
    "watch-new": {
        "en": "{count} {count:finding|findings}, {new} of them new (*), in {seconds} s. Waiting for changes; Ctrl-C ends.",
        "zh": "{count} 个问题，其中 {new} 个是新的（*），用时 {seconds} 秒。等待文件改动，按 Ctrl-C 结束。",
    },
    "watch-format": {
        "en": "--watch shows text for people: leave out --format, --cases and --owl.",
        "zh": "--watch 只显示文字：请去掉 --format、--cases 和 --owl。",
    },
    "explain-of-rules": {
        "en": "--area and --on are for rules, and {name} is a decision. Ask: yidi query rules-in-area --param decision={name} "
        "--param area=… --param day=…",
        "zh": "--area 和 --on 只用于规则，而 {name} 是判定事项。请问：yidi query rules-in-area --param decision={name} "
        "--param area=… --param day=…",
    },
    "explain-why": {"en": "Why it matters", "zh": "为什么检查"},
    "explain-reads": {"en": "What it says", "zh": "提示的内容"},
    "explain-meant": {"en": "If it is meant", "zh": "如果确是本意"},
    "explain-example": {"en": "Example", "zh": "例子"},
    "explain-mended": {"en": "Mended", "zh": "改好的样子"},
    "explain-no-example": {
        "en": "There is an example, with what mends it, in the source of Yidi: tests/broken and tests/mended.",
        "zh": "例子和改法见异地的源代码：tests/broken 与 tests/mended。",
    },
    "explain-hint": {
        "en": "Why, and how it is mended: yidi check --explain {name}",
        "zh": "为什么、怎样改：yidi check --explain {name} --lang zh",
    },
    "explain-unknown": {
        "en": "There is no finding '{name}'. Give the id that stands after the level in each line of yidi check.",
        "zh": "没有名为“{name}”的检查结果。请给出 yidi check 每行中级别之后的名称。",
    },
    "explain-near": {
        "en": "There is no finding '{name}'. Did you mean one of these: {near}?",
        "zh": "没有名为“{name}”的检查结果。是不是其中之一：{near}？",
    },
    "the-case": {"en": "the case itself", "zh": "个案本身"},
    "remedy": {"en": "remedy", "zh": "处理办法"},
    "beaten": {"en": "beaten everywhere by {rivals}", "zh": "处处让位于 {rivals}"},
    "admits-nothing": {"en": "its conditions or dates admit no case", "zh": "它的条件或者日期不含任何情形"},
    "claim-bound": {"en": "it states only a bound", "zh": "它只说明限度"},
    "claim-collects": {
        "en": "decision:{decision} collects what all rules say",
        "zh": "decision:{decision} 汇总所有规则的值",
    },
    "claim-settled": {
        "en": "decision:{decision} has a value where no rule gives one",
        "zh": "decision:{decision} 在没有规则时已有值",
    },
    "space-end": {"en": "that begins or ends with a space", "zh": "以空格开头或者结尾"},
    "space-twice": {"en": "with two spaces in a row", "zh": "有连续的空格"},
    "an-address": {"en": "the address of a page, <https://…>", "zh": "网页地址 <https://…>"},
    "usually-rises": {"en": "usually rises", "zh": "升高"},
    "usually-falls": {"en": "usually falls", "zh": "降低"},
    "a-day": {"en": "a property that holds a day (xsd:date)", "zh": "值为日期（xsd:date）的属性"},
    "a-place": {"en": "a property that holds a place", "zh": "值为地区的属性"},
    "in-months": {"en": "a decision in yidi:months", "zh": "值为 yidi:months 的判定事项"},
    "codes-of": {"en": "what holds codes of list:{list}", "zh": "值为 list:{list} 代码的内容"},
    "path-of": {"en": "a path that holds a {kind}", "zh": "值为 {kind} 的路径"},
    "a-name": {"en": "a name with a prefix, such as rule:…", "zh": "带前缀的名称，如 rule:…"},
    "a-code": {"en": "a code of list:{list}", "zh": "list:{list} 的代码"},
    "some-class": {"en": "thing of some class", "zh": "某一类"},
    "of-class": {"en": "a {kind}", "zh": "{kind}"},
    "no-language": {"en": "none", "zh": "无"},
    "a-text": {"en": "a text in quotes", "zh": "引号里的文字"},
    "a-number": {"en": "a number", "zh": "数字"},
    "a-rank": {"en": "a whole number from 1", "zh": "从1起的整数"},
    "a-property": {"en": "a property with a yidi:path, or a decision", "zh": "带有 yidi:path 的属性，或者判定事项"},
    "a-list": {"en": "a list in round brackets, ( … )", "zh": "圆括号里的列表 ( … )"},
    "a-range": {
        "en": "a number, or a range [ yidi:from … ; yidi:below … ] that holds at least one",
        "zh": "数字，或者不为空的范围 [ yidi:from … ; yidi:below … ]",
    },
    "a-code-list": {"en": "a code list, because this decision collects", "zh": "代码表，因为该判定事项是汇总型"},
    "boolean": {"en": "true or false, without quotes", "zh": "不加引号的 true 或 false"},
    "one-of": {"en": "one of {names}", "zh": "以下之一：{names}"},
    "java-missing": {
        "en": "The description-logic reasoner needs Java. Install it with the extra: pip install 'yidi[owl]'.",
        "zh": "描述逻辑推理机需要 Java。请安装附加组件：pip install 'yidi[owl]'。",
    },
    "axioms-refused": {
        "en": "The description-logic reasoner cannot take the ontology: {why}. Keep to OWL 2 DL.",
        "zh": "描述逻辑推理机无法读取本体：{why}。请改写为 OWL 2 DL。",
    },
}


def phrase(name: str, /, **details: object) -> dict[str, str]:
    """A part of a message, in both languages."""
    return {language: filled(text, details) for language, text in PHRASES[name].items()}
