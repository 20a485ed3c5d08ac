"""The quick way of reading Turtle reads what the full parser reads, or nothing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yidi.reading.turtle_parser import parse
from yidi.reading.turtle_plain import parse_plain

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "tests/broken").rglob("*.ttl"), *(ROOT / "ontology/rules").glob("*.ttl")])
COMMON = (ROOT / "tests/broken/ontology/common.ttl").read_text("utf-8").split("# Inputs")[0]
PIECES = sorted(
    {
        *COMMON.split(),
        *COMMON,
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
    """Statements, blocks, prefixes and places; at least half of the files are plain."""
    plain = {path: read for path in FILES if (read := parse_plain(path.read_bytes(), path.name)) is not None}

    assert len(FILES) > 150
    assert len(plain) > len(FILES) / 2
    for path, read in plain.items():
        assert read == parse(path.read_bytes(), path.name)


@settings(max_examples=150)
@given(st.integers(0, len(COMMON)), st.integers(0, 6), st.sampled_from(PIECES) | st.text(max_size=2))
def test_whatever_is_mistyped_is_read_alike_or_left_to_the_full_parser(at, gone, put):
    """Where the quick way reads a file the full parser finds no fault in it, and the same statements."""
    content = (COMMON[:at] + put + COMMON[at + gone :]).encode("utf-8", "surrogatepass")
    read = parse_plain(content, "f.ttl")

    assert read is None or read == parse(content, "f.ttl")


@pytest.mark.parametrize(
    "text",
    [
        "@prefix e: <http://e.org/> .\ne:a e:b [ e:c e:d ] .\n",
        '@prefix e: <http://e.org/> .\ne:a e:b "\\u0041" .\n',
        "e:a e:b e:c .\n",
        "@prefix e: <http://e.org/> .\ne:a e:b e:c",
        "@prefix e: <http://e.org/> .\n@prefix e: <http://f.org/> .\n",
        "@prefix e: <e/> .\n",
        "a a a .",
    ],
)
def test_what_is_not_plain_is_left_to_the_full_parser(text):
    """Brackets, escapes, prefixes that are not declared or twice, and whatever is no Turtle."""
    assert parse_plain(text.encode(), "f.ttl") is None
    assert parse_plain(b"\xff", "f.ttl") is None


def test_an_empty_file_and_one_with_a_comment_are_plain():
    """They say nothing, in as many lines."""
    for content in (b"", b"# nothing\n\n"):
        assert parse_plain(content, "f.ttl") == parse(content, "f.ttl")
