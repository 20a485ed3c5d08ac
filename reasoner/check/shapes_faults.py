"""What the engine says of shapes that it cannot use, with a place and in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from yidi.check.shapes_graph import SH, SPARQL, ShapeFiles, written
from yidi.finding import Finding
from yidi.reading.turtle import Literal, Term
from yidi.shacl import ShapesError, read_shapes

_FAULT: Final = re.compile(r"(?P<node>\S+): (?:sh:(?P<name>\w+): )?(?P<why>.*?)\.?", re.DOTALL)
_ZH: Final = {
    "is the IRI of a property": "应是一个属性的名称",
    "is an IRI": "应是一个名称（IRI）",
    "is an IRI or a blank node": "应是一个名称，或者方括号里的内容",
    "is an integer": "应是整数",
    "is a string": "应是引号里的文字，不带语言",
    "is true or false": "只能写 true 或者 false",
    "is a list": "应是圆括号里的列表 ( … )",
    "is a list of IRIs or blank nodes": "列表里只能是形状",
    "is a literal": "应是一个值，例如数字或者日期",
    "is a text, with a language or without": "应是引号里的文字",
    "is one of the six kinds that SHACL names": "只能写 SHACL 的六种节点类型之一",
    "is a node shape, so it has no path": "所指的节点形状没有 sh:path",
    "is a property shape, so it has a path": "所指的属性形状要有 sh:path",
    "may be said only once": "只能写一次",
    "belongs to a property shape": "只能写在有 sh:path 的属性形状里",
    "a property shape has one": "属性形状要写一个",
    "a property shape has only one": "属性形状只能写一个",
    "a node shape has none": "节点形状不写",
    "a SPARQL constraint has one": "SPARQL 约束要写一个",
    "needs sh:qualifiedMinCount or sh:qualifiedMaxCount": "要同时写 sh:qualifiedMinCount 或者 sh:qualifiedMaxCount",
    "targets other than those of SHACL Core are not supported": "只支持 SHACL Core 的目标",
    "rules are not supported": "不支持规则",
    "constraints in JavaScript are not supported": "不支持 JavaScript 约束",
    "expression constraints are not supported": "不支持表达式约束",
    "constraint components of one's own are not supported": "不支持自定义的约束成分",
    "the shape asks itself, by whatever way": "这个形状直接或者间接地引用了自身",
    "shapes are nested too deeply": "形状嵌套太深",
    "a path is an IRI or a blank node": "路径应是一个名称，或者方括号里的内容",
    "the path contains itself": "路径包含自身",
    "the path is nested too deeply": "路径嵌套太深",
    "the path says neither a sequence nor any of the paths of SHACL": "既不是序列，也不是 SHACL 的任何一种路径",
    "a sequence or alternative is a list of at least two paths": "序列或者多选路径应是至少两条路径的列表",
    "$PATH stands for the path of a property shape, and this is a node shape": "$PATH 是属性形状的路径，而这是节点形状",
    "the standard does not allow MINUS": "标准不允许 MINUS",
    "the standard does not allow SERVICE": "标准不允许 SERVICE",
    "the standard does not allow VALUES": "标准不允许 VALUES",
    "the data is one graph, so GRAPH finds nothing": "数据只是一个图，GRAPH 什么也找不到",
    "the data is one graph, so FROM finds nothing": "数据只是一个图，FROM 什么也找不到",
    "it is not a SELECT query": "应是 SELECT 查询",
    "$this is bound already, so AS cannot bind it": "$this 已经绑定，不能再用 AS 绑定",
    "every SELECT within it must name $this": "里面的每个 SELECT 都要写出 $this",
    "its braces do not match": "花括号不配对",
}
_OF_SELECT: Final = frozenset({"a SPARQL constraint has one", "may be said only once", "is a string"})
"""What is told here of a query; all else is told where the query itself is looked at."""
_OF_QUERY: Final = (SH + "select", SH + "prefixes")
_ZH_WITH: Final = (
    (re.compile(r"\$(\w+) is not supported"), "不支持 ${}"),
    (re.compile(r"The custom function (\S+) is not supported"), "没有函数 {}"),
    (re.compile(r"there is no flag (\w+)"), "没有标志 {}"),
    (re.compile(r"the prefix (\S*) is declared twice"), "前缀 {} 声明了两次"),
    (re.compile(r"this regular expression cannot be used: (.*)"), "这个正则表达式不能使用：{}"),
)


def told(why: str) -> dict[str, str]:
    """What the engine says, in both languages."""
    for pattern, words in _ZH_WITH:
        if match := pattern.fullmatch(why):
            return {"en": why, "zh": words.format(*match.groups())}
    return {"en": why, "zh": _ZH.get(why, why)}


def ill_formed(files: ShapeFiles) -> Iterator[Finding]:
    """What keeps the engine from using the shapes; what it says of queries is told by themselves."""
    nodes: dict[str, str] = {}
    triples: list[ox.Triple] = []
    for file in files.graph.files:
        for subject, predicate, value, offset in file.statements:
            try:
                triples.append(ox.Triple(_node(subject, nodes), ox.NamedNode(predicate), _term(value, nodes)))
            except ValueError:  # an address or a language that RDF does not allow
                finding = "turtle-value" if isinstance(value, Literal) else "turtle-iri"
                yield Finding(finding, file.place(offset))
    try:
        read_shapes(triples)
    except ShapesError as error:
        for fault in error.faults:
            match = _FAULT.fullmatch(fault)
            if match and (match["name"] != "select" or match["why"] in _OF_SELECT):
                yield _finding(files, match, nodes)


def _finding(files: ShapeFiles, match: re.Match[str], nodes: dict[str, str]) -> Finding:
    node = nodes.get(match["node"], match["node"])
    words = told(match["why"])
    predicate = SH + match["name"] if match["name"] else None
    if predicate:
        words = _with_name(written(predicate), words)
    details = {"subject": written(files.owner(node)), "why": words}
    return Finding("shape-ill-formed", files.place(node, SPARQL if predicate in _OF_QUERY else predicate), details)


def _with_name(name: str, words: Mapping[str, str]) -> dict[str, str]:
    demand = words["en"].removeprefix("is ")
    english = f"{name}: {demand}" if demand == words["en"] else f"{name} must be {demand}"
    return {"en": english, "zh": f"{name} {words['zh']}"}


def _node(name: str, nodes: dict[str, str]) -> ox.NamedNode | ox.BlankNode:
    if not name.startswith("_:"):
        return ox.NamedNode(name)
    if name not in nodes:
        own = f"_:b{len(nodes)}"
        nodes[name], nodes[own] = own, name
    return ox.BlankNode(nodes[name][2:])


def _term(value: Term, nodes: dict[str, str]) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(value, Literal):
        return _node(value, nodes)
    if value.language:
        return ox.Literal(value.text, language=value.language)
    return ox.Literal(value.text, datatype=ox.NamedNode(value.datatype))
