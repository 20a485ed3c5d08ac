import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yidi.cases.file import MOST_BYTES, RawCase, read_cases
from yidi.errors import CaseError, Fault


def stream(text, name="a.yaml"):
    """Give the text as an open file of this name."""
    file = io.StringIO(text)
    file.name = name
    return file


def read(text, name="a.yaml"):
    """Give all cases of the text."""
    return list(read_cases(stream(text, name)))


def refusal(text, name="a.yaml", lang="en"):
    """Give the lines with which the text is refused."""
    with pytest.raises(CaseError) as caught:
        list(read_cases(stream(text, name), lang))
    return str(caught.value).splitlines()


# Forms --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "a: 1\n---\n- a: 2\n- a: 3\n"),
        ("a.yaml", "[{a: 1}, {a: 2}, {a: 3}]"),
        ("a.json", '[{"a": 1}, {"a": 2}, {"a": 3}]'),
        ("a.jsonl", '{"a": 1}\n\n{"a": 2}\r\n{"a": 3}'),
        ("a.json", '{"a": 1} [{"a": 2}, {"a": 3}]'),
        ("<stdin>", '\ufeff{"a": 1}\n{"a": 2}\n{"a": 3}\n'),
        ("<stdin>", "{a: 1}\n---\n[{a: 2}, {a: 3}]"),
        ("<stdin>", "a: 1\n---\na: 2\n---\na: 3\n"),
    ],
)
def test_a_file_holds_cases_in_any_of_the_forms(name, text):
    """One case, a list, several documents and JSON Lines all give the cases in order."""
    assert [raw.mapping for raw in read(text, name)] == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_unquoted_words_of_yaml_are_read_as_what_they_look_like():
    """Dates, numbers, flags and nulls are such; an impossible date stays text; keys are always text."""
    text = "a: 2025-03-01\nb: 2025-02-30\nc: 410100\nd: '410100'\ne: true\nf:\ng: 0.1\n1: <<\n"

    assert read(text)[0].mapping == {
        "a": date(2025, 3, 1),
        "b": "2025-02-30",
        "c": 410100,
        "d": "410100",
        "e": True,
        "f": None,
        "g": 0.1,
        "1": "<<",
    }


def test_an_alias_stands_for_its_anchor():
    """A hospital that is used twice may be written once."""
    raw = read("x: &h {level: tertiary}\ny: *h\n")[0]

    assert raw.mapping == {"x": {"level": "tertiary"}, "y": {"level": "tertiary"}}
    assert raw.position("y") == (2, 1)
    assert raw.position("y.level") == (1, 8)


def test_an_example_case_is_taken_apart():
    """The `given` part is the case; the rest is kept beside it."""
    text = "- name: 郑州\n  source: [source:a, source:b]\n  given: {a: 1}\n  expect: {settlement.route: direct}\n"
    raw = read(text)[0]

    assert raw == RawCase({"a": 1}, "a.yaml", "郑州", ("source:a", "source:b"), {"settlement.route": "direct"})
    assert raw.position("a") == (3, 11)


def test_a_single_source_need_not_be_a_list():
    """One text is one source."""
    assert read("source: source:a\ngiven: {}\n")[0].source == ("source:a",)


def test_a_file_is_read_from_its_path(tmp_path):
    """The path as given names the file in every message."""
    path = tmp_path / "案例.yaml"
    path.write_text("\ufeffa: 1\n", encoding="utf-8")

    assert [RawCase({"a": 1}, str(path))] == list(read_cases(path))


# Positions ----------------------------------------------------------------------

YAML = """\
# a comment
- person:
    insuredIn: "410100"
    a.b: 1
  visit: {care: inpatient, hospital: {opened: [inpatient,
    pharmacy]}}
"""
JSON = """\
[
 {"person": {
    "insuredIn": "410100", "a.b": 1},
  "visit": {"care": "x\\"}", "hospital": {"opened": ["inpatient",
    "pharmacy"]}}}
]"""


@pytest.mark.parametrize(
    ("path", "in_yaml", "in_json"),
    [
        ("", (2, 3), (2, 2)),
        ("person", (2, 3), (2, 3)),
        ("person.insuredIn", (3, 5), (3, 5)),
        ("person.a.b", (4, 5), (3, 28)),
        ("person.name", (2, 3), (2, 3)),
        ("visit.care", (5, 11), (4, 13)),
        ("visit.hospital.opened.0", (5, 48), (4, 53)),
        ("visit.hospital.opened.1", (6, 5), (5, 5)),
        ("visit.hospital.level.x", (5, 28), (4, 29)),
        ("asOf", (2, 3), (2, 2)),
    ],
)
def test_a_path_has_a_position(path, in_yaml, in_json):
    """A path is found at its key, or list entry; what is not there is found at the part it belongs to."""
    assert read(YAML)[0].position(path) == in_yaml
    assert read(JSON, "a.json")[0].position(path) == in_json


def test_faults_of_a_case_get_their_place():
    """An error about a case of the second document of a file points into that document."""
    raw = read('{"person": {}}\n{"person": {"scheme": "x"}}', "a.jsonl")[1]
    error = raw.located(CaseError([Fault("person.scheme", "is wrong"), Fault("visit", "is required")]))

    assert str(error) == "a.jsonl:2:13  error  person.scheme: is wrong\na.jsonl:2:1  error  visit: is required"


