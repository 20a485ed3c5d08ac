"""What the SHACL engine costs on records that are made up: `python -m tests.bench.shacl [RECORDS]`.

A record has 40 statements; 60 property shapes and 10 SPARQL constraints judge it, and about one in twenty breaks one.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from statistics import median
from time import process_time

import pyoxigraph as ox

from tests.bench.measure import best_in_turns, told
from yidi.shacl import Data, Shapes, read_shapes, validate

RECORDS = 10_000
NS = "https://example.org/ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
FIELDS = 38
BROKEN = 0.05 / FIELDS
CODES = tuple(f"code{number}" for number in range(20))

_PREFIXES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <{XSD}> .
@prefix ex: <{NS}> .
ex: sh:declare [ sh:prefix "ex" ; sh:namespace "{NS}"^^xsd:anyURI ] .
"""
_KINDS = (
    "sh:datatype xsd:date ; sh:minCount 1 ; sh:maxCount 1",
    f"sh:nodeKind sh:IRI ; sh:in ( {' '.join(f'ex:{code}' for code in CODES)} ) ; sh:maxCount 1",
    'sh:datatype xsd:string ; sh:pattern "^[0-9]{17}[0-9X]$" ; sh:minCount 1',
    "sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:maxExclusive 1000",
    "sh:datatype xsd:string ; sh:minLength 1 ; sh:maxLength 20",
)


def _value(field: int, chance: random.Random) -> ox.Literal | ox.NamedNode:
    broken = chance.random() < BROKEN
    match field % 5:
        case 0:
            day = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            return ox.Literal("2025-02-30" if broken else day, datatype=ox.NamedNode(XSD + "date"))
        case 1:
            return ox.NamedNode(NS + ("unheardOf" if broken else chance.choice(CODES)))
        case 2:
            return ox.Literal("12" if broken else f"{chance.randrange(10**17):017}X")
        case 3:
            return ox.Literal(1000 if broken else chance.randrange(1000))
        case _:
            return ox.Literal("" if broken else f"name {chance.randrange(5000)}")


def records(count: int) -> Iterator[ox.Triple]:
    """The statements of some records, the same at every call."""
    chance = random.Random(20250220)  # noqa: S311 - nothing secret
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for number in range(count):
        node = ox.NamedNode(f"https://example.org/record/{number}")
        yield ox.Triple(node, kind, ox.NamedNode(NS + "Record"))
        yield ox.Triple(node, ox.NamedNode(NS + "follows"), ox.NamedNode(f"https://example.org/record/{number // 2}"))
        for field in range(FIELDS):
            yield ox.Triple(node, ox.NamedNode(f"{NS}field{field}"), _value(field, chance))


def shapes() -> Shapes:
    """The shapes that judge them."""
    properties = [
        f"ex:Record sh:property ex:shape{number} . "
        f"ex:shape{number} sh:path ex:field{number % FIELDS} ; {_KINDS[number % FIELDS % 5]} ."
        for number in range(60)
    ]
    early = f'"2025-01-03"^^<{XSD}date>'
    queries = [
        f"$this ex:field{field} ?one . $this ex:field{field + 5} ?other . FILTER (datatype(?one) = <{XSD}date> && "
        f"datatype(?other) = <{XSD}date> && ?one > ?other && ?other < {early})"
        for field in range(0, 25, 5)
    ]
    queries += [
        f"$this ex:follows ?one . ?one ex:field3 ?number . FILTER NOT EXISTS {{ ?one ex:field{field} ?value }}"
        for field in range(5, 10)
    ]
    selects = [
        'ex:Record sh:sparql [ sh:message "{?one}" ; sh:prefixes ex: ; '
        f'sh:select """SELECT $this ?one WHERE {{ {query} }}""" ] .'
        for query in queries
    ]
    head = f"{_PREFIXES} ex:Record a sh:NodeShape ; sh:targetClass ex:Record ."
    text = "\n".join((head, *properties, *selects))
    return read_shapes(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    judged, triples, one = shapes(), list(records(count)), list(records(1))
    works = {
        "index": lambda: Data(triples),
        "index, fill the store and validate": lambda: validate(judged, Data(triples)),
    }
    data = Data(triples)
    validate(judged, data)
    works["validate again"] = lambda: validate(judged, data)
    for name, taken in best_in_turns(works, 3).items():
        results = "" if name == "index" else f"  {len(taken.given.results)} results"
        print(f"{count:,} records, {len(triples):,} triples, {name}: {told(taken.processor)}{results}")  # noqa: T201
    times = []
    for _ in range(200):
        start = process_time()
        validate(judged, Data(one))
        times.append(process_time() - start)
    print(f"one record: {told(median(times))}")  # noqa: T201


if __name__ == "__main__":
    main()
