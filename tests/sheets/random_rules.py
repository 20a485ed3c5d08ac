"""Bases small enough to make by the dozen: three decisions, and rules that say whatever rules may, laid out anyhow."""

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from yidi.base import open_base

TERMS = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix area: <https://w3id.org/yidi/id/area/> .
@prefix code: <https://w3id.org/yidi/id/code/> .
@prefix decision: <https://w3id.org/yidi/id/decision/> .
@prefix division: <https://w3id.org/yidi/id/division/> .
@prefix group: <https://w3id.org/yidi/id/group/> .
@prefix list: <https://w3id.org/yidi/id/list/> .
@prefix source: <https://w3id.org/yidi/id/source/> .
@prefix yidi: <https://w3id.org/yidi/ns#> .
<https://w3id.org/yidi/id/base> yidi:firstDay "2023-01-01"^^xsd:date .
division:1 a yidi:Division ; rdfs:label "国"@zh , "Nation"@en .
division:2 a yidi:Division ; rdfs:label "市"@zh , "City"@en ; yidi:partOf division:1 ; yidi:pooledIn area:200000 .
area:100000 a yidi:Jurisdiction ; rdfs:label "全国"@zh , "The nation"@en ; yidi:territory division:1 .
area:200000 a yidi:PoolingArea , yidi:CityPool ; rdfs:label "某市, 统筹区"@zh , "Some city"@en ;
    yidi:within area:100000 ; yidi:territory division:2 .
list:codes a skos:ConceptScheme ; rdfs:label "代码"@zh , "Codes"@en .
code:a a skos:Concept ; rdfs:label "甲"@zh , "A, or one"@en ; skos:inScheme list:codes .
code:b a skos:Concept ; rdfs:label "乙（二）"@zh , "B"@en ; skos:inScheme list:codes .
code:c a skos:Concept ; rdfs:label "丙"@zh , "C"@en ; skos:inScheme list:codes ; skos:broader code:b .
code:d a skos:Concept ; rdfs:label "丁"@zh , "D"@en ; skos:inScheme list:codes .
yidi:code a yidi:GivenInput ; yidi:path "code" ; yidi:valueType list:codes .
yidi:flag a yidi:GivenInput ; yidi:path "flag" ; yidi:valueType xsd:boolean .
yidi:years a yidi:GivenInput ; yidi:path "years" ; yidi:valueType xsd:integer .
yidi:amount a yidi:GivenInput ; yidi:path "amount" ; yidi:valueType yidi:yuan .
decision:lowered a yidi:Decision ; yidi:input yidi:code , yidi:flag , yidi:years , yidi:amount ;
    yidi:hitPolicy "unique" ;
    yidi:valueType yidi:percentagePoints , yidi:factor , yidi:months ; yidi:answerPath "lowered" .
decision:needed a yidi:Decision ; yidi:input yidi:code ; yidi:hitPolicy "collect" ;
    yidi:valueType list:codes ; yidi:answerPath "needed" .
decision:open a yidi:Decision ; yidi:input yidi:years ; yidi:hitPolicy "unique" ;
    yidi:valueType xsd:boolean ; yidi:answerPath "open" .
group:g a yidi:RuleGroup .
source:d a yidi:Document .
source:x a yidi:Provision .
source:y a yidi:Provision .
"""
PREFIXES = "".join(line + "\n" for line in TERMS.splitlines() if line.startswith("@prefix"))
PREFIXES += "@prefix claim: <https://w3id.org/yidi/id/claim/> .\n@prefix rule: <https://w3id.org/yidi/id/rule/> .\n"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1+1", "'=x", "+86", "-5", "@home", "a\nb", "a\\nb", "_x000D_", '"', "''", "，；", " 空 ", "\t", "\r"]
)
DAYS = st.dates().map(str)
CODES = st.lists(st.sampled_from(["code:a", "code:b", "code:c"]), min_size=1, max_size=3, unique=True)


@st.composite
def ranges(draw, scale=1):
    """Give a condition on a number: the number, or a range open on either side."""
    low, high = sorted(draw(st.lists(st.integers(0, 200), min_size=2, max_size=2, unique=True)))
    low, high = (n / scale if scale > 1 else n for n in (low, high))
    return draw(
        st.sampled_from(
            [
                str(high),
                f"[ yidi:from {low} ; yidi:below {high} ]",
                f"[ yidi:from {high} ]",
                f"[yidi:below {high}]",
            ]
        )
    )


NUMBERS = st.one_of(
    st.decimals(0, 100, places=2).map(lambda n: f'"{n}"^^yidi:percentagePoints'),
    st.decimals(0, 2, places=4).map(lambda n: f'"{n}"^^yidi:factor'),
    st.sampled_from(['"6"^^yidi:months', '"INF"^^yidi:months']),
)
VALUES = {
    "lowered": NUMBERS.map(lambda n: {"value": [n]}) | NUMBERS.map(lambda n: {"atMost": [n]}),
    "needed": (CODES | st.just(["yidi:nothing"])).map(lambda codes: {"value": codes}),
    "open": st.sampled_from(["true", "false"]).map(lambda flag: {"value": [flag]}),
}
INPUTS = {
    "code": CODES,
    "flag": st.sampled_from([["true"], ["false"], ["true", "false"]]),
    "years": st.lists(ranges(), min_size=1, max_size=2, unique=True),
    "amount": st.lists(ranges(scale=4), min_size=1, max_size=2, unique=True),
}
OF = {"lowered": ("code", "flag", "years", "amount"), "needed": ("code",), "open": ("years",)}
SOMETIMES = {
    "overrides": st.just(["group:g"]),
    "group": st.just(["group:g"]),
    "binding": st.sampled_from([["true"], ["false"]]),
    "approximate": st.just(["true"]),
    "validTo": st.just(['"9999-12-31"^^xsd:date']),
}


def quoted(text, tag):
    """Write a text as Turtle, with every character escaped that could matter."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08X}" for c in text) + f'"@{tag}'


