"""Small random bases, written in Turtle as an author would: every construct of rules, in five jurisdictions."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from yidi.base import examine
from yidi.claims import claimed_tables

BEGINS, ENDS = "2024-01-01", "2024-12-31"
AREAS = ("n", "p", "q", "c", "d")
CODES = ("a", "b", "b1", "b2")
NUMBERS = (0, 1, 2, 3, 5)

FRAME = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix area: <https://w3id.org/yidi/id/area/> .
@prefix code: <https://w3id.org/yidi/id/code/> .
@prefix decision: <https://w3id.org/yidi/id/decision/> .
@prefix division: <https://w3id.org/yidi/id/division/> .
@prefix group: <https://w3id.org/yidi/id/group/> .
@prefix list: <https://w3id.org/yidi/id/list/> .
@prefix rule: <https://w3id.org/yidi/id/rule/> .
@prefix source: <https://w3id.org/yidi/id/source/> .
@prefix yidi: <https://w3id.org/yidi/ns#> .

list:code a skos:ConceptScheme .
code:a a skos:Concept ; skos:inScheme list:code ; yidi:order 1 .
code:b a skos:Concept ; skos:inScheme list:code ; yidi:order 2 .
code:b1 a skos:Concept ; skos:inScheme list:code ; skos:broader code:b ; yidi:order 3 ; yidi:openedWith code:a .
code:b2 a skos:Concept ; skos:inScheme list:code ; skos:broader code:b ; yidi:order 4 .

division:n a yidi:Division ; yidi:code "n" .
division:p a yidi:Division ; yidi:code "p" ; yidi:partOf division:n .
division:c a yidi:Division ; yidi:code "c" ; yidi:partOf division:p ; yidi:pooledIn area:c .
division:c1 a yidi:Division ; yidi:code "c1" ; yidi:partOf division:c ; yidi:pooledIn area:c .
division:d a yidi:Division ; yidi:code "d" ; yidi:partOf division:p ; yidi:pooledIn area:d .
division:q a yidi:Division ; yidi:code "q" ; yidi:partOf division:n ; yidi:pooledIn area:q .
division:x a yidi:Division ; yidi:code "x" .
area:n a yidi:Jurisdiction ; yidi:code "n" ; yidi:territory division:n .
area:p a yidi:Jurisdiction ; yidi:code "p" ; yidi:within area:n ; yidi:territory division:p .
area:q a yidi:ProvincePool ; yidi:code "q" ; yidi:within area:n ; yidi:territory division:q .
area:c a yidi:CityPool ; yidi:code "c" ; yidi:within area:p ; yidi:territory division:c .
area:d a yidi:CityPool ; yidi:code "d" ; yidi:within area:p ; yidi:territory division:d .

yidi:person yidi:path "person" .
yidi:filing yidi:path "filing" .
yidi:visit yidi:path "visit" .
yidi:hospital yidi:path "visit.hospital" .
yidi:insuredIn yidi:path "person.insuredIn" ; yidi:valueType yidi:PoolingArea .
yidi:birthDate yidi:path "person.birthDate" ; yidi:valueType xsd:date .
yidi:destination yidi:path "filing.destination" ; yidi:valueType yidi:Division .
yidi:submittedOn yidi:path "filing.submittedOn" ; yidi:valueType xsd:date .
yidi:startsOn yidi:path "filing.startsOn" ; yidi:valueType xsd:date .
yidi:endsOn yidi:path "filing.endsOn" ; yidi:valueType xsd:date .
yidi:region yidi:path "visit.hospital.region" ; yidi:valueType yidi:Division .
yidi:opened yidi:path "visit.hospital.opened" ; yidi:valueType list:code .
yidi:admittedOn yidi:path "visit.admittedOn" ; yidi:valueType xsd:date .
yidi:settledOn yidi:path "visit.settledOn" ; yidi:valueType xsd:date .
yidi:asOf yidi:path "asOf" ; yidi:valueType xsd:date .

yidi:care a yidi:GivenInput ; yidi:path "visit.care" ; yidi:valueType list:code .
yidi:scheme a yidi:GivenInput ; yidi:path "person.scheme" ; yidi:valueType list:code ;
    yidi:default code:b1 ; yidi:defaultUnless code:a .
yidi:emergency a yidi:GivenInput ; yidi:path "visit.emergency" ; yidi:valueType xsd:boolean .
yidi:admissionNumber a yidi:GivenInput ; yidi:path "visit.admissionNumber" ; yidi:valueType xsd:integer .
yidi:ended a yidi:FactInput ; yidi:operator "over" ; yidi:valueType xsd:boolean ;
    yidi:operand ( yidi:startsOn yidi:endsOn decision:validity yidi:admittedOn ) .
yidi:late a yidi:FactInput ; yidi:operator "after" ; yidi:valueType xsd:boolean ;
    yidi:operand ( yidi:submittedOn yidi:settledOn ) .
yidi:near a yidi:FactInput ; yidi:operator "placeWithin" ; yidi:valueType xsd:boolean ;
    yidi:operand ( yidi:region yidi:destination ) .
yidi:inside a yidi:FactInput ; yidi:operator "samePoolingArea" ; yidi:valueType xsd:boolean ;
    yidi:operand ( yidi:insuredIn yidi:region ) .
yidi:listed a yidi:FactInput ; yidi:operator "member" ; yidi:valueType xsd:boolean ;
    yidi:operand ( yidi:care decision:list ) .
yidi:connected a yidi:FactInput ; yidi:operator "member" ; yidi:valueType xsd:boolean ;
    yidi:operand ( yidi:care yidi:opened ) .
yidi:age a yidi:FactInput ; yidi:operator "yearsBetween" ; yidi:valueType xsd:integer ;
    yidi:operand ( yidi:birthDate yidi:admittedOn ) .
yidi:tier a yidi:FactInput ; yidi:operator "tier" ; yidi:valueType yidi:yuan .
yidi:kind a yidi:DecisionInput ; yidi:ofDecision decision:kind ; yidi:valueType list:code .
yidi:yuan yidi:increment 0.01 .

decision:kind a yidi:Decision ; yidi:hitPolicy "unique" ; yidi:valueType list:code ;
    yidi:input yidi:care , yidi:emergency , yidi:inside , yidi:late .
decision:validity a yidi:Decision ; yidi:hitPolicy "unique" ; yidi:valueType yidi:months ;
    yidi:input yidi:scheme , yidi:kind .
decision:list a yidi:Decision ; yidi:hitPolicy "collect" ; yidi:valueType list:code ;
    yidi:input yidi:scheme , yidi:kind .
decision:choices a yidi:Decision ; yidi:hitPolicy "collect" ; yidi:valueType list:code ; yidi:alternatives true ;
    yidi:input yidi:scheme , yidi:listed .
decision:number a yidi:Decision ; yidi:hitPolicy "unique" ; yidi:valueType yidi:yuan ; yidi:default "7"^^yidi:yuan ;
    yidi:input yidi:care , yidi:emergency , yidi:admissionNumber , yidi:ended , yidi:near , yidi:age .
decision:less a yidi:Decision ; yidi:hitPolicy "unique" ; yidi:input yidi:kind , yidi:connected ;
    yidi:valueType yidi:percentagePoints , yidi:factor , yidi:firstSelfPayShare .
decision:ratio a yidi:Decision ; yidi:hitPolicy "unique" ; yidi:valueType yidi:ratio ;
    yidi:input yidi:scheme , yidi:tier .
"""
INPUTS = {
    "kind": ("care", "emergency", "inside", "late"),
    "validity": ("scheme", "kind"),
    "list": ("scheme", "kind"),
    "choices": ("scheme", "listed"),
    "number": ("care", "emergency", "admissionNumber", "ended", "near", "age"),
    "less": ("kind", "connected"),
    "ratio": ("scheme", "tier"),
}
FLAGS = frozenset({"emergency", "inside", "late", "ended", "near", "listed", "connected"})
VALUES = {
    "kind": [f"code:{c}" for c in CODES],
    "validity": ['"1"^^yidi:months', '"3"^^yidi:months', '"INF"^^yidi:months'],
    "list": [*(f"code:{c}" for c in CODES), "yidi:nothing"],
    "choices": [*(f"code:{c}" for c in CODES), "yidi:nothing"],
    "number": ['"0"^^yidi:yuan', '"5"^^yidi:yuan', '"9.5"^^yidi:yuan'],
    "less": ['"10"^^yidi:percentagePoints', '"0.9"^^yidi:factor', '"0.2"^^yidi:firstSelfPayShare'],
    "ratio": ['"0.5"^^yidi:ratio', '"0.8"^^yidi:ratio'],
}
CLAIMED = ("kind", "validity", "less", "ratio")
"""Decisions without a default that have one value: those on which claims can fill something in."""
BOUNDS = {  # at least, at most: bounds that contradict one another say nothing
    "validity": ('"1"^^yidi:months', '"3"^^yidi:months'),
    "number": ('"5"^^yidi:yuan', '"9.5"^^yidi:yuan'),
    "less": ('"10"^^yidi:percentagePoints', '"20"^^yidi:percentagePoints'),
}

