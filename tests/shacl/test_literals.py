"""Ill-typed literals are found, and values are compared as SPARQL compares them."""

import pytest
from written_graphs import found

WELL_TYPED = {
    "integer": ["0", "-1", "+01", "9" * 5000],
    "decimal": ["1", "-1.50", ".5", "1."],
    "double": ["1", "1.5e-3", "INF", "-INF", "NaN"],
    "boolean": ["true", "false", "1", "0"],
    "string": ["", "a\\nb"],
    "byte": ["127", "-128"],
    "unsignedByte": ["255"],
    "nonNegativeInteger": ["0"],
    "negativeInteger": ["-1"],
    "date": ["2025-02-28", "2024-02-29", "2000-02-29", "9999-12-31", "0001-01-01", "-0044-03-15", "2025-01-01+08:00"],
    "dateTime": ["2025-01-01T00:00:00", "2025-01-01T24:00:00Z", "2025-01-01T23:59:59.999-14:00"],
    "dateTimeStamp": ["2025-01-01T00:00:00Z"],
    "time": ["23:59:59", "24:00:00"],
    "gYear": ["2025", "12025"],
    "gYearMonth": ["2025-02"],
    "gMonth": ["--02"],
    "gMonthDay": ["--02-29", "--12-31"],
    "gDay": ["---31"],
    "duration": ["P1Y", "-P1DT2H", "PT0.5S"],
    "dayTimeDuration": ["P1D"],
    "yearMonthDuration": ["P1Y2M"],
    "hexBinary": ["", "0aF1"],
    "base64Binary": ["", "YQ==", "YWI="],
    "language": ["zh-Hans-CN"],
    "token": ["a b"],
}
ILL_TYPED = {
    "integer": ["", "1.0", " 1", "1 ", "１", "0x1", "1e3", "--1"],
    "decimal": ["", ".", "1,5", "1e3", "INF"],
    "double": ["", "inf", "nan", "1e", "e1"],
    "boolean": ["", "True", "yes", "2"],
    "byte": ["128", "-129"],
    "unsignedByte": ["256", "-1"],
    "nonNegativeInteger": ["-1"],
    "negativeInteger": ["0"],
    "date": [
        *("2025-02-29", "1900-02-29", "2025-04-31", "2025-01-32", "2025-00-10", "2025-13-01"),
        *("2025-1-1", "20250101", "25-01-01", "02025-01-01", "２０２５-01-01", "9" * 5000 + "-01-01"),
        *("2025-01-01+14:01", "2025-01-01T00:00:00"),
    ],
    "dateTime": [
        *("2025-01-01", "2025-01-01 00:00:00", "2025-01-01T24:00:01", "2025-01-01T25:00:00", "2025-01-01T00:60:00"),
    ],
    "dateTimeStamp": ["2025-01-01T00:00:00"],
    "time": ["24:00:01", "1:00:00"],
    "gYear": ["25"],
    "gYearMonth": ["2025-13"],
    "gMonth": ["--13", "--00"],
    "gMonthDay": ["--02-30", "--04-31", "--13-01"],
    "gDay": ["---32", "---00"],
    "duration": ["P", "PT", "1Y", "P1DT"],
    "dayTimeDuration": ["P1Y"],
    "yearMonthDuration": ["P1D", "P"],
    "hexBinary": ["0"],
    "base64Binary": ["YQ=", "Y"],
    "language": ["zh_CN", ""],
    "token": [" a", "a  b"],
}


def one(literal, constraint):
    """Whether a literal satisfies a constraint."""
    return not found(f"ex:a ex:p {literal} .", f"ex:S sh:targetNode ex:a ; sh:path ex:p ; {constraint} .")


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, forms in WELL_TYPED.items() for form in forms])
def test_a_lexical_form_of_its_datatype_passes(name, form):
    assert one(f'"{form}"^^xsd:{name}', f"sh:datatype xsd:{name}")


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, forms in ILL_TYPED.items() for form in forms])
def test_any_other_is_found(name, form):
    assert not one(f'"{form}"^^xsd:{name}', f"sh:datatype xsd:{name}")


