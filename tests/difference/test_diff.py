"""`yidi diff` as its users meet it: a change of policy, revisions of git, and what cannot be compared."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from random_bases import FRAME

from yidi.base import load_files
from yidi.cli import main
from yidi.difference import Version, compare
from yidi.difference.forms import write
from yidi.difference.markdown import markdown
from yidi.difference.record import record
from yidi.files import read_files

ROOT = Path(__file__).parents[2]
RULE = "rule:360000-reduction-referral"
CASES = ("360100-nanchang.yaml", "610100-xian.yaml")

# A change of policy in the built-in base ------------------------------------------------


@pytest.fixture(scope="module")
def versions(base):
    """Give the built-in base, and the one in which Jiangxi halves the first self-payment of referrals."""
    texts = read_files(ROOT)
    name = next(n for n in texts if n.endswith("360000-jiangxi.ttl"))
    block = texts[name].split(RULE.encode())[1].split(b" .\n\n")[0]
    halved = block.replace(b'"0.10"', b'"0.05"').replace("自付10%".encode(), "自付5%".encode())
    assert halved != block
    changed = {**texts, name: texts[name].replace(block, halved)}
    cases = {n: (ROOT / "tests/cases" / n).read_bytes() for n in CASES}
    old = Version("old", base, {n: c for n, c in texts.items() if n == name}, {}, {})
    return old, Version("new", load_files(ROOT, changed), {name: changed[name]}, {}, cases)


@pytest.fixture(scope="module")
def found(versions):
    return record(compare(*versions), "zh")


def test_the_rule_is_told_with_what_of_it_changes(found):
    (change,) = found["rules"]

    assert ("changed", RULE) == (change["kind"], change["rule"])
    assert {"value": "先行自付 10% → 5%", "figure": "“先行自付10%” → “先行自付5%”"} == {
        f["field"]: f["text"] for f in change["fields"]
    }
    assert "360000-jiangxi.ttl:" in change["old"]["place"]


def test_the_cells_are_told_as_one_condition_in_words(found):
    (decision,) = found["decisions"]
    (box,) = decision["changes"]

    assert "江西省，转诊人员、急诊抢救人员，跨省异地，2025-01-01 起" == box["where"]
    assert "先行自付 10% → 5%" == box["change"]
    assert box["hasCase"]
    assert [RULE] == [r["rule"] for r in box["rules"]["new"]]


def test_cases_tell_by_how_much_and_because_of_which_rule(found):
    """Of a bill of 50,000 yuan that counts, 5 % less is paid by the person first, and 85 % of that by the fund."""
    cases = {c["name"]: c for c in found["cases"]["changes"]}
    case = cases["南昌职工转诊到上海，已备案：先行自付10%，再减起付、乘比例"]

    assert {"old": "37570.00", "new": "39695.00", "by": "2125.00"} == case["fundPays"]
    assert [RULE] == [r["rule"] for f in case["fields"] if f["cause"] for r in f["rules"]["new"]]
    assert found["cases"]["count"] == found["cases"]["same"] + len(cases)
    assert all("南昌" in name for name in cases)
    assert "2125.00" == found["cases"]["fundPays"]["largest"]["by"]


def test_every_form_can_be_written_in_both_languages(versions):
    difference = compare(*versions)
    for language in ("zh", "en"):
        assert RULE in write(difference, "text", language)
        assert RULE in json.dumps(json.loads(write(difference, "json", language)))
        assert "| --" not in write(difference, "markdown", language)
        assert RULE.replace("_", "\\_") in write(difference, "markdown", language)


def test_markdown_never_outgrows_a_comment_and_counts_what_it_leaves_out(found):
    many = {**found, "cases": {**found["cases"], "changes": found["cases"]["changes"] * 500}}
    text = markdown(many, "zh")

    assert len(text) < 65_000
    assert "……另有 " in text
    assert text.count("<details>") == text.count("</details>") > 0


def test_markdown_shows_markup_of_names_as_it_is(found):
    """A name in a pull request can neither call anybody nor draw a picture."""
    sly = {**found, "new": {"name": "@all ![x](http://x) <img> | `a`", "hash": ""}}
    text = markdown(sly, "en")

    assert "@all" not in text
    assert "<img>" not in text
    assert "![x]" not in text


# Revisions ------------------------------------------------------------------------------

MORE = """
rule:r0 a yidi:Rule ; yidi:decides decision:validity ; yidi:jurisdiction area:p ; yidi:value "%s"^^yidi:months ;
    yidi:validFrom "2024-01-01"^^xsd:date ; yidi:basis source:s ; yidi:lastChecked "2024-01-01"^^xsd:date .
