"""The report on mutants: survivors by line and a table for people, JSON and JUnit for machines."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from rich.console import Console
from rich.table import Table

from yidi.model import Labels
from yidi.mutation.model import STATUSES, MutationReport, Score, Verdict, score
from yidi.mutation.words import SAY
from yidi.names import short

_WIDTH: Final = 100
_HEADS: Final = ("decision", "killed", "survived-head", "equivalent", "refused", "score")


def percent(share: float | None) -> str:
    """A share in percent with one decimal, rounded down so that it never looks better than it is."""
    return "–" if share is None else f"{int(share * 1000) / 10:.1f}%"


def as_text(report: MutationReport, decisions: Mapping[str, Labels], language: str) -> str:
    """A line for each survivor, a table by decision, and the score; claims apart."""
    lines = [v.text(language) for v in report.verdicts if v.status == "survived"]
    for name, verdicts in (("rules", report.rules), ("claims", report.claims)):
        if verdicts:
            lines += ["", SAY[name][language], _table(verdicts, decisions, language)]
            lines.append(_summary(score(verdicts), report.seconds, language))
    if report.seed is not None:
        words = SAY["sample"][language]
        lines.append(words.format(tried=len(report.verdicts), made=report.made, seed=report.seed))
    return "\n".join(lines).lstrip("\n")


def _summary(found: Score, seconds: float, language: str) -> str:
    counts = {status: getattr(found, status) for status in STATUSES}
    words = {"tried": sum(counts.values()), "score": percent(found.share), "seconds": seconds}
    return SAY["summary"][language].format(**counts, **words)


def by_decision(verdicts: Iterable[Verdict]) -> dict[str, Score]:
    """The counts of each decision, those with most survivors first."""
    parts: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        parts.setdefault(verdict.mutant.rule.decision, []).append(verdict)
    scores = {name: score(part) for name, part in parts.items()}
    return dict(sorted(scores.items(), key=lambda pair: (-pair[1].survived, pair[0])))


def _table(verdicts: Sequence[Verdict], decisions: Mapping[str, Labels], language: str) -> str:
    table = Table(box=None, pad_edge=False)
    for head in _HEADS:
        table.add_column(SAY[head][language], justify="left" if head == "decision" else "right")
    for name, found in by_decision(verdicts).items():
        table.add_row(f"{name} {decisions[name].get(language, '')}", *_cells(found))
    table.add_row(SAY["total"][language], *_cells(score(verdicts)))
    text = io.StringIO()
    Console(file=text, width=_WIDTH, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


def _cells(found: Score) -> list[str]:
    return [*(str(getattr(found, status)) for status in STATUSES), percent(found.share)]


def as_json(report: MutationReport, language: str) -> str:
    """Scores, in all and by decision, and every mutant with what became of it."""
    found = {
        "seed": report.seed,
        "made": report.made,
        "tried": len(report.verdicts),
        "seconds": round(report.seconds, 3),
        **{
            name: {
                **_counts(score(verdicts)),
                "decisions": {decision: _counts(part) for decision, part in by_decision(verdicts).items()},
            }
            for name, verdicts in (("rules", report.rules), ("claims", report.claims))
        },
        "mutants": [_object(verdict, language) for verdict in report.verdicts],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _counts(found: Score) -> dict[str, object]:
    share = found.share
    return {
        **{status: getattr(found, status) for status in STATUSES},
        "score": None if share is None else round(share, 4),
    }


def _object(verdict: Verdict, language: str) -> dict[str, object]:
    mutant = verdict.mutant
    file, line, column = mutant.place
    return {
        "file": file,
        "line": line,
        "column": column,
        "rule": short(mutant.rule.iri),
        "decision": mutant.rule.decision,
        "kind": mutant.kind,
        "edit": mutant.edit(language),
        "status": verdict.status,
        **({"by": verdict.by} if verdict.by else {}),
        **({"situation": verdict.cell[language]} if verdict.cell else {}),
        **({"case": verdict.case} if verdict.case else {}),
    }


def as_junit(report: MutationReport, language: str) -> str:
    """A test case for each mutant that can be noticed, a suite for each decision; survivors fail."""
    counted = [v for v in report.verdicts if v.status in ("killed", "survived")]
    root = ET.Element(
        "testsuites", {"name": "yidi test --mutate", **_numbers(counted), "time": f"{report.seconds:.3f}"}
    )
    for decision in by_decision(counted):
        part = [v for v in counted if v.mutant.rule.decision == decision]
        suite = ET.SubElement(root, "testsuite", {"name": decision, **_numbers(part)})
        for verdict in part:
            mutant = verdict.mutant
            name = f"{short(mutant.rule.iri)} {mutant.edit(language)}"
            case = ET.SubElement(suite, "testcase", classname=mutant.place.file, name=name)
            if verdict.status == "survived":
                failure = ET.SubElement(case, "failure", type=mutant.kind, message=verdict.message(language))
                failure.text = verdict.text(language)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _numbers(verdicts: Sequence[Verdict]) -> dict[str, str]:
    return {"tests": str(len(verdicts)), "failures": str(sum(v.status == "survived" for v in verdicts))}
