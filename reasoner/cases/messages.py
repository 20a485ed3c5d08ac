"""What is said about a case that cannot be read, in English and Chinese, by kind of fault."""

from typing import Final

from yidi.cases.values import EARLIEST, LATEST, MOST_STAYS, MOST_YUAN

CASE: Final[dict[str, dict[str, str]]] = {
    "required": {"en": "is required", "zh": "必须填写"},
    "unknown": {"en": "unknown key", "zh": "没有这个字段"},
    "meant": {"en": "; did you mean '{guess}'?", "zh": "；是否想写 '{guess}'？"},
    "code": {"en": "{value} is not one of {codes}", "zh": "{value} 不在下列代码之中：{codes}"},
    "place": {
        "en": "{value} is not the code of a known place (six digits, in quotes)",
        "zh": "{value} 不是已知的行政区划代码（六位数字，加引号）",
    },
    "area": {
        "en": "{value} is not the code of a pooling area or of a place in one (six digits, in quotes)",
        "zh": "{value} 不是统筹区代码，也不是统筹区内的行政区划代码（六位数字，加引号）",
    },
    "unquoted": {
        "en": '{value} is a number here; write it in quotes, "{value}"',
        "zh": '{value} 在这里成了数字，请加引号写作 "{value}"',
    },
    "hospital": {
        "en": "{value} is not the id of a known hospital; its region and level may be given instead",
        "zh": "{value} 不是已知医疗机构的编号；可以改为填写其 region 和 level",
    },
    "date": {"en": "{value} is not a date (YYYY-MM-DD)", "zh": "{value} 不是日期（YYYY-MM-DD）"},
    "date-range": {
        "en": f"{{value}} is not between {EARLIEST} and {LATEST}",
        "zh": f"{{value}} 不在 {EARLIEST} 与 {LATEST} 之间",
    },
    "money": {
        "en": f"{{value}} is not an amount in yuan (0 to {MOST_YUAN}, at most two decimals)",
        "zh": f"{{value}} 不是以元计的金额（0 至 {MOST_YUAN}，最多两位小数）",
    },
    "share": {
        "en": "{value} is not a share (0 to 1, at most four decimals)",
        "zh": "{value} 不是比例（0 至 1，最多四位小数）",
    },
    "factor": {
        "en": "{value} is not a factor (0 to 2, at most four decimals)",
        "zh": "{value} 不是系数（0 至 2，最多四位小数）",
    },
    "points": {
        "en": "{value} is not a number of percentage points (0 to 100, at most two decimals)",
        "zh": "{value} 不是百分点数（0 至 100，最多两位小数）",
    },
    "flag": {"en": "{value} is neither true nor false", "zh": "{value} 既不是 true 也不是 false"},
    "count": {
        "en": f"{{value}} is not a whole number from 1 to {MOST_STAYS}",
        "zh": f"{{value}} 不是 1 至 {MOST_STAYS} 的整数",
    },
    "text": {"en": "{value} is not text; write it in quotes", "zh": "{value} 不是文本，请加引号"},
    "characters": {
        "en": "{value} has characters that cannot be written",
        "zh": "{value} 含有无法写出的字符",
    },
    "long": {"en": "is longer than {max_length} characters", "zh": "超过 {max_length} 个字符"},
    "many": {"en": "has more than {max_length} entries", "zh": "超过 {max_length} 项"},
    "list": {"en": "must be a list of codes, not {value}", "zh": "应为代码列表，而不是 {value}"},
    "object": {
        "en": "must be an object of key: value pairs, not {value}",
        "zh": "应为由“键: 值”组成的对象，而不是 {value}",
    },
    "before": {"en": "{day} is before {other} ({other_day})", "zh": "{day} 早于 {other}（{other_day}）"},
    "after": {"en": "{day} is after {other} ({other_day})", "zh": "{day} 晚于 {other}（{other_day}）"},
    "above": {"en": "{amount} is more than {other} ({limit})", "zh": "{amount} 大于 {other}（{limit}）"},
    "more": {"en": "and {count} more faults", "zh": "还有 {count} 处错误"},
    "a-number": {"en": "a very long number", "zh": "过长的数字"},
    "a-list": {"en": "a list", "zh": "列表"},
    "an-object": {"en": "an object", "zh": "对象"},
    "other": {"en": "a value that has no place in a case", "zh": "案例中不能使用的值"},
}