source:s a yidi:Provision .
"""


def git(folder, *words):
    who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Give a clone with two revisions of a small base below its top, and a third one that does not compile."""
    folder = tmp_path_factory.mktemp("clone")
    git(folder, "init", "-q", "-b", "main")
    ontology = folder / "policy" / "ontology"
    ontology.mkdir(parents=True)
    for tag, more in (("one", MORE % 3), ("two", MORE % 6), ("broken", "rule:r1 a")):
        (ontology / "base.ttl").write_text(FRAME + more, "utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", tag)
        git(folder, "tag", tag)
    (ontology / "base.ttl").write_text(FRAME + (MORE % 6).replace("rule:r0", "rule:renamed"), "utf-8")
    return folder / "policy"


def run(clone, *words):
    return CliRunner().invoke(main, ["diff", *words, "--base", str(clone)], catch_exceptions=False)


def test_two_revisions_are_compared_without_checking_them_out(clone):
    result = run(clone, "one", "two", "--format", "json", "--exit-code")
    found = json.loads(result.stdout)

    assert 1 == result.exit_code
    assert ["3 → 6 个月"] == [b["change"] for d in found["decisions"] for b in d["changes"]]
    assert [["c", "d"]] == [b["areas"] for d in found["decisions"] for b in d["changes"]]


def test_one_revision_is_compared_with_the_working_tree_and_a_rule_may_be_renamed(clone):
    result = run(clone, "two", "--format", "json")
    found = json.loads(result.stdout)

    assert [("renamed", "rule:r0", "rule:renamed")] == [
        (c["kind"], c["old"]["rule"], c["new"]["rule"]) for c in found["rules"]
    ]
    assert [] == found["decisions"]


def test_nothing_differs_between_a_revision_and_itself(clone):
    result = run(clone, "one", "one", "--exit-code", "--lang", "en")

    assert (0, "one → one: nothing that matters differs") == (result.exit_code, result.stdout.split("\n")[0])


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "-x", "HEAD:policy/none", "", "a b", "\u5730"])
def test_an_unknown_revision_is_a_message(clone, name):
    result = CliRunner().invoke(main, ["diff", "--base", str(clone), "--", name])

    assert 2 == result.exit_code
    assert "" == result.stdout
    assert "neither a folder with an 'ontology' nor a revision" in result.stderr


def test_a_revision_that_does_not_compile_tells_its_findings_as_git_names_files(clone):
    result = run(clone, "one", "broken")

    assert 2 == result.exit_code
    assert "broken:" in result.stderr
    assert "base.ttl:" in result.stderr


def test_outside_a_clone_a_revision_is_a_message(tmp_path):
    (tmp_path / "ontology").mkdir()
    result = run(tmp_path, "main")

    assert 2 == result.exit_code
    assert "git" in result.stderr


def test_a_rule_that_only_another_one_beats_is_no_change_of_outcome(clone):
    """The same outcome by another rule is counted, and listed where it is asked for."""
    texts = {"base.ttl": (FRAME + MORE % 3).encode()}
    more = "\nrule:r2 " + (MORE % 3).split("rule:r0 ")[1].split("source:s a")[0].replace("area:p", "area:c")
    old = Version("a", load_files(clone, texts), {}, {}, {})
    new = replace(old, name="b", base=load_files(clone, {"base.ttl": texts["base.ttl"] + more.encode()}))
    found = record(compare(old, new), "en", reasons=True)

    assert 0 == found["summary"]["outcomes"]
    assert [["rule:r2"]] == [[r["rule"] for r in b["rules"]["new"]] for d in found["decisions"] for b in d["reasons"]]


def test_of_what_a_rule_points_to_only_the_difference_is_told(clone):
    """A list of names that grows by one is read by nobody."""
    old = FRAME + MORE % 3 + "source:t a yidi:Provision ."
    texts = [old, old.replace("yidi:basis source:s", "yidi:basis source:s , source:t")]
    bases = [load_files(clone, {"base.ttl": text.encode()}) for text in texts]
    versions = [Version(base.hash, base, {}, {}, {}) for base in bases]
    (change,) = record(compare(*versions), "zh")["rules"]

    assert [("basis", "+ 《》 (source:t)")] == [(f["field"], f["text"]) for f in change["fields"]]
