"""Everything that is wrong with a shapes graph is told at once, before anything is validated."""

import subprocess
import sys

import pytest
from written_graphs import PREFIXES, shapes

from yidi.errors import YidiError
from yidi.shacl import ShapesError

FAULTS = {
    "ex:S sh:path ex:p ; sh:minCount 'one' .": "sh:minCount: is an integer",
    "ex:S sh:path ex:p ; sh:maxCount 1, 2 .": "sh:maxCount: may be said only once",
    "ex:S a sh:NodeShape ; sh:minCount 1 .": "sh:minCount: belongs to a property shape",
    "ex:S a sh:NodeShape ; sh:lessThan ex:p .": "sh:lessThan: belongs to a property shape",
    "ex:S a sh:NodeShape ; sh:uniqueLang true .": "sh:uniqueLang: belongs to a property shape",
    "ex:S a sh:PropertyShape ; sh:nodeKind sh:IRI .": "sh:path: a property shape has one",
    "ex:S sh:path ex:p, ex:q .  ex:S sh:in () .": "sh:path: a property shape has only one",
    "ex:S a sh:NodeShape ; sh:path ex:p .": "sh:path: a node shape has none",
    "ex:S sh:path [] ; sh:in () .": "sh:path: the path says neither",
    "ex:S sh:path ( ex:p ) ; sh:in () .": "a list of at least two paths",
    "ex:S sh:path _:p ; sh:in () . _:p sh:inversePath _:p .": "the path contains itself",
    "ex:S sh:path 'p' ; sh:in () .": "a path is an IRI or a blank node",
    "ex:S a sh:NodeShape ; sh:nodeKind sh:Thing .": "one of the six kinds",
    "ex:S a sh:NodeShape ; sh:datatype 'date' .": "sh:datatype: is an IRI",
    "ex:S a sh:NodeShape ; sh:in ex:a .": "sh:in: is a list",
    "ex:S a sh:NodeShape ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .": "sh:in: is a list",
    "ex:S a sh:NodeShape ; sh:or ( 1 ) .": "sh:or: is a list of IRIs or blank nodes",
    "ex:S a sh:NodeShape ; sh:pattern '(' .": "this regular expression cannot be used",
    "ex:S a sh:NodeShape ; sh:pattern 'a' ; sh:flags 'y' .": "there is no flag y",
    "ex:S a sh:NodeShape ; sh:minInclusive ex:a .": "sh:minInclusive: is a literal",
    "ex:S a sh:NodeShape ; sh:node 1 .": "sh:node: is an IRI or a blank node",
    "ex:S a sh:NodeShape ; sh:node ex:P . ex:P sh:path ex:p .": "sh:node: is a node shape",
    "ex:S a sh:NodeShape ; sh:property [ sh:in () ] .": "sh:property: is a property shape",
    "ex:S sh:path ex:p ; sh:qualifiedValueShape [] .": "needs sh:qualifiedMinCount or sh:qualifiedMaxCount",
    "ex:S a sh:NodeShape ; sh:deactivated 'no' .": "sh:deactivated: is true or false",
    "ex:S a sh:NodeShape ; sh:severity 'high' .": "sh:severity: is an IRI",
    "ex:S a sh:NodeShape ; sh:message 1 .": "sh:message: is a text, with a language or without",
    "ex:S a sh:NodeShape ; sh:targetSubjectsOf 'p' .": "sh:targetSubjectsOf: is the IRI of a property",
    "ex:S a sh:NodeShape ; sh:sparql [ sh:ask 'ASK {}' ] .": "sh:select: a SPARQL constraint has one",
    "ex:S a sh:NodeShape ; sh:target [ sh:select '' ] .": "sh:target: targets other than those of SHACL Core",
    "ex:S a sh:NodeShape ; sh:rule [] .": "sh:rule: rules are not supported",
    "ex:S a sh:NodeShape ; sh:node ex:S .": "the shape asks itself",
    "ex:S sh:path ex:p ; sh:or ( ex:T ) . ex:T a sh:NodeShape ; sh:not ex:U . ex:U sh:path ex:q ; sh:property ex:S .": (
        "the shape asks itself"
    ),
    "ex:X a sh:ConstraintComponent ; sh:parameter [ sh:path ex:lang ] .": "constraint components of one's own",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told(text):
    with pytest.raises(ShapesError) as error:
        shapes(text)

    assert FAULTS[text] in str(error.value)
    assert isinstance(error.value, YidiError)


def test_all_faults_are_told_together():
    with pytest.raises(ShapesError) as error:
        shapes(" ".join(text.replace("ex:S", f"ex:S{number}") for number, text in enumerate(FAULTS)))

    assert len(error.value.faults) >= len(FAULTS) - 2  # circles are looked for where all else is well
    assert str(error.value) == "\n".join(error.value.faults)


def test_shapes_nested_too_deeply_are_refused():
    nested = "".join(f"ex:S{n} a sh:NodeShape ; sh:node ex:S{n + 1} ." for n in range(200))

    with pytest.raises(ShapesError, match="nested too deeply"):
        shapes(f"{nested} ex:S200 a sh:NodeShape .")


def test_other_statements_of_a_shape_are_let_be():
    assert len(shapes("ex:S a sh:NodeShape ; ex:remedy 'none' ; rdfs:label 'S' .").shapes) == 1


@pytest.mark.parametrize(("data", "status"), [("ex:a ex:p 1 .", 0), ("ex:a ex:p 'x' .", 1), ("ex:a ex:p", 2)])
def test_the_command_prints_the_report(tmp_path, data, status):
    (tmp_path / "data.ttl").write_text(PREFIXES + data)
    rules = "ex:S sh:targetSubjectsOf ex:p ; sh:path ex:p ; sh:datatype xsd:integer ."
    (tmp_path / "shapes.ttl").write_text(PREFIXES + rules)

    done = subprocess.run(
        [sys.executable, "-m", "yidi.shacl", "data.ttl", "shapes.ttl"], cwd=tmp_path, capture_output=True, check=False
    )

    assert done.returncode == status
    assert (b"sh:ValidationReport" in done.stdout) == (status < 2)
    assert bool(done.stderr) == (status == 2)
