"""Findings of conflicts, gaps and broken bounds bring a case that shows them."""

import json
import re
from pathlib import Path

import naive
import pytest

from yidi.base import open_base
from yidi.cases.case import parse_case
from yidi.cases.file import read_cases
from yidi.cases.written import in_lines, one_line
from yidi.check.formats import write
from yidi.files import builtin_folder, read_files
from yidi.names import expand
from yidi.witness.files import write_cases
from yidi.witness.shown import with_cases

ROOT = builtin_folder()
WRONG = Path(__file__).with_name("wrong.ttl").read_bytes()
GONE = b"rule:100000-travel-local\n"


def without(content, begin):
    """A file without the block that begins so."""
    return re.sub(re.escape(begin) + rb"(?:.+\n)+", b"", content)


@pytest.fixture(scope="module")
def broken():
    """The base with two rules that differ, one of them above a bound, and without a rule on what is local."""
    texts = {name: without(content, GONE) for name, content in read_files(ROOT).items()} | {"wrong.ttl": WRONG}
    _, base, findings = open_base(ROOT, texts)
    shown = ("rule-conflict", "decision-gap", "bound-broken", "exception-hidden")
    return base, {f.id: f for f in with_cases(base, findings) if f.id in shown}


def test_each_kind_brings_a_case(broken):
    """One that can be read."""
    base, found = broken

    assert {"rule-conflict", "decision-gap", "bound-broken"} <= set(found)
    for finding in found.values():
        parse_case(finding.case, base.case_vocabulary)


def test_both_rules_of_a_conflict_apply_to_its_case(broken):
    """The second opinion cannot decide it either, and names both."""
    base, found = broken
    case = parse_case(found["rule-conflict"].case, base.case_vocabulary)

    with pytest.raises(AssertionError, match=r"reduction.*350200-one.*350200-two.*contradict"):
        naive._decision(base, "reduction", naive._with_defaults(base, case), _decided(base, case))


def _decided(base, case):
    """What is decided before the reduction, in a base that may lack rules."""
    found = {}
    for name in base.vocabulary.decisions:
        if name == "reduction":
            break
        found[name] = naive._decision(base, name, naive._with_defaults(base, case), found)
    return found


def test_no_rule_covers_the_case_of_a_gap(broken):
    """The second opinion finds none."""
    base, found = broken
    case = parse_case(found["decision-gap"].case, base.case_vocabulary)
    decided = naive._decision(base, "travel", naive._with_defaults(base, case), {})

    assert (naive.NOT_KNOWN, frozenset()) == (decided.value, decided.rules)


def test_the_case_stands_below_the_finding_and_can_be_run(broken):
    """In text on one line of flow YAML, in JSON and SARIF as an object."""
    _, found = broken
    finding = found["rule-conflict"]
    last = finding.text("en").splitlines()[-1]

    assert last == f"    case  {one_line(finding.case)}"
    assert finding.case == json.loads(write([finding], "json", "en"))[0]["case"]
    sarif = json.loads(write([finding], "sarif", "zh"))["runs"][0]["results"][0]
    assert finding.case == sarif["properties"]["case"]


def test_a_file_of_each_case_waits_for_the_author_to_choose(broken, tmp_path):
    """It can be read, expects nothing yet, cites the sources of both rules, and is never overwritten."""
    base, found = broken
    paths = [path for path, _ in write_cases(base, found.values(), tmp_path, "zh")]

    assert len(found) == len(paths)
    conflict = next(p for p in paths if p.name.startswith("rule-conflict"))
    (case,) = read_cases(conflict)
    assert found["rule-conflict"].case == case.mapping
    assert not case.expect
    assert "source:n22-2-1" in case.source
    assert 2 == conflict.read_text("utf-8").count("# because: [rule:350200-")
    assert [False] * len(paths) == [new for _, new in write_cases(base, found.values(), tmp_path, "zh")]


@pytest.mark.parametrize("text", ["no", "2026-03-10", "360100", "a: b", '引号"里', "-x", "", "rule:a-1", "employee"])
def test_text_is_written_so_that_yaml_reads_it_again(text, tmp_path):
    """Words that YAML takes for something else are quoted."""
    file = tmp_path / "case.yaml"
    case = {"person": {"name": text, "list": [text, True, 3]}, "visit": {f"field{n}": text * 3 for n in range(20)}}
    file.write_text("given:\n" + "\n".join(in_lines(case, "  ")) + f"\nexpect: {one_line(case)}\n", "utf-8")
    (read,) = read_cases(file)

    assert case == read.mapping == read.expect


def test_the_rules_named_in_this_test_exist():
    """Else the base would not be broken in the way that is meant."""
    assert any(without(content, GONE) != content for content in read_files(ROOT).values())
    assert expand("rule:100000-travel-local").endswith("/rule/100000-travel-local")
