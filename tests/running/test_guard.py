"""What a query asks for, read from its text: forms, graphs, and what is refused however it is written."""

import asyncio

import pytest

from yidi.running.formats import JSON
from yidi.running.guard import read_query, undeclared_prefix
from yidi.running.reading import read
from yidi.running.request import QueryRequest, Reading, Refused
from yidi.store.store import Dataset

EX = "PREFIX ex: <http://example.org/>\nPREFIX : <http://example.org/>\n"


def refused(text):
    """Give the kind and the details of a refusal."""
    with pytest.raises(Refused) as caught:
        read_query(text)
    return caught.value.kind, caught.value.details


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("ask{}", "ASK"),
        (f"{EX}CONSTRUCT WHERE {{}}", "CONSTRUCT"),
        ("# SELECT\nBASE <select> PREFIX insert: <x:delete> Describe insert:load", "DESCRIBE"),
        ("", ""),
        ("no query at all", ""),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(text, form):
    """Comments, IRIs and prefixes may hold any word."""
    assert form == read_query(text).form


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:s> <x:p> <x:o> }",
        "delete where { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "CLEAR ALL",
        "DROP GRAPH <x:g>",
        "CREATE GRAPH <x:g>",
        "ADD DEFAULT TO <x:g>",
        "MOVE DEFAULT TO <x:g>",
        "COPY DEFAULT TO <x:g>",
        "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused_where_it_begins(text):
    """Updates are another language; it is told at once, and where."""
    assert ("update-refused", {"line": 3, "column": 1}) == refused(f"{EX}{text}")


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <http://example.org/> { ?s ?p ?o }",
        "sErViCe SILENT ?x { ?s ?p ?o }",
        "SERVICE#comment\n<x:y> { }",
        "{ SELECT * { OPTIONAL { SERVICE ex:x { } } } }",
        # The engine needs no space between words and names.
        "SERVICEex:x{?s ?p ?o}",
        "SERVICE:x{?s ?p ?o}",
        "?s ?p ?o . SERVICESILENTex:x {?q ?p ?z}",
        "?s ?p trueSERVICE ex:x{?s ?p ?o}",
        "?s ?p 1e5SERVICE ex:x{?s ?p ?o}",
        "?s ?p 1SERVICE:x{?s ?p ?o}",
        "?s ?p ex:a\\#b SERVICE ex:x {}",
        # A comparison looks like the beginning of an IRI, and may hide a comment or the end of a filter.
        '?s ?p ?o FILTER(?s<ex:b#>"""\n)SERVICE ex:x {?s ?p ?o}\n#"""\n',
        '?s ?p ?o FILTER(?s<?o#>"""\n)SERVICE ex:x {?s ?p ?o}\n#"""\n',
        "?s ?p ?o FILTER(?s<?o)?s?p?o.SERVICE?s#>\n{?s ?p ?o}",
        "?s ?p ?o FILTER(?s<-1)SERVICE:x#>\n{}",
        # Some engines write escapes out before they read the words.
        "\\u0053ERVICE <x:y> {}",
        "\\U00000053\\u0065RVICE <x:y> {}",
    ],
)
def test_service_is_refused_however_it_is_hidden(pattern):
    """Each of these is SERVICE to some engine."""
    assert "service-refused" == refused(f"{EX}SELECT * {{ {pattern} }}")[0]


@pytest.mark.parametrize(
    "pattern",
    [
        '?s ?p "SERVICE <x:y> { }"',
        "?s ?p '''a ' SERVICE ''' # SERVICE <x:y> { }\n",
        '?s ?p """a " SERVICE \\""""@en-service',
        "?service ex:service <http://example.org/service#service>, <http://example.org/a_(service)#it> .",
        "?s ex:SERVICE $SERVICE FILTER(?a < ?b && ?c > ?d)",
        "GRAPH ex:service { ?s ?p ?o }",
    ],
)
def test_the_word_may_stand_where_it_calls_nobody(pattern):
    """In texts, comments, IRIs, names and variables it is a word like any other."""
    assert "SELECT" == read_query(f"{EX}SELECT * {{ {pattern} }}").form


@pytest.mark.parametrize("escape", ["\\u0022", "\\U00000027", "\\u005C", "\\u003c", "\\u0023", "\\u000A", "\\uD800"])
def test_an_escape_that_engines_read_differently_is_refused(escape):
    """To one engine it stands in the text, to another it ends the text."""
    details = {"escape": escape, "line": 1, "column": 10}

    assert ("escape-refused", details) == refused(f'SELECT ("{escape} SERVICE <x:y> {{}}" AS ?x) {{}}')


def test_other_escapes_are_left_alone():
    """Letters of any script may be written as codes."""
    assert "SELECT" == read_query('SELECT ("\\u00e9\\u5F02\\\\u0022" AS ?x) {}').form


@pytest.mark.parametrize(
    ("clause", "default", "named"),
    [
        ("FROM <http://example.org/a>", ("http://example.org/a",), ()),
        ("FROM ex:a from named <b>", ("http://example.org/a",), ("http://base.example/b",)),
        ("FROM NAMED :a FROM NAMED ex:b", (), ("http://example.org/a", "http://example.org/b")),
    ],
)
def test_the_graphs_of_from_are_resolved(clause, default, named):
    """Prefixes and the base count, as they do for the engine."""
    reading = read_query(f"{EX}DESCRIBE * {clause} {{}}", "http://base.example/")

    assert Dataset(default, named) == reading.dataset


def test_a_query_may_declare_its_own_base():
    """It goes before the base of the service."""
    reading = read_query("BASE <http://own.example/x/> SELECT * FROM <../g> {}", "http://base.example/")

    assert Dataset(("http://own.example/g",)) == reading.dataset


def test_without_from_there_is_no_dataset():
    """The word in a text or a name means nothing."""
    assert read_query(f'{EX}ASK {{ ?from ex:from "FROM <x:g>" }} # FROM <x:g>').dataset is None


def test_the_first_prefix_that_is_not_declared_is_found():
    """The engine itself would say that it expected OPTIONAL."""
    assert ("b:", {"line": 2, "column": 9}) == undeclared_prefix("PREFIX a: <x:> SELECT * {\n ?s a:b b:c . ?s c:d 1 }")
    assert undeclared_prefix("PREFIX : <x:> SELECT * { _:b :p :o }") is None


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "<",
        "\\",
        "ex:a.",
        "a.",
        ":",
        "1.",
        "1e",
        "@a-",
        '"""\\"',
        "\\u0041",
        "FROM ",
        "{",
        "?",
        ".",
        "((",
        "a:b ",
    ],
    ids=repr,
)
def test_hostile_text_is_read_to_its_end(text):
    """A hundred thousand characters of one kind, with and without the word that makes the reading thorough."""
    long = text * (100_000 // len(text))

    assert "SELECT" == read_query(f"SELECT * {{ {long}").form
    assert read_query(f"{long}").form == ""
    with pytest.raises(Refused):
        read_query(f"ASK {{ service {long}")


def test_what_was_read_before_is_not_read_again():
    """A named query is read once, without the arguments of a request."""
    known = Reading("SELECT", None)

    assert (known, JSON) == asyncio.run(read(QueryRequest("no query at all", reading=known)))