# About files of cases.
FILE: Final[dict[str, dict[str, str]]] = {
    "unreadable": {"en": "the file cannot be read: {why}", "zh": "文件无法读取：{why}"},
    "encoding": {"en": "the file is not text in UTF-8", "zh": "文件不是 UTF-8 编码的文本"},
    "large": {"en": "the file is larger than {limit} bytes", "zh": "文件超过 {limit} 字节"},
    "empty": {"en": "the file holds no case", "zh": "文件中没有案例"},
    "example-key": {"en": "unknown key; an example case has {why}", "zh": "没有这个字段；示例案例的字段为 {why}"},
    "text": {"en": "must be text", "zh": "应为文本"},
    "texts": {"en": "must be text or a list of texts", "zh": "应为文本或文本列表"},
    "flag": {"en": "must be true or false", "zh": "应为 true 或 false"},
    "given": {"en": "is required", "zh": "必须填写"},
    "object": {"en": "must be an object of path: value pairs", "zh": "应为由“路径: 值”组成的对象"},
    "syntax": {"en": "this is not well-formed {language}: {why}", "zh": "不是合法的 {language}：{why}"},
    "character": {"en": "the character {why} is not allowed here", "zh": "这里不允许出现字符 {why}"},
    "deep": {"en": "is nested more than {limit} levels deep", "zh": "嵌套超过 {limit} 层"},
    "twice": {"en": "this key is given twice", "zh": "同一个键出现了两次"},
    "key": {"en": "a key must be a single word", "zh": "键必须是一个词"},
    "tag": {
        "en": "the tag '{why}' is not used in cases; put text in quotes",
        "zh": "案例中不使用标签“{why}”，文本请加引号",
    },
    "alias": {"en": "the alias '*{why}' has no anchor before it", "zh": "别名“*{why}”之前没有对应的锚点"},
    "growth": {"en": "the aliases repeat too much of the file", "zh": "别名重复的内容过多"},
}

# About cases in RDF, besides what is said about any case.
RDF: Final[dict[str, dict[str, str]]] = {
    "empty": {
        "en": "no case is described: nothing has a yidi:person or a yidi:visit",
        "zh": "没有描述任何案例：没有任何节点带有 yidi:person 或 yidi:visit",
    },
    "part": {
        "en": "{value} is a literal; a node with statements of its own belongs here",
        "zh": "{value} 是文字；这里应为带有自身陈述的节点",
    },
    "foreign": {
        "en": "{value} is only named; describe it here, or name a known one",
        "zh": "{value} 只有名称，没有任何陈述；请在此描述，或者使用已知的名称",
    },
    "iri": {
        "en": "{value} is not an IRI; write one, such as {example}",
        "zh": "{value} 不是 IRI；请写 IRI，如 {example}",
    },
    "literal": {
        "en": "{value} is not a literal of the right kind; write {example}",
        "zh": "{value} 不是该类型的文字；请写 {example}",
    },
    "several": {
        "en": "has {count} values, where one is allowed: {value}",
        "zh": "有 {count} 个值，只允许一个：{value}",
    },
    "nothing": {
        "en": "says yidi:nothing beside other values; leave one out",
        "zh": "在 yidi:nothing 之外还有其他值，请删去其一",
    },
    "list": {"en": "the list has no end, or more than {limit} entries", "zh": "列表没有结尾，或者超过 {limit} 项"},
    "node": {"en": "a node", "zh": "一个节点"},
    "json-ld": {"en": "this is not JSON-LD that can be read: {why}", "zh": "不是可以读取的 JSON-LD：{why}"},
    "context": {
        "en": "the context {value} is not known here and is not fetched; name {known}",
        "zh": "这里没有上下文 {value}，也不会去下载；请使用 {known}",
    },
    "import": {
        "en": "@import is not read here; name the contexts one by one",
        "zh": "不读取 @import，请逐一写出上下文",
    },
    "scoped": {"en": "a context within a context is not read here", "zh": "不读取上下文之内的上下文"},
    "objects": {
        "en": "there are {count} objects; at most {limit} are read at once",
        "zh": "共有 {count} 个对象，一次最多读取 {limit} 个",
    },
    "contexts": {
        "en": "there are {count} contexts; at most {limit} are read",
        "zh": "共有 {count} 个上下文，最多读取 {limit} 个",
    },
    "growth": {
        "en": "the contexts written out in the document would make it too large; write them shorter",
        "zh": "文档自带的上下文会使内容过大，请缩短",
    },
    "not-iri": {"en": "{value} is not an IRI", "zh": "{value} 不是 IRI"},
    "characters": {
        "en": "{value} has characters that cannot be written, or a wrong language",
        "zh": "{value} 含有无法写出的字符，或者语言标签有误",
    },
    "no-context": {
        "en": "no case is described; does the document name its context, {known}?",
        "zh": "没有描述任何案例；文档是否写明了上下文 {known}？",
    },
    "syntax": {"en": "this is not well-formed {language}: {why}", "zh": "不是合法的 {language}：{why}"},
}
