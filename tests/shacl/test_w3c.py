"""The test suite of the W3C for SHACL; ``make`` unpacks it into build/ (see requirements/conformance.txt)."""

from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from yidi.shacl import Data, ShapesError, read_shapes, validate
from yidi.shacl.graph import items
from yidi.shacl.paths import read_path
from yidi.shacl.terms import sh

SUITE = Path(__file__).parents[2] / "build" / "w3c-shacl"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
UNSUPPORTED = {
    "sparql/component/nodeValidator-001": "constraint components of one's own",
    "sparql/component/optional-001": "constraint components of one's own",
    "sparql/component/propertyValidator-select-001": "constraint components of one's own",
    "sparql/component/validator-001": "constraint components of one's own",
    "sparql/pre-binding/shapesGraph-001": "$shapesGraph, which the standard leaves to the engine",
}
SUPPORTED = {"core": 98, "sparql": 18}


@cache
def graph(path):
    return tuple(quad.triple for quad in ox.parse(path=path, base_iri=path.as_uri()))


def files(part):
    """Give the file of each test of a part; there are none where the suite has not been unpacked."""
    return sorted(path for path in (SUITE / part).rglob("*.ttl") if b"sht:Validate" in path.read_bytes())


def name(path):
    return str(path.relative_to(SUITE).with_suffix(""))


def told(term, merged):
    """Give a term; blank nodes of different files cannot be told from each other by name."""
    return "blank" if merged and isinstance(term, ox.BlankNode) else term


def expected(manifest, result, merged):
    """Give the results that a manifest names, as a multiset."""

    def of(node, predicate):
        return manifest.values(sh(predicate)).get(node, (None,))[0]

    found = Counter()
    for node in manifest.values(sh("result")).get(result, ()):
        path = of(node, "resultPath")
        found[
            told(of(node, "focusNode"), merged),
            path and read_path(manifest, path),
            told(of(node, "value"), merged),
            of(node, "sourceConstraintComponent"),
            told(of(node, "sourceShape"), merged),
            of(node, "sourceConstraint"),
            of(node, "resultSeverity"),
        ] += 1
    return found


def actual(report, merged):
    return Counter(
        (
            told(each.focus, merged),
            each.path,
            told(each.value, merged),
            each.component,
            told(each.shape, merged),
            each.constraint,
            each.severity,
        )
        for each in report.results
    )


@pytest.mark.parametrize("part", SUPPORTED)
def test_the_suite_is_there_and_whole(part):
    found = {name(path) for path in files(part)}

    assert len(found - UNSUPPORTED.keys()) == SUPPORTED[part], f"{SUITE} has not the tests that were expected"
    assert {each for each in UNSUPPORTED if each.startswith(part)} <= found


@pytest.mark.parametrize("path", [*files("core"), *files("sparql")], ids=name)
def test_results_are_those_that_the_w3c_expects(path):
    manifest = Data(graph(path))
    entries = items(manifest, manifest.values(ox.NamedNode(MF + "entries"))[ox.NamedNode(path.as_uri())][0])
    for entry in entries:
        (action,) = manifest.values(ox.NamedNode(MF + "action"))[entry]
        (result,) = manifest.values(ox.NamedNode(MF + "result"))[entry]
        data, shapes = (
            Path(manifest.values(ox.NamedNode(SHT + each))[action][0].value.removeprefix("file://"))
            for each in ("dataGraph", "shapesGraph")
        )
        if name(path) in UNSUPPORTED or result == ox.NamedNode(SHT + "Failure"):
            with pytest.raises(ShapesError):
                read_shapes(graph(shapes))
            continue
        merged = {data, shapes} != {path}
        report = validate(read_shapes(graph(shapes)), Data(graph(data)))
        assert actual(report, merged) == expected(manifest, result, merged)
        assert report.conforms == (manifest.values(sh("conforms"))[result][0].value == "true")
