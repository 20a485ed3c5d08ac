"""What a request gives becomes RDF terms or faults, all of them, and never part of the query's text."""

from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yidi.asking import ask, bound, read_arguments
from yidi.asking.read import read_query
from yidi.errors import UsageError

LEVELS = "primary, secondary, tertiary, community, tertiary-a, tertiary-special"
XSD = "http://www.w3.org/2001/XMLSchema#"
EVERY_TYPE = b"""\
#+ id: every-type
#+ section: base
#+ summary: {zh: x, en: x}
#+ parameters:
#+   area: {type: area, zh: x, en: x}
#+   boolean: {type: boolean, zh: x, en: x}
#+   code: {type: code, codes: level, zh: x, en: x}
#+   day: {type: day, zh: x, en: x}
#+   decision: {type: decision, zh: x, en: x}
#+   division: {type: division, zh: x, en: x}
#+   hospital: {type: hospital, zh: x, en: x}
#+   integer: {type: integer, zh: x, en: x}
#+   language: {type: language, zh: x, en: x}
#+   number: {type: number, zh: x, en: x}
#+   rule: {type: rule, zh: x, en: x}
#+   source: {type: source, zh: x, en: x}
#+   text: {type: text, zh: x, en: x}
#+   yuan: {type: yuan, zh: x, en: x}
#+ columns: {text: {type: text, zh: x, en: x}}
#+ paged: true
#+ example: {rows: []}
select ?text where {
  # parameters
  values ( ?area ?boolean ?code ?day ?decision ?division ?hospital
    ?integer ?language ?number ?rule ?source ?text ?yuan ) {
    ( undef undef undef undef undef undef undef undef undef undef undef undef undef undef )
  }
  filter ( !bound(?area) || ?boolean || ?code = ?day || ?decision = ?division || ?hospital = ?integer || true )
  filter ( !bound(?language) || ?number = ?rule || ?source = ?yuan || true )
}
order by ?text
limit 50
offset 0
"""


@pytest.fixture(scope="module")
def every_type():
    """Give a query with a parameter of every type, each named after it, that gives back the text."""
    query, findings = read_query("every-type.rq", EVERY_TYPE)
    assert findings == []
    return query


def iri(name):
    return ox.NamedNode(f"https://w3id.org/yidi/id/{name}")


def typed(text, kind):
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("area", "360100", iri("area/360100")),
        ("area", "360102", iri("area/360100")),
        ("area", "530000-provincial", iri("area/530000-provincial")),
        ("boolean", True, typed("true", "boolean")),
        ("boolean", "false", typed("false", "boolean")),
        ("code", "tertiary-a", iri("level/tertiary-a")),
        ("day", "2025-06-01", typed("2025-06-01", "date")),
        ("day", date(2025, 6, 1), typed("2025-06-01", "date")),
        ("decision", "cap", iri("decision/cap")),
        ("division", "360000", iri("division/360000")),
        ("hospital", "pumch", iri("hospital/pumch")),
        ("hospital", "https://example.org/h/1", ox.NamedNode("https://example.org/h/1")),
        ("integer", 7, typed("7", "integer")),
        ("integer", "007", typed("7", "integer")),
        ("language", "en", ox.Literal("en")),
        ("number", "0.850", typed("0.85", "decimal")),
        ("number", -3, typed("-3", "decimal")),
        ("number", "100", typed("100", "decimal")),
        ("rule", "360100-deductible-employee-primary", iri("rule/360100-deductible-employee-primary")),
        ("rule", "rule:100000-travel-local", iri("rule/100000-travel-local")),
        ("source", "https://w3id.org/yidi/id/source/n22", iri("source/n22")),
        ("text", 'a"b\n\\', ox.Literal('a"b\n\\')),
        ("yuan", "1500.50", typed("1500.5", "decimal")),
    ],
)
def test_a_value_becomes_a_typed_term(every_type, base, name, value, term):
    """As text from an address or a command, or as JSON and Python have it."""
    assert term == read_arguments(every_type, {name: value}, base).terms[name]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("area", "999999", "'999999' is not the code of a pooling area or of a place in one (six digits, in quotes)"),
        ("area", 360100, '360100 is a number here; write it in quotes, "360100"'),
        (
            "area",
            "360100> } insert",
            "'360100> } insert' is not the code of a pooling area or of a place in one (six digits, in quotes)",
        ),
        ("boolean", "yes", "'yes' is neither true nor false"),
        ("boolean", 1, "1 is neither true nor false"),
        ("code", "third", f"'third' is not one of {LEVELS}"),
        ("code", "tertairy", f"'tertairy' is not one of {LEVELS}; did you mean 'tertiary'?"),
        ("day", "2025-02-30", "'2025-02-30' is not a date (YYYY-MM-DD)"),
        ("day", "1066-01-01", "'1066-01-01' is not between 1900-01-01 and 2100-12-31"),
        ("decision", "caps", "'caps' is not known here; did you mean 'cap'?"),
        ("division", "999999", "'999999' is not the code of a known place (six digits, in quotes)"),
        ("hospital", "a b", "'a b' is neither an id of a medical institution nor an address"),
        (
            "hospital",
            "http://x/> } drop all",
            "'http://x/> } drop all' is neither an id of a medical institution nor an address",
        ),
        ("integer", "-1", "'-1' is not a whole number from 0 to 1000000000"),
        ("integer", "1.5", "'1.5' is not a whole number from 0 to 1000000000"),
        ("integer", True, "true is not a whole number from 0 to 1000000000"),
        pytest.param("integer", 10**5000, "a very long number is not a whole number from 0 to 1000000000", id="long"),
        ("language", "fr", "'fr' is not one of zh, en"),
        ("limit", "201", "'201' is not a whole number from 1 to 200"),
        ("limit", 0, "0 is not a whole number from 1 to 200"),
        ("number", "1e9", "'1e9' is not a number (at most four decimals)"),
        ("number", float("nan"), "nan is not a number (at most four decimals)"),
        ("offset", "1000001", "'1000001' is not a whole number from 0 to 1000000"),
        ("rule", "nothing-like-this-at-all", "'nothing-like-this-at-all' is not known here"),
        ("source", ["n22"], "a list is not text; write it in quotes"),
        ("text", "x" * 501, "is longer than 500 characters"),
        ("text", "x" * 1_000_000, "is longer than 500 characters"),
        ("text", "\ud800", r"'\ud800' has characters that cannot be written"),
        ("text", {"a": 1}, "an object is not text; write it in quotes"),
        ("yuan", "0.005", "'0.005' is not an amount in yuan (0 to 100000000, at most two decimals)"),
        ("tekst", "x", "unknown parameter; did you mean 'text'?"),
    ],
)
def test_a_wrong_value_is_told(every_type, base, name, value, message):
    """In the words that cases have for it."""
    with pytest.raises(UsageError) as caught:
        read_arguments(every_type, {name: value}, base)

    (fault,) = caught.value.faults
    assert name == fault.path
    assert fault.message.endswith(message)
    assert len(fault.message) < 200


