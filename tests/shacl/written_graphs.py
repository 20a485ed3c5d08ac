"""Graphs written in Turtle, and SPARQL constraints of every form."""

from dataclasses import replace

import pyoxigraph as ox

from yidi.shacl import Data, Shapes, read_shapes, validate
from yidi.shacl.sparql.constraint import Select

EX = "https://example.org/"
PREFIXES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <{EX}> .
"""
DECLARED = f'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "{EX}"^^xsd:anyURI ] .'

TOGETHER = {
    "a value without a class": "SELECT $this ?value "
    "WHERE { $this ex:p0 ?value . FILTER NOT EXISTS { ?value a ex:C0 } }",
    "distinct": "SELECT DISTINCT $this WHERE { $this ex:p0 ?one ; ex:p1 ?other }",
    "one of two": "SELECT $this ?value WHERE { { $this ex:p0 ?value } UNION { ?value ex:p1 $this } }",
    "one of two, the other speaks of nobody": "SELECT $this ?value "
    "WHERE { { $this ex:p0 ?value } UNION { ?value a ex:C0 } }",
    "nothing there": "SELECT $this WHERE { $this ex:p0 ?one . OPTIONAL { $this ex:p1 ?two } FILTER (!BOUND(?two)) }",
    "an optional that only filters": "SELECT $this ?value WHERE { ?value ex:p1 ?one . "
    "OPTIONAL { ?value ex:p0 ?two . FILTER (?two = $this) } FILTER (!BOUND(?two)) }",
    "a filter in a group within": "SELECT $this ?value "
    "WHERE { ?value ex:p0 ?one . { ?one a ?type . FILTER ($this != ?one) } }",
    "a group that asks whether it is bound": "SELECT $this WHERE { { FILTER (BOUND($this)) } $this ex:p0 ?one }",
    "another name": "SELECT $this WHERE { BIND ($this AS ?that) FILTER EXISTS { ?that ex:p0 ?one } }",
    "groups within what exists": "SELECT $this WHERE { $this a ex:C0 . "
    "FILTER EXISTS { ?one ex:p0 ?two . { ?two ex:p1 ?three . FILTER (?three = $this) } UNION { ?two a ex:C1 } } }",
    "counted for each": "SELECT $this (COUNT(?one) AS ?count) WHERE { $this ex:p0 ?one } "
    "GROUP BY $this HAVING (COUNT(?one) > 1)",
    "counted within for each": "SELECT $this ?count WHERE { { SELECT $this (COUNT(?one) AS ?count) "
    "WHERE { $this ex:p0|ex:p1 ?one } GROUP BY $this } FILTER (?count > 1) }",
    "a filter in what exists": "SELECT $this WHERE { $this a ex:C0 . "
    "FILTER EXISTS { ?one ex:p0 ?two . FILTER (?two = $this) } }",
    "a sub-query for each": "SELECT $this ?one (COUNT(?two) AS ?count) WHERE { $this ex:p0 ?one . "
    "{ SELECT $this ?one ?two WHERE { $this ex:p0 ?one . ?one ex:p1 ?two } ORDER BY ?two } } GROUP BY $this ?one",
    "a path": "SELECT $this ?value WHERE { $this ex:p0/^ex:p0 ?value . FILTER (?value != $this) }",
    "a path of any length": "SELECT $this ?value WHERE { $this ex:p0+ ?value . ?value a ex:C1 }",
    "a path of any length or none": "SELECT $this ?value WHERE { $this ex:p0* ?value . ?value a ex:C1 }",
    "any predicate": "SELECT $this ?path ?value WHERE { $this ?path ?value . FILTER (?path = ex:p1) }",
    "everything": "SELECT * WHERE { $this ex:p0 ?value ; ex:p1 [ ex:p0 ?one ] }",
}
"""Queries that may be asked about many focus nodes at once."""
APART = {
    "cut off": "SELECT $this WHERE { $this ex:p0 ?one } LIMIT 1",
    "counted": "SELECT (COUNT(?one) AS ?count) WHERE { $this ex:p0 ?one } HAVING (COUNT(?one) > 1)",
    "not named": "SELECT ?value WHERE { $this ex:p0 ?value }",
    "named by others": "SELECT ?value (COUNT(?one) AS ?count) WHERE { $this ex:p0 ?value . ?value ex:p1 ?one } "
    "GROUP BY ?value",
    "cut off within": "SELECT $this ?value WHERE { { SELECT $this ?value WHERE { $this ex:p0 ?value } "
    "ORDER BY STR(?value) LIMIT 1 } }",
    "a query in what exists": "SELECT $this WHERE { $this a ex:C0 . "
    "FILTER EXISTS { { SELECT $this WHERE { $this ex:p0 ?one } } } }",
}
"""Queries that have to be asked about each focus node."""


def triples(text):
    """Give the triples of Turtle text."""
    return [quad.triple for quad in ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)]


def shapes(text):
    """Give the shapes of Turtle text."""
    return read_shapes(triples(text))


def report(data, rules):
    """Give the report on data that are judged by rules, both as Turtle."""
    return validate(shapes(rules), Data(triples(data)))


def found(data, rules):
    """Give the results in short: focus node, value and component by their local names, sorted."""
    return sorted(
        " ".join(_short(each) for each in (result.focus, result.value, result.component))
        for result in report(data, rules).results
    )


def _short(term):
    if term is None:
        return "-"
    if isinstance(term, ox.BlankNode):
        return "_:"
    return term.value.removeprefix(EX).rpartition("#")[2].removesuffix("ConstraintComponent")


def constraint(query, targets="sh:targetSubjectsOf ex:p0, ex:p1 ; sh:targetObjectsOf ex:p0 ; sh:targetClass ex:C0"):
    """Give a shapes graph with one SPARQL constraint."""
    return f'{DECLARED} ex:S a sh:NodeShape ; {targets} ; sh:sparql [ sh:prefixes ex: ; sh:select """{query}""" ] .'


def one_by_one(judged):
    """Give the same shapes, with every query asked about each focus node by itself."""

    def apart(each):
        return replace(each, query=replace(each.query, together=False)) if isinstance(each, Select) else each

    found = {
        node: replace(shape, constraints=tuple(map(apart, shape.constraints))) for node, shape in judged.shapes.items()
    }
    return Shapes(found, judged.predicates)
