"""`yidi query`, as a person and a script use it."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from yidi.cli import main

AREA = ("--param", "area=360100", "--param", "day=2025-06-01", "--param", "decision=changeLock")


def run(*arguments):
    """Give the result of `yidi query` with these arguments."""
    return CliRunner().invoke(main, ["query", *arguments])


def test_without_a_name_the_queries_are_listed():
    """In Chinese, as answers are; in English on request."""
    assert run().exit_code == 0
    assert "  rules-in-area " in run().stdout
    assert "某地参保人某日适用哪些规则？" in run().stdout
    assert "Which rules are in force" in run("--lang", "en").stdout


def test_a_query_answers_with_an_aligned_table():
    """The rows on standard output, their number on standard error."""
    result = run("rules-in-area", *AREA, "--lang", "en")

    assert result.exit_code == 0
    assert (
        "decision    jurisdiction  rule                          label                                           value"
        "  bound   from        to\n"
        "changeLock  100000        100000-change-lock-long-term  Limit on barring changes of a long-term filing  6    "
        "  atMost  2023-01-01\n" == result.stdout
    )
    assert "1 row\n" == result.stderr


def test_a_query_answers_programs():
    """The same rows as JSON and CSV, and the terms as Turtle."""
    rows = json.loads(run("rules-in-area", *AREA, "--format", "json").stdout)
    table = list(csv.DictReader(io.StringIO(run("rules-in-area", *AREA, "--format", "csv").stdout)))
    turtle = run("rules-in-area", *AREA, "--format", "ttl").stdout

    assert ["长期备案变更取消时限的上限"] == [row["label"] for row in rows]
    assert [{name: value or "" for name, value in row.items()} for row in rows] == table
    assert "<https://w3id.org/yidi/id/rule/100000-change-lock-long-term>" in turtle


def test_the_language_of_labels_may_differ_from_that_of_the_table():
    """A parameter that is given is not changed."""
    result = run("rules-in-area", *AREA, "--param", "lang=zh", "--lang", "en", "--format", "json")

    assert ["长期备案变更取消时限的上限"] == [row["label"] for row in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rules",), "there is no query 'rules'; did you mean 'rules-in-area'? `yidi query` lists them all.\n"),
        (("rules-in-area",), "area: is required\n"),
        (("rules-in-area", "--lang", "zh"), "area: 必须填写\n"),
        (
            ("rules-in-area", "--param", "area", "--param", "day=1", "--param", "day=2"),
            "--param: 'area' is not written as NAME=VALUE\nday: is given twice\n",
        ),
        (
            ("rules-in-area", "--param", "area=1", "--param", "day=never", "--param", "when=now"),
            (
                "when: unknown parameter\n"
                "area: '1' is not the code of a pooling area or of a place in one (six digits, in quotes)\n"
                "day: 'never' is not a date (YYYY-MM-DD)\n"
            ),
        ),
    ],
)
def test_what_is_wrong_is_told_at_once(arguments, message):
    """On standard error, with exit status 2."""
    result = run(*arguments)

    assert message == result.stderr
    assert "" == result.stdout
    assert 2 == result.exit_code


def test_a_query_describes_itself():
    """In the language asked for."""
    assert run("rules-in-area", "--describe", "--lang", "en").stdout.startswith("rules-in-area: Which rules")


def test_a_base_without_queries_answers_the_built_in_ones(tmp_path):
    """But its own broken ones are told with their places."""
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mine.rq").write_text("select * where { ?s ?p ?o }\n")
    result = run("--base", str(tmp_path))

    assert 2 == result.exit_code
    assert "mine.rq:1:1  error  query-header  " in result.stderr
