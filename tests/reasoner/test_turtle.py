import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yidi.reading.turtle import Literal, Place, TurtleSyntaxError
from yidi.reading.turtle_parser import parse

HEAD = "@prefix a: <http://a/> .\n"


def error(text):
    with pytest.raises(TurtleSyntaxError) as raised:
        parse(text if isinstance(text, bytes) else text.encode(), "f.ttl")
    return raised.value


def refusal(content):
    """Where a file is refused, or its first place if it is not."""
    try:
        parse(content, "f.ttl")
    except TurtleSyntaxError as refused:
        return refused.place
    return Place("f.ttl", 1, 1)


names = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True).map(lambda n: f"a:{n}")
texts = st.text(st.characters(codec="utf-8", exclude_characters='"\\\r', exclude_categories=["Cs", "Cc"]), max_size=8)
values = st.one_of(
    names,
    st.integers(-99, 99).map(str),
    st.sampled_from(["true", "false", "1.5", '"2024-01-01"^^a:date']),
    texts.map(lambda t: f'"{t}"@zh'),
    texts.map(lambda t: f'"""{t}\n{t}x"""'),
)
gaps = st.sampled_from([" ", "\n    ", "\t", " # a word, a: [ ; .\n"])


@st.composite
def documents(draw):
    """A document of blocks, and the offset of every object in it in the order of the text."""
    text, offsets, blocks = HEAD, [], []

    def write(piece):
        nonlocal text
        text += piece

    def objects(depth):
        for number in range(draw(st.integers(1, 3))):
            write(f"{draw(gaps)}," if number else "")
            write(draw(gaps))
            offsets.append(len(text))
            if depth and draw(st.integers(0, 3)) == 0:
                write("[")
                predicates(depth - 1)
                write(f"{draw(gaps)}]")
            else:
                write(draw(values))

    def predicates(depth):
        for number in range(draw(st.integers(1, 3))):
            write(f"{draw(gaps)};" if number else "")
            write(f"{draw(gaps)}{draw(names)}")
            objects(depth)

    for number in range(draw(st.integers(1, 4))):
        write("\n")
        blocks.append((f"http://a/s{number}", len(text)))
        write(f"a:s{number}")
        predicates(2)
        write(f"{draw(gaps)}.")
    return text, offsets, blocks


@settings(max_examples=200, deadline=None)
@given(documents())
def test_every_object_and_every_block_has_its_place(document):
    """Through brackets, lists of objects, comments and long texts, each offset is where the object begins."""
    text, offsets, blocks = document
    file = parse(text.encode(), "f.ttl")

    assert sorted(offsets) == sorted(s.offset for s in file.statements)
    assert dict(blocks) == file.blocks
    for offset in offsets:
        head = text[:offset]
        assert Place("f.ttl", head.count("\n") + 1, offset - head.rfind("\n")) == file.place(offset)


@settings(max_examples=300, deadline=None)
@given(
    documents(),
    st.integers(0, 400),
    st.sampled_from([*list('"<>[](){};.,@^\\:?%_ '), "", "a:", "b:x", "^^"]),
    st.integers(0, 4),
)
def test_a_damaged_file_is_read_or_refused_with_a_place_inside_it(document, at, piece, removed):
    """Whatever is wrong with a file, there is no traceback, and the place lies in the file."""
    text = document[0]
    damaged = text[:at] + piece + text[at + removed :]
    place = refusal(damaged.encode())
    lines = damaged.split("\n")

    assert 1 <= place.line <= len(lines)
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    """No bytes make the parser fail in any other way."""
    place = refusal(content)

    assert place.line >= 1
    assert place.column >= 1


@pytest.mark.parametrize(
    ("text", "finding", "line", "column"),
    [
        (f"{HEAD}a:x a:p <http://foo .\n", "turtle-iri", 2, 9),
        ("@prefix a: <http://a/ .\n@prefix b: <http://b/> .\n", "turtle-iri", 1, 12),
        (f"{HEAD}a:x a:p <http://\\U00110000> .", "turtle-iri", 2, 9),
        (f'{HEAD}a:x a:p "\\q" .', "turtle-escape", 2, 10),
        (f'{HEAD}a:x a:p "\\uD800" .', "turtle-escape", 2, 10),
        (f'{HEAD}"x" a:p a:y .', "turtle-subject", 2, 1),
        (f'{HEAD}a:x "p" a:y .', "turtle-subject", 2, 5),
        (f"{HEAD}a:x a:p foo .", "turtle-value", 2, 9),
        (f"{HEAD}a:x a:p ?y .", "turtle-value", 2, 9),
        (f"{HEAD}a:x a:p {'9' * 5000} .", "turtle-value", 2, 9),
        (f"{HEAD}a:x a:p a:y\na:z a:p a:y .", "turtle-dot", 3, 1),
        (f"{HEAD}a:x a:p [ a:q 1\n", "turtle-unfinished", 2, 16),
        (f'{HEAD}a:x a:p "abc\n', "turtle-quote", 2, 13),
        (f'{HEAD}a:x a:p """abc\n', "turtle-quote", 2, 15),
        ("b:x b:p b:y .", "turtle-prefix", 1, 1),
        (f"{HEAD}a:x a:p a:y ] .", "turtle-block", 2, 13),
        (f"{HEAD}a:x a:p {'[ a:p ' * 5000}", "turtle-nested", 2, None),
        (b"# \xe4\xbd\xa0\xff", "turtle-encoding", 1, 4),
    ],
)
def test_a_syntax_error_says_what_and_where(text, finding, line, column):
    """Each common mistake has a finding of its own, at the line and column where it is made."""
    refused = error(text)

    assert finding == refused.finding
    assert line == refused.place.line
    assert column in (None, refused.place.column)


def test_literals_are_kept_as_they_were_written():
    """Numbers, booleans, languages and datatypes survive."""
    file = parse(f'{HEAD}a:x a:p 1 , 1.50 , true , "zh"@zh , "t"^^a:t .'.encode(), "f.ttl")
    xsd = "http://www.w3.org/2001/XMLSchema#"

    assert [
        Literal("1", f"{xsd}integer", ""),
        Literal("1.50", f"{xsd}decimal", ""),
        Literal("true", f"{xsd}boolean", ""),
        Literal("zh", "", "zh"),
        Literal("t", "http://a/t", ""),
    ] == [s.object for s in file.statements]


def test_a_prefix_counts_as_used_only_where_a_name_uses_it():
    """Comments and texts do not count, and the place is that of the declaration."""
    file = parse(b'# b:x\n@prefix a: <http://a/> .\n@prefix b: <http://b/> .\na:x a:p "b:x" .', "f.ttl")

    assert {"b": 31} == file.unused_prefixes
    assert Place("f.ttl", 3, 1) == file.place(31)


def test_marks_line_ends_and_size_make_no_difference():
    """A byte order mark, Windows line ends, an empty file and a text of ten megabytes are read."""
    assert parse(b"", "f.ttl").statements == ()
    windows = parse(b"\xef\xbb\xbf" + f"{HEAD}a:x a:p\r\n  a:y .".encode(), "f.ttl")
    assert Place("f.ttl", 3, 3) == windows.place(windows.statements[0].offset)
    text = "长\n" * 5_000_000
    long = parse(f'{HEAD}a:x a:p """{text}""" .'.encode(), "f.ttl")
    assert len(long.statements[0].object.text) == 10_000_000
