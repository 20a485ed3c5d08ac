"""Files of each kind into a store: what stands there afterwards, and what does not."""

import json

import pyoxigraph as ox
import pytest
from stores import rows

from yidi.errors import UsageError
from yidi.loading.load import load, read
from yidi.names import BASE_GRAPH, ID
from yidi.store.embedded import EmbeddedStore

TURTLE = """@prefix : <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix yidi: <https://w3id.org/yidi/ns#> .
:h a yidi:MedicalInstitution ; rdfs:label "示例医院"@zh ; yidi:designated true ;
   yidi:region <https://w3id.org/yidi/id/division/110101> ; yidi:level <https://w3id.org/yidi/id/level/tertiary-a> .
"""
QUADS = list(ox.parse(TURTLE.encode(), ox.RdfFormat.TURTLE))


@pytest.fixture
def store(base):
    """Give a store in memory."""
    return EmbeddedStore.of(base)


def as_file(ending):
    """Give the same institution in each format."""
    if ending in (".jsonld", ".json"):
        context = {"@vocab": "https://w3id.org/yidi/ns#", "label": "http://www.w3.org/2000/01/rdf-schema#label"}
        document = {
            "@context": context,
            "@id": "http://example.org/h",
            "@type": "MedicalInstitution",
            "label": {"@value": "示例医院", "@language": "zh"},
            "designated": True,
            "region": {"@id": f"{ID}division/110101"},
            "level": {"@id": f"{ID}level/tertiary-a"},
        }
        return json.dumps(document).encode()
    formats = {".nt": "N_TRIPLES", ".nq": "N_QUADS", ".trig": "TRIG", ".ttl": "TURTLE"}
    return ox.serialize(QUADS, format=getattr(ox.RdfFormat, formats[ending]))


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".nq", ".trig", ".jsonld", ".json"])
def test_the_same_statements_come_from_every_format(base, store, tmp_path, ending):
    """Into a graph named after the file."""
    path = tmp_path / f"my list{ending}"
    path.write_bytes(as_file(ending))
    found = read([path], base)
    assert [] == [t.text() for t in found.troubles]
    name = f"{ID}graph/my%20list"
    assert {name: 5} == load(store, found).graphs
    held = {q.triple for q in store._store.quads_for_pattern(None, None, None, ox.NamedNode(name))}
    assert {q.triple for q in QUADS} == held


def test_quads_keep_their_graphs(base, store, tmp_path):
    """Statements that name none go to the graph of the load."""
    path = tmp_path / "x.nq"
    path.write_text('<http://e/a> <http://e/b> "1" <http://e/g> .\n<http://e/a> <http://e/b> "2" .\n')
    assert {"http://e/g": 1, "http://e/h": 1} == load(store, read([path], base, graph="http://e/h")).graphs


def test_several_files_may_go_to_one_graph(base, store, tmp_path):
    """In the place of what it held before."""
    paths = [tmp_path / "a.nt", tmp_path / "b.nt"]
    for i, path in enumerate(paths):
        path.write_text(f'<http://e/a> <http://e/b> "{i}" .\n<http://e/a> <http://e/b> "both" .\n')
    assert {"http://e/g": 3} == load(store, read(paths, base, graph="http://e/g")).graphs
    assert {"http://e/g": 2} == load(store, read(paths[:1], base, graph="http://e/g")).graphs


def test_what_another_graph_holds_is_left_out(base, store, tmp_path):
    """In the base, in a graph loaded before, or in one loaded now; the union holds nothing twice."""
    known = next(store._store.quads_for_pattern(None, None, None, ox.NamedNode(BASE_GRAPH)))
    while isinstance(known.subject, ox.BlankNode) or isinstance(known.object, ox.BlankNode):
        known = next(store._store.quads_for_pattern(None, None, None, ox.NamedNode(BASE_GRAPH)))
    first, second = tmp_path / "a.nt", tmp_path / "b.nt"
    first.write_text('<http://e/a> <http://e/b> "1" .\n')
    second.write_text(f'<http://e/a> <http://e/b> "1" .\n<http://e/a> <http://e/b> "2" .\n{known.triple} .\n')
    load(store, read([first], base))
    loaded = load(store, read([second], base))
    assert ({f"{ID}graph/b": 1}, 2) == (loaded.graphs, loaded.held_elsewhere)
    together = load(store, read([first, second], base))
    assert ({f"{ID}graph/a": 1, f"{ID}graph/b": 1}, 2) == (together.graphs, together.held_elsewhere)
    assert [("1",), ("2",)] == sorted(rows(store, "SELECT ?o WHERE { <http://e/a> <http://e/b> ?o }"))


def test_nothing_is_loaded_from_files_of_which_one_is_wrong(base, tmp_path):
    """The statements are not even given."""
    good, bad = tmp_path / "a.nt", tmp_path / "b.nt"
    good.write_text('<http://e/a> <http://e/b> "1" .\n')
    bad.write_text("x")
    found = read([good, bad], base)
    assert ({}, 1) == (found.graphs, len(found.troubles))


