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
