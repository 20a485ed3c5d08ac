"""Random data graphs and shapes graphs in Turtle, over all core components; shapes ask only later shapes."""

from hypothesis import strategies as st

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
"""
NODES = tuple(f"ex:n{number}" for number in range(5))
BLANK = ("_:b0", "_:b1")
PREDICATES = tuple(f"ex:p{number}" for number in range(3))
CLASSES = tuple(f"ex:C{number}" for number in range(3))
TEXTS = ('"a"', '"b c"', '""', '"a"@en', '"b"@en', '"c"@de-at')
ORDERED = (
    (
        '"3"^^xsd:integer',
        '"03"^^xsd:integer',
        '"-1"^^xsd:integer',
        '"3.0"^^xsd:decimal',
        '"2.5"^^xsd:decimal',
        '"1e1"^^xsd:double',
    ),
    ('"2025-01-31"^^xsd:date', '"2024-02-29"^^xsd:date', '"2025-02-01"^^xsd:date'),
    (
        '"2025-01-31T10:00:00"^^xsd:dateTime',
        '"2025-01-31T10:00:00Z"^^xsd:dateTime',
        '"2025-01-31T10:00:00+08:00"^^xsd:dateTime',
    ),
)
"""Literals that have an order; a pair of graphs has one kind only, since pySHACL orders numbers and dates too."""
MIXED = (
    *('"3"^^xsd:integer', '"2.5"^^xsd:decimal', '"true"^^xsd:boolean', '"2025-01-31"^^xsd:date', '"7"^^ex:unknown'),
    *(
        '"x"^^xsd:integer',
        '"1,5"^^xsd:decimal',
        '""^^xsd:double',
        '"2025-02-30"^^xsd:date',
        '"2025-02-30"^^xsd:dateTime',
    ),
)
"""Ill-typed literals and others, for graphs without limits, since pySHACL orders even those."""
LITERALS = (*ORDERED, MIXED)
DATATYPES = tuple(f"xsd:{name}" for name in ("string", "integer", "decimal", "date", "dateTime", "boolean", "double"))

nodes = st.sampled_from((*NODES, *BLANK))
predicates = st.sampled_from(PREDICATES)
classes = st.sampled_from(CLASSES)
kinds_of_order = st.sampled_from(range(len(LITERALS)))
few = st.integers(0, 3)


def data(order):
    """Give up to thirty statements; ex:amount has only literals, since pySHACL orders IRIs too."""
    literals = st.sampled_from((*TEXTS, *LITERALS[order]))
    edges = st.one_of(
        st.tuples(nodes, predicates, st.one_of(nodes, literals)),
        st.tuples(nodes, st.just("ex:amount"), literals),
    )
    typed = st.tuples(nodes, st.just("a"), classes)
    below = st.tuples(classes, st.just("rdfs:subClassOf"), classes)
    statements = st.lists(st.one_of(edges, edges, edges, typed, below), max_size=30, unique=True)
    return statements.map(lambda found: PREFIXES + "\n".join(f"{' '.join(each)} ." for each in found))


def listed(members, least=1):
    return st.lists(members, min_size=least, max_size=3).map(lambda each: f"( {' '.join(each)} )")


paths = st.recursive(
    predicates,
    lambda inner: st.one_of(
        inner.map(lambda path: f"[ sh:inversePath {path} ]"),
        inner.map(lambda path: f"[ sh:zeroOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:oneOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:zeroOrOnePath {path} ]"),
        listed(inner, 2),
        listed(inner, 2).map(lambda paths: f"[ sh:alternativePath {paths} ]"),
    ),
    max_leaves=3,
)
node_kinds = st.sampled_from(("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"))


def _values(order):
    limits = st.sampled_from(LITERALS[order])
    named = st.one_of(st.sampled_from(NODES), st.sampled_from((*TEXTS, *LITERALS[order])))
    return {
        "class": classes,
        "datatype": st.sampled_from(DATATYPES),
        "nodeKind": node_kinds.map(lambda kind: f"sh:{kind}"),
        "minInclusive": limits,
        "minExclusive": limits,
        "maxInclusive": limits,
        "maxExclusive": limits,
        "minLength": st.integers(1, 3).map(str),  # pySHACL lets blank nodes pass where it is 0
        "maxLength": few.map(str),
        "pattern": st.sampled_from(('"^a"', '"n[0-2]$"', '"^$"', '"[0-9]+"', '"B" ; sh:flags "i"')),
        "languageIn": listed(st.sampled_from(('"en"', '"de"', '"de-at"'))),
        "in": listed(named),
        "hasValue": named,
        "equals": predicates,
        "disjoint": predicates,
        "closed": listed(predicates).map(lambda each: f"true ; sh:ignoredProperties {each}"),
    }


OF_PROPERTIES = {
    "minCount": few.map(str),
    "maxCount": few.map(str),
    "uniqueLang": st.just("true"),
    "lessThan": st.just("ex:amount"),
    "lessThanOrEquals": st.just("ex:amount"),
}


def _asking(later, properties):
    others = st.sampled_from(later)
    found = {"not": others} | {name: listed(others) for name in ("and", "or", "xone")}
    for name, some in (("property", properties), ("node", [each for each in later if each not in properties])):
        if some:
            found[name] = st.sampled_from(some)
    return found


def _qualified(later):
    bound = st.sampled_from(("sh:qualifiedMinCount", "sh:qualifiedMaxCount"))
    apart = st.sampled_from(("", " ; sh:qualifiedValueShapesDisjoint true"))
    return st.tuples(st.sampled_from(later), bound, few, apart).map(
        lambda each: f"{each[0]} ; {each[1]} {each[2]}{each[3]}"
    )


@st.composite
def graphs(draw):
    """Give a data graph and a shapes graph."""
    order = draw(kinds_of_order)
    return draw(data(order)), draw(shapes(order))


@st.composite
def shapes(draw, order):
    """Give up to five shapes, all of them with targets."""
    count = draw(st.integers(1, 5))
    is_property = [draw(st.booleans()) for _ in range(count)]
    return PREFIXES + "\n".join(_shape(draw, order, number, is_property) for number in range(count))


def _shape(draw, order, number, is_property):
    later = [f"ex:s{each}" for each in range(number + 1, len(is_property))]
    properties = [f"ex:s{each}" for each in range(number + 1, len(is_property)) if is_property[each]]
    choices = _values(order)
    if is_property[number]:
        choices |= OF_PROPERTIES
    if later:
        choices |= _asking(later, properties)
        if is_property[number]:
            choices["qualifiedValueShape"] = _qualified(later)
    said = [f"sh:path {draw(paths)}"] if is_property[number] else ["a sh:NodeShape"]
    if order == len(ORDERED):
        choices = {
            name: each for name, each in choices.items() if not name.endswith(("clusive", "Than", "ThanOrEquals"))
        }
    names = draw(st.lists(st.sampled_from(sorted(choices)), min_size=1, max_size=4, unique=True))
    said += [f"sh:{name} {draw(choices[name])}" for name in names]
    targets = {
        "sh:targetNode": st.one_of(st.sampled_from(NODES), st.sampled_from(LITERALS[order])),
        "sh:targetClass": classes,
        "sh:targetSubjectsOf": predicates,
        "sh:targetObjectsOf": predicates,
    }
    names = draw(st.lists(st.sampled_from(sorted(targets)), min_size=1, max_size=2, unique=True))
    said += [f"{name} {draw(targets[name])}" for name in names]
    if draw(st.integers(0, 9)) == 0:
        said.append(draw(st.sampled_from(("sh:deactivated true", "sh:severity sh:Warning"))))
    return f"ex:s{number} {' ; '.join(said)} ."
