"""DMN documents: valid, complete, disjoint, and decided by others as by us."""

import json
import os
import re
import subprocess
import xml.etree.ElementTree as ET
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from as_dmn import asked, example_results, graph
from click.testing import CliRunner
from strategies import built_in

from yidi.cli import main
from yidi.dmn import make_document
from yidi.dmn.diagram import HEIGHT, WIDTH
from yidi.dmn.resolved import UNKNOWN, resolve
from yidi.tables.table import DAYS, NOT_KNOWN, UNDETERMINED

MODEL = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
AREAS = ("360100", "320100", "110000")
DAY = date(2025, 6, 20)


@cache
def document(area, day=DAY):
    return make_document(built_in(), graph(), built_in().tables, area, day)


def text(element):
    return element.find(f"{MODEL}text").text


def decision_tables(xml):
    """Give the tables of a document: by decision the input names, output names, and rules as texts."""
    found = {}
    for decision in ET.fromstring(xml).findall(f"{MODEL}decision"):  # noqa: S314 - written by ourselves
        table = decision.find(f"{MODEL}decisionTable")
        inputs = [text(i.find(f"{MODEL}inputExpression")) for i in table.findall(f"{MODEL}input")]
        outputs = [o.get("name") for o in table.findall(f"{MODEL}output")]
        rules = [
            ([text(e) for e in r.findall(f"{MODEL}inputEntry")], [text(e) for e in r.findall(f"{MODEL}outputEntry")])
            for r in table.findall(f"{MODEL}rule")
        ]
        found[decision.get("name")] = (inputs, outputs, rules)
    return found


@pytest.mark.parametrize("area", ["360100", "320100"])
def test_boxes_are_disjoint_and_cover_what_is_known(base, area):
    """Cell by cell, unknown inputs among them: one box and its outcome, or none where nothing is known."""
    number, _ = base.places.insured[area]
    checked = 0
    for name, table in base.tables.items():
        resolved = resolve(table, number, DAY.toordinal())
        for a, b in combinations(resolved.boxes, 2):
            assert any(set(x).isdisjoint(y) for x, y in zip(a.slots, b.slots, strict=True)), name
        checked += check_cells(table, resolved, number)
    assert checked > 5000


def check_cells(table, resolved, area):
    row = row_of(table, area, DAY.toordinal())
    named = {axis.name: i for i, axis in enumerate(resolved.axes)}
    random = np.random.default_rng(7)
    for _ in range(150):
        slots = [int(random.integers(axis.size + 1)) for axis in table.axes]
        slices = range(table.tier.size) if table.tier else [0]
        for piece in slices:
            outcome = int(table.outcomes[table.cell(row, slots) + piece])
            at = {a.name: UNKNOWN if s == a.size else s for a, s in zip(table.axes, slots, strict=True)}
            if table.tier:
                at[table.tier.name] = piece
            hits = [b for b in resolved.boxes if all(at[n] in b.slots[i] for n, i in named.items())]
            expected = [] if outcome in (NOT_KNOWN, UNDETERMINED) else [table.legend[outcome]]
            assert expected == [b.outcome for b in hits], (table.decision.name, at)
    return 150


@pytest.mark.parametrize("area", AREAS)
def test_a_document_is_whole(area):
    """Every reference leads somewhere, every node has a shape, no two of which overlap, and all ids differ."""
    xml = document(area).xml
    root = ET.fromstring(xml)  # noqa: S314 - written by ourselves
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    nodes = {e.get("id") for tag in ("decision", "inputData") for e in root.findall(MODEL + tag)}
    hrefs = {e.get("href")[1:] for e in root.iter() if e.get("href")}
    shapes = {e.get("dmnElementRef") for e in root.iter() if e.tag.endswith("DMNShape")}
    edges = {e.get("dmnElementRef") for e in root.iter() if e.tag.endswith("DMNEdge")}

    assert len(ids) == len(set(ids)) > 500
    assert hrefs <= nodes == shapes
    assert edges == {e.get("id") for e in root.iter(f"{MODEL}informationRequirement")}
    places = [(s.x, s.y) for s in document(area).shapes.values()]
    apart = (abs(a[0] - b[0]) >= WIDTH or abs(a[1] - b[1]) >= HEIGHT for a, b in combinations(places, 2))
    assert all(apart)


def test_every_row_names_the_rules_behind_it():
    """Labels and provisions with them; a default says that it is one."""
    reduction = next(n for n in document("360100").decisions if n.name == "reduction")
    notes = {line.notes[0]: line for line in reduction.lines}
    line = notes["rule:360000-reduction-referral"]

    assert ('"referral", "emergency"', '"inter-provincial"') == line.tests
    assert ("0.1", '"firstSelfPayShare"') == line.results
    assert "江西跨省转诊和急诊先行自付" == line.notes[1]
    assert "(source:jx-x-10)" in line.notes[2]
    factor = next(n for n in document("360100").decisions if n.name == "stayFactor")
    assert ("", "没有规则时的默认值", "") in [line.notes for line in factor.lines]


def test_a_decision_brings_what_it_requires():
    """And nothing else; what the area does not know is left out."""
    names = [n.name for n in make_document(built_in(), graph(), ["reduction"], "360100", DAY).decisions]
    assert ["travel", "filingRequirement", "filingState", "standing", "reduction"] == names


