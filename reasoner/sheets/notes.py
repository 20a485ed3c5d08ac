"""The page to read that every workbook begins with."""

from __future__ import annotations

from typing import Final

NOTES: Final[dict[str, tuple[str, ...]]] = {
    "zh": (
        "规则表",
        (
            "每张工作表是一个判定事项，每一行是一条规则。"
            "改好以后保存，再运行：yidi table import 本文件 --dry-run（先看差异），然后不带 --dry-run 再运行一次。"
        ),
        (
            "第一行是列名，第二行是列的标识，请保留第二行。自己的备注列可以随便加，只要第二行留空。"
            "列的顺序可以变，不改的列可以删掉。"
        ),
        (
            "代码后面写着它的意思，只填代码、只填意思或者两个都填都可以。一格有几个值时用分号隔开，意思是“任何一个”。"
            "条件留空，表示所有情形。"
        ),
        "数值条件这样写：3，>= 60（60及以上），< 18（不满18），[60, 70)（60及以上、不满70）。",
        (
            "数值：比例写 0.85 或 85%；百分点写 10，不写百分号；金额写元数。"
            "“不少于”“不超过”是对数值的限度，不是取值，与取值只填其一。"
        ),
        "日期写 2025-01-31。政策变了，不要改旧规则：给它填“失效日期”，再加一行新规则。",
        "新规则：加一行，名称写 rule:地区代码-…，最后一列留空。删掉一行并不删除规则；确实要删除时，导入时加 --delete。",
        "改了数值，也要改“原文数字”和“核对日期”。公式不会被计算，请填结果。没有依据的数字不要填。",
    ),
    "en": (
        "Rules as tables",
        (
            "Each sheet is a decision, each row a rule. Change what must change, save, and run: "
            "yidi table import THIS-FILE --dry-run (to see the difference), then once more without --dry-run."
        ),
        (
            "Row 1 names the columns, row 2 identifies them: keep row 2. "
            "Columns of notes may be added where row 2 is left empty. "
            "Columns may be moved, and those that are not needed removed."
        ),
        (
            "Behind each code stands what it means; the code, its meaning or both will do. "
            "Several values in a cell are set apart by semicolons and mean any of them. "
            "An empty condition holds for all."
        ),
        "Conditions on numbers: 3, >= 60, < 18, or [60, 70), which is from 60 to below 70.",
        (
            "Numbers: a ratio is 0.85 or 85%; percentage points are 10, without a percent sign; amounts are in yuan. "
            "“At least” and “at most” are bounds, not values: fill in the one or the other."
        ),
        (
            "Days are written 2025-01-31. Where the policy changed, leave the old rule: "
            "give it a last day (valid to), and add a row."
        ),
        (
            "A further rule is a further row, named rule:AREA-…, with the last column empty. "
            "A row that is removed removes no rule; to remove it, import with --delete."
        ),
        (
            "With a value change its figure and the day of the check. Formulas are not evaluated: put their result. "
            "Never invent a number."
        ),
    ),
}
