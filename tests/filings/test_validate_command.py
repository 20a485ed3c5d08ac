"""`yidi validate`: findings on standard output, the count on standard error, and the status that scripts need."""

import json
import shutil
from xml.etree import ElementTree as ET

import pytest
import yaml
from click.testing import CliRunner
from filed import FOLDER, cases
from rdflib import RDF, SH, XSD, Graph, Literal, Namespace

from yidi.cli import main

YES, NO = Literal("true", datatype=XSD.boolean), Literal("false", datatype=XSD.boolean)
SHAPE = Namespace("https://w3id.org/yidi/id/shape/")
BAD = FOLDER / "fail" / "filing-starts-on.yaml"
WARNED = FOLDER / "fail" / "contact-address-given.yaml"
GOOD = FOLDER / "pass" / "worker.yaml"
TOLD = "filing.startsOn '2025-02-30': The start of the filing must be one date such as 2025-03-01"


@pytest.fixture
def run(base, tmp_path, monkeypatch):
    """Give what runs the command in an empty folder, with the base already loaded."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("yidi.commands.validate.load_base", lambda _=None: base)
    return lambda *words, **more: CliRunner().invoke(
        main, ["validate", *map(str, words)], catch_exceptions=False, **more
    )


def test_a_sound_filing_says_nothing_but_the_count(run):
    """The status is 0."""
    result = run(GOOD, "--lang", "en")

    assert (0, "") == (result.exit_code, result.stdout)
    assert result.stderr == "Filings checked: 1. Violations: 0, warnings: 0, notes: 0.\n"


def test_a_violation_gives_its_line_and_status_1(run):
    """With file, line and column, and in the language that is asked for."""
    result = run(BAD, "--lang", "en")

    assert result.exit_code == 1
    assert result.stdout.startswith(f"{BAD}:13:5  violation  filing-starts-on  {TOLD}")
    assert result.stderr == "Filings checked: 1. Violations: 1, warnings: 0, notes: 0.\n"
    assert "已检查 1 份备案：1 处不符合，0 处要留意，0 处说明。" in run(BAD).stderr


def test_a_warning_alone_passes(run):
    """It is told, but the status is 0."""
    result = run(WARNED)

    assert result.exit_code == 0
    assert "warning  contact-address-given" in result.stdout


def test_json_has_one_line_a_file(run):
    """In the form of the contract, with the place of each finding."""
    result = run(BAD, GOOD, "--format", "json", "--lang", "en")
    bad, good = map(json.loads, result.stdout.splitlines())

    assert good == {"file": str(GOOD), "conforms": True, "results": []}
    (finding,) = bad.pop("results")
    assert bad == {"file": str(BAD), "conforms": False}
    remedy = "Write one day that exists, as year-month-day."
    assert finding == {
        "path": "filing.startsOn",
        "value": "2025-02-30",
        "severity": "violation",
        "shape": str(SHAPE["filing-starts-on"]),
        "message": "The start of the filing must be one date such as 2025-03-01, in the years 1900 to 2100.",
        "remedy": remedy,
        "rules": [],
        "basis": [],
        "file": str(BAD),
        "line": 13,
        "column": 5,
    }


def test_turtle_is_a_validation_report_of_shacl(run):
    """Which any tool reads: the report is well-formed by the shapes of reports that SHACL's own vocabulary implies."""
    result = run(BAD, WARNED, "--format", "ttl")
    graph = Graph().parse(data=result.stdout, format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)

    assert graph.value(report, SH.conforms) == NO
    results = set(graph.objects(report, SH.result))
    assert {graph.value(r, SH.sourceShape) for r in results} == {
        SHAPE["filing-starts-on"],
        SHAPE["contact-address-given"],
    }
    assert {graph.value(r, SH.resultSeverity) for r in results} == {SH.Violation, SH.Warning}
    for each in results:
        assert (each, RDF.type, SH.ValidationResult) in graph
        assert graph.value(each, SH.focusNode)
        assert graph.value(each, SH.sourceConstraintComponent)
        assert {m.language for m in graph.objects(each, SH.resultMessage)} == {"zh", "en"}


def test_a_conforming_report_says_so(run):
    """And has no result."""
    graph = Graph().parse(data=run(GOOD, "--format", "ttl").stdout, format="turtle")

    assert list(graph.objects(None, SH.conforms)) == [YES]
    assert not list(graph.objects(None, SH.result))


