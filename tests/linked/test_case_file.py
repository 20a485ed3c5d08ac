"""Files of cases in Turtle and JSON-LD are decided like any other, and every fault has its line and column."""

import json

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode
from samples import GUIDE

from yidi.cases.case import parse_case
from yidi.cases.file import read_cases
from yidi.cases.rdf import case_triples
from yidi.cli import main
from yidi.errors import CaseError
from yidi.linked.context import CONTEXT
from yidi.linked.write import write

PREFIXES = """@prefix yidi: <https://w3id.org/yidi/ns#> .
@prefix care: <https://w3id.org/yidi/id/care/> .
@prefix division: <https://w3id.org/yidi/id/division/> .
@prefix scheme: <https://w3id.org/yidi/id/scheme/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SOUND = (
    PREFIXES
    + """
<b> yidi:person [ yidi:insuredIn division:410100 ; yidi:scheme scheme:employee ] ;
    yidi:visit [ yidi:care care:inpatient ; yidi:admittedOn "2025-03-10"^^xsd:date ] .
"""
)
FAULTY = (
    PREFIXES
    + """
<a> yidi:person [ yidi:insuredIn "410100" ; yidi:scheme scheme:employe ] ;
    yidi:visit <v> .
<v> yidi:care care:inpatient ; yidi:note 1 ;
    yidi:admittedOn "2025-02-30"^^xsd:date ;
    yidi:hospital [ yidi:opened ( care:inpatient care:x ) ] .
"""
)


def faults(path, base, lang="en"):
    """Give every fault of the cases of a file, one line each."""
    found = []
    try:
        for raw in read_cases(path, lang, base.vocabulary, base.hospitals):
            try:
                raw.parse(base.case_vocabulary, lang)
            except CaseError as error:
                found += map(str, error.faults)
    except CaseError as error:
        found += map(str, error.faults)
    return [line.removeprefix(str(path)).lstrip(":") for line in found]


@pytest.fixture
def file(tmp_path):
    """Give what writes a file of this name."""

    def write_file(name, text):
        path = tmp_path / name
        path.write_text(text if isinstance(text, str) else json.dumps(text, indent=1), encoding="utf-8")
        return path

    return write_file


def decided(*paths):
    """Give the answers to the cases of files, by the command line."""
    result = CliRunner().invoke(main, ["decide", "--format", "json", *map(str, paths)])
    assert result.exit_code == 0, result.output
    decoder, text, found = json.JSONDecoder(), result.stdout.strip(), []
    while text:
        answer, end = decoder.raw_decode(text)
        found, text = [*found, answer], text[end:].strip()
    return found


def test_the_command_line_decides_rdf_like_json(file, base):
    """The guide's example as JSON, JSON-LD, Turtle and N-Triples, several files at once."""
    parsed = parse_case(GUIDE, base.case_vocabulary)
    triples = case_triples(parsed, NamedNode("urn:case"), base.vocabulary, base.places)
    turtle, lines = (write(triples, form).decode() for form in ("text/turtle", "application/n-triples"))
    answers = decided(
        file("a.json", GUIDE),
        file("a.jsonld", {"@context": CONTEXT, **GUIDE}),
        file("b.json", [{"@context": CONTEXT, **GUIDE}]),
        file("a.ttl", turtle),
        file("a.nt", lines),
    )

    assert len(answers) == 5
    assert answers == [base.decide(GUIDE)] * 5


def test_every_fault_in_turtle_has_its_place(file, base):
    """Where the value stands that is wrong; of what is missing, where its part begins."""
    assert faults(file("a.ttl", FAULTY), base) == [
        "7:34  error  person.insuredIn: '410100' is not an IRI; write one, such as division:…",
        "9:42  error  visit.note: unknown key",
        "7:57  error  person.scheme: 'employe' is not one of employee, resident; did you mean 'employee'?",
        f"11:33  error  visit.hospital.opened.1: 'x' is not one of {', '.join(base.vocabulary.lists['care'].codes)}",
        "10:21  error  visit.admittedOn: '2025-02-30' is not a date (YYYY-MM-DD)",
    ]


def test_every_fault_in_json_ld_has_its_place(file, base):
    """Also of several cases in a graph, and in an array."""
    wrong = {"person": {"insuredIn": "410100", "scheme": "employe"}, "visit": GUIDE["visit"]}
    told = "error  person.scheme: 'employe' is not one of employee, resident; did you mean 'employee'?"
    graph = {"@context": CONTEXT, "@graph": [GUIDE, wrong]}
    array = [{"@context": CONTEXT, **GUIDE}, {"@context": CONTEXT, **wrong}]

    (in_graph,) = faults(file("a.jsonld", graph), base)
    (in_array,) = faults(file("b.jsonld", array), base)
    (alone,) = faults(file("c.json", {"@context": CONTEXT, **wrong}), base)

    assert (in_graph, in_array, alone) == (f"45:5  {told}", f"45:4  {told}", f"5:3  {told}")


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (
            "a.ttl",
            "<a> <b> .",
            "1:9  error  A value is missing, or not written as Turtle. A code needs its prefix, a text needs quotes.",
        ),
        ("a.ttl", "", "  error  no case is described: nothing has a yidi:person or a yidi:visit"),
        (
            "a.jsonld",
            {"@context": "https://schema.org/"},
            f"1:1  error  the context 'https://schema.org/' is not known here and is not fetched; name {CONTEXT}",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(file, base, name, text, fault):
    """What is not Turtle, what holds no case, what names another context."""
    assert faults(file(name, text), base) == [fault]


def test_the_command_line_tells_faults_and_ends_with_two(file):
    """As for every other file."""
    path = file("a.ttl", SOUND.replace("employee", "employe"))
    result = CliRunner().invoke(main, ["decide", str(path)])

    assert result.exit_code == 2
    message = "error  person.scheme: 'employe' is not one of employee, resident; did you mean 'employee'?"
    assert result.stderr == f"{path}:7:64  {message}\n"


def test_a_file_may_hold_several_cases_in_its_own_order(file, base):
    """The order in which the file names them first."""
    text = SOUND + SOUND.partition(".\n\n")[2].replace("<b>", "<a>").replace("2025-03-10", "2025-03-11")
    dates = [raw.mapping["visit"]["admittedOn"] for raw in read_cases(file("a.ttl", text), "en", base.vocabulary)]

    assert dates == ["2025-03-10", "2025-03-11"]
