"""The command line: results on standard output, everything else on standard error, and the status that scripts need."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from rdflib import RDF, Graph, URIRef
from samples import guide

from yidi.cli import main


@pytest.fixture
def run(base, tmp_path, monkeypatch):
    """Give what runs a command in an empty folder, with the base already loaded."""
    monkeypatch.chdir(tmp_path)

    def loaded(_folder=None, *, unofficial=False):
        return base.with_claims if unofficial else base

    monkeypatch.setattr("yidi.base.load", loaded)
    return lambda *words, **more: CliRunner().invoke(main, [str(w) for w in words], catch_exceptions=False, **more)


def written(name, *cases):
    """Write cases into a YAML file, as several documents, and give its path."""
    path = Path(name)
    path.write_text(yaml.safe_dump_all(cases, allow_unicode=True), "utf-8")
    return path


def line_of(path, key):
    """Give the line of a key, counted from 1."""
    lines = Path(path).read_text("utf-8").splitlines()
    return 1 + next(i for i, line in enumerate(lines) if line.strip().startswith(f"{key}:"))


# decide ---------------------------------------------------------------------------


def test_one_case_gives_its_text(run):
    """The answer is Chinese text unless something else is asked for."""
    result = run("decide", written("case.yaml", guide()))

    assert (0, "") == (result.exit_code, result.stderr)
    assert result.stdout.startswith("直接结算；统筹基金支付 41225.00 元，个人负担 8775.00 元。\n")


def test_english_text(run):
    """`--lang en` gives English."""
    result = run("decide", written("case.yaml", guide()), "--lang", "en")

    assert result.stdout.startswith("Direct settlement; the pooled fund pays 41225.00 yuan, the person 8775.00 yuan.\n")


def test_one_case_gives_one_json_object(run, base):
    """A single answer is one object, laid out to be read."""
    result = run("decide", written("case.yaml", guide()), "--format", "json")

    assert base.decide(guide()) == json.loads(result.stdout)
    assert result.stdout.startswith("{\n")


def test_several_cases_give_json_lines_in_order(run, base):
    """Several answers, from one file or several, are a line each, in the order of the cases."""
    first = written("a.yaml", guide(), guide(visit__emergency=True))
    second = written("b.yaml", guide(filing=None))
    result = run("decide", first, second, "--format", "json")

    answers = [json.loads(line) for line in result.stdout.splitlines()]

    assert [base.decide(c) for c in (guide(), guide(visit__emergency=True), guide(filing=None))] == answers


KUNMING = {
    "person": {"insuredIn": "530100", "scheme": "employee", "retired": False},
    "visit": {"hospital": {"region": "530100", "level": "secondary"}, "care": "inpatient", "admittedOn": "2025-06-10"},
}
"""Somebody insured where only an unofficial source gives numbers."""


def test_unofficial_numbers_only_where_they_are_asked_for(run, base):
    path = written("case.yaml", KUNMING)
    without, asking = run("decide", path, "--lang", "en"), run("decide", path, "--lang", "en", "--unofficial")

    assert "deductible not known" in without.stdout
    assert "deductible 500.00" in asking.stdout
    assert "“二级500元” (an unofficial number)" in asking.stdout
    assert (
        "! Only an unofficial source (good9527/china-medical-insurance, data set) gives these numbers" in asking.stdout
    )
    found = json.loads(run("decide", path, "--format", "json", "--unofficial").stdout)
    assert found == base.decide(KUNMING, unofficial=True)
    assert "claim:530100-deductible-employee-secondary" in run("decide", path, "--format", "ttl", "--unofficial").stdout


def test_a_batch_of_unofficial_numbers(run):
    Path("in.csv").write_text(
        "person.insuredIn,person.scheme,visit.hospital.level,visit.care,visit.admittedOn\n"
        "530100,employee,secondary,inpatient,2025-06-10\n",
        "utf-8",
    )
    for flags, number in (([], ""), (["--unofficial"], "500.00")):
        assert run("batch", "in.csv", "out.csv", *flags).exit_code == 0
        with Path("out.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert row["benefit.deductible"] == number


def test_an_example_case_gives_its_name(run):
    """The name of an example case heads its answer."""
    example = {"name": "郑州职工常驻北京", "given": guide(), "expect": {"settlement.route": "manual"}}
    result = run("decide", written("case.yaml", example))

    assert result.stdout.startswith("郑州职工常驻北京\n直接结算；")


def test_turtle(run):
    """`--format ttl` gives RDF that can be read back."""
    result = run("decide", written("case.yaml", guide()), "--format", "ttl")

    graph = Graph().parse(data=result.stdout, format="turtle")

    assert 1 == len(list(graph.subjects(RDF.type, URIRef("https://w3id.org/yidi/ns#Answer"))))


def test_standard_input(run, base):
    """A dash stands for standard input, in YAML or JSON."""
    for text in (yaml.safe_dump(guide()), json.dumps(guide())):
        result = run("decide", "-", "--format", "json", input=text)
        assert base.decide(guide()) == json.loads(result.stdout)


def test_as_of(run):
    """`--as-of` decides by what held on another day."""
    result = run("decide", written("case.yaml", guide()), "--as-of", "2024-06-01", "--format", "json")

    assert "2024-06-01" == json.loads(result.stdout)["asOf"]


def test_all_faults_of_all_files_at_once(run):
    """Every fault is a line with its file, line and column; nothing is decided, and the status is 2."""
    good = written("good.yaml", guide())
    bad = written("bad.yaml", guide(visit__care="surgery", visit__admittedOn="2025-02-30"))
    broken = Path("broken.yaml")
    broken.write_text("person: {insuredIn: '410100'\n", "utf-8")
    result = run("decide", good, bad, broken, "missing.yaml")

    lines = result.stderr.splitlines()

    assert (2, "") == (result.exit_code, result.stdout)
    assert [
        f"bad.yaml:{line_of(bad, 'admittedOn')}:3  error  visit.admittedOn: '2025-02-30' is not a date (YYYY-MM-DD)",
        (
            f"bad.yaml:{line_of(bad, 'care')}:3  error  visit.care: 'surgery' is not one of "
            "inpatient, outpatient, outpatient-chronic, emergency-outpatient, pharmacy, "
            "maternity, online-outpatient"
        ),
    ] == sorted(line for line in lines if line.startswith("bad.yaml"))
    assert 1 == len([line for line in lines if line.startswith("broken.yaml:")])
    assert 1 == len([line for line in lines if line.startswith("missing.yaml")])
    assert 4 == len(lines)


def test_faults_in_chinese(run):
    """With `--lang zh` the messages are Chinese as well."""
    result = run("decide", written("bad.yaml", guide(visit__care=None)), "--lang", "zh")

    assert 2 == result.exit_code
    assert "visit.care" in result.stderr
    assert "is required" not in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("decide",), "Missing argument 'CASES...'"),
        (("decide", "case.yaml", "--format", "pdf"), "'pdf' is not one of"),
        (("decide", "case.yaml", "--lang", "fr"), "'fr' is not one of"),
        (("decide", "case.yaml", "--as-of", "tomorrow"), "'tomorrow' does not match the format"),
        (("divine",), "No such command 'divine'"),
    ],
)
def test_a_command_that_cannot_be_meant(run, words, message):
    """A wrong option is told in a line, with status 2."""
    written("case.yaml", guide())
    result = run(*words)

    assert (2, "") == (result.exit_code, result.stdout)
    assert message in result.stderr


def test_a_folder_in_place_of_a_file(run):
    """A folder is not a case; the message says so, without a traceback."""
    Path("folder").mkdir()
    result = run("decide", "folder")

    assert (2, 1) == (result.exit_code, len(result.stderr.splitlines()))
    assert result.stderr.startswith("folder")


# check and test -------------------------------------------------------------------


def small_base(folder, day):
    """Write a base of one file."""
    path = Path(folder) / "ontology" / "base.ttl"
    path.parent.mkdir(parents=True)
    path.write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "@prefix yidi: <https://w3id.org/yidi/ns#> .\n\n"
        '<https://w3id.org/yidi/id/base>\n    a yidi:KnowledgeBase ;\n    rdfs:label "小"@zh , "Small"@en ;\n'
        f'    yidi:coversFrom "{day}"^^xsd:date .\n',
        "utf-8",
    )
    return folder


def test_checking_a_broken_base(run):
    """Findings go to standard output, their number to standard error, and the status is 1."""
    result = run("check", "--base", small_base("broken", "2023-13-01"))

    assert 1 == result.exit_code
    assert (
        "broken/ontology/base.ttl:8:21  error  date-invalid  '2023-13-01' is not a date. "
        'Write "YYYY-MM-DD"^^xsd:date without a time zone.'
    ) in result.stdout.splitlines()
    assert result.stderr.endswith("findings\n") or result.stderr.endswith("finding\n")


@pytest.mark.parametrize(("form", "first"), [("sarif", "{"), ("junit", "<?xml"), ("json", "[")])
def test_findings_for_machines(run, form, first):
    """Other programs read the same findings in their own form, and nothing stands beside them."""
    result = run("check", "--base", small_base("broken", "2023-13-01"), "--format", form)

    assert 1 == result.exit_code
    assert result.stdout.lstrip().startswith(first)
    assert "date-invalid" in result.stdout


def test_a_base_that_does_not_compile_is_told_in_chinese(tmp_path, monkeypatch):
    """With `--lang zh` a verb that needs the base says in Chinese what is wrong with it."""
    monkeypatch.chdir(tmp_path)
    words = ["decide", str(written("case.yaml", guide())), "--base", str(small_base("broken", "2023-13-01"))]
    result = CliRunner().invoke(main, [*words, "--lang", "zh"], catch_exceptions=False)

    assert (2, "") == (result.exit_code, result.stdout)
    assert "'2023-13-01' 不是" in result.stderr


def test_checking_a_folder_without_a_base(run):
    """A folder without an ontology is bad input."""
    result = run("check", "--base", ".")

    assert (2, "", ".: there is no folder 'ontology' here. Give the folder that holds it.\n") == (
        result.exit_code,
        result.stdout,
        result.stderr,
    )


def example(name, **expect):
    return [{"name": name, "source": ["source:n22-2-1"], "given": guide(), "expect": expect}]


def test_example_cases_that_hold(run):
    """Examples that come out as expected give status 0."""
    path = Path("cases.yaml")
    path.write_text(yaml.safe_dump(example("holds", **{"settlement.route": "direct"})), "utf-8")
    result = run("test", path)

    assert 0 == result.exit_code
    assert "1 case, 0 failed" in result.output


def test_example_cases_that_fail(run):
    """A difference is told with its place and both values, and the status is 1."""
    path = Path("cases.yaml")
    path.write_text(yaml.safe_dump(example("fails", **{"settlement.route": "manual"})), "utf-8")
    result = run("test", path)

    assert 1 == result.exit_code
    assert "cases.yaml:" in result.output
    assert "manual" in result.output
    assert "direct" in result.output


# The real command -----------------------------------------------------------------


def test_the_command_in_a_process_of_its_own(cache, tmp_path):
    """As users run it: text on standard output as UTF-8, nothing on standard error, status 0; and 2 for bad input."""
    assert cache.is_dir()
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(guide()), "utf-8")
    bad.write_text("{}", "utf-8")
    command = [sys.executable, "-m", "yidi.cli", "decide"]

    fine, wrong = (subprocess.run([*command, path], capture_output=True, check=False) for path in (good, bad))

    assert (0, b"") == (fine.returncode, fine.stderr)
    assert fine.stdout.decode().startswith("直接结算；统筹基金支付 41225.00 元")
    assert (2, b"") == (wrong.returncode, wrong.stdout)
    assert [
        f"{bad}:1:1  error  person: is required",
        f"{bad}:1:1  error  visit: is required",
    ] == wrong.stderr.decode().splitlines()
