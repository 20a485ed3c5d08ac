"""The quick way of reading Turtle reads what the full parser reads, or nothing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yidi.reading.turtle_parser import parse
from yidi.reading.turtle_plain import parse_plain

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "tests/broken").rglob("*.ttl"), *(ROOT / "shapes").rglob("*.ttl")])
OURS = sorted((ROOT / "ontology").rglob("*.ttl"))
COMMON = (ROOT / "tests/broken/ontology/common.ttl").read_text("utf-8").split("# Inputs")[0]
NESTED = '''@prefix e: <http://e.org/> .

[]  a e:All ;
    e:members ( e:a [ e:b ( 1 "x" ) , true ; e:c 0.50 ; ] ( ) e:d ) .

e:shape
    e:sparql [
        a e:Constraint ;
        e:select """
            SELECT $this WHERE { "a" "" }
        """ ;
        e:more [ e:b e:c ] , [ e:d "\\"\\u3000\\\\\\n" ]
    ] , e:other ;
    e:list ( e:x e:y ) .
'''
PIECES = sorted(
    {
        *COMMON.split(),
        *COMMON,
        *NESTED.split(),
        "\\",
        "[",
        "]",
        "(",
        ")",
        "'",
        '""',
        ".5",
        "-1",
        "1.0",
        "_:b",
        "^^",
        "<",
        "é",
        "\r",
        "\t",
    }
)


def test_files_are_read_alike():
    """Statements, blocks, prefixes and places; most files are plain."""
    plain = {path: read for path in FILES if (read := parse_plain(path.read_bytes(), path.name)) is not None}

    assert len(FILES) > 150
    assert len(plain) > 0.9 * len(FILES)
    for path, read in plain.items():
        assert read == parse(path.read_bytes(), path.name)


def test_the_base_is_read_at_once():
    """Whoever checks it does not wait for the full parser: all files, or all but a few, are plain."""
    assert len(OURS) > 250
    assert sum(parse_plain(path.read_bytes(), path.name) is None for path in OURS) < 5


def test_what_stands_within_something_else_is_read_alike():
    """Brackets, lists, long texts and escapes, in the order in which the full parser has them."""
    read = parse_plain(NESTED.encode(), "f.ttl")

    assert read is not None
    assert len(read.statements) == 30
    assert read == parse(NESTED.encode(), "f.ttl")


@settings(max_examples=150)
@given(
    st.sampled_from([COMMON, NESTED, NESTED]),
    st.floats(0, 1),
    st.integers(0, 6),
    st.sampled_from(PIECES) | st.text(max_size=2),
)
def test_whatever_is_mistyped_is_read_alike_or_left_to_the_full_parser(text, where, gone, put):
    """Where the quick way reads a file the full parser finds no fault in it, and the same statements."""
    at = int(where * len(text))
    content = (text[:at] + put + text[at + gone :]).encode("utf-8", "surrogatepass")
    read = parse_plain(content, "f.ttl")

    assert read is None or read == parse(content, "f.ttl")


@pytest.mark.parametrize(
    "text",
    [
        "@prefix e: <http://e.org/> .\ne:a e:b [] .\n",
        "@prefix e: <http://e.org/> .\ne:a e:b [ e:c ( e:d ] ) .\n",
        "@prefix e: <http://e.org/> .\ne:a e:b ( e:c .\n",
        f"@prefix e: <http://e.org/> .\ne:a e:b {'( ' * 30}{') ' * 30}.\n",
        '@prefix e: <http://e.org/> .\ne:a e:b "\\ud800" .\n',
        '@prefix e: <http://e.org/> .\ne:a e:b """a"""" .\n',
        "e:a e:b e:c .\n",
        "@prefix e: <http://e.org/> .\ne:a e:b e:c",
        "@prefix e: <http://e.org/> .\n@prefix e: <http://f.org/> .\n",
        "@prefix e: <e/> .\n",
        "a a a .",
    ],
)
def test_what_is_not_plain_is_left_to_the_full_parser(text):
    """Brackets that do not match or are too many, halves of characters, odd prefixes, and whatever is no Turtle."""
    assert parse_plain(text.encode(), "f.ttl") is None
    assert parse_plain(b"\xff", "f.ttl") is None


def test_an_empty_file_and_one_with_a_comment_are_plain():
    """They say nothing, in as many lines."""
    for content in (b"", b"# nothing\n\n"):
        assert parse_plain(content, "f.ttl") == parse(content, "f.ttl")
