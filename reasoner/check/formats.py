"""Findings for people, for programs, for code scanning, for test reports and for pull requests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol
from xml.etree import ElementTree as ET

from yidi.reading.turtle import Place

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME: Final = "https://w3id.org/yidi/"
_SARIF_LEVELS: Final = {"violation": "error", "information": "note"}
_GITHUB_LEVELS: Final = {"violation": "error", "information": "notice"}
"""What others call the levels for which they have another word than we have."""


class Finding(Protocol):
    """Anything that is found at a place."""

    @property
    def id(self) -> str:
        """The name of what is looked for."""

    @property
    def level(self) -> str:
        """How bad it is: error or warning; of a filing violation, warning or information."""

    @property
    def place(self) -> Place:
        """Where it stands."""

    @property
    def related(self) -> tuple[tuple[Place | None, str], ...]:
        """Further places that belong to it, or none, each with a few words."""

    def message(self, language: str = "en") -> str:
        """What is wrong and what to do, in one line."""

    def summary(self, language: str = "en") -> str:
        """What is looked for, in general."""

    def text(self, language: str = "en") -> str:
        """All of it, in lines."""


def write(findings: Sequence[Finding], form: str, language: str, command: str = "yidi check") -> str:
    """Findings of a command in one of `FORMATS`, in "zh" or "en", without a last line end."""
    if form == "junit":
        return as_junit(findings, language, command)
    return FORMATS[form](findings, language)


def as_text(findings: Sequence[Finding], language: str) -> str:
    """One line a finding, and up to three indented lines of context."""
    return "\n".join(f.text(language) for f in findings)


def as_json(findings: Sequence[Finding], language: str) -> str:
    """An array with an object for each finding."""
    return json.dumps([_object(f, language) for f in findings], ensure_ascii=False, indent=2)


def _object(finding: Finding, language: str) -> dict[str, object]:
    related = [
        {**({"file": p.file, "line": p.line, "column": p.column} if p else {}), "text": text}
        for p, text in finding.related
    ]
    file, line, column = finding.place
    found: dict[str, object] = {"file": file, "line": line, "column": column, "level": finding.level, "id": finding.id}
    found |= {"message": finding.message(language), "related": related}
    case = getattr(finding, "case", None)
    return found if case is None else {**found, "case": case}


def as_sarif(findings: Sequence[Finding], language: str) -> str:
    """A SARIF 2.1.0 log with one run, as code scanning reads it."""
    known = {f.id: f for f in reversed(findings)}
    ids = sorted(known)
    driver = {"name": "yidi", "informationUri": _HOME, "rules": [_descriptor(known[name], language) for name in ids]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, ids.index(f.id), language) for f in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _descriptor(finding: Finding, language: str) -> dict[str, object]:
    why = getattr(finding, "why", None)
    return {
        "id": finding.id,
        "shortDescription": {"text": finding.summary(language)},
        **({"fullDescription": {"text": why(language)}} if why else {}),
        "defaultConfiguration": {"level": _SARIF_LEVELS.get(finding.level, finding.level)},
    }


def _result(finding: Finding, rule: int, language: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.id,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS.get(finding.level, finding.level),
        "message": {"text": finding.message(language)},
        "locations": [{"physicalLocation": _location(finding.place)}],
    }
    if related := [{"physicalLocation": _location(p), "message": {"text": t}} for p, t in finding.related if p]:
        result["relatedLocations"] = related
    if (case := getattr(finding, "case", None)) is not None:
        result["properties"] = {"case": case}
    return result


def _location(place: tuple[str, int, int]) -> dict[str, object]:
    file, line, column = place
    uri = file.replace("\\", "/").replace(" ", "%20")
    return {"artifactLocation": {"uri": uri}, "region": {"startLine": line, "startColumn": column}}


def as_junit(findings: Sequence[Finding], language: str, command: str = "yidi check") -> str:
    """A JUnit report: a failed case for each finding, or one passed case."""
    errors = sum(_SARIF_LEVELS.get(f.level, f.level) == "error" for f in findings)
    counts = {"tests": str(max(len(findings), 1)), "failures": str(len(findings)), "errors": "0"}
    suite = ET.Element("testsuite", {"name": command, **counts})
    for finding in findings:
        case = ET.SubElement(suite, "testcase", {"classname": finding.place.file, "name": _name(finding)})
        details = {"type": finding.level, "message": finding.message(language)}
        ET.SubElement(case, "failure", details).text = finding.text(language)
    if not findings:
        ET.SubElement(suite, "testcase", {"classname": "yidi", "name": command.removeprefix("yidi ")})
    suites = ET.Element("testsuites", counts | {"name": f"{command}: {errors} errors"})
    suites.append(suite)
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True)


def _name(finding: Finding) -> str:
    return f"{finding.id} {finding.place.line}:{finding.place.column}"


def as_github(findings: Sequence[Finding], language: str) -> str:
    """Workflow commands that show each finding on the line of the pull request that it is about."""
    return "\n".join(_command(f, language) for f in findings)


def _command(finding: Finding, language: str) -> str:
    file, line, column = finding.place
    where = f"file={_escaped(file, ':,')},line={line},col={column},title={_escaped(finding.id, ':,')}"
    return f"::{_GITHUB_LEVELS.get(finding.level, finding.level)} {where}::{_escaped(finding.message(language))}"


def _escaped(text: str, also: str = "") -> str:
    """Text with everything escaped that would end a part of a workflow command."""
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


FORMATS: Final[Mapping[str, Callable[[Sequence[Finding], str], str]]] = {
    "github": as_github,
    "json": as_json,
    "junit": as_junit,
    "sarif": as_sarif,
    "text": as_text,
}
