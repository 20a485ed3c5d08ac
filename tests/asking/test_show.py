"""Results and queries as text: aligned, CSV, JSON, Turtle, and what a query says of itself."""

import json

import pyoxigraph as ox
import pytest

from yidi.asking import Table
from yidi.asking.model import Column
from yidi.asking.show import aligned, csv_text, description, json_text, listing, turtle
from yidi.asking.table import cell, cut

RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


def column(kind):
    return Column(type=kind, zh="列", en="column")


def literal(text, kind):
    return ox.Literal(
        text,
        datatype=ox.NamedNode(
            kind.replace("xsd:", "http://www.w3.org/2001/XMLSchema#").replace("yidi:", "https://w3id.org/yidi/ns#")
        ),
    )


TABLE = Table(
    {
        "area": Column(type="area", zh="地区", en="area"),
        "label": Column(type="text", zh="名称", en="label"),
        "open": Column(type="boolean", zh="开通", en="open"),
    },
    (
        (
            ox.NamedNode("https://w3id.org/yidi/id/area/360100"),
            ox.Literal('南昌, "洪都"', language="zh"),
            literal("true", "xsd:boolean"),
        ),
        (ox.NamedNode("https://w3id.org/yidi/id/area/110000"), ox.Literal("Beijing\nCity", language="en"), None),
    ),
)


@pytest.mark.parametrize(
    ("kind", "term", "shown"),
    [
        ("rule", ox.NamedNode("https://w3id.org/yidi/id/rule/a-b"), "a-b"),
        ("code", ox.NamedNode("https://w3id.org/yidi/ns#atMost"), "atMost"),
        ("hospital", ox.NamedNode("https://example.org/h/1"), "https://example.org/h/1"),
        ("link", ox.NamedNode("https://w3id.org/yidi/id/rule/a-b"), "https://w3id.org/yidi/id/rule/a-b"),
        ("boolean", literal("true", "xsd:boolean"), True),
        ("boolean", literal("0", "xsd:boolean"), False),
        ("integer", literal("7", "xsd:integer"), 7),
        ("integer", literal("many", "xsd:integer"), "many"),
        ("number", literal("0.850", "xsd:decimal"), "0.85"),
        ("number", literal("1E2", "xsd:double"), "100"),
        ("yuan", literal("1500", "yidi:yuan"), "1500.00"),
        ("value", literal("1500", "yidi:yuan"), "1500.00"),
        ("value", literal("0.850", "yidi:ratio"), "0.85"),
        ("value", literal("INF", "yidi:months"), "INF"),
        ("value", literal("false", "xsd:boolean"), False),
        ("value", literal("--12-31", "xsd:gMonthDay"), "--12-31"),
        ("value", literal("x", "yidi:ratio"), "x"),
        ("value", ox.NamedNode("https://w3id.org/yidi/id/route/direct"), "direct"),
        ("day", literal("2025-06-01", "xsd:date"), "2025-06-01"),
        ("text", ox.BlankNode("b"), "_:b"),
        ("text", None, None),
    ],
)
def test_a_term_is_shown_by_its_column(kind, term, shown):
    """Codes for addresses of ours, numbers as answers write them, nothing for what is not there."""
    assert shown == cell(column(kind), term)


def test_a_pipe_gets_aligned_columns():
    """A Chinese character is two wide, and a cell has one line."""
    assert '地区    名称          开通\n360100  南昌, "洪都"  true\n110000  Beijing City\n' == aligned(TABLE, "zh")


def test_csv_has_the_names_of_the_columns():
    """A cell with a comma, quotes or a line break is quoted."""
    assert 'area,label,open\n360100,"南昌, ""洪都""",true\n110000,"Beijing\nCity",\n' == csv_text(TABLE)


def test_json_has_a_row_an_object():
    """The same as `base.query` gives."""
    assert [
        {"area": "360100", "label": '南昌, "洪都"', "open": True},
        {"area": "110000", "label": "Beijing\nCity", "open": None},
    ] == json.loads(json_text(TABLE))


def test_turtle_is_a_result_set_with_the_terms_themselves():
    """In the vocabulary that the SPARQL tests use, with the order kept."""
    store = ox.Store()
    store.load(turtle(TABLE), ox.RdfFormat.TURTLE)
    rows = store.query(
        f"prefix rs: <{RESULT_SET}> select ?index ?variable ?value where {{"
        " ?results a rs:ResultSet ; rs:solution ?solution . ?solution rs:index ?index ; rs:binding ?binding ."
        " ?binding rs:variable ?variable ; rs:value ?value } order by ?index ?variable"
    )

    names = list(TABLE.columns)
    expected = [
        (str(n), name, term)
        for n, row in enumerate(TABLE.terms, 1)
        for name, term in zip(names, row, strict=True)
        if term is not None
    ]
    assert expected == [(row[0].value, row[1].value, row[2]) for row in rows]


def test_the_row_too_many_is_cut():
    """It only says that more follow, and where."""

    def results(count):
        bindings = [{"n": {"type": "literal", "value": "中"}}] * count
        return json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": bindings}}).encode()

    assert (results(3), None) == cut(results(3), None)
    assert (results(3), None) == cut(results(3), (3, 6))
    shorter, following = cut(results(4), (3, 6))
    assert json.loads(results(3)) == json.loads(shorter)
    assert 9 == following


def test_the_list_names_every_query_with_its_question(library):
    """By section, what must be given and, in brackets, what may be."""
    lines = listing(library, "en").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("  rules-in-area "))

    assert ["rules-in-area", "Which", "rules"] == lines[at].split()[:3]
    assert "area [day] [decision] [lang]" == lines[at + 1].strip()
    assert lines[at].index("Which") == lines[at + 1].index("area")
    assert [q.name for q in library] == [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert "政策与依据" in listing(library, "zh").split("\n")


def test_a_query_describes_itself(library):
    """Its question, its parameters, its columns, and a command that runs its example."""
    assert (
        "rules-of-document: Which rules rest on this document or provision?\n"
        "\n"
        "Parameters\n"
        "  source  required    id of a document or provision  document or provision\n"
        "  lang    default zh  zh or en                       language of labels\n"
        "\n"
        "Columns\n"
        "  provision     id of a document or provision                 provision\n"
        "  decision      name of a decision                            decision\n"
        "  jurisdiction  code of a pooling area, or of a place in one  jurisdiction\n"
        "  rule          id of a rule                                  rule\n"
        "  label         text                                          label\n"
        "  figure        text                                          figure\n"
        "  validFrom     YYYY-MM-DD                                    from\n"
        "\n"
        "Example\n"
        "  yidi query rules-of-document --param source=n22-2-6 --param lang=en"
        == description(library["rules-of-document"], "en")
    )
