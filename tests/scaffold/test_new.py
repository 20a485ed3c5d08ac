"""`yidi new` from the command line: a new rule for a new area, and a base that is sound afterwards."""

import shlex
import shutil

import pytest
from click.testing import CliRunner

from yidi.cli import main
from yidi.commands.new import new
from yidi.files import builtin_folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the base, to write into."""
    root = tmp_path_factory.mktemp("base")
    for part in ("ontology", "queries", "shapes"):
        shutil.copytree(builtin_folder() / part, root / part)
    return root


def run(folder, *arguments):
    return CliRunner().invoke(new, [*arguments, "--base", str(folder)], catch_exceptions=False)


RULE = (
    *("rule", "--decision", "paymentRatio", "--area", "410100", "--scheme", "employee", "--care", "inpatient"),
    *("--value", "0.85", "--from", "2025-01-01", "--basis", "source:n22-2-1", "--figure", "85%"),
    *("--label-zh", "郑州职工住院支付比例", "--label-en", "Zhengzhou employees: inpatient ratio"),
)


def test_a_dry_run_and_a_fault_change_nothing(folder):
    """The one shows what would be written, the other says what is wrong."""
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*")}

    shown = run(folder, *RULE, "--dry-run")
    refused = run(folder, *RULE, "--level", "highest")

    assert 0 == shown.exit_code
    assert "+rule:410100-ratio-employee-inpatient\n" in shown.stdout
    assert 2 == refused.exit_code
    assert "--level: 'highest' is not known." in refused.stderr
    assert before == {p: p.stat().st_mtime_ns for p in folder.rglob("*")}


def shown():
    """The commands of the guide for authors, each with the lines that it prints."""
    page = (builtin_folder() / "docs" / "authoring.md").read_text("utf-8")
    for block in page[: page.index("## Conditions")].replace("\\\n", " ").split("$ yidi ")[1:]:
        command, *lines = block.split("```")[0].strip().split("\n")
        yield shlex.split(command), lines


def test_the_guide_for_authors_is_true(folder, monkeypatch):
    """Its commands lead from nothing to a rule with two cases, and print what it shows; … stands for the rest."""
    monkeypatch.chdir(folder)
    steps = list(shown())

    assert ["new", "new", "new", "new", "test"] == [command[0] for command, _ in steps]
    for command, lines in steps:
        result = CliRunner().invoke(main, [*command, "--base", "."], catch_exceptions=False)
        printed = result.stdout.splitlines()
        assert 0 == result.exit_code
        assert all(
            line == told or (line.endswith("…") and told.startswith(line[:-1]))
            for line, told in zip(lines, printed, strict=False)
        ), printed
        assert len(printed) - len(lines) in (0, 1)  # it also says that this is not the built-in base


def test_a_folder_without_a_base_is_refused(tmp_path):
    """Nothing is begun there."""
    result = run(tmp_path, "area", "410100")

    assert (2, []) == (result.exit_code, list(tmp_path.iterdir()))
    assert "no folder 'ontology'" in result.stderr
