"""What `yidi check` finds in shapes, beside the examples of tests/broken."""

import ast
from pathlib import Path

import pytest
from filed import files
from hypothesis import given, settings
from hypothesis import strategies as st
from sound import CASES, ROOT, SHAPES, SOUND, TESTED

import yidi.shacl
from yidi.base import load, read_graph
from yidi.check import check_texts
from yidi.check.shapes import read_shapes, wrong_shapes
from yidi.check.shapes_faults import told
from yidi.check.shapes_known import known_of
from yidi.check.shapes_tested import read_examples
from yidi.files import read_files
from yidi.filings import FilingReader, Judge
from yidi.filings.owners import Owners
from yidi.names import NS, TYPE

COMMON = next(iter(SHAPES.values())).decode()


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_kept():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDI_CACHE", "")
        yield


@pytest.fixture(scope="module")
def base():
    """The statements of the small base with the terms of a case."""
    return read_graph(SOUND | CASES)[0]


def lines(text, base, examples=None):
    """Give the findings in one file of shapes, each as place and id."""
    found = wrong_shapes({"s.ttl": text.encode()}, base, examples)
    return sorted(f"{f.place.line}:{f.place.column} {f.id}" for f in found)


def test_what_a_case_can_have_is_known():
    """Every property and class of the data graphs of our examples is among those that shapes may ask for."""
    judge = Judge(load(ROOT))
    graph, _ = read_graph(read_files(ROOT))
    shapes = read_shapes(ROOT)
    known = known_of(graph, read_graph(shapes)[0])
    reader, owners = FilingReader(judge), Owners(judge.base.vocabulary.fields)
    entries = [entry for path in files("pass") for entry in reader.read(path)]
    owners.add(entries)
    made = judge.graph(entries, owners)
    classes = {triple.object.value for triple in made if triple.predicate.value == TYPE}

    assert {triple.predicate.value for triple in made} - known.predicates == set()
    assert {name for name in classes if name.startswith(NS)} - known.classes == set()
    assert len(shapes) >= 20
    assert len(entries) >= 20


def test_a_base_without_shapes_or_examples_is_fine(tmp_path, base):
    """Both folders may be missing."""
    assert read_shapes(tmp_path) == {}
    assert read_examples(tmp_path) is None
    assert wrong_shapes({}, base, None) == []


def test_shapes_in_subfolders_are_read(tmp_path):
    """A folder of shapes may be divided."""
    (tmp_path / "shapes" / "local").mkdir(parents=True)
    (tmp_path / "shapes" / "local" / "a.ttl").write_text("", encoding="utf-8")

    assert [Path(name).name for name in read_shapes(tmp_path)] == ["a.ttl"]


@pytest.mark.parametrize(
    "text",
    [
        "name: x\nexpect:\n- {shape: filing-start}\n- shape: shape:filing-materials\n",
        '{"expect": [{"shape": "filing-start"}, {"path": "", "shape": "filing-materials"}]}',
        '{\n  "expect": [{"shape": "https://w3id.org/yidi/id/shape/filing-start"}, {"shape":"filing-materials"}]\n}',
        "# expect:\n# - shape: filing-start\n#   path: filing\n# - shape: filing-materials\n\n<x> a <y> .\n",
    ],
)
def test_examples_name_shapes_in_any_format(text, base):
    """YAML, JSON, and the comments at the head of Turtle."""
    assert lines(COMMON, base, {"x": text.encode()}) == []


def test_a_shape_without_an_example_is_told(base):
    """Only what stands below expect counts, and a file in another encoding does no harm."""
    examples = {"a": "shape: filing-materials\nexpect:\n- {shape: filing-start}\n".encode("utf-16"), **TESTED}
    only_one = {"a": b"filing:\n  shape: filing-materials\nexpect:\n- {shape: filing-start}\n"}

    assert lines(COMMON, base, examples) == []
    assert lines(COMMON, base, only_one) == ["35:1 shape-untested"]


