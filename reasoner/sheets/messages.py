"""What is said about tables of rules that cannot be taken over, in Chinese and English, by the id of the trouble."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from yidi.errors import one_line

LONGEST: Final = 80
TROUBLES: Final[dict[str, dict[str, str]]] = {
    "table-unreadable": {
        "en": "The file cannot be read: {why}. Give a .csv or .xlsx file as `yidi table export` writes it.",
        "zh": "文件无法读取：{why}。请使用 `yidi table export` 写出的 .csv 或 .xlsx 文件。",
    },
    "table-encoding": {
        "en": "The file is not UTF-8, so Chinese may be lost. In the spreadsheet save it as “CSV UTF-8”, or as .xlsx.",
        "zh": "文件不是 UTF-8 编码，汉字可能已经丢失。请在电子表格里另存为“CSV UTF-8”，或者存为 .xlsx。",
    },
    "table-large": {
        "en": "The table holds {size}, more than {limit}. Remove empty formatted rows, or export fewer decisions.",
        "zh": "表格有 {size}，超过 {limit}。请删除带格式的空行，或者少导出几个判定事项。",
    },
    "table-headless": {
        "en": "No cell in the first rows says “decision:…”, so the columns are unknown. Keep the row of ids.",
        "zh": "前几行没有“decision:…”单元格，无法识别各列。请保留标识行。",
    },
    "table-merged": {
        "en": "These cells are merged. Split them, and give each row its own value.",
        "zh": "这里有合并的单元格。请取消合并，每一行各填各的值。",
    },
    "cell-formula": {
        "en": "A formula is not evaluated. Put its result here as a value.",
        "zh": "公式不会被计算。请改为填写计算结果。",
    },
    "cell-error": {
        "en": "The cell holds the spreadsheet's error “{value}”. Correct it.",
        "zh": "单元格里是电子表格的错误值“{value}”。请更正。",
    },
    "decision-unknown": {
        "en": "There is no decision “{value}”.{guess} Take its name from ontology/decisions.ttl.",
        "zh": "没有判定事项“{value}”。{guess}名称见 ontology/decisions.ttl。",
    },
    "column-unknown": {
        "en": "A table of decision:{decision} has no column “{value}”.{guess} Empty this cell if the column is a note.",
        "zh": "decision:{decision} 的表格没有“{value}”这一列。{guess}若是自己的备注列，请清空这个单元格。",
    },
    "column-twice": {
        "en": "The column “{value}” stands here twice. Remove one.",
        "zh": "“{value}”这一列出现了两次。请删去一列。",
    },
    "name-missing": {
        "en": "The row has no name. Write rule:… (or claim:… for what only unofficial sources say), a name of its own.",
        "zh": "这一行没有名称。请填写 rule:…（只有非官方来源的填 claim:…），名称不得重复。",
    },
    "name-invalid": {
        "en": "“{value}” is no name of a rule. Write rule:… or claim:… with letters, digits and hyphens.",
        "zh": "“{value}”不是规则名称。请写 rule:… 或 claim:…，由字母、数字和连字符组成。",
    },
    "name-taken": {
        "en": "{value} already stands in the base, {what}. Give the row a name of its own.",
        "zh": "知识库里已有 {value}（{what}）。请另取名称。",
    },
    "name-twice": {
        "en": "{value} stands in row {row} as well. Keep one row, or give this one a name of its own.",
        "zh": "第 {row} 行也是 {value}。请只保留一行，或者给这一行另取名称。",
    },
    "row-stale": {
        "en": "{value} has changed since this table was exported. Export it again, and change the cell there.",
        "zh": "{value} 在导出以后已经改过。请重新导出，再改这个单元格。",
    },
    "block-scattered": {
        "en": "{value} stands in several blocks of Turtle. Edit it in {file}.",
        "zh": "{value} 在 Turtle 里分成了几处。请直接修改 {file}。",
    },
    "cell-empty": {
        "en": "No rule may go without “{column}”. Fill in the cell.",
        "zh": "每条规则都要有“{column}”。请填写。",
    },
    "value-empty": {
        "en": "The row has neither a value nor a bound. Fill in one.",
        "zh": "这一行既没有取值，也没有上下限。请填写其一。",
    },
    "code-unknown": {
        "en": "“{value}” is no code of list:{list}.{guess} Its codes: {codes}.",
        "zh": "“{value}”不是 list:{list} 的代码。{guess}可用代码：{codes}。",
    },
    "code-label": {
        "en": "The code {code} means “{label}”, but beside it stands “{value}”. Keep the one that is meant.",
        "zh": "代码 {code} 的意思是“{label}”，旁边却写着“{value}”。请只保留想要的那一个。",
    },
    "area-unknown": {
        "en": "“{value}” is no jurisdiction.{guess} Write its code of six digits.",
        "zh": "“{value}”不是政策适用地区。{guess}请填写六位地区代码。",
    },
    "link-unknown": {
        "en": "“{value}” is nowhere declared.{guess} Declare it in the ontology first, or correct the name.",
        "zh": "没有声明过“{value}”。{guess}请先在本体里声明，或者更正名称。",
    },
    "flag-invalid": {
        "en": "“{value}” is neither true nor false. Write true, false, or nothing.",
        "zh": "“{value}”不是真假值。请填 true（是）、false（否）或者留空。",
    },
    "day-invalid": {
        "en": "“{value}” is no day. Write year-month-day, such as 2025-01-31.",
        "zh": "“{value}”不是日期。请按年-月-日填写，如 2025-01-31。",
    },
    "several": {
        "en": "There are {count} values where one is meant. Keep one.",
        "zh": "这里有 {count} 个值，只能有一个。请只留一个。",
    },
    "range-invalid": {
        "en": "“{value}” is no number or range. Write 3, >= 60, < 18 or [60, 70), which is from 60 to below 70.",
        "zh": "“{value}”不是数字或范围。请写 3、>= 60、< 18 或者 [60, 70)，后者表示 60 以上、不满 70。",
    },
    "range-open": {
        "en": "“{value}”: the lower end always counts and the upper never does. Write it with >=, < or [a, b).",
        "zh": "“{value}”：下限总是包含，上限总是不含。请改用 >=、< 或者 [a, b)。",
    },
    "number-invalid": {
        "en": "“{value}” is no number of the kind “{kind}”. Write one such as {example}.",
        "zh": "“{value}”不是“{kind}”的数值。请填写数字，如 {example}。",
    },
    "number-scientific": {
        "en": "“{value}” is rounded scientific notation. Format the cell as a plain number, and type the number anew.",
        "zh": "“{value}”是科学记数法，可能已经舍入。请把单元格设为普通数字格式，再重新填写。",
    },
    "number-percent": {
        "en": "“{value}” is a percentage, but the number is of the kind “{kind}”. Write it as {example}.",
        "zh": "“{value}”是百分数，而这里的数值种类是“{kind}”。请写成 {example} 这样，不带百分号。",
    },
    "unit-missing": {
        "en": "The row does not say what kind of number it is. Write one of {kinds} under “Kind of number” (unit).",
        "zh": "这一行没有写明数值的种类。请在“数值种类”（unit）列填写其一：{kinds}。",
    },
    "unit-unknown": {
        "en": "“{value}” is no kind of number of decision:{decision}. Write one of {kinds}.",
        "zh": "“{value}”不是 decision:{decision} 的数值种类。请填写其一：{kinds}。",
    },
    "sheet-skipped": {
        "en": "The sheet has no row of ids and was left out.",
        "zh": "这张工作表没有标识行，已跳过。",
    },
}
WORDS: Final[dict[str, dict[str, str]]] = {
    "name": {"zh": "规则", "en": "Rule"},
    "label": {"zh": "标签", "en": "Label"},
    "unit": {"zh": "数值种类", "en": "Kind of number"},
    "state": {"zh": "导出时的状态（勿改）", "en": "State when exported (leave it)"},
    "scopeNote": {"zh": "适用说明", "en": "Scope note"},
    "example": {"zh": "例子", "en": "Example"},
    "editorialNote": {"zh": "编者注", "en": "Editorial note"},
    "zh": {"zh": "中文", "en": "Chinese"},
    "en": {"zh": "英文", "en": "English"},
    "no-decision": {"zh": "没有判定事项“{name}”。{guess}", "en": "There is no decision “{name}”.{guess}"},
    "no-jurisdiction": {"zh": "没有政策适用地区“{name}”。{guess}", "en": "There is no jurisdiction “{name}”.{guess}"},
    "nobody-insured": {
        "zh": "没有人在“{name}”参保。请填写统筹地区的代码，如 360100。",
        "en": "Nobody is insured in “{name}”. Give the code of a pooling area, such as 360100.",
    },
    "no-tables": {
        "zh": "{name}：这里没有 .csv 或 .xlsx 文件。",
        "en": "{name}: there is no .csv or .xlsx file here.",
    },
    "no-table": {
        "zh": "{name}：既不是 .csv 也不是 .xlsx。请把表格存为其中一种。",
        "en": "{name}: is neither .csv nor .xlsx. Save the table as one of these.",
    },
    "codes": {"zh": "代码表", "en": "Codes"},
    "read-me": {"zh": "说明", "en": "Read me"},
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps a cell from being taken over, by its id and details; a detail in both languages is a mapping."""

    id: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableFault:
    """A trouble and the cell that has it: `rates.xlsx:Sheet!F12`."""

    place: str
    trouble: Trouble

    def text(self, language: str) -> str:
        """The fault in one line: ``place  error  id  what is wrong. What to do.``."""
        details = {k: _shown(v, language) for k, v in self.trouble.details.items()}
        said = TROUBLES[self.trouble.id][language].format(**details)
        return f"{self.place}  error  {self.trouble.id}  {said}"


def _shown(detail: object, language: str) -> str:
    text = one_line(str(detail[language] if isinstance(detail, Mapping) else detail))
    return text if len(text) <= LONGEST * 4 else f"{text[: LONGEST * 4]}…"
