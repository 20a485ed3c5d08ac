import json
from xml.etree import ElementTree as ET

import pytest

from yidi.check.formats import FORMATS, write
from yidi.finding import Finding
from yidi.messages import FINDINGS, LEVELS
from yidi.reading.turtle import Place

FOUND = (
    Finding(
        "name-twice", Place("a b.ttl", 3, 7), {"subject": "rule:a<&"}, ((Place("c.ttl", 1, 1), "rule:a"), (None, "…"))
    ),
    Finding("prefix-unused", Place("x,y:z.ttl", 1, 1), {"prefix": "100%\nx"}),
)


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_finding_can_be_written_in_every_format(form, language):
    """A sound base gives an empty report, not an error."""
    assert isinstance(write((), form, language), str)


def test_text_is_one_line_a_finding_with_its_context():
    """As people read it."""
    lines = write(FOUND, "text", "en").splitlines()

    assert lines[0].startswith("a b.ttl:3:7  error  name-twice  ")
    assert ["    c.ttl:1:1  rule:a", "    …"] == lines[1:3]
    assert lines[3].startswith("x,y:z.ttl:1:1  warning  prefix-unused  ")


def test_json_holds_every_part():
    """As programs read it."""
    first, second = json.loads(write(FOUND, "json", "zh"))

    assert {"file", "line", "column", "level", "id", "message", "related"} == set(first) == set(second)
    assert ("a b.ttl", 3, 7, "error", "name-twice") == tuple(
        first[k] for k in ("file", "line", "column", "level", "id")
    )
    assert [{"file": "c.ttl", "line": 1, "column": 1, "text": "rule:a"}, {"text": "…"}] == first["related"]


def test_sarif_has_the_fields_that_2_1_0_requires():
    """Version, one run with a driver, and results whose rule, message and region fit together."""
    log = json.loads(write(FOUND, "sarif", "en"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]

    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert run["tool"]["driver"]["name"] == "yidi"
    assert len(run["results"]) == len(FOUND)
    for result, finding in zip(run["results"], FOUND, strict=True):
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert finding.id == result["ruleId"] == rules[result["ruleIndex"]]["id"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert finding.message("en") == result["message"]["text"]
        assert (finding.place.line, finding.place.column) == (region["startLine"], region["startColumn"])
        assert " " not in location["physicalLocation"]["artifactLocation"]["uri"]
    assert [1] == [len(r["relatedLocations"]) for r in run["results"] if "relatedLocations" in r]
    assert not any("{" in r["shortDescription"]["text"] for r in rules)
    assert [f.why("en") for f in sorted(FOUND, key=lambda f: f.id)] == [r["fullDescription"]["text"] for r in rules]


def test_junit_has_a_failure_for_each_finding():
    """The counts fit, and a sound base is one passed test."""
    report = ET.fromstring(write(FOUND, "junit", "zh"))  # noqa: S314 - our own text
    passed = ET.fromstring(write((), "junit", "zh"))  # noqa: S314

    assert report.tag == "testsuites"
    assert ("2", "2") == (report[0].get("tests"), report[0].get("failures"))
    assert len(report.findall(".//testcase/failure")) == len(FOUND)
    assert ("1", "0") == (passed[0].get("tests"), passed[0].get("failures"))


def test_github_commands_are_escaped():
    """One command a line, whatever stands in names and details."""
    first, second = write(FOUND, "github", "en").splitlines()

    assert first.startswith("::error file=a b.ttl,line=3,col=7,title=name-twice::")
    assert second.startswith("::warning file=x%2Cy%3Az.ttl,line=1,col=1,title=prefix-unused::")
    assert "100%25" in second


def test_every_finding_can_be_described():
    """A level is an error unless it is said to be a warning."""
    assert all(LEVELS.get(name, "error") in {"error", "warning"} for name in FINDINGS)