def test_all_faults_are_told_at_once_in_either_language(base, library):
    """What is missing, what is unknown and what is wrong."""
    given_ = {"day": "tomorrow", "dai": "1"}
    with pytest.raises(UsageError) as english:
        read_arguments(library["rules-in-area"], given_, base)
    with pytest.raises(UsageError) as chinese:
        read_arguments(library["rules-in-area"], given_, base, "zh")

    assert (
        "dai: unknown parameter; did you mean 'day'?\n"
        "area: is required\n"
        "day: 'tomorrow' is not a date (YYYY-MM-DD)" == str(english.value)
    )
    assert "dai: 没有这个参数；是否想写 'day'？\narea: 必须填写\nday: 'tomorrow' 不是日期（YYYY-MM-DD）" == str(
        chinese.value
    )


def test_what_is_left_out_has_its_default_or_is_open(base, library):
    """Today is the day on which is asked."""
    arguments = read_arguments(library["rules-in-area"], {"area": "360100"}, base, today=date(2025, 6, 1))

    assert {
        "area": iri("area/360100"),
        "day": typed("2025-06-01", "date"),
        "decision": None,
        "lang": ox.Literal("zh"),
    } == arguments.terms


@given(st.text(max_size=400))
def test_any_text_comes_back_as_it_was(every_type, base, asker, text):
    """Whatever is in it, it is a value: the query has the same shape, and one row with the text."""
    assert ((ox.Literal(text),),) == ask(asker.store, every_type, {"text": text}, base).terms


@pytest.mark.parametrize(
    "text",
    [
        '" ) } } insert data { <a:a> <a:b> <a:c> } #',
        "'''",
        '"""',
        "\\",
        "\\u0022 }",
        "\n# parameters\nvalues ( ?text ) { ( 1 ) }",
        "?text",
        "\0",
        "\r\n\t\x0b",
    ],
)
def test_hostile_text_stays_text(every_type, base, asker, text):
    """Quotes, brackets, comments, escapes and the mark of the block itself."""
    assert [{"text": text}] == ask(asker.store, every_type, {"text": text}, base).rows()
    assert 1 == bound(every_type, read_arguments(every_type, {"text": text}, base)).count("\n  # parameters\n")


def test_a_page_is_written_as_numbers(every_type, base):
    """One row more than the page is asked for, which tells whether more follow."""
    text = bound(every_type, read_arguments(every_type, {"limit": "20", "offset": 40}, base))

    assert text.endswith("order by ?text\nlimit 21\noffset 40\n")