def test_sarif_names_rule_place_and_words(run):
    """For code scanning."""
    (log,) = json.loads(run(BAD, "--format", "sarif", "--lang", "en").stdout)["runs"]
    (result,) = log["results"]
    (place,) = result["locations"]

    assert result["ruleId"] == "filing-starts-on"
    assert result["level"] == "error"
    assert result["message"]["text"].startswith(TOLD)
    assert place["physicalLocation"]["region"]["startLine"] == 13
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["filing-starts-on"]


def test_sarif_has_a_level_of_its_own_for_each_severity(run):
    """Error, warning and note."""
    levels = {}
    for path in (BAD, WARNED, FOLDER / "fail" / "filing-submitted-on-given.yaml"):
        (log,) = json.loads(run(path, "--format", "sarif").stdout)["runs"]
        levels |= {r["ruleId"]: r["level"] for r in log["results"]}

    assert levels == {
        "filing-starts-on": "error",
        "contact-address-given": "warning",
        "filing-submitted-on-given": "note",
    }


def test_junit_has_a_failure(run):
    """For test reports."""
    root = ET.fromstring(run(BAD, "--format", "junit", "--lang", "en").stdout)  # noqa: S314 - our own output

    assert [TOLD in (failure.get("message") or "") + (failure.text or "") for failure in root.iter("failure")] == [True]


def test_github_has_an_annotation(run):
    """For pull requests."""
    result = run(BAD, "--format", "github", "--lang", "en")

    assert result.stdout.startswith(f"::error file={BAD},line=13,col=5,title=filing-starts-on::{TOLD}")


def test_a_folder_of_mixed_formats_is_taken_as_one(run):
    """YAML, JSON, JSON Lines, JSON-LD and Turtle, in folders of folders."""
    shutil.copytree(FOLDER / "pass", "filings/sound")
    shutil.copy(BAD, "filings")
    count = sum(1 for path in (FOLDER / "pass").iterdir() for _ in _filings(path))
    result = run("filings", "--lang", "en")

    assert result.exit_code == 1
    assert result.stdout.startswith("filings/filing-starts-on.yaml:13:5  violation")
    assert result.stderr == f"Filings checked: {count + 1}. Violations: 1, warnings: 0, notes: 0.\n"


def _filings(path):
    if path.suffix == ".jsonl":
        return path.read_text("utf-8").splitlines()
    return [path] if path.suffix == ".ttl" else cases(path)


def test_the_same_filing_in_two_files_is_told_in_both(run):
    """Filings of all files are checked together."""
    shutil.copy(GOOD, "one.yaml")
    shutil.copy(GOOD, "two.yaml")

    assert [line.split("  ")[2] for line in run("one.yaml", "two.yaml").stdout.splitlines()] == ["filing-not-twice"] * 2


def test_standard_input(run):
    """A dash stands for it."""
    filing = cases(GOOD)[0]["given"] | {"remark": "x"}
    result = run("-", "--lang", "en", input=yaml.safe_dump(filing, allow_unicode=True))

    assert result.exit_code == 1
    assert "remark 'x': A case has no such field." in result.stdout


@pytest.mark.parametrize("content", ["", "# nothing\n", "null\n", "[]\n", "3\n", "person: [\n"])
def test_nothing_to_check_is_an_error(run, tmp_path, content):
    """And not a pass: the status is 2."""
    (tmp_path / "empty.yaml").write_text(content)
    result = run("empty.yaml", "--lang", "en")

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.strip()


def test_an_empty_folder_is_an_error(run, tmp_path):
    """There is nothing to check in it."""
    (tmp_path / "folder").mkdir()
    result = run("folder", "--lang", "en")

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr == "There is no filing to check here. Give a filing or a case.\n"


def test_every_file_that_cannot_be_read_is_told(run, tmp_path):
    """All at once, and nothing is checked."""
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    result = run("a.json", "b.ttl", "missing.yaml", GOOD, "--lang", "en")

    assert (2, "") == (result.exit_code, result.stdout)
    assert [line.split(":")[0].split("  ")[0] for line in result.stderr.splitlines()] == [
        "a.json",
        "b.ttl",
        "missing.yaml",
    ]


@pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning")  # rdflib, on no date
def test_the_reference_engine_tells_the_same(run):
    """`--engine pyshacl` runs the same shapes."""
    assert run(WARNED, "--engine", "pyshacl").stdout == run(WARNED).stdout
