"""What is said about files that cannot be loaded, in Chinese and English, by the id of the trouble."""

from __future__ import annotations

from typing import Final

TROUBLES: Final[dict[str, dict[str, str]]] = {
    "file-missing": {
        "en": "There is no such file. Correct the path.",
        "zh": "没有这个文件。请更正路径。",
    },
    "file-unreadable": {
        "en": "The file cannot be read: {why}. Change its permissions, or give another.",
        "zh": "文件无法读取：{why}。请修改权限，或者换一个文件。",
    },
    "file-kind": {
        "en": "Files that end with '{ending}' are not known. Give one that ends with {known}.",
        "zh": "不认识以“{ending}”结尾的文件。请使用以 {known} 结尾的文件。",
    },
    "file-empty": {
        "en": "The file says nothing. Give one with statements or rows.",
        "zh": "文件没有内容。请给出有陈述或者数据行的文件。",
    },
    "encoding": {
        "en": "These bytes are not {encoding}. Save the file as UTF-8, or name its encoding: --encoding {other}.",
        "zh": "这里的字节不是 {encoding} 编码。请存为 UTF-8，或者写明编码：--encoding {other}。",
    },
    "syntax": {
        "en": "This is not {format}: {why}. Compare it with a part that works.",
        "zh": "这里不是合法的 {format}：{why}。请对照正确的部分修改。",
    },
    "context-unknown": {
        "en": "The file names a context elsewhere, and nothing is fetched. Write the context out, or name {context}.",
        "zh": "文件引用了别处的 context，而装载时不从网络取内容。请把 context 写在文件里，或者使用 {context}。",
    },
    "graph-reserved": {
        "en": "The graph <{graph}> belongs to the base. Name another one.",
        "zh": "图 <{graph}> 属于知识库本身。请改用其他名称。",
    },
    "term-unknown": {
        "en": "yidi:{name} is no term of the ontology.{guess} Correct the name, or use a vocabulary of your own.",
        "zh": "本体中没有 yidi:{name}。{guess}请更正名称，或者使用自己的词汇。",
    },
    "code-unknown": {
        "en": "'{value}' is not one of the codes of list:{list}: {codes}.{guess} Correct it.",
        "zh": "“{value}”不是 list:{list} 的代码，可用的有 {codes}。{guess}请更正。",
    },
    "place-unknown": {
        "en": "'{value}' is no known division. Use a six-digit code of GB/T 2260, such as {example}.",
        "zh": "“{value}”不是已知的行政区划。请使用六位行政区划代码，如 {example}。",
    },
    "value-wrong": {
        "en": "{value} is not {expected}. Write it as in {example}.",
        "zh": "{value} 不是{expected}。请按 {example} 的样子书写。",
    },
    "value-expected": {
        "en": "yidi:{name} takes {expected}. Write it as in {example}.",
        "zh": "yidi:{name} 的取值应为{expected}。请按 {example} 的样子书写。",
    },
    "institution-incomplete": {
        "en": "This institution has no {missing}. Add one.",
        "zh": "这家医药机构缺少 {missing}。请补上。",
    },
    "value-repeated": {
        "en": "A second yidi:{name} for the same thing; the first is at {first}. Keep one.",
        "zh": "同一事物的 yidi:{name} 写了两次，前一次在 {first}。请只保留一个。",
    },
    "column-missing": {
        "en": "There is no column '{column}', from which the name of each row is made. The columns are {columns}.",
        "zh": "缺少用来给每一行命名的列“{column}”。现有的列：{columns}。",
    },
    "column-twice": {
        "en": "The column '{column}' stands there twice. Rename one.",
        "zh": "列“{column}”出现两次。请把其中一个改名。",
    },
    "mapping-unknown": {
        "en": "No mapping fits these columns: {columns}. Give one with --map; docs/loading.md shows how.",
        "zh": "没有映射适合这些列：{columns}。请用 --map 给出映射，写法见 docs/loading.md。",
    },
    "row-length": {
        "en": "The row has {found} fields, the first line {expected}. Look for a comma or a quote too many or too few.",
        "zh": "这一行有 {found} 个字段，而标题行有 {expected} 个。请检查是否多了或者少了逗号、引号。",
    },
    "row-unnamed": {
        "en": "The column '{column}' is empty, so the row has no name. Fill it in.",
        "zh": "列“{column}”是空的，这一行没有名称。请填写。",
    },
    "row-repeated": {
        "en": "The row has the same name as line {first}. Keep one of them.",
        "zh": "这一行与第 {first} 行重名。请只保留一行。",
    },
    "mapping": {
        "en": "The mapping: {why}. docs/loading.md shows one that works.",
        "zh": "映射文件：{why}。正确的写法见 docs/loading.md。",
    },
}

PHRASES: Final[dict[str, dict[str, str]]] = {
    "date": {"en": "a date without a time zone", "zh": "不带时区的日期"},
    "boolean": {"en": "true or false", "zh": "true 或者 false"},
    "integer": {"en": "a whole number", "zh": "整数"},
    "decimal": {"en": "a decimal number", "zh": "小数"},
    "dateTime": {"en": "a date and time", "zh": "日期和时间"},
    "string": {"en": "a text", "zh": "文字"},
    "yuan": {"en": "an amount in yuan", "zh": "以元为单位的金额"},
    "code": {"en": "a code", "zh": "代码"},
    "place": {"en": "a place", "zh": "地点"},
    "number": {"en": "a number of this type", "zh": "这种类型的数字"},
    "the-value": {"en": "The value", "zh": "该取值"},
    "guess": {"en": " Did you mean {name}?", "zh": "是不是 {name}？"},
    "nothing": {"en": "", "zh": ""},
    "more": {"en": "… and {count} more.", "zh": "……另有 {count} 处。"},
    "too-long": {"en": "It is longer than {most} characters", "zh": "超过 {most} 个字符"},
    "not-yaml": {"en": "it is not YAML ({why})", "zh": "不是合法的 YAML（{why}）"},
    "not-mapping": {"en": "'{key}' must have names and values below it", "zh": "“{key}”下面应当是名称和取值"},
    "unknown-key": {"en": "'{key}' is not one of {known}", "zh": "“{key}”不在可用的 {known} 之中"},
    "key-missing": {"en": "'{key}' is missing", "zh": "缺少“{key}”"},
    "no-columns": {"en": "'iri' names no column in braces", "zh": "“iri”中没有花括号里的列名"},
    "not-iri": {"en": "'{value}' is no IRI, and its prefix is not declared", "zh": "“{value}”不是 IRI，前缀也没有声明"},
    "not-property": {"en": "'{value}' is no term of the ontology", "zh": "本体中没有“{value}”"},
    "not-code": {"en": "'{value}' is no value of {property}", "zh": "“{value}”不是 {property} 的取值"},
}


def phrase(name: str, /, **details: object) -> dict[str, str]:
    """A part of a message, in both languages."""
    return {language: text.format(**details) for language, text in PHRASES[name].items()}
