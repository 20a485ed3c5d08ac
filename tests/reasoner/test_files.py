"""The files of a base, and the cache of compiled ones: never stale, never in the way."""

import os
import pickle
import shutil
from pathlib import Path

import pytest

import yidi
from yidi import files
from yidi.errors import BaseError
from yidi.files import MOST_KEPT, builtin_folder, digest, keep, kept, read_files

SMALL = """\
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix yidi: <https://w3id.org/yidi/ns#> .

<https://w3id.org/yidi/id/base>
    a yidi:KnowledgeBase ;
    rdfs:label "小"@zh , "Small"@en ;
    yidi:coversFrom "{day}"^^xsd:date .
"""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Give an empty cache."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("YIDI_CACHE", str(folder))
    monkeypatch.setattr(files, "MOST_KEPT", MOST_KEPT)  # as users have it
    return folder


def small(folder, day="2023-01-01"):
    """Write a base of one file, and give its folder."""
    path = folder / "ontology" / "base.ttl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SMALL.format(day=day), "utf-8")
    return folder


def compiled(cache):
    return sorted(path.name for path in cache.glob("base-*.pickle"))


def test_a_base_is_compiled_once(tmp_path, cache, monkeypatch):
    """The second load takes what the first one kept."""
    first = yidi.load(small(tmp_path))
    monkeypatch.setattr("yidi.base.examine", None)

    assert first.hash == yidi.load(tmp_path).hash
    assert 1 == len(compiled(cache))


def test_a_changed_file_is_compiled_anew(tmp_path, cache):
    """What is kept is found by content, so a change is seen even if the file's date and size are the same."""
    yidi.load(small(tmp_path))
    path = tmp_path / "ontology" / "base.ttl"
    stat = path.stat()
    small(tmp_path, "2024-01-01")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    changed = yidi.load(tmp_path)

    assert "2024-01-01" == yidi.base.date.fromordinal(changed.first_day).isoformat()
    assert 2 == len(compiled(cache))


def test_an_added_file_and_a_renamed_one_are_seen(tmp_path):
    """Names belong to the content: findings show them."""
    before = digest(read_files(small(tmp_path)))
    (tmp_path / "ontology" / "more.ttl").write_text("", "utf-8")
    added = digest(read_files(tmp_path))
    (tmp_path / "ontology" / "more.ttl").rename(tmp_path / "ontology" / "other.ttl")

    assert 3 == len({before, added, digest(read_files(tmp_path))})


def test_other_software_compiles_anew(tmp_path, cache, monkeypatch):
    """A base that another version of the software compiled is not used."""
    yidi.load(small(tmp_path))
    monkeypatch.setattr("yidi.files.software", lambda: b"another version")

    yidi.load(tmp_path)

    assert 2 == len(compiled(cache))


@pytest.mark.parametrize("content", [b"", b"not a pickle", pickle.dumps("no base"), pickle.dumps(object)[:-2]])
def test_a_damaged_file_is_made_anew(tmp_path, cache, content):
    """Whatever stands in the kept file, the base is right."""
    base = yidi.load(small(tmp_path))
    (name,) = compiled(cache)
    (cache / name).write_bytes(content)

    assert base.hash == yidi.load(tmp_path).hash
    assert isinstance(kept(name.removesuffix(".pickle")), yidi.Base)


