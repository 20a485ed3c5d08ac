"""What is said about the header of a query, about its arguments and its results, in both languages."""

from __future__ import annotations

from typing import Final

Told = dict[str, str]
"""A text by language."""

HEADER: Final[dict[str, dict[str, str]]] = {
    "no-header": {
        "en": "the file does not begin with lines of '#+ '",
        "zh": "文件开头没有以“#+ ”起头的行",
    },
    "other-name": {"en": "id: '{id}' is not the name of the file", "zh": "id：'{id}' 与文件名不同"},
    "empty-column": {
        "en": "columns.{name}: ?{name} stands only in the select, so the column is always empty",
        "zh": "columns.{name}：?{name} 只写在 select 里，这一列永远是空的",
    },
    "no-such-code": {
        "en": "{path}: '{value}' is no code of list:{list}",
        "zh": "{path}：'{value}'，list:{list} 里没有这个代码",
    },
    "no-such-list": {"en": "{path}: there is no list:{list}", "zh": "{path}：没有 list:{list}"},
    "codes-without-list": {
        "en": "a parameter of type code names its list under codes, and no other does",
        "zh": "类型为 code 的参数要用 codes 写明代码表，其他参数不写",
    },
    "required-with-default": {
        "en": "a parameter with a default is not required",
        "zh": "有默认值的参数不必填",
    },
    "reserved": {
        "en": "{path}: every paged query has this parameter; give it another name",
        "zh": "{path}：分页查询都有这个参数，请换一个名称",
    },
}

BLOCK: Final[dict[str, dict[str, str]]] = {
    "no-block": {
        "en": "there is no line '# parameters' with 'values ( … )' below it",
        "zh": "没有“# parameters”这一行及其下的 'values ( … )'",
    },
    "two-blocks": {"en": "there are two lines '# parameters'", "zh": "有两行“# parameters”"},
    "other-variables": {
        "en": "the block has {found}, the header {declared}",
        "zh": "块中是 {found}，文件头是 {declared}",
    },
    "two-rows": {"en": "the block has {count} rows and not one", "zh": "块中有 {count} 行，应为一行"},
    "other-value": {
        "en": "?{name} is {found}, by the example {expected}",
        "zh": "?{name} 是 {found}，按示例应为 {expected}",
    },
    "other-columns": {
        "en": "a row has {found}, the header {declared}",
        "zh": "一行中是 {found}，文件头是 {declared}",
    },
    "no-page": {
        "en": "a paged query ends with 'limit {limit}' and 'offset {offset}', each on a line of its own",
        "zh": "分页查询以各占一行的 'limit {limit}' 和 'offset {offset}' 结尾",
    },
    "no-order": {"en": "the rows have no 'order by'", "zh": "没有用 'order by' 排序"},
    "unknown-in-order": {
        "en": "'order by' names ?{name}, which stands nowhere else in the query",
        "zh": "'order by' 里的 ?{name} 在查询的其他地方没有出现",
    },
}

FAULTS: Final[dict[str, dict[str, str]]] = {
    "required": {"en": "is required", "zh": "必须填写"},
    "unknown": {"en": "unknown parameter", "zh": "没有这个参数"},
    "name": {"en": "{value} is not known here", "zh": "{value} 不在知识库中"},
    "hospital": {
        "en": "{value} is neither an id of a medical institution nor an address",
        "zh": "{value} 既不是医疗机构的编号，也不是网址",
    },
    "whole": {
        "en": "{value} is not a whole number from {least} to {most}",
        "zh": "{value} 不是 {least} 至 {most} 的整数",
    },
    "number": {
        "en": "{value} is not a number (at most four decimals)",
        "zh": "{value} 不是数字（最多四位小数）",
    },
    "twice": {"en": "is given twice", "zh": "出现了两次"},
    "pair": {"en": "'{value}' is not written as NAME=VALUE", "zh": "'{value}' 没有写成 名称=取值"},
}

LISTING: Final[dict[str, dict[str, str]]] = {
    "no-query": {
        "en": "there is no query '{name}'; did you mean '{nearest}'? `yidi query` lists them all.",
        "zh": "没有名为 '{name}' 的查询；是否想写 '{nearest}'？用 `yidi query` 列出所有查询。",
    },
    "parameters": {"en": "Parameters", "zh": "参数"},
    "columns": {"en": "Columns", "zh": "结果"},
    "example": {"en": "Example", "zh": "示例"},
    "required": {"en": "required", "zh": "必填"},
    "optional": {"en": "optional", "zh": "可选"},
    "default": {"en": "default {default}", "zh": "默认 {default}"},
    "today": {"en": "today", "zh": "当天"},
    "one": {"en": "1 row", "zh": "1 行"},
    "rows": {"en": "{count} rows", "zh": "{count} 行"},
    "more": {
        "en": "{count} rows; more with --param offset={offset}",
        "zh": "{count} 行；用 --param offset={offset} 看后面的",
    },
}

TYPES: Final[dict[str, dict[str, str]]] = {
    "area": {"en": "code of a pooling area, or of a place in one", "zh": "统筹区代码，或其中一地的行政区划代码"},
    "boolean": {"en": "true or false", "zh": "true 或 false"},
    "code": {"en": "code", "zh": "代码"},
    "day": {"en": "YYYY-MM-DD", "zh": "YYYY-MM-DD"},
    "decision": {"en": "name of a decision", "zh": "判定事项的名称"},
    "disagreement": {"en": "id of a disagreement", "zh": "分歧的编号"},
    "division": {"en": "six-digit code", "zh": "六位行政区划代码"},
    "hospital": {"en": "id of a medical institution", "zh": "医疗机构编号"},
    "integer": {"en": "whole number", "zh": "整数"},
    "language": {"en": "zh or en", "zh": "zh 或 en"},
    "link": {"en": "address", "zh": "网址"},
    "number": {"en": "number", "zh": "数字"},
    "rule": {"en": "id of a rule", "zh": "规则编号"},
    "source": {"en": "id of a document or provision", "zh": "文件或条款的编号"},
    "text": {"en": "text", "zh": "文本"},
    "value": {"en": "code or number", "zh": "代码或数值"},
    "yuan": {"en": "amount in yuan", "zh": "金额（元）"},
}


def word(texts: dict[str, Told], name: str, /, **details: object) -> Told:
    """A text in both languages as a sentence, filled in."""
    return {language: sentence(text.format(**details), language) for language, text in texts[name].items()}


def sentence(text: str, language: str) -> str:
    """A text with a full stop, unless it ends in a question."""
    return text if text.endswith(("?", "？")) else text + {"en": ".", "zh": "。"}[language]
