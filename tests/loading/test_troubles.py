# ruff: noqa: E501 - a message stands on one line, as it is shown
"""What is wrong with a file is told with its place, all of it at once, and in whole sentences with what to do."""

import re

import pytest

from yidi.loading.load import read
from yidi.loading.messages import PHRASES, TROUBLES
from yidi.loading.trouble import MOST_SHOWN, report

HEAD = """@prefix : <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix division: <https://w3id.org/yidi/id/division/> .
@prefix level: <https://w3id.org/yidi/id/level/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix yidi: <https://w3id.org/yidi/ns#> .
"""
CODES = "primary, secondary, tertiary, community, tertiary-a, tertiary-special"
COLUMNS = "id,name,region,level,designated,opened\n"
MAP = "class: yidi:MedicalInstitution\niri: hospital:{id}\ncolumns:\n  "
RDF_ENDINGS = ".ttl, .nt, .nq, .trig, .jsonld, .json, .csv, .tsv"
CASES = [
    ("x.ttl", HEAD + ":a :b yidi:c", "7:13  error  syntax  This is not Turtle: The file ends inside a block. End the block with ' .', and close every bracket. Compare it with a part that works."),
    ("x.nt", "<http://e/a> <http://e/b> <http://e/c> .\n\n<a> <http://e/b> 1 .\n", "3:1  error  syntax  This is not N-Triples: No scheme found in an absolute IRI. Compare it with a part that works."),
    ("x.trig", "@prefix : <http://e/> .\n:g { :a :b }\n", "2:12  error  syntax  This is not TriG: } is not a valid RDF object. Compare it with a part that works."),
    ("x.jsonld", '{"@id":\n }', "2:2  error  syntax  This is not JSON: Expecting value. Compare it with a part that works."),
    ("x.jsonld", '{"@context": {"@vocab": "http://e/"}, "@id": 1}', '1:1  error  syntax  This is not JSON-LD: "@id" value must be a string. Compare it with a part that works.'),
    ("x.jsonld", '{"@context": "https://example.org/c", "@id": "http://e/a"}', "1:1  error  context-unknown  The file names a context elsewhere, and nothing is fetched. Write the context out, or name https://w3id.org/yidi/ns/case.jsonld."),
    ("x.ttl", "# nothing\n", "1:1  error  file-empty  The file says nothing. Give one with statements or rows."),
    ("x.csv", "", "1:1  error  file-empty  The file says nothing. Give one with statements or rows."),
    ("x.csv", COLUMNS, "1:1  error  file-empty  The file says nothing. Give one with statements or rows."),
    ("x.docx", "x", f"1:1  error  file-kind  Files that end with '.docx' are not known. Give one that ends with {RDF_ENDINGS}."),
    ("x.nq", '<http://e/a> <http://e/b> "c" <https://w3id.org/yidi/id/base/rows> .\n', "1:1  error  graph-reserved  The graph <https://w3id.org/yidi/id/base/rows> belongs to the base. Name another one."),
    ("x.ttl", HEAD + ":a yidi:regoin division:110101 .", "7:16  error  term-unknown  yidi:regoin is no term of the ontology. Did you mean region? Correct the name, or use a vocabulary of your own."),
    ("x.ttl", HEAD + ":a a yidi:Hospital .", "7:6  error  term-unknown  yidi:Hospital is no term of the ontology. Did you mean hospital? Correct the name, or use a vocabulary of your own."),
    ("x.ttl", HEAD + ":a yidi:level level:third .", f"7:15  error  code-unknown  'third' is not one of the codes of list:level: {CODES}. Correct it."),
    ("x.ttl", HEAD + ":a yidi:region division:119999 .", "7:16  error  place-unknown  '119999' is no known division. Use a six-digit code of GB/T 2260, such as 110101."),
    ("x.ttl", HEAD + ':a yidi:region "110101" .', "7:16  error  value-expected  yidi:region takes a place. Write it as in division:110101."),
    ("x.ttl", HEAD + ':a yidi:level "tertiary" .', "7:15  error  value-expected  yidi:level takes a code. Write it as in level:tertiary."),
    ("x.ttl", HEAD + ':a yidi:startsOn "2025-03-10" .', '7:18  error  value-expected  yidi:startsOn takes a date without a time zone. Write it as in "2025-03-10"^^xsd:date.'),
    ("x.ttl", HEAD + ':a yidi:designated "yes"^^xsd:boolean .', "7:20  error  value-wrong  'yes' is not true or false. Write it as in true."),
    ("x.ttl", HEAD + ':a :since "2025-02-30"^^xsd:date .', "7:11  error  value-wrong  '2025-02-30' is not a date without a time zone. Write it as in 2025-03-10."),
    ("x.ttl", HEAD + ':a :since "2025-02-03+08:00"^^xsd:date .', "7:11  error  value-wrong  '2025-02-03+08:00' is not a date without a time zone. Write it as in 2025-03-10."),
    ("x.ttl", HEAD + ':a yidi:birthDate "1960-13-01"^^xsd:date .', "7:19  error  value-wrong  The value is not a date without a time zone. Write it as in 2025-03-10."),
    ("x.ttl", HEAD + ':a yidi:totalAmount "12,5"^^yidi:yuan .', "7:21  error  value-wrong  The value is not an amount in yuan. Write it as in 1500.00."),
    ("x.ttl", HEAD + ":a a yidi:MedicalInstitution .", "7:6  error  institution-incomplete  This institution has no yidi:region, rdfs:label. Add one."),
    ("x.ttl", HEAD + ":a yidi:level level:primary ,\n  level:secondary .", "8:3  error  value-repeated  A second yidi:level for the same thing; the first is at x.ttl:7:15. Keep one."),
    ("x.csv", "code,name\n1,x\n", "1:1  error  mapping-unknown  No mapping fits these columns: code, name. Give one with --map; docs/loading.md shows how."),
    ("x.csv", "id,name,name\n1,x,y\n", "1:9  error  column-twice  The column 'name' stands there twice. Rename one."),
    ("x.csv", COLUMNS + 'H1,"a\nb",110101,primary,,\nH2,c,110101\n', "4:1  error  row-length  The row has 3 fields, the first line 6. Look for a comma or a quote too many or too few."),
    ("x.csv", COLUMNS + ",a,110101,,,\n", "2:1  error  row-unnamed  The column 'id' is empty, so the row has no name. Fill it in."),
    ("x.csv", COLUMNS + "H1,a,110101,,,\nH1,a,110101,,,\n", "3:1  error  row-repeated  The row has the same name as line 2. Keep one of them."),
    ("x.csv", COLUMNS + 'H1,"a, b",110101,四级,,\n', f"2:18  error  code-unknown  '四级' is not one of the codes of list:level: {CODES}. Correct it."),
    ("x.csv", COLUMNS + "H1,a,110101,,maybe,\n", "2:14  error  value-wrong  'maybe' is not true or false. Write it as in true."),
    ("x.csv", COLUMNS + "H1,a,,,,\n", "2:1  error  institution-incomplete  This institution has no yidi:region. Add one."),
    ("x.csv", (COLUMNS + "H1,甲,110101,,,\n").encode("gb18030"), "2:4  error  encoding  These bytes are not UTF-8. Save the file as UTF-8, or name its encoding: --encoding gb18030."),
    ("x.yaml", "class: [", "1:9  error  mapping  The mapping: it is not YAML (expected the node content, but found '<stream end>'). docs/loading.md shows one that works."),
    ("x.yaml", MAP.replace("class", "klass") + "id: yidi:code", "1:1  error  mapping  The mapping: 'class' is missing. docs/loading.md shows one that works."),
    ("x.yaml", MAP + "id: yidi:codex", "4:7  error  mapping  The mapping: 'yidi:codex' is no term of the ontology. docs/loading.md shows one that works."),
    ("x.yaml", MAP + "id: {type: xsd:date}", "4:7  error  mapping  The mapping: 'property' is missing. docs/loading.md shows one that works."),
    ("x.yaml", MAP + "id: a b", "4:7  error  mapping  The mapping: 'a b' is no IRI, and its prefix is not declared. docs/loading.md shows one that works."),
    ("x.yaml", MAP.replace("{id}", "id") + "id: yidi:code", "2:6  error  mapping  The mapping: 'iri' names no column in braces. docs/loading.md shows one that works."),
    ("x.yaml", MAP[:-3] + " []", "3:10  error  mapping  The mapping: 'columns' must have names and values below it. docs/loading.md shows one that works."),
    ("x.yaml", MAP + "no: yidi:code", "t.csv:1:1  error  column-missing  There is no column 'id', from which the name of each row is made. The columns are no."),
]  # fmt: skip


