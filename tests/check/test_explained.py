"""`yidi check --explain`: what each finding means, in both languages."""

import pytest
from click.testing import CliRunner
from sound import ROOT

from yidi.check.explained import explained, mending
from yidi.commands.check import check
from yidi.errors import BaseError
from yidi.findings import FINDINGS, about


def asked(*arguments):
    return CliRunner().invoke(check, ["--explain", *arguments])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_says_what_it_is_and_why_it_matters(language):
    """No file of a finding lacks a part, or has one that nobody reads."""
    for name in FINDINGS:
        said = about(name)

        assert {"level", "title", "message", "why"} <= said.keys() <= {"level", "title", "message", "why", "meant"}
        for part in said.keys() - {"level"}:
            assert {"zh", "en"} == said[part].keys(), name
            assert (part == "message") or "{" not in said[part][language].replace("{?value}", "")
        assert said["title"][language] in explained(name, language, ROOT).splitlines()[0]
    assert len(FINDINGS) >= 145


def test_titles_tell_findings_apart():
    for language in ("zh", "en"):
        assert len(FINDINGS) == len({about(name)["title"][language] for name in FINDINGS})


def test_a_finding_is_explained_with_its_example_and_what_mends_it():
    """In lines: what it is, why, how it reads, the mistake as it is told, and the difference."""
    shown = asked("rule-conflict")
    lines = shown.stdout.splitlines()

    assert shown.exit_code == 0
    assert lines[0] == "rule-conflict  error  Two rules contradict each other"
    assert "… and … differ in decision:…: … against …, for …." in shown.stdout
    assert "  rule-conflict.ttl:17:1  error  rule-conflict  rule:first and rule:second differ" in shown.stdout
    assert [line for line in lines if line.startswith("  +")] == ["  +    yidi:scheme scheme:resident ;"]


def test_a_warning_that_may_be_meant_says_how():
    """In Chinese too."""
    shown = asked("rule-lapsed", "--lang", "zh").stdout

    assert "如果确是本意\n" in shown
    assert shown.startswith("rule-lapsed  warning  规则失效后没有接续\n")
    assert "rule:example 于 2024-12-31 失效" in shown


def test_without_the_source_there_is_no_example(tmp_path):
    """An installed package has no tests, and says where they are."""
    text = explained("rule-conflict", "en", tmp_path)

    assert text.splitlines()[-1].endswith("in the source of Yidi: tests/broken and tests/mended.")


@pytest.mark.parametrize(
    ("name", "near"),
    [("rule-conflct", "rule-conflict"), ("figure", "figure-bound"), ("zzz", None), ("../x", None), ("", None)],
)
def test_an_id_that_no_finding_has_is_a_fault(name, near):
    """With those that come near, and no file of another folder."""
    shown = asked(name)

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert (near or "after the level") in shown.stderr
    with pytest.raises(BaseError):
        explained(name, "zh", ROOT)


def test_a_missing_line_end_is_seen_in_the_difference():
    assert mending(b"# expect:\n\na\nb", b"a\nb\n") == [" a", "-b", "\\ No newline at end of file", "+b"]