def test_the_base_cannot_be_loaded_over(base):
    """Nor a graph that is none."""
    for graph, words in [
        (BASE_GRAPH, f"The graph {BASE_GRAPH} belongs to the base. Name another one."),
        ("hospitals", "'hospitals' is no IRI. Name the graph by one, such as https://example.org/hospitals."),
    ]:
        with pytest.raises(UsageError) as raised:
            read([], base, graph=graph)
        assert words == str(raised.value)


NATIONAL = "medinsCode,medinsName,regnCode,medinsLvName,uscc\nH1,甲 医院,110101,三级甲等,x\nH2,乙,110102,未定级,y\n"
FACTS = """SELECT ?p ?o WHERE { <https://w3id.org/yidi/id/hospital/H1> ?p ?o } ORDER BY STR(?p)"""


@pytest.mark.parametrize(
    ("content", "encoding", "ending"),
    [
        (NATIONAL.encode(), None, ".csv"),
        (b"\xef\xbb\xbf" + NATIONAL.encode(), None, ".csv"),
        (NATIONAL.encode("utf-16"), None, ".csv"),
        (NATIONAL.encode("gb18030"), "gb18030", ".csv"),
        (NATIONAL.replace("\n", "\r\n").encode(), None, ".csv"),
        (NATIONAL.replace(",", "\t").encode(), None, ".tsv"),
    ],
)
def test_a_table_of_the_national_platform_needs_no_mapping(base, store, tmp_path, content, encoding, ending):
    """In any encoding that such tables have; columns that mean nothing here are named."""
    path = tmp_path / f"x{ending}"
    path.write_bytes(content)
    found = read([path], base, encoding=encoding)
    assert ([], {str(path): ("uscc",)}) == (list(found.troubles), found.left_out)
    assert {f"{ID}graph/x": 9} == load(store, found).graphs
    assert [
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "https://w3id.org/yidi/ns#MedicalInstitution"),
        ("http://www.w3.org/2000/01/rdf-schema#label", "甲 医院"),
        ("https://w3id.org/yidi/ns#code", "H1"),
        ("https://w3id.org/yidi/ns#level", f"{ID}level/tertiary-a"),
        ("https://w3id.org/yidi/ns#region", f"{ID}division/110101"),
    ] == rows(store, FACTS)


def test_a_table_in_our_own_fields_needs_no_mapping(base, store, tmp_path):
    """Several kinds of care in one cell, yes and no in words, and nothing where nothing is known."""
    path = tmp_path / "x.csv"
    path.write_text("id,name,region,level,designated,opened\nH1, 甲 ,110101,,是,inpatient、门诊慢特病\n")
    load(store, read([path], base))
    found = [(p.rpartition("#")[2], o.rpartition("/")[2]) for p, o in rows(store, FACTS)]
    assert {
        ("type", "ns#MedicalInstitution"),
        ("label", "甲"),
        ("code", "H1"),
        ("designated", "true"),
        ("opened", "inpatient"),
        ("opened", "outpatient-chronic"),
        ("region", "110101"),
    } == set(found)


def test_a_mapping_reads_any_table(base, store, tmp_path):
    """Names made of several columns, properties of other vocabularies with datatypes, one word for several values."""
    path, mapping = tmp_path / "x.csv", tmp_path / "m.yaml"
    path.write_text("省,号,日,院\n36,A 1/2,2025-03-10,all\n")
    mapping.write_text(
        "class: ex:Thing\niri: https://example.org/{省}/{号}\nprefixes: {ex: 'https://example.org/ns#'}\ncolumns:\n"
        "  日: {property: ex:since, type: xsd:date}\n"
        "  院: {property: yidi:opened, values: {all: [inpatient, outpatient]}}\n"
    )
    found = read([path], base, mapping=mapping)
    assert [] == [t.text() for t in found.troubles]
    load(store, found)
    held = {str(q.triple) for q in store._store.quads_for_pattern(None, None, None, ox.NamedNode(f"{ID}graph/x"))}
    thing = "<https://example.org/36/A%201%2F2>"
    assert {
        f"{thing} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/ns#Thing>",
        f'{thing} <https://example.org/ns#since> "2025-03-10"^^<http://www.w3.org/2001/XMLSchema#date>',
        f"{thing} <https://w3id.org/yidi/ns#opened> <{ID}care/inpatient>",
        f"{thing} <https://w3id.org/yidi/ns#opened> <{ID}care/outpatient>",
    } == held


def test_progress_is_told_row_by_row(base, tmp_path):
    """How far the reading is, of how much, and what comes after."""
    path = tmp_path / "x.csv"
    path.write_text("id,name,region\n" + "".join(f"H{i},a,110101\n" for i in range(3000)))
    told = []
    found = read([path], base, progress=lambda *step: told.append(step))
    load(EmbeddedStore.of(base), found, lambda *step: told.append(step))
    assert {"reading x.csv", "writing"} <= {what for what, _, _ in told}
    assert ("reading x.csv", 2000, 3001) in told
    assert ("writing", 1, 1) == told[-1]