def test_the_same_shapes_in_two_files_are_told_once_for_each_block():
    """A file that was copied declares everything twice, and what follows from that is not told."""
    content = next(iter(SHAPES.values()))
    found = check_texts(ROOT, SOUND | CASES, shapes={"a.ttl": content, "b.ttl": content})

    assert [str(f.place) for f in found if f.id == "name-twice"] == [
        "b.ttl:13:7",
        "b.ttl:21:7",
        "b.ttl:31:7",
        "b.ttl:36:7",
    ]
    assert {f.id for f in found} == {"name-twice"}


def test_places_in_a_query_count_what_is_written(base):
    """Escapes in the text, and the shorter quotes, do not shift the place of what follows."""
    one = r'sh:select "SELECT $this ?value WHERE { $this yidi:startsOn ?value FILTER (\"\\u0041\" = \"\u0041\") '
    one += '. $this yidi:nowhere 1 }"'
    start = COMMON.index("sh:select")
    text = COMMON[:start] + one + COMMON[COMMON.index(" ] ;\n    sh:severity") :]
    line = COMMON[:start].count("\n") + 1
    column = text.split("\n")[line - 1].index("yidi:nowhere") + 1

    assert f"{line}:{column} term-undeclared" in lines(text, base)


def test_faults_of_an_ontology_do_not_keep_shapes_from_being_checked():
    """Where a file of the ontology is no Turtle, the syntax of shapes is still looked at, and no more."""
    found = check_texts(ROOT, {"o.ttl": b"<a"}, shapes={"s.ttl": b"<b", **SHAPES})

    assert [(f.place.file, f.id) for f in found] == [("o.ttl", "turtle-iri"), ("s.ttl", "turtle-iri")]


def phrases():
    """Everything that the engine says of ill-formed shapes, where it is a plain text."""
    for path in Path(yidi.shacl.__file__).resolve().parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                said = node.args[-1] if name in {"fault", "ValueError"} else None
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield said.value


def test_whatever_the_engine_says_is_told_in_chinese():
    """Each of its texts has a translation."""
    found = set(phrases())

    assert len(found) >= 25
    assert sorted(text for text in found if told(text)["zh"] == text) == []
    assert told("there is no flag z") == {"en": "there is no flag z", "zh": "没有标志 z"}


def test_hostile_shapes_are_told(base):
    """Lists without end, brackets within themselves, and addresses that RDF does not allow end in findings."""
    hostile = """
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        _:a rdf:first _:a ; rdf:rest _:a .
        _:b sh:property _:b ; sh:in _:a ; sh:or _:a ; sh:path _:b .
        _:c sh:path [ sh:inversePath _:c ] ; sh:targetObjectsOf _:a , "x" ; sh:sparql [ sh:select "{" , 3 , "ASK {}" ] .
        _:d rdf:first _:d ; rdf:rest _:d ; sh:minCount "x" ; sh:nowhere _:d .
        <x> rdf:rest <x> ; rdf:first sh:nowhere .
        <http://[x> sh:minCount 1 , "x"@e1 .
    """
    found = lines(hostile, base)

    assert {"shape-ill-formed", "shape-untargeted", "shape-list-empty"} & {line.split()[1] for line in found}


words = st.sampled_from(sorted({w for w in COMMON.split() if len(w) > 1 or w in ";.,"}))


@settings(max_examples=150, deadline=None)
@given(st.integers(40, len(COMMON.split(" ")) - 1), words, st.sampled_from(["replace", "insert", "delete"]))
def test_shapes_with_any_word_out_of_place_are_checked_to_the_end(at, word, how):
    """Whatever an author mistypes is a finding with a place, or no mistake; never a traceback."""
    parts = COMMON.split(" ")
    parts[at : at + (how != "insert")] = [] if how == "delete" else [word]
    graph = read_graph(SOUND | CASES)[0]

    for finding in wrong_shapes({"s.ttl": " ".join(parts).encode()}, graph):
        assert finding.message("zh")
        assert finding.message("en")
        assert finding.place.file == "s.ttl"
        assert finding.place.line >= 1
        assert finding.place.column >= 1
