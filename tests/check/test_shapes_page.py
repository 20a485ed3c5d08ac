"""docs/shapes.md does what it says: its files are saved, its commands run, and their output compared."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from filed import accept, expected, found

from yidi.base import load
from yidi.filings import FilingReader, Judge
from yidi.filings.owners import Owners
from yidi.messages import FINDINGS
from yidi.names import ID

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "shapes.md").read_text(encoding="utf-8")
FILE = re.compile(r"`([\w/.-]+\.(?:ttl|yaml))`:\n\n```\w+\n(.*?)```", re.DOTALL)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
BENEFITS = "tests/filings/fail/filing-benefits-at-home.yaml"
PREFIXES = f"@base <{ID}> .\n" + "".join(
    f"@prefix {name}: <{space}> .\n"
    for name, space in {
        **{name: f"{ID}{name}/" for name in ("decision", "filing-type", "home-benefit", "list", "rule")},
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "yidi": "https://w3id.org/yidi/ns#",
    }.items()
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder with the base and its examples, as a checkout has it."""
    made = tmp_path_factory.mktemp("base")
    (made / "ontology").symlink_to(ROOT / "ontology")
    for name in ("shapes", "tests/filings"):
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return made


@pytest.fixture(scope="module")
def judge(folder):
    """Give the judge of that base with the shapes of the page."""
    save(folder)
    return Judge(load(folder))


def save(folder, within=""):
    """Write the files of the page, or those of a folder; give how many there are."""
    files = [(name, body) for name, body in FILE.findall(TEXT) if name.startswith(within)]
    for name, body in files:
        (folder / name).write_text(body, encoding="utf-8")
    return len(files)


def shown_and_said(number, folder):
    """Give the lines of a block of commands, and what the commands say."""
    shown = CONSOLE.findall(TEXT)[number].splitlines()
    said = []
    for line in shown:
        if line.startswith("$ "):
            said += [line, *run(line[2:], folder)]
    return shown, said


def run(command, folder):
    program, *arguments = shlex.split(command)
    assert program == "yidi"
    ran = subprocess.run(
        [sys.executable, "-m", "yidi.cli", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout.splitlines()


def test_new_shapes_without_examples_are_told(folder):
    """The first block of commands, with the shapes alone."""
    assert save(folder, "shapes/") == 1

    shown, said = shown_and_said(0, folder)
    assert said == shown


def test_shapes_with_examples_are_sound(folder):
    """The second block of commands, with the examples."""
    assert save(folder) == 3

    shown, said = shown_and_said(1, folder)
    assert said == shown
    assert len(CONSOLE.findall(TEXT)) == 2


def test_the_example_expects_the_whole_finding(folder, judge):
    """What stands below expect is what is found, and the twin without the fault gives nothing."""
    path = folder / "tests/filings/fail/contact-house-number.yaml"
    twin = folder / "tests/filings/pass/with-house-number.yaml"
    given = path.read_text(encoding="utf-8").partition("expect:")[0]
    twin.write_text(given.replace("某某街", "某某街1号"), encoding="utf-8")

    assert found(judge, path) == expected(path)
    assert found(judge, twin) == [[]]


def test_the_rest_of_an_expectation_is_written(folder, judge):
    """The name of the shape is enough to begin with."""
    path = folder / BENEFITS
    accept(judge, path)
    ((finding,),) = expected(path)

    assert [[finding]] == found(judge, path)
    assert finding["rules"] == ["rule:440100-home-benefits-commitment"]


def test_the_data_graph_is_as_shown(folder, judge):
    """Each statement that the page shows is made of the filing; only the numbers of outcomes are not compared."""
    entries = FilingReader(judge).read(folder / BENEFITS)
    owners = Owners(judge.base.vocabulary.fields)
    owners.add(entries)
    made = {_statement(triple) for triple in judge.graph(entries, owners)}
    block = re.search(r"```turtle\n(<case/0>.*?)```", TEXT, re.DOTALL)[1]
    shown = {_statement(quad.triple) for quad in ox.parse(PREFIXES + block, format=ox.RdfFormat.TURTLE)}

    assert len(shown) >= 15
    assert shown - made == set()


def _statement(triple):
    return re.sub(r"(/outcome/\w+)-\d+", r"\1", str(triple))


def test_the_table_has_every_finding():
    """Each finding of shapes, and no other."""
    table = TEXT[TEXT.index("## What `yidi check` finds") :]
    shown = {name for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for name in re.findall(r"`(.*?)`", row)}

    assert shown == {name for name in FINDINGS if name.startswith("shape-")}


def test_the_page_is_short():
    """Whoever writes a shape reads all of it."""
    assert TEXT.count("\n") <= 200