def test_a_datatype_has_only_literals_of_its_own():
    assert not one("1", "sh:datatype xsd:decimal")
    assert not one("ex:b", "sh:datatype xsd:string")
    assert not one('"a"@en', "sh:datatype xsd:string")
    assert one('"a"@en', "sh:datatype rdf:langString")
    assert one('"anything"^^ex:mine', "sh:datatype ex:mine")


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("1", "1.5"),
        ("1.5", "2e0"),
        ("9007199254740992", "9007199254740993"),
        ('"-INF"^^xsd:double', "-1"),
        ('"a"', '"b"'),
        ("false", "true"),
        ('"2024-02-29"^^xsd:date', '"2024-03-01"^^xsd:date'),
        ('"-0001-12-31"^^xsd:date', '"0001-01-01"^^xsd:date'),
        ('"9999-12-31"^^xsd:date', '"12025-01-01"^^xsd:date'),
        ('"2025-01-01+08:00"^^xsd:date', '"2025-01-01Z"^^xsd:date'),
        ('"2025-01-01T08:00:00+08:00"^^xsd:dateTime', '"2025-01-01T00:00:01Z"^^xsd:dateTime'),
        ('"2025-01-01T00:00:00"^^xsd:dateTime', '"2025-01-02T00:00:00Z"^^xsd:dateTime'),
        ('"2024-12-31T23:59:59.5"^^xsd:dateTime', '"2024-12-31T24:00:00"^^xsd:dateTime'),
        ('"23:00:00"^^xsd:time', '"24:00:00"^^xsd:time'),
        ('"2024"^^xsd:gYear', '"2025"^^xsd:gYear'),
        ('"2025-01"^^xsd:gYearMonth', '"2025-02"^^xsd:gYearMonth'),
        ('"--01-31"^^xsd:gMonthDay', '"--02-01"^^xsd:gMonthDay'),
    ],
)
def test_the_lesser_precedes_the_greater(less, more):
    assert one(less, f"sh:maxExclusive {more} ; sh:maxInclusive {more}")
    assert one(more, f"sh:minExclusive {less} ; sh:minInclusive {less}")
    assert not one(more, f"sh:maxInclusive {less}")
    assert not one(less, f"sh:minInclusive {more}")


@pytest.mark.parametrize(
    ("one_form", "other_form"),
    [
        ("1", "1.0"),
        ("01", "1e0"),
        ('"2025-01-01T24:00:00"^^xsd:dateTime', '"2025-01-02T00:00:00"^^xsd:dateTime'),
        ('"2025-01-01T08:00:00+08:00"^^xsd:dateTime', '"2025-01-01T00:00:00Z"^^xsd:dateTime'),
    ],
)
def test_equal_values_bound_each_other_whatever_their_form(one_form, other_form):
    assert one(one_form, f"sh:minInclusive {other_form} ; sh:maxInclusive {other_form}")
    assert not one(one_form, f"sh:minExclusive {other_form}")
    assert not one(one_form, f"sh:maxExclusive {other_form}")


@pytest.mark.parametrize(
    ("value", "limit"),
    [
        ('"1"', "1"),
        ("true", "1"),
        ('"2025-01-01"^^xsd:date', '"2025-01-01T00:00:00"^^xsd:dateTime'),
        ('"2025-01-01T00:00:00"^^xsd:dateTime', '"2025-01-01T00:00:00Z"^^xsd:dateTime'),
        ('"2025-02-30"^^xsd:date', '"2025-01-01"^^xsd:date'),
        ('"NaN"^^xsd:double', "1"),
        ('"NaN"^^xsd:float', "1.5"),
        ('"a"@en', '"a"@en'),
        ("ex:b", "1"),
        ("_:b", "1"),
        ('"P1D"^^xsd:duration', '"P1D"^^xsd:duration'),
    ],
)
def test_what_cannot_be_compared_is_on_no_side_of_a_limit(value, limit):
    for bound in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"):
        assert not one(value, f"sh:{bound} {limit}")