def test_the_command_writes_a_document(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    written = run(main, ["table", "export", "reduction", "--out", "r.dmn", "--area", "360100", "--on", "2025-06-20"])
    assert (0, "Written: r.dmn.\n") == (written.exit_code, written.stderr)
    assert "南昌" in Path("r.dmn").read_text("utf-8")
    refused = run(main, ["table", "export", "--out", "x.dmn", "--area", "360000"])
    assert (2, True) == (refused.exit_code, "Give the code of a pooling area" in refused.stderr)


# Decided from the text alone -------------------------------------------------


@cache
def read_feel(expression, given):
    """Evaluate the little of FEEL that the documents use: the unary tests of an input."""
    for part in re.split(r", (?![^\[]*\))", expression):
        if found := re.fullmatch(r"\[(.+)\.\.(.+)\)", part):
            holds = given is not None and float(found[1]) <= given < float(found[2])
        elif found := re.fullmatch(r"(>=|<) (.+)", part):
            holds = given is not None and (given < float(found[2])) == (found[1] == "<")
        else:
            wanted = json.loads(part)
            holds = type(wanted) is type(given) and wanted == given
        if holds:
            return True
    return False


def decide_with(matches, evaluate, tables, inputs):
    """Evaluate decision tables in their order as DMN has it, hit policy UNIQUE."""
    context = dict(inputs)
    for name, (columns, outputs, rules) in tables.items():
        hits = [
            results
            for tests, results in rules
            if all(t == "-" or matches(t, context.get(c)) for c, t in zip(columns, tests, strict=True))
        ]
        assert len(hits) <= 1, name
        values = [evaluate(r) for r in hits[0]] if hits else [None]
        context[name] = dict(zip(outputs, values, strict=True)) if len(values) > 1 else values[0]
    return context


def rows_of(case):
    """Give the rows of all tables at which a case stands: cases with the same have the same document."""
    return tuple(row_of(t, case.area, case.day) for t in built_in().tables.values())


def row_of(table, area, day):
    key = table.chain_of_area[area] * DAYS + day
    return int(table.row_of_key[np.searchsorted(table.row_keys, key, side="right") - 1])


def questions():
    """Give the example cases by the document that decides them."""
    results, base = example_results(), built_in()
    codes = {number: code for code, number in base.places.areas.items()}
    for row in range(results.columns.count):
        case = asked(results, row)
        yield codes[case.area], date.fromordinal(case.day), case


def by_document(step):
    """Give every so manieth example case with others that the same document decides."""
    found = {}
    for area, day, case in list(questions())[::step]:
        found.setdefault(rows_of(case), (area, day, []))[2].append(case)
    return found.values()


def check_decided(matches, evaluate, step):
    """Check that documents decide example cases as we do; give the number of outcomes compared."""
    compared = 0
    for area, day, cases in by_document(step):
        tables = decision_tables(document(area, day).xml)
        sliced = {n: t.tier.breaks for n, t in built_in().tables.items() if t.tier and n in tables}
        for case in cases:
            for piece in range(1 + max(map(len, sliced.values()), default=0)):
                amounts = {n: [0, *breaks.tolist()][min(piece, len(breaks))] / 100 for n, breaks in sliced.items()}
                for name, amount in amounts.items() or [(None, 0.0)]:
                    found = decide_with(matches, evaluate, tables, {**case.inputs, "tierAmount": amount})
                    told = {n: w[min(piece, len(w) - 1)] if n in sliced else w for n, w in case.expected.items()}
                    wrong = {n for n in tables if (n == name or n not in sliced) and told[n] != found[n]}
                    assert set() == wrong, (area, day, case.inputs)
                    compared += len(tables)
    return compared


def test_documents_decide_example_cases_as_we_do():
    assert check_decided(read_feel, json.loads, step=110) > 100


# By engines that nobody here wrote ---------------------------------------------


@pytest.mark.skipif("YIDI_DMN_PY" not in os.environ, reason="YIDI_DMN_PY asks for pySFeel, slow to start")
def test_pysfeel_decides_example_cases_as_we_do():
    """It does not know intervals in a list, so the tests of an input are put to it one at a time."""
    engine = pytest.importorskip("pySFeel").SFeelParser()

    @cache
    def evaluate(expression):
        status, found = engine.sFeelParse(expression)
        assert "errors" not in status, (expression, status)
        return found

    def matches(test, given):
        said = f"{given:.2f}" if isinstance(given, float) else json.dumps(given)
        parts = re.split(r", (?![^\[]*\))", test)
        return any(evaluate(f"{said} in {part}" if part[0] == "[" else f"{said} in ({part})") is True for part in parts)

    assert check_decided(matches, evaluate, step=12) > 1000


@pytest.mark.skipif("YIDI_DMN_JS" not in os.environ, reason="YIDI_DMN_JS names a folder with dmn-moddle and feelin")
def test_dmn_moddle_and_feelin_decide_all_example_cases_as_we_do(tmp_path):
    """The schema of bpmn.io reads every document without a warning, and feelin evaluates it as we do."""
    tiers = {n: [0.0, *(b / 100 for b in t.tier.breaks.tolist())] for n, t in built_in().tables.items() if t.tier}
    for number, (area, day, cases) in enumerate(by_document(1)):
        (tmp_path / f"{number}.dmn").write_text(document(area, day).xml, "utf-8")
        asked_ = [{"inputs": c.inputs, "expected": c.expected} for c in cases]
        (tmp_path / f"{number}.json").write_text(json.dumps({"tiers": tiers, "cases": asked_}), "utf-8")
    script = Path(__file__).with_name("engine.mjs").resolve()
    folder = os.environ["YIDI_DMN_JS"]
    run = subprocess.run(["node", script, tmp_path], cwd=folder, capture_output=True, text=True, check=False)
    assert re.fullmatch(r"\d{5,} evaluations, 0 differ, 0 warnings\n", run.stdout), run.stdout + run.stderr