_codes = st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True).map(
    lambda found: " , ".join(f"code:{c}" for c in found)
)
_flags = st.sampled_from(("true", "false"))


_kinds = st.sampled_from(("Rule", "Rule", "ClaimedRule"))


@st.composite
def _ranges(draw):
    low, high = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from((*NUMBERS[1:], None)))
    if high is not None and high <= low:
        return str(low)
    return f"[ yidi:from {low} ]" if high is None else f"[ yidi:from {low} ; yidi:below {high} ]"


@st.composite
def _rule(draw, number, count):
    decision = draw(st.sampled_from(sorted(INPUTS)))
    kind = draw(_kinds) if decision in CLAIMED else "Rule"
    lines = [f"rule:r{number} a yidi:{kind}", f"yidi:decides decision:{decision}"]
    areas = draw(st.lists(st.sampled_from(AREAS), min_size=1, max_size=2, unique=True))
    lines.append(f"yidi:jurisdiction {' , '.join(f'area:{a}' for a in areas)}")
    for name in draw(st.lists(st.sampled_from(INPUTS[decision]), unique=True, max_size=3)):
        condition = _flags if name in FLAGS else _codes if name in ("care", "scheme", "kind") else _ranges()
        lines.append(f"yidi:{name} {draw(condition)}")
    lines += draw(_said(decision, kind))
    begins = draw(st.sampled_from((BEGINS, "2024-03-15", "2024-07-01")))
    lines.append(f'yidi:validFrom "{begins}"^^xsd:date')
    if draw(st.integers(0, 4)) == 0:
        lines.append(f'yidi:validTo "{draw(st.sampled_from(("2024-07-31", ENDS)))}"^^xsd:date')
    if draw(st.integers(0, 5)) == 0:
        lines.append("yidi:binding true")
    if draw(st.integers(0, 3)) == 0:
        lines.append("yidi:group group:g")
    targets = [f"rule:r{i}" for i in range(count) if i != number] + ["group:g"]
    if draw(st.integers(0, 2)) == 0:
        lines.append(f"yidi:overrides {draw(st.sampled_from(targets))}")
    return " ;\n    ".join([*lines, "yidi:basis source:s", f'yidi:lastChecked "{BEGINS}"^^xsd:date']) + " .\n"


