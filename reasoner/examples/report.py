"""The report on example cases as text for people, as JSON for programs and as JUnit XML for CI."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from yidi.examples.covered import covered_object
from yidi.examples.messages import WORDS
from yidi.examples.model import ExampleReport, Failure
from yidi.names import short
from yidi.plural import filled
from yidi.reading.turtle import Place

if TYPE_CHECKING:
    from yidi.examples.measured import Measured

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold, not even escaped."""


def report_text(report: ExampleReport, language: str = "en", extra: tuple[Failure, ...] = ()) -> str:
    """Everything wrong with its context, and a last line with the counts; `extra` failures come first."""
    lines = [failure.text(language) for failure in (*extra, *report.all_failures)]
    return "\n".join([*lines, summary(report, language)])


def summary(report: ExampleReport, language: str = "en") -> str:
    """One line with the counts: cases, failures, and rules tried, among which claims are not counted."""
    coverage = report.coverage
    words = {
        "cases": len(report.examples),
        "failed": sum(bool(e.failures) for e in report.examples),
        "fired": sum(1 for rule in coverage.ruled if coverage.fired.get(rule)),
        "missed": sum(1 for rule in coverage.ruled if coverage.missed[rule]),
        "rules": len(coverage.ruled),
        "seconds": report.seconds,
    }
    parts = [
        "summary",
        *(["summary-tried"] if coverage.ruled else []),
        *(["summary-stopped"] if report.stopped else []),
    ]
    return "".join(filled(WORDS[part][language], words) for part in [*parts, "summary-seconds"])


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


def object_text(
    report: ExampleReport, language: str = "en", extra: tuple[Failure, ...] = (), measured: Measured | None = None
) -> str:
    """The report as one JSON object; with what cases reach where that was measured."""
    found: dict[str, object] = {
        "cases": len(report.examples),
        "failed": sum(bool(e.failures) for e in report.examples),
        "passed": report.passed and not extra,
        "stopped": report.stopped,
        "seconds": round(report.seconds, 3),
        "failures": [_object(f, language) for f in (*extra, *report.failures)],
        "examples": [
            {
                "name": each.name,
                **_at(each.place),
                "sources": [short(source) for source in each.sources],
                "failures": [_object(f, language) for f in each.failures],
            }
            for each in report.examples
        ],
    }
    if measured is not None:
        found["coverage"] = covered_object(measured)
    return json.dumps(found, ensure_ascii=False, indent=2)


def _object(failure: Failure, language: str) -> dict[str, object]:
    context = [words.text(language) for words in failure.context]
    return {**_at(failure.place), "id": failure.id, "message": failure.message(language), "context": context}


def _at(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _suite(root: ET.Element, name: str, tests: int, failures: int) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=_clean(name), tests=str(tests), failures=str(failures))


def _case(suite: ET.Element, name: str, file: str, failures: tuple[Failure, ...], language: str) -> None:
    case = ET.SubElement(suite, "testcase", name=_clean(name), classname=_clean(file))
    if failures:
        node = ET.SubElement(case, "failure", type=failures[0].id, message=_clean(failures[0].message(language)))
        node.text = _clean("\n".join(f.text(language) for f in failures))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