def texts(tag, least=0):
    """Give some texts of a language, no two the same."""
    return st.lists(TEXTS, min_size=least, max_size=2, unique=True).map(lambda found: [quoted(t, tag) for t in found])


@st.composite
def rules(draw, name):
    """Give a rule as a mapping: for each predicate its objects as Turtle."""
    decision = draw(st.sampled_from(list(VALUES)))
    said = {
        "a": ["yidi:Rule"],
        "rdfs:label": [quoted(draw(TEXTS), "zh"), quoted(draw(TEXTS), "en")],
        "yidi:decides": [f"decision:{decision}"],
        "yidi:jurisdiction": draw(st.sampled_from([["area:100000"], ["area:200000"], ["area:200000", "area:100000"]])),
    }
    for extra, strategy in SOMETIMES.items():
        if draw(st.booleans()):
            said[f"yidi:{extra}"] = draw(strategy)
    for condition in OF[decision]:
        if draw(st.booleans()):
            said[f"yidi:{condition}"] = draw(INPUTS[condition])
    said |= {f"yidi:{p}": objects for p, objects in draw(VALUES[decision]).items()}
    said["yidi:validFrom"] = [f'"{draw(DAYS)}"^^xsd:date']
    said["yidi:basis"] = draw(st.sampled_from([["source:x"], ["source:y", "source:x"], ["source:d"]]))
    said["yidi:figure"] = draw(texts("zh"))
    said["yidi:lastChecked"] = [f'"{draw(DAYS)}"^^xsd:date']
    said["skos:editorialNote"] = draw(texts("en")) + draw(texts("zh"))
    return name, {p: objects for p, objects in said.items() if objects}


BASES = st.integers(1, 4).flatmap(lambda n: st.tuples(*(rules(f"rule:r{i}") for i in range(n)))).map(dict)
GAPS = st.sampled_from([" ", "\n    ", " # a remark; with . and , marks\n    "])


@st.composite
def layouts(draw, said):
    """Write rules as Turtle with comments, line breaks and predicates in any order."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    blocks = []
    for name, predicates in said.items():
        order = draw(st.permutations(list(predicates)))
        joined = draw(GAPS).join([",", ""]) if draw(st.booleans()) else " , "
        lines = [f"{p}{draw(GAPS)}{joined.join(predicates[p])}" for p in order]
        gaps = [draw(GAPS) for _ in lines]
        marks = [";"] * (len(lines) - 1) + ["."]
        body = "".join(f"{gap}{line} {mark}" for gap, line, mark in zip(gaps, lines, marks, strict=True))
        blocks.append(f"# {name}\n{name}{body}\n")
    return (PREFIXES + "\n" + "\n".join(blocks)).replace("\n", newline)


def plain_turtle(said):
    """Write rules as Turtle, the simplest way."""
    blocks = (f"{n} " + " ; ".join(f"{p} {' , '.join(o)}" for p, o in ps.items()) + " .\n" for n, ps in said.items())
    return PREFIXES + "".join(blocks)


def opened(turtle):
    """Give the texts of a base, its statements and the base."""
    texts_ = {"o/decisions.ttl": TERMS.encode(), "o/rules/r.ttl": turtle.encode()}
    graph, base, _ = open_base(Path("/nowhere"), texts_)
    return texts_, graph, base


def rules_of(base):
    """Give the rules of a base without their places, which layout decides."""
    return {iri: replace(rule, place=None) for iri, rule in base.rules.items()}
