"""The context makes RDF of a case in JSON, and of that RDF the same JSON again, with processors that are not ours."""

import json
from datetime import date
from pathlib import Path

import pytest
import rdflib
from pyld import context_resolver, jsonld
from rdflib.compare import isomorphic
from samples import GUIDE

import yidi
from yidi.cases.file import read_cases
from yidi.examples.run import example_files
from yidi.linked.context import CONTEXT, case_context, context_text, main

FILE = Path(__file__).parents[2] / "ontology" / "case.jsonld"
EXAMPLES = [raw for file in example_files([Path(__file__).parents[1] / "cases"]) for raw in read_cases(file)]
DOCUMENT = json.loads(FILE.read_text("utf-8"))
YIDI = "https://w3id.org/yidi/ns#"


def as_json(value):
    """Give a value of a YAML case as JSON has it, without what is null or an empty list, and lists sorted."""
    match value:
        case dict():
            inner = {key: as_json(each) for key, each in value.items() if each is not None}
            return {key: each for key, each in inner.items() if each != []}
        case list():
            return sorted(as_json(each) for each in value)
        case date():
            return value.isoformat()
    return value


def with_sets(value):
    """Give a value with its lists sorted: RDF keeps no order."""
    if isinstance(value, dict):
        return {key: with_sets(each) for key, each in value.items()}
    return sorted(value) if isinstance(value, list) else value


def loader(address, _):
    """Give the context for its name, as a processor with a network would find it."""
    assert address == CONTEXT
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": DOCUMENT}


def linked(case, context=CONTEXT):
    return {"@context": context, **case}


def quads(case):
    """Give the statements of a case as PyLD makes them."""
    return jsonld.to_rdf(linked(case), {"documentLoader": loader, "format": "application/n-quads"})


def compacted(statements):
    """Give the JSON that PyLD makes of statements and the context."""
    expanded = jsonld.from_rdf(statements, {"useNativeTypes": True})
    frame = {"@context": CONTEXT, "person": {}}
    found = jsonld.frame(expanded, frame, {"documentLoader": loader, "omitGraph": True})
    assert found.pop("@context") == CONTEXT
    return found


def test_the_file_holds_what_the_ontology_says(base, capsys, monkeypatch):
    """The file is generated: run `python -m yidi.linked.context > ontology/case.jsonld`."""
    monkeypatch.setattr("sys.argv", ["context"])
    main()
    printed = capsys.readouterr().out

    assert FILE.read_text("utf-8") == context_text(base.vocabulary) == printed
    assert case_context(base.vocabulary) == DOCUMENT


def test_every_example_case_comes_back_the_same(monkeypatch):
    """To RDF and back with PyLD: the same JSON, but for empty lists, which RDF cannot tell from nothing said."""
    # PyLD writes out every context again wherever it is used, only to look it up; Python's own JSON does it faster.
    quick = json.JSONEncoder(sort_keys=True, default=dict)
    monkeypatch.setattr(context_resolver, "canonicalize", lambda context: quick.encode(context).encode())
    changed = []
    for raw in EXAMPLES:
        case = as_json(raw.mapping)
        if with_sets(compacted(quads(case))) != case:
            changed.append(raw.name)

    assert len(EXAMPLES) >= 350
    assert changed == []


def test_an_empty_list_stays_in_json_ld_and_not_in_rdf():
    """Expansion keeps it, so a reader of JSON-LD can tell it from nothing said; RDF says it by `yidi:nothing`."""
    document = linked({"visit": {"hospital": {"opened": []}}})
    (found,) = jsonld.expand(document, {"documentLoader": loader})

    assert found[f"{YIDI}visit"] == [{f"{YIDI}hospital": [{f"{YIDI}opened": []}]}]
    assert f"{YIDI}opened" not in jsonld.to_rdf(document, {"documentLoader": loader, "format": "application/n-quads"})


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib, within itself
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize("number", range(0, 350, 25))
def test_another_processor_makes_the_same_statements(number):
    """rdflib reads every twenty-fifth example case to a graph isomorphic to PyLD's."""
    case = as_json(EXAMPLES[number].mapping)
    text = json.dumps(linked(case, DOCUMENT["@context"]))

    ours = rdflib.Graph().parse(data=quads(case), format="nt")
    theirs = rdflib.Graph().parse(data=text, format="json-ld")

    assert len(ours) > 5
    assert isomorphic(ours, theirs)


def test_codes_are_iris_even_where_a_key_has_the_same_word():
    """`emergency` is a key of the visit and a type of filing; a place is a division, even where it is an area."""
    case = {
        "person": {"insuredIn": "530000-provincial"},
        "filing": {"type": "emergency", "materials": ["commitment"]},
        "visit": {"emergency": True, "hospital": {"opened": ["inpatient", "pharmacy"]}},
    }
    (found,) = jsonld.expand(linked(case), {"documentLoader": loader})

    def only(part, name):
        return found[f"{YIDI}{part}"][0][f"{YIDI}{name}"]

    assert only("filing", "filingType") == [{"@id": "https://w3id.org/yidi/id/filing-type/emergency"}]
    assert only("filing", "material") == [{"@id": "https://w3id.org/yidi/id/material/commitment"}]
    assert only("visit", "emergency") == [{"@value": True}]
    assert only("person", "insuredIn") == [{"@id": "https://w3id.org/yidi/id/division/530000-provincial"}]


def test_no_code_is_the_key_of_its_own_field(base):
    """Such a code would be taken for the property."""
    fields = base.vocabulary.fields.values()
    listed = [f for f in fields if f.value_type and "/list/" in f.value_type]
    clashing = [
        f.path
        for f in listed
        if f.path.rpartition(".")[2] in base.vocabulary.lists[f.value_type.rpartition("/")[2]].codes
    ]

    assert len(listed) == 19
    assert clashing == []


def test_the_package_carries_the_context():
    """Whoever installs the package has the file beside the ontology."""
    folder = Path(yidi.__file__).resolve().parents[1] / "ontology"

    assert (folder / "case.jsonld").is_file()
    assert "@context" not in GUIDE