def told(folder, monkeypatch, base, name, content, language="en"):
    """Give what is told about a file, or about a table that is read with a mapping."""
    monkeypatch.chdir(folder)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if name.endswith(".yaml"):
        (folder / "t.csv").write_text("no\n1\n")
        found = read([folder.relative_to(folder) / "t.csv"], base, mapping=folder.relative_to(folder) / name)
    else:
        found = read([folder.relative_to(folder) / name], base)
    assert {} == found.graphs
    return report(found.troubles, language).splitlines()


@pytest.mark.parametrize(("name", "content", "expected"), CASES, ids=[c[2].split("  ")[2] for c in CASES])
def test_each_trouble_is_told_with_its_place(base, tmp_path, monkeypatch, name, content, expected):
    """One whole line, and nothing besides."""
    lines = told(tmp_path, monkeypatch, base, name, content)
    place = "" if expected.startswith("t.csv") else f"{name}:"
    assert f"{place}{expected}" in lines
    assert len(lines) == (2 if "klass" in str(content) else 1)


def test_a_file_that_is_not_there_is_told(base, tmp_path):
    """Beside everything that is wrong with the others."""
    (tmp_path / "x.ttl").write_text("x")
    found = read([tmp_path / "no.ttl", tmp_path / "x.ttl", tmp_path], base)
    assert ["file-missing", "syntax", "file-kind"] == [t.id for t in found.troubles]
    assert f"{tmp_path}/no.ttl:1:1  error  file-missing  There is no such file. Correct the path." == (
        found.troubles[0].text()
    )


