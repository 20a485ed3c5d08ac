"""The report on example cases as text for people and as JUnit XML for machines."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from xml.etree import ElementTree as ET

from yidi.examples.messages import WORDS
from yidi.examples.model import ExampleReport, Failure

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold, not even escaped."""


def report_text(report: ExampleReport, language: str = "en") -> str:
    """Everything wrong, a line each, and a last line with the counts."""
    lines = [failure.text(language) for failure in report.all_failures]
    coverage = report.coverage
    words = {
        "cases": len(report.examples),
        "failed": sum(bool(e.failures) for e in report.examples),
        "fired": sum(1 for rule in coverage.missed if coverage.fired.get(rule)),
        "missed": sum(1 for names in coverage.missed.values() if names),
        "rules": len(coverage.missed),
        "seconds": report.seconds,
    }
    return "\n".join([*lines, WORDS["summary"][language].format(**words)])


def junit_text(report: ExampleReport, language: str = "en", extra: tuple[Failure, ...] = ()) -> str:
    """The report as JUnit XML: a suite for each file, a test case for each example; `extra` failures stand apart."""
    total = [*report.failures, *extra]
    root = ET.Element("testsuites", name="yidi", tests=str(len(report.examples) + len(total)))
    root.set("failures", str(len(total) + sum(bool(e.failures) for e in report.examples)))
    root.set("time", f"{report.seconds:.3f}")
    counts = Counter(e.place.file for e in report.examples)
    failed = Counter(e.place.file for e in report.examples if e.failures)
    suites = {file: _suite(root, file, count, failed[file]) for file, count in counts.items()}
    for example in report.examples:
        _case(suites[example.place.file], example.name, example.place.file, example.failures, language)
    if total:
        suite = _suite(root, "findings", len(total), len(total))
        for failure in total:
            _case(suite, f"{failure.place}", failure.place.file, (failure,), language)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=_clean(name), tests=str(tests), failures=str(failures))


def _case(suite: ET.Element, name: str, file: str, failures: tuple[Failure, ...], language: str) -> None:
    case = ET.SubElement(suite, "testcase", name=_clean(name), classname=_clean(file))
    if failures:
        node = ET.SubElement(case, "failure", type=failures[0].id, message=_clean(failures[0].message(language)))
        node.text = _clean("\n".join(f.text(language) for f in failures))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
