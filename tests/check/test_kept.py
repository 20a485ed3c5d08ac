"""What is kept from one check to the next changes how long it takes and never what is found."""

import os
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound import CASES, ROOT, SHAPES, SOUND, TESTED

import yidi.claims
import yidi.tables.compile
from yidi.base import examine
from yidi.check import check_texts
from yidi.checked import Files, checked, read_base
from yidi.shelf import Shelf, key_of, open_shelves, shelf

COMMON = "tests/broken/ontology/common.ttl"
QUERY = {"queries/filing-types.rq": (ROOT / "queries/filing-types.rq").read_bytes()}
STAGE = {"queries/decide/facts.rq": b"select * { ?s ?p ?o }"}
BASE = (SOUND | CASES, QUERY, STAGE, SHAPES, TESTED)
EDITED = {(part, name) for part in (0, 1, 2, 3, 4) for name in BASE[part] if not name.startswith("ontology/")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a cache of this module's own, which grows from test to test as that of an author does."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDI_CACHE", str(folder))
        yield folder


def found(parts, folder):
    """What a check finds with what was kept in a folder, or with nothing ("")."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDI_CACHE", str(folder))
        return [f.text(language) for f in check_texts(ROOT, *parts) for language in ("en", "zh")]


def edited(parts, edits):
    """The files with words put in the place of others, and lines before them."""
    parts = [dict(part) for part in parts]
    for (part, name), at, word, lines in edits:
        words = parts[part][name].decode().split(" ")
        words[at % len(words)] = word
        parts[part][name] = ("#\n" * lines + " ".join(words)).encode()
    return parts


WORDS = sorted({w for part, name in EDITED for w in BASE[part][name].decode().split() if len(w) > 1 or w in ";.,"})
edits = st.lists(
    st.tuples(
        st.sampled_from(sorted(EDITED)), st.integers(0, 2000), st.sampled_from(WORDS) | st.just(""), st.integers(0, 2)
    ),
    max_size=3,
)


PROGRAM = """
import os, sys
fork = os.fork
os.fork = lambda: print("copied", flush=True) or fork()
os.sched_setaffinity(0, set(map(int, sys.argv[1].split(","))))
from yidi.cli import main
main(["check", "--base", "."])
"""


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two cores")
def test_two_processes_find_what_one_finds(tmp_path):
    """A check with nothing kept leaves queries and shapes to copies of itself where there is a core for it."""
    faulty = {"queries/filing-types.rq": b"select", "shapes/s.ttl": SHAPES["tests/broken/shapes/common.ttl"]}
    for name, content in {**SOUND, **CASES, **faulty}.items():
        path = tmp_path / "base" / name.replace("tests/broken/", "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.replace(b"@en ;", b";", 1))
    cores = sorted(os.sched_getaffinity(0))
    told = []
    for used in (cores[:1], cores):
        command = [sys.executable, "-c", PROGRAM, ",".join(map(str, used))]
        environment = {**os.environ, "YIDI_CACHE": str(tmp_path / str(len(used)))}
        done = subprocess.run(
            command, env=environment, cwd=tmp_path / "base", capture_output=True, text=True, check=False
        )
        told.append(done.stdout.splitlines())

    assert told[1] == ["copied", "copied", *told[0]]
    assert {"query-syntax", "language-unknown"} <= {line.split()[2] for line in told[0]}
    assert {"ontology", "queries", "shapes"} == {line.partition("/")[0] for line in told[0]}


@settings(max_examples=25)
@given(edits)
def test_a_check_with_what_was_kept_finds_what_a_cold_one_finds(folder, edits):
    """Whatever an author changes, and in however many files, in this order or that."""
    parts = edited(BASE, edits)

    assert found(parts, "") == found(parts, folder) == found(parts, folder)


def test_the_examples_above_are_of_every_kind():
    """Files of all that a check reads are edited, and the base from which the edits start is sound but for queries."""
    assert {0, 1, 2, 3, 4} == {part for part, _ in EDITED}
    assert len(WORDS) > 200


@pytest.fixture
def compiled(monkeypatch):
    """Give the names of the decisions that are compiled from now on."""
    names = []
    compile_decision = yidi.tables.compile.compile_decision

    def counted(decision, *more):
        names.append(decision.name)
        return compile_decision(decision, *more)

    for module in (yidi.tables.compile, yidi.claims):
        monkeypatch.setattr(module, "compile_decision", counted)
    return names


def with_text(old, new):
    return SOUND | {COMMON: SOUND[COMMON].replace(old.encode(), new.encode(), 1)}


@pytest.mark.usefixtures("folder")
def test_only_the_decision_of_a_changed_rule_is_compiled_again(compiled):
    """A base whose rules say what they said is not compiled at all, even where they moved to other lines."""
    base, _ = examine(ROOT, SOUND)
    rule = next(r for r in base.rules.values() if not r.claimed)
    compiled.clear()
    examine(ROOT, with_text("\n# ", "\n\n\n\n# "))
    moved = list(compiled)
    again, _ = examine(ROOT, with_text("@prefix", "#\n@prefix"))

    assert [] == moved == compiled
    assert again.rules[rule.iri].place.line == rule.place.line + 1
    assert all(r == again.rules[r.iri] for table in again.tables.values() for r in table.rules)


@pytest.mark.usefixtures("folder")
def test_what_is_wrong_with_a_decision_is_told_each_time_with_the_lines_of_now(compiled):
    """Only what is sound is kept: a conflict that moves is found where it stands."""
    conflict = {"more.ttl": (ROOT / "tests/broken/rule-conflict.ttl").read_bytes()}
    moved = {name: b"#\n#\n" + content for name, content in conflict.items()}
    places = [[f.place for f in check_texts(ROOT, SOUND | each)] for each in (conflict, conflict, moved)]

    assert places[0] == places[1] != []
    assert [p.line + 2 for p in places[0]] == [p.line for p in places[2]]
    assert compiled


def test_the_key_of_a_check_covers_all_that_it_reads():
    """Each file, its name, those that are not read, and the day: any change of one of them makes another check."""
    read = Files(*({"a": b"1"} for _ in range(5)), date(2026, 1, 1))
    single = {"today": [date(2026, 1, 2)], "unread": [("a",)]}
    others = [
        replace(read, **{field.name: changed})
        for field in fields(Files)
        for changed in single.get(field.name, [{"a": b"2"}, {"b": b"1"}, {}])
    ]
    keys = {each.key() for each in [read, replace(read, examples=None), *others]}

    assert len(keys) == 2 + len(others) == 2 + 5 * 3 + 2


@pytest.mark.usefixtures("folder")
def test_a_check_of_another_day_is_another_check(tmp_path, monkeypatch):
    """What depends on the day is not told from what was kept: a value grows too old while nobody touches its file."""
    (tmp_path / "ontology").mkdir()
    for name, content in SOUND.items():
        (tmp_path / "ontology" / name.rpartition("/")[2]).write_bytes(content)
    seen = []
    monkeypatch.setattr("yidi.check.check_texts", lambda *_: seen.append(1) or ())
    read = read_base(tmp_path)
    for day in (read.today, read.today, date(2999, 1, 1)):
        checked(tmp_path, replace(read, today=day))

    assert len(seen) == 2


@pytest.mark.usefixtures("folder")
def test_what_is_kept_of_a_base_serves_a_copy_that_lies_elsewhere(tmp_path, monkeypatch):
    """Findings name the files of the copy, also those beside the first; a file that lies outside keeps its name."""
    monkeypatch.chdir(tmp_path)
    for name, content in SOUND.items():
        for copy in ("here", "there/is", "linked"):
            path = tmp_path / copy / "ontology" / name.rpartition("/")[2]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if copy == "linked" and path.name == "common.ttl":
                path.with_name("twice.ttl").write_bytes(content)
    for copy in ("here", "there/is"):
        (tmp_path / copy / "ontology/twice.ttl").symlink_to(tmp_path / "linked/ontology/twice.ttl")
    found = [checked(tmp_path / "here")]
    monkeypatch.setattr("yidi.check.check_texts", lambda *_: pytest.fail("checked again"))
    found += [checked(tmp_path / "there/is"), checked(tmp_path / "linked")]
    monkeypatch.chdir("linked")
    found.append(checked(tmp_path / "linked"))

    places = [[str(p) for f in each for p in (f.place, *(place for place, _ in f.related))] for each in found]
    assert len(places[3]) > 10
    assert {place.partition(":")[0] for place in places[3]} == {"ontology/common.ttl", "ontology/twice.ttl"}
    for start, here in zip(("here", "there/is", "linked"), places, strict=False):
        assert here == [f"{start}/{place}" for place in places[3]]


def test_a_shelf_holds_what_was_put_on_it(folder):
    """From one opening to the next, through the file."""
    for _ in range(2):
        with open_shelves():
            made = shelf("a").made(key_of("x"), lambda: {"made": folder})

    assert {"made": folder} == made
    assert (folder / "a.shelf").is_file()


@pytest.mark.parametrize("damage", [lambda _: b"", lambda c: c[:-1], lambda c: b"\0" * 64 + c[64:], lambda c: c + b"x"])
def test_a_damaged_shelf_or_one_of_other_software_is_begun_anew(folder, damage):
    """Nothing that does not come whole from this software is used."""
    with open_shelves():
        shelf("b").put(key_of("x"), "old")
    path = folder / "b.shelf"
    path.write_bytes(damage(path.read_bytes()))

    with open_shelves():
        assert shelf("b").made(key_of("x"), lambda: "new") == "new"


@pytest.mark.usefixtures("folder")
def test_a_thing_that_cannot_be_unpacked_is_made_anew():
    """Such as one of a class that is no longer there."""
    with open_shelves():
        shelf("c", pack=lambda _: b"no pickle").put(key_of("x"), "old")
    with open_shelves():
        assert shelf("c").get(key_of("x")) is None


@pytest.mark.usefixtures("folder")
def test_a_shelf_forgets_what_was_not_used_for_long(monkeypatch):
    """It holds what was used last and as much again, the latest first."""
    monkeypatch.setattr("yidi.shelf._ROOM", 0)
    for number in range(5):
        with open_shelves():
            shelf("d", bytes, bytes).put(key_of(number), bytes(100))

    held = Shelf("d", bytes, bytes)
    assert [False, False, False, True, True] == [held.get(key_of(n)) is not None for n in range(5)]


def test_without_a_cache_nothing_is_written_and_nothing_lasts(monkeypatch, tmp_path):
    """YIDI_CACHE set to nothing switches everything off but what one check remembers for itself."""
    monkeypatch.setenv("YIDI_CACHE", "")
    monkeypatch.chdir(tmp_path)
    with open_shelves():
        shelf("e").put(key_of("x"), "old")
        assert shelf("e").get(key_of("x")) == "old"
    with open_shelves():
        assert shelf("e").get(key_of("x")) is None
    assert shelf("e").get(key_of("x")) is None

    assert [] == list(tmp_path.iterdir())


def test_a_key_does_not_run_parts_together():
    """Two parts are not one, and what only looks alike is not the same."""
    assert 4 == len({key_of("ab"), key_of("a", "b"), key_of(b"ab"), key_of("a", b"b")})


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"]])
def test_the_command_line_starts_without_what_it_does_not_need(words):
    """Help costs no parser, no numbers and no models of cases."""
    program = (
        "import sys; from yidi.cli import main; main(sys.argv[1:], standalone_mode=False); "
        "slow = {'numpy', 'pydantic', 'rdflib', 'pyoxigraph', 'pyarrow', 'yidi.base'} & sys.modules.keys(); "
        "sys.exit(f'imported: {slow}' if slow else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)

    assert ("", 0) == (done.stderr, done.returncode)