def test_a_folder_is_no_file(base, tmp_path):
    """Although its name ends as one."""
    (tmp_path / "x.ttl").mkdir()
    (trouble,) = read([tmp_path / "x.ttl"], base).troubles
    words = "file-unreadable  The file cannot be read: Is a directory. Change its permissions, or give another."
    assert f"{tmp_path}/x.ttl:1:1  error  {words}" == trouble.text()


def test_every_trouble_has_an_example():
    """No message is there that no test has seen."""
    shown = {expected.split("  ")[2] for _, _, expected in CASES} | {"file-missing", "file-unreadable"}
    assert set(TROUBLES) == shown


def test_messages_have_the_same_details_in_both_languages():
    """A translation loses no detail."""
    for name, text in {**TROUBLES, **PHRASES}.items():
        details = [set(re.findall(r"\{(\w+)\}", text[language])) for language in ("zh", "en")]
        assert details[0] == details[1], name
    assert len(TROUBLES) > 20


def test_troubles_are_told_in_chinese(base, tmp_path, monkeypatch):
    """The same place and id, other words."""
    lines = told(tmp_path, monkeypatch, base, "x.csv", COLUMNS + "H1,a,119999,,,\n", "zh")
    words = "“119999”不是已知的行政区划。请使用六位行政区划代码，如 110101。"
    assert [f"x.csv:2:6  error  place-unknown  {words}"] == lines


def test_a_thousand_troubles_are_shown_and_the_rest_counted(base, tmp_path):
    """A file may be wrong in every line."""
    path = tmp_path / "x.csv"
    path.write_text(COLUMNS + "".join(f"H{i},a,110101,none{i},,\n" for i in range(1500)))
    found = read([path], base).troubles
    lines = report(found).splitlines()
    assert (1500, MOST_SHOWN + 1) == (len(found), len(lines))
    assert "… and 500 more." == lines[-1]


def test_several_files_are_read_together(base, tmp_path):
    """What one file leaves out another may say; what two say differently is told."""
    table, more = tmp_path / "a.csv", tmp_path / "b.ttl"
    table.write_text("id,name,level\nH1,a,primary\n")
    more.write_text(
        HEAD + "<https://w3id.org/yidi/id/hospital/H1> yidi:region division:110101 ; yidi:level level:tertiary ."
    )
    (trouble,) = read([table, more], base).troubles
    assert "value-repeated" == trouble.id
    assert f"A second yidi:level for the same thing; the first is at {table}:2:1. Keep one." in trouble.text()