# Refusals -----------------------------------------------------------------------

BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
LADDER = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60))


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.yaml", "", ["a.yaml  error  the file holds no case"]),
        ("a.yaml", "# nothing\n", ["a.yaml  error  the file holds no case"]),
        ("a.json", " \n", ["a.json  error  the file holds no case"]),
        (
            "a.yaml",
            "a: [1,\n b: }",
            ["a.yaml:2:5  error  this is not well-formed YAML: did not find expected node content"],
        ),
        (
            "a.yaml",
            "a: 1\nb: 'x",
            ["a.yaml:2:6  error  this is not well-formed YAML: found unexpected end of stream"],
        ),
        ("a.yaml", "a: \x00", ["a.yaml:1:4  error  the character '\\x00' is not allowed here"]),
        (
            "a.yaml",
            "a: 1\nb:\n  c: 2\n  c: 3\na: 4\n",
            [
                "a.yaml:4:3  error  b.c: this key is given twice",
                "a.yaml:5:1  error  a: this key is given twice",
            ],
        ),
        (
            "a.json",
            '{"b": {"c": 2,\n "c": 3}, "b": 4}',
            [
                "a.json:2:2  error  b.c: this key is given twice",
                "a.json:2:11  error  b: this key is given twice",
            ],
        ),
        (
            "a.yaml",
            "a: !!binary x",
            ["a.yaml:1:4  error  the tag 'tag:yaml.org,2002:binary' is not used in cases; put text in quotes"],
        ),
        ("a.yaml", "? [a]\n: b", ["a.yaml:1:3  error  a key must be a single word"]),
        ("a.yaml", "- *b", ["a.yaml:1:3  error  the alias '*b' has no anchor before it"]),
        ("a.yaml", "&a [*a]", ["a.yaml:1:5  error  the alias '*a' has no anchor before it"]),
        ("a.yaml", BOMB, ["a.yaml:3:4  error  the aliases repeat too much of the file"]),
        ("a.yaml", LADDER, ["a.yaml:50:12  error  is nested more than 50 levels deep"]),
        ("a.yaml", "[" * 100_000, ["a.yaml:1:51  error  is nested more than 50 levels deep"]),
        ("a.json", "[" * 100_000, ["a.json:1:1  error  is nested more than 50 levels deep"]),
        ("a.json", "[" * 51 + "]" * 51, ["a.json:1:1  error  is nested more than 50 levels deep"]),
        (
            "a.jsonl",
            '{"a": 1}\n{"a" 1}',
            ["a.jsonl:2:6  error  this is not well-formed JSON: expecting ':' delimiter"],
        ),
        (
            "<stdin>",
            '{"a": ]',
            ["<stdin>:1:7  error  this is not well-formed JSON: expecting value"],
        ),
        (
            "a.yaml",
            "nmae: x\nsource: {x: 1}\nexpect: 3\n",
            [
                "a.yaml:1:1  error  nmae: unknown key; an example case has name, source, unofficial, given, expect",
                "a.yaml:2:1  error  source: must be text or a list of texts",
                "a.yaml:3:1  error  expect: must be an object of path: value pairs",
                "a.yaml:1:1  error  given: is required",
            ],
        ),
        ("a.yaml", "name: 3\ngiven: {}\n", ["a.yaml:1:1  error  name: must be text"]),
        ("a.yaml", "x" * (MOST_BYTES + 1), ["a.yaml  error  the file is larger than 5000000 bytes"]),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(name, text, lines):
    """Each kind of broken file gives its own line, with file, line and column."""
    assert lines == refusal(text, name)


def test_fifty_levels_are_allowed():
    """The limit itself is still read, in both forms."""
    text = "[" * 50 + "]" * 50

    assert len(read(text)) == len(read(text, "a.json")) == 1


def test_refusals_are_told_in_chinese():
    """The place stays in front, the words are Chinese."""
    assert refusal("a: 1\na: 2\n", lang="zh") == ["a.yaml:2:1  error  a: 同一个键出现了两次"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "the file cannot be read: No such file or directory"),
        ("姓名: 张三".encode("gb18030"), "the file is not text in UTF-8"),
        (b"x" * (MOST_BYTES + 1), "the file is larger than 5000000 bytes"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, content, message):
    """A file that is absent, in another encoding or too large is named."""
    path = tmp_path / "a.yaml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CaseError) as caught:
        list(read_cases(path))

    assert str(caught.value) == f"{path}  error  {message}"


# Properties ---------------------------------------------------------------------


@given(
    st.text() | st.text("{}[]\"'\\:,-&*?!|>#%@ \n\tab1"),
    st.sampled_from(["a.yaml", "a.json", "<stdin>"]),
)
def test_any_text_is_read_or_refused(text, name):
    """No text gives anything but cases or a case error of one line a fault."""
    faults, message = (), ""
    try:
        cases = read(text, name)
    except CaseError as error:
        faults, message, cases = error.faults, str(error), []

    assert len(faults) == len(message.encode().splitlines())
    assert all(raw.position("a.b") >= (1, 1) for raw in cases)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
def test_json_is_read_as_python_reads_it(value):
    """Whatever is written as JSON comes back the same, and every key has a position."""
    raw = read(json.dumps([{"case": value}]), "a.json")[0]

    assert raw.mapping == {"case": value}
    assert raw.position("case") == (1, 3)