def test_a_kept_file_that_needs_what_is_gone_is_made_anew(tmp_path, cache):
    """A pickle that names a class that is no longer there counts as nothing."""
    base = yidi.load(small(tmp_path))
    (name,) = compiled(cache)
    (cache / name).write_bytes(b"cyidi.base\nGone\n.")

    assert base.hash == yidi.load(tmp_path).hash


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path, monkeypatch):
    """Without a place to keep anything a base is compiled each time."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    monkeypatch.setenv("YIDI_CACHE", str(blocked))

    assert yidi.load(small(tmp_path)).hash
    assert "in the way" == blocked.read_text("utf-8")


def test_an_empty_setting_keeps_nothing(tmp_path, monkeypatch):
    """YIDI_CACHE set to nothing switches the cache off."""
    monkeypatch.setenv("YIDI_CACHE", "")
    monkeypatch.chdir(tmp_path)

    keep("base-x", 1)

    assert kept("base-x") is None
    assert [] == list(tmp_path.iterdir())


def test_a_file_is_written_as_a_whole_or_not_at_all(cache, monkeypatch):
    """When writing fails, the old content stands, and nothing is left beside it."""
    keep("base-x", "old")

    def fail(*_):
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    keep("base-x", "new")

    assert ("old", ["base-x.pickle"]) == (kept("base-x"), [path.name for path in cache.iterdir()])


def test_only_the_latest_are_kept(cache):
    """Old compilations do not pile up."""
    for number in range(MOST_KEPT + 5):
        keep(f"base-{number}", number)
        os.utime(cache / f"base-{number}.pickle", (number, number))

    assert MOST_KEPT + 1 >= len(list(cache.glob("*.pickle")))
    assert MOST_KEPT + 4 == kept(f"base-{MOST_KEPT + 4}")


def test_the_cache_is_the_users_own(cache):
    """Nobody else may write what is unpickled here."""
    keep("base-x", 1)

    assert 0o700 == cache.stat().st_mode & 0o777


def test_what_is_used_stays(cache):
    """However long ago it was made, and however many others have been made since."""
    keep("base-used", "used")
    for number in range(MOST_KEPT * 2):
        os.utime(cache / "base-used.pickle", (1, 1))
        assert "used" == kept("base-used")
        keep(f"base-{number}", number)
        os.utime(cache / f"base-{number}.pickle", (number + 2, number + 2))

    assert kept("base-0") is None


@pytest.mark.usefixtures("cache")
def test_copies_of_a_base_know_their_own_folder(tmp_path, monkeypatch):
    """Two folders with the same content, each loaded from within, are not mistaken for one another."""
    for name in ("a", "b"):
        monkeypatch.chdir(small(tmp_path / name))
        assert Path("ontology/base.ttl").resolve().parent.parent == yidi.load(Path.cwd()).folder


def test_a_folder_without_an_ontology_is_said_to_be_so(tmp_path):
    """The message names the folder and what to give instead."""
    with pytest.raises(yidi.BaseError) as raised:
        yidi.load(tmp_path)

    assert f"{tmp_path}: there is no folder 'ontology' here. Give the folder that holds it." == str(raised.value)


def test_a_broken_base_is_never_kept(tmp_path, cache):
    """Each load of a broken base says again what is wrong, with its place."""
    small(tmp_path, "2023-13-01")
    texts = []
    for _ in range(2):
        with pytest.raises(yidi.BaseError) as raised:
            yidi.load(tmp_path)
        texts.append(str(raised.value))

    assert texts[0] == texts[1]
    assert texts[0].startswith(f"{tmp_path}/ontology/base.ttl:8:21  error  date-invalid  ")
    assert [] == compiled(cache)


def test_files_are_shown_relative_to_where_the_command_runs(tmp_path, monkeypatch):
    """Findings name files as a person would type them."""
    small(tmp_path)
    outside = list(read_files(tmp_path))
    monkeypatch.chdir(tmp_path)

    assert ([f"{tmp_path}/ontology/base.ttl"], ["ontology/base.ttl"]) == (outside, list(read_files(tmp_path)))


def test_the_built_in_base_is_found(tmp_path):
    """The folder of the built-in base holds the ontology, and a copy of it elsewhere compiles to the same answers."""
    assert (builtin_folder() / "ontology" / "decisions.ttl").is_file()
    shutil.copytree(builtin_folder() / "ontology", tmp_path / "ontology")
    copy = yidi.load(tmp_path)

    assert copy.tables.keys() == yidi.load().tables.keys()


def test_hidden_files_are_not_read(tmp_path):
    """What an editor or a file system leaves beside a file is nobody's policy."""
    small(tmp_path)
    (tmp_path / "ontology" / "._base.ttl").write_bytes(b"\x00\x05\x16\x07")

    assert ["base.ttl"] == [Path(name).name for name in read_files(tmp_path)]


def test_an_ontology_without_files_is_none(tmp_path):
    """A mistyped folder is no sound base."""
    (tmp_path / "ontology").mkdir()

    with pytest.raises(BaseError, match=r"no Turtle file \(\.ttl\) here"):
        read_files(tmp_path)
