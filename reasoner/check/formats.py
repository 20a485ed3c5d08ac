"""Findings for people, for programs, for code scanning, for test reports and for pull requests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from yidi.finding import Finding
from yidi.messages import FINDINGS, LEVELS

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME: Final = "https://w3id.org/yidi/"


def write(findings: Sequence[Finding], form: str, language: str) -> str:
    """Findings in one of `FORMATS`, in "zh" or "en", without a last line end."""
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
    found = {"file": file, "line": line, "column": column, "level": finding.level, "id": finding.id}
    return {**found, "message": finding.message(language), "related": related}


def as_sarif(findings: Sequence[Finding], language: str) -> str:
    """A SARIF 2.1.0 log with one run, as code scanning reads it."""
    ids = sorted({f.id for f in findings})
    driver = {"name": "yidi", "informationUri": _HOME, "rules": [_descriptor(name, language) for name in ids]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, ids.index(f.id), language) for f in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _descriptor(name: str, language: str) -> dict[str, object]:
    return {
        "id": name,
        "shortDescription": {"text": re.sub(r"\{\w+\}", "…", FINDINGS[name][language])},
        "defaultConfiguration": {"level": LEVELS.get(name, "error")},
    }


def _result(finding: Finding, rule: int, language: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.id,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": finding.message(language)},
        "locations": [{"physicalLocation": _location(finding.place)}],
    }
    related = [{"physicalLocation": _location(p), "message": {"text": t}} for p, t in finding.related if p]
    return {**result, "relatedLocations": related} if related else result


def _location(place: tuple[str, int, int]) -> dict[str, object]:
    file, line, column = place
    uri = file.replace("\\", "/").replace(" ", "%20")
    return {"artifactLocation": {"uri": uri}, "region": {"startLine": line, "startColumn": column}}


def as_junit(findings: Sequence[Finding], language: str) -> str:
    """A JUnit report: a failed case for each finding, or one passed case."""
    errors = sum(f.level == "error" for f in findings)
    counts = {"tests": str(max(len(findings), 1)), "failures": str(len(findings)), "errors": "0"}
    suite = ET.Element("testsuite", {"name": "yidi check", **counts})
    for finding in findings:
        case = ET.SubElement(suite, "testcase", {"classname": finding.place.file, "name": _name(finding)})
        details = {"type": finding.level, "message": finding.message(language)}
        ET.SubElement(case, "failure", details).text = finding.text(language)
    if not findings:
        ET.SubElement(suite, "testcase", {"classname": "yidi", "name": "check"})
    suites = ET.Element("testsuites", counts | {"name": f"yidi check: {errors} errors"})
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
    return f"::{finding.level} {where}::{_escaped(finding.message(language))}"


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
