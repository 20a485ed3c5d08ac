import pytest
from hypothesis import given
from hypothesis import strategies as st

from yidi.model import UNLIMITED, Value
from yidi.names import NS, XSD
from yidi.reading.turtle import Literal
from yidi.values import datatype, number_text, parse_value, written_types


def read(kind, text):
    return parse_value(Literal(text, datatype(kind), ""))


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("ratio", "0.85", 8500),
        ("ratio", "1", 10_000),
        ("factor", "1.2", 12_000),
        ("percentagePoints", "20", 2000),
        ("percentagePoints", "0.5", 50),
        ("firstSelfPayShare", "0.1", 1000),
        ("yuan", "1500.55", 150_055),
        ("months", "6", 6),
        ("months", "INF", UNLIMITED),
        ("workingDays", "0", 0),
        ("integer", "3", 3),
        ("boolean", "true", 1),
    ],
)
def test_a_value_has_an_exact_whole_number(kind, text, number):
    """Fen, ten-thousandths, months and days as they are."""
    assert Value(kind, text, number) == read(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ratio", "1.01"),
        ("ratio", "85%"),
        ("ratio", "0.12345"),
        ("ratio", "NaN"),
        ("percentagePoints", "-1"),
        ("percentagePoints", "101"),
        ("yuan", "1.005"),
        ("yuan", "Infinity"),
        ("yuan", ""),
        ("months", "1.5"),
        ("boolean", "yes"),
        ("gMonthDay", "--13-01"),
        ("percent", "10"),
    ],
)
def test_a_value_out_of_range_is_none(kind, text):
    """What is no value of its kind is not read as another."""
    assert read(kind, text) is None


@pytest.mark.parametrize("iri", [f"{XSD}ratio", "http://example.org/ratio", f"{NS}boolean", "", f"{XSD}string"])
def test_a_type_of_another_namespace_is_none(iri):
    """The name of a type alone does not make it ours."""
    assert parse_value(Literal("1", iri, "")) is None


@given(st.integers(0, 10_000), st.sampled_from(["ratio", "factor", "firstSelfPayShare"]))
def test_text_and_number_are_inverse(number, kind):
    """What is written is read again as the same number."""
    found = read(kind, number_text(kind, number))
    assert found is not None
    assert number == found.number


def test_types_are_shown_as_files_write_them():
    """With the prefix of their namespace, and a share with what the whole is."""
    assert '"…"^^yidi:ratio (0–1) / "…"^^xsd:boolean' == written_types(["ratio", "boolean"])
