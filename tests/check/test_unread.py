"""Files that look like a part of the base and are not read are told."""

from sound import SOUND

from yidi.checked import checked, read_base

RULES = b"@prefix yidi: <https://w3id.org/yidi/ns#> .\n"
TOLD = {"a.TTL.txt", "b.ttl.txt", "c.tll", "d", "e.rq", "f.turtle"}
LEFT = {".g.ttl", "h.ttl~", "i.ttl.bak", "#j.ttl#", "README.md", "k.csv", "l.yaml", "m.jsonld"}


def test_what_looks_like_turtle_and_is_not_read_is_told(tmp_path):
    """By a part of its name, or by how it begins; not what an editor puts aside, nor other kinds of files."""
    folder = tmp_path / "ontology"
    folder.mkdir()
    for name, content in SOUND.items():
        (folder / name.rpartition("/")[2]).write_bytes(content)
    for name in TOLD | LEFT:
        (folder / name).write_bytes(RULES if name in TOLD or "ttl" in name else b"# Notes, one, two\n")
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries/q.txt").write_bytes(b"#+ id: q\n")

    read = read_base(tmp_path)
    told = {f.place.file.rpartition("/")[2] for f in checked(tmp_path, read) if f.id == "file-unread"}

    assert told == TOLD | {"q.txt"}
    assert {name.rpartition("/")[2] for name in read.unread} == told


def test_a_file_that_is_not_read_is_another_check(tmp_path):
    """Renaming a file away from .ttl is seen, though no file that is read has changed."""
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology/a.ttl").write_bytes(RULES)
    before = read_base(tmp_path)
    (tmp_path / "ontology/b.ttl.txt").write_bytes(RULES)

    assert before.key() != read_base(tmp_path).key()
