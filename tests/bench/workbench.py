"""What authors wait for: check, test, diff and mutation as whole processes, on the built-in base and on larger ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from rich.console import Console
from rich.status import Status

import yidi
from tests.bench.measure import ROOT
from yidi import Base
from yidi.names import short

SIZES: Final = (0, 35, 350, 3_500)
"""So many pooling areas more than the built-in base has, each with ten rules of its own."""
_ROUNDS: Final = 3
_MUTANTS: Final = 100
_SCHEMES: Final = ("employee", "resident")
_LEVELS: Final = ("primary", "tertiary")
_CODED: Final = ("care", "scheme", "level")
_SLICES: Final = ("yidi:below 20000", "yidi:from 20000")


@dataclass(frozen=True, slots=True)
class _Row:
    """A rule that each made area has: the decision, the conditions, the value with its type, its figure."""

    decision: str
    conditions: tuple[tuple[str, str], ...]
    value: str
    figure: str


def measure(status: Status) -> dict[str, Any]:
    """Seconds of each command by the number of areas: with nothing kept from earlier runs, and the median after."""
    base = yidi.load()
    found = []
    for areas in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            status.update(f"{areas:,} areas more: written")
            rules = make_base(base, folder / "old", areas)
            make_base(base, folder / "new", areas, changed=True)
            commands = _commands(folder)
            taken = {}
            for verb, words in commands.items():
                status.update(f"{areas:,} areas more: {verb}")
                taken[verb] = _timed(words, folder / "cache", once=verb == "mutate")
            found.append({"areas": len(base.places.chains) + areas, "rules": len(base.rules) + rules, "taken": taken})
    return {"sizes": found, "mutants": _MUTANTS}


def _commands(folder: Path) -> dict[str, list[str]]:
    base, cases = ["--base", str(folder / "old")], str(ROOT / "tests" / "cases")
    return {
        "check": ["check", *base],
        "test": ["test", cases, *base],
        "diff": ["diff", str(folder / "old"), str(folder / "new"), "--cases", cases],
        "mutate": ["test", cases, *base, "--mutate", "--sample", str(_MUTANTS)],
    }


def _timed(words: list[str], cache: Path, *, once: bool) -> dict[str, float]:
    """Wall seconds of a command: first with nothing kept of anything, then the median of some runs."""
    shutil.rmtree(cache, ignore_errors=True)
    cold = _seconds(words, cache)
    if once:
        return {"cold": cold, "warm": _seconds(words, cache)}
    return {
        "cold": cold,
        "warm": median(_seconds(words, cache) for _ in range(_ROUNDS)),
    }


def _seconds(words: list[str], cache: Path) -> float:
    # As authors have it: with Python's own cache of modules.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "yidi.cli", *words],
        cwd=ROOT,
        env={**kept, "YIDI_CACHE": str(cache)},
        capture_output=True,
        check=False,
    )
    if done.returncode > 1:
        sys.exit(done.stderr.decode())
    return perf_counter() - start


# Bases of any size --------------------------------------------------------------------


def make_base(base: Base, folder: Path, areas: int, *, changed: bool = False) -> int:
    """Write the built-in base with so many areas more, and say how many rules that adds; `changed` raises one ratio."""
    for part in ("ontology", "shapes", "queries"):
        shutil.copytree(base.folder / part, folder / part)
    nation = base.places.chains[0][0]
    rows = list(_rows())
    source = next(short(rule.basis[0]) for rule in base.rules.values() if rule.jurisdictions == (nation,))
    ruled = {where for rule in base.rules.values() for where in rule.jurisdictions}  # whose bounds might be broken
    provinces = sorted({chain[1] for chain in base.places.chains if len(chain) > 2} - ruled)
    lines = [f"@prefix {p}: <{iri}> ." for p, iri in _PREFIXES.items()]
    for number in range(areas):
        lines += _area(number, provinces[number % len(provinces)])
        lines += (_rule(number, row, source) for row in rows)
    text = "\n".join(lines)
    if changed:
        text = text.replace('"0.6"^^yidi:ratio', '"0.8"^^yidi:ratio', 1).replace('"60%"@zh', '"80%"@zh', 1)
    if areas:
        (folder / "ontology" / "made.ttl").write_text(text, "utf-8")
    return areas * len(rows)


_PREFIXES: Final = {
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{
        kind: f"https://w3id.org/yidi/id/{kind}/"
        for kind in ("area", "care", "decision", "division", "level", "rule", "scheme", "source")
    },
    "yidi": "https://w3id.org/yidi/ns#",
}


def _rows() -> Iterator[_Row]:
    """What areas differ in most: ratios by scheme, level, retirement and slice, deductibles and caps by scheme."""
    for retired in ("false", "true"):
        for number, slice_ in enumerate(_SLICES, 7):
            conditions = (("scheme", "employee"), ("retired", retired), ("tierAmount", f"[ {slice_} ]"))
            yield _Row("paymentRatio", conditions, f'"0.{number}"^^yidi:ratio', f"{number}0%")
    for number, level in zip((8, 6), _LEVELS, strict=True):
        yield _Row(
            "paymentRatio", (("scheme", "resident"), ("level", level)), f'"0.{number}"^^yidi:ratio', f"{number}0%"
        )
    for number, scheme in enumerate(_SCHEMES, 3):
        yield _Row("deductible", (("scheme", scheme),), f'"{number}00"^^yidi:yuan', f"{number}00元")
        yield _Row("cap", (("scheme", scheme),), f'"{number}00000"^^yidi:yuan', f"{number}00000元")


def _area(number: int, province: str) -> list[str]:
    code, name = f"m{number:05d}", f"试验{number}"
    division = f'division:{code} a yidi:Division ; rdfs:label "{name}市"@zh , "Made {number}"@en ; yidi:code "{code}" ;'
    area = (
        f'area:{code} a yidi:CityPool ; rdfs:label "{name}统筹区"@zh , "Made area {number}"@en ; yidi:code "{code}" ;'
    )
    return [
        f"{division} yidi:partOf division:{province} ; yidi:pooledIn area:{code} .",
        f"{area} yidi:within area:{province} ; yidi:territory division:{code} .",
    ]


def _rule(number: int, row: _Row, source: str) -> str:
    words = (re.sub(r"\W", "", code.removeprefix("[ yidi:")) for _, code in row.conditions)
    name = "-".join([f"m{number:05d}", row.decision, *words])
    asked = (("care", "inpatient"), *row.conditions)
    conditions = " ".join(f"yidi:{used} {f'{used}:' if used in _CODED else ''}{code} ;" for used, code in asked)
    return (
        f'rule:{name} a yidi:Rule ; rdfs:label "{name}规则"@zh , "{name}"@en ; yidi:decides decision:{row.decision} ; '
        f"yidi:jurisdiction area:m{number:05d} ; {conditions} yidi:value {row.value} ; "
        f'yidi:validFrom "2025-01-01"^^xsd:date ; yidi:basis {source} ; yidi:figure "{row.figure}"@zh ; '
        'yidi:lastChecked "2026-11-22"^^xsd:date .'
    )


# The report ---------------------------------------------------------------------------


def show(console: Console, figures: dict[str, Any]) -> None:
    """A table in Markdown: seconds with nothing kept and afterwards, and how they grow beside the smallest base."""
    verbs = {"check": "check", "test": "test", "diff": "diff", "mutate": f"mutation, {figures['mutants']} mutants"}
    first = figures["sizes"][0]["taken"]
    console.print(f"| areas | rules | {' | '.join(verbs.values())} |", markup=False)
    console.print(f"|{'---:|' * (2 + len(verbs))}", markup=False)
    for size in figures["sizes"]:
        cells = [_cell(size["taken"][verb], first[verb]) for verb in verbs]
        console.print(f"| {size['areas']:,} | {size['rules']:,} | {' | '.join(cells)} |", markup=False, soft_wrap=True)


def _cell(taken: dict[str, float], first: dict[str, float]) -> str:
    return f"{taken['warm']:.2f} s (cold {taken['cold']:.2f} s), × {taken['warm'] / first['warm']:.1f}"
