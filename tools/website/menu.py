"""The parts of the site in the order of the menu, and what kinds of thing search tells apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Words = Mapping[str, str]


def _both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


MENU: Final[tuple[tuple[Words, tuple[tuple[str, str, Words], ...]], ...]] = (
    (
        _both("入门", "Begin"),
        (
            ("home", "index.html", _both("首页", "Home")),
            ("guide", "guide/index.html", _both("指南", "Guide")),
        ),
    ),
    (
        _both("政策", "Policy"),
        (
            ("decisions", "decisions/index.html", _both("判定事项", "Decisions")),
            ("rules", "rules/index.html", _both("规则", "Rules")),
            ("areas", "areas/index.html", _both("统筹地区", "Pooling areas")),
            ("processes", "processes/index.html", _both("办事流程", "Processes")),
            ("sources", "sources/index.html", _both("依据来源", "Sources")),
            ("disagreements", "disagreements/index.html", _both("来源分歧", "Disagreements")),
            ("claims", "claims/index.html", _both("非官方数字", "Unofficial claims")),
        ),
    ),
    (
        _both("词汇", "Vocabulary"),
        (
            ("terms", "terms/index.html", _both("术语", "Terms")),
            ("inputs", "inputs/index.html", _both("输入和事实", "Inputs and facts")),
            ("lists", "lists/index.html", _both("代码表", "Code lists")),
        ),
    ),
    (
        _both("检查和示例", "Checks and examples"),
        (
            ("cases", "cases/index.html", _both("示例案例", "Example cases")),
            ("checks", "checks/index.html", _both("知识库检查", "Checks of the base")),
            ("shapes", "shapes/index.html", _both("备案检查", "Checks of filings")),
        ),
    ),
    (
        _both("程序接口", "Programs"),
        (
            ("queries", "queries/index.html", _both("命名查询", "Named queries")),
            ("commands", "reference/commands.html", _both("命令行", "Command line")),
            ("http", "reference/http.html", _both("HTTP 接口", "HTTP")),
            ("python", "reference/python.html", _both("Python 接口", "Python")),
        ),
    ),
)
KINDS: Final[Mapping[str, Words]] = {
    "area": _both("统筹地区", "Area"),
    "case": _both("案例", "Case"),
    "check": _both("检查", "Check"),
    "claim": _both("非官方", "Claim"),
    "class": _both("类", "Class"),
    "code": _both("代码", "Code"),
    "command": _both("命令", "Command"),
    "decision": _both("判定", "Decision"),
    "disagreement": _both("分歧", "Disagreement"),
    "document": _both("文件", "Document"),
    "function": _both("函数", "Function"),
    "guide": _both("指南", "Guide"),
    "individual": _both("个体", "Individual"),
    "input": _both("输入", "Input"),
    "list": _both("代码表", "Code list"),
    "part": _both("栏目", "Part"),
    "process": _both("流程", "Process"),
    "property": _both("属性", "Property"),
    "datatype": _both("数据类型", "Datatype"),
    "provision": _both("条款", "Provision"),
    "query": _both("查询", "Query"),
    "route": _both("接口", "Route"),
    "rule": _both("规则", "Rule"),
    "shape": _both("备案检查", "Shape"),
    "step": _both("步骤", "Step"),
}