@st.composite
def _said(draw, decision, kind):
    if decision in BOUNDS and kind == "Rule" and draw(st.integers(0, 3)) == 0:
        least, most = BOUNDS[decision]
        return [draw(st.sampled_from((f"yidi:atLeast {least}", f"yidi:atMost {most}")))]
    several = decision in ("list", "choices")
    values = draw(st.lists(st.sampled_from(VALUES[decision]), min_size=1, max_size=2 if several else 1, unique=True))
    if "yidi:nothing" in values:
        values = ["yidi:nothing"]
    return [f"yidi:value {' , '.join(values)}"]


@st.composite
def bases(draw):
    """Give a base that compiles with its claims, and its Turtle: what contradicts or beats in a circle is left out."""
    count = draw(st.integers(3, 14))
    rules = {f"rule:r{i}": draw(_rule(i, count)) for i in range(count)}
    while True:
        text = _closed(rules)
        base, findings = examine(".", {"random.ttl": text.encode()})
        tables, found = claimed_tables(base)
        wrong = [f for f in (*findings, *found) if f.id in ("rule-conflict", "rules-circle", "bound-broken")]
        if not wrong:
            return _claiming(base, tables), text
        named = str(wrong[0].details.get("subject") or wrong[0].details["circle"])
        del rules[next(name for name in rules if name in named.split())]


def _claiming(base, tables):
    """Give the base in which claims decide, as `with_claims` makes it but for keeping it."""
    return replace(base, tables={**base.tables, **tables}, rules={**base.rules, **base.claims}, unofficial=True)


def _closed(rules):
    """Give the text without overrides of rules that were left out, or between a rule and a claim."""
    claims = {name for name, text in rules.items() if "ClaimedRule" in text}
    kept = []
    for name, text in rules.items():
        others = {f"rule:r{i}" for i in range(14)} - (claims if name in claims else rules.keys() - claims)
        kept += [line for line in text.split("\n") if not any(f"overrides {other} " in line for other in others)]
    return FRAME + "source:s a yidi:Provision .\ngroup:g a yidi:RuleGroup .\n" + "\n".join(kept)


@st.composite
def facts(draw):
    """Give what is known of a case, as it is after reading: any of it may be missing but the area and the admission."""
    day = date.fromisoformat(BEGINS) + timedelta(draw(st.integers(0, 365)))
    near = st.integers(-100, 40).map(lambda by: day + timedelta(by))
    known = {"person.insuredIn": draw(st.sampled_from(("c", "d", "q", "c1"))), "visit.admittedOn": day}
    optional = {
        "person.scheme": st.sampled_from(CODES),
        "person.birthDate": st.integers(0, 6).map(
            lambda years: day.replace(year=day.year - years, day=min(day.day, 28))
        ),
        "visit.care": st.sampled_from(CODES),
        "visit.emergency": st.booleans(),
        "visit.admissionNumber": st.integers(0, 6),
        "visit.settledOn": near,
        "visit.hospital.region": st.sampled_from(("c", "c1", "d", "p", "q", "x")),
        "visit.hospital.opened": st.lists(st.sampled_from(CODES), unique=True).map(tuple),
        "asOf": near,
    }
    filing = {
        "filing.destination": st.sampled_from(("c", "c1", "d", "p", "q", "x")),
        "filing.submittedOn": near,
        "filing.startsOn": near,
        "filing.endsOn": near,
    }
    if draw(st.booleans()):
        known["filing"] = True
        optional |= filing
    for path, values in optional.items():
        if draw(st.integers(0, 3)):
            known[path] = draw(values)
    return known
