"""What cases reach: states, shapes, queries and statements, and the reports on them."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from math import prod
from pathlib import Path

import pytest
from click.testing import CliRunner

from yidi import Base
from yidi.cli import main
from yidi.errors import UsageError
from yidi.examples import measured as measured_module
from yidi.examples.beyond import queries_reached, shapes_reached
from yidi.examples.blocks import Blocks
from yidi.examples.covered import covered_object, covered_text
from yidi.examples.excuses import excuse_failures, read_excuses
from yidi.examples.item import KINDS
from yidi.examples.lcov import lcov_text
from yidi.examples.measured import measure
from yidi.examples.run import run_examples
from yidi.examples.site import page_of, write_site
from yidi.examples.states import sizes
from yidi.names import expand, short

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
FILE = CASES / "settlement-route.yaml"
FIRED, OTHER = "rule:100000-route-not-opened", "rule:610100-reduction-unfiled"


@pytest.fixture(scope="module")
def report(base):
    """Give the report on one file of cases."""
    return run_examples(base, [FILE])


@pytest.fixture(scope="module")
def measured(base, report):
    """Give what that file reaches, without asking the named queries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measured_module, "queries_reached", lambda _: ())
        patch.chdir(ROOT)
        return measure(base, report)


# Counts ---------------------------------------------------------------------------


def test_each_kind_is_counted_apart(base, measured):
    """Rules, bounds and claims are not mixed, and none is left out."""
    values = [r for r in base.rules.values() if not r.is_bound]

    assert len(measured.of("rule")) == len(values)
    assert len(measured.of("bound")) == len(base.rules) - len(values)
    assert len(measured.of("claim")) == len(base.claims)
    assert len(measured.of("decision")) == len(base.tables)
    assert len(measured.of("shape")) >= 150
    assert len(measured.of("statement")) == len({link.statement for link in base.carried})
    assert {item.kind for item in measured.items} <= set(KINDS)


def test_a_rule_is_reached_by_the_cases_in_which_it_prevails(report, measured):
    """And just missed by others; claims by none of these cases."""
    items = {item.name: item for item in measured.items}

    assert items[FIRED].reached == report.coverage.fired[expand(FIRED)]
    assert items[FIRED].reached
    assert items[FIRED].missed
    assert not items[OTHER].reached
    assert not any(item.reached for item in measured.of("claim"))


def test_every_shape_has_a_filing_and_a_base_without_filings_has_none(base, measured, tmp_path):
    """The names are those of the files in tests/filings/fail."""
    (tmp_path / "shapes").symlink_to(ROOT / "shapes")

    assert all(item.reached for item in measured.of("shape"))
    assert all("tests/filings/fail/" in name for item in measured.of("shape") for name in item.reached)
    assert not any(item.reached for item in shapes_reached(tmp_path))
    assert base


@pytest.mark.parametrize(
    ("rows", "expected"), [([{"name": "x"}], True), ([], False), (UsageError("no such place"), False)]
)
def test_a_query_is_reached_where_its_example_gives_rows(base, monkeypatch, rows, expected):
    """One that finds nothing or cannot be asked is not."""
    asked = []

    def query(_, name, /, **arguments):
        asked.append((name, arguments))
        if isinstance(rows, Exception):
            raise rows
        return rows

    monkeypatch.setattr(Base, "query", query)
    items = list(queries_reached(base))

    assert len(items) == len(asked) >= 30
    assert all(bool(item.reached) is expected for item in items)
    assert dict(asked)["where-to-ask"]["area"]


# States ---------------------------------------------------------------------------


def test_a_state_is_reached_by_exactly_the_cases_whose_rules_are_its_own(report, measured):
    """The rules that an answer names are those of the state, winners and losers."""
    states = [s for s in measured.states if s.decision == "settlementRoute"]
    cases = {e.name: e for e in report.examples}

    reached = [s for s in states if s.reached]
    assert len(reached) >= 8
    for state in reached:
        for name in state.reached:
            for rule in state.prevailing:
                assert name in report.coverage.fired[expand(rule)]
            assert name in cases
    everyone = [name for s in states for name in s.reached]
    assert len(everyone) == len(set(everyone))


def test_states_are_those_of_the_table_in_which_a_rule_applies(base, measured):
    """Each once, all of some size, those before the base's first day left out."""
    for name, table in base.tables.items():
        states = [s for s in measured.states if s.decision == name]
        assert len(states) <= len(table.state_legend)
        assert all(s.cells and s.areas and s.prevailing for s in states)
        whole = len(table.starts) * prod(axis.size for axis in table.all_axes)
        assert sum(size.cells for size in sizes(base, table).values()) <= whole
    late = replace(base, first_day=10**7)
    assert not sizes(late, base.tables["settlementRoute"])


def test_the_largest_come_first(measured):
    """By areas, then by cells."""
    found = measured.unreached("settlementRoute")

    assert found
    assert [(-s.areas, -s.cells) for s in found] == sorted((-s.areas, -s.cells) for s in found)


def test_a_case_with_open_facts_reaches_no_state_that_is_not_certain(base, tmp_path):
    """Whether the hospital opened the service is not said."""
    (tmp_path / "a.yaml").write_text(
        "- name: a\n  source: [source:n22-2-1]\n  given:\n"
        '    person: {insuredIn: "410100", scheme: employee}\n'
        "    visit: {hospital: {region: '110000', level: tertiary}, care: inpatient, admittedOn: '2025-06-10'}\n"
        "  expect: {travel: inter-provincial}\n",
        "utf-8",
    )
    report = run_examples(base, [tmp_path])

    assert report.passed
    assert not report.coverage.states["settlementRoute"]
    assert list(report.coverage.states["travel"].values()) == [("a",)]


# Reports --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_text_tells_counts_and_what_is_open(base, measured, language):
    """Of a part of the cases the counts alone."""
    whole = covered_text(base, measured, language, whole=True)
    part = covered_text(base, measured, language, whole=False)

    assert len(whole.splitlines()) > 40
    assert len(part.splitlines()) == 8
    assert "decision:settlementRoute" in whole
    assert "{" not in whole


def test_json_has_every_item_and_state(measured):
    """With all that reaches it."""
    found = json.loads(json.dumps(covered_object(measured)))

    assert len(found["items"]) == len(measured.items)
    assert len(found["states"]) == len(measured.states)
    assert found["counts"]["rule"]["total"] == len(measured.of("rule"))
    item = next(i for i in found["items"] if i["name"] == FIRED)
    assert item["file"].endswith(".ttl")
    assert item["reachedBy"]


def test_lcov_holds_each_line_of_each_rule_with_its_count(measured, monkeypatch):
    """The lines are those of the blocks; the totals are the sums."""
    monkeypatch.chdir(ROOT)
    records = [r.splitlines() for r in lcov_text(measured).split("end_of_record\n") if r.strip()]
    item = next(i for i in measured.items if i.name == FIRED)
    record = next(r for r in records if f"SF:{item.place.file}" in r)
    counts = dict(line[3:].split(",") for line in record if line.startswith("DA:"))
    block = Path(item.place.file).read_text("utf-8").splitlines()[item.place.line - 1 :]
    length = next(n for n, line in enumerate(block) if line.endswith(" ."))

    assert f"FN:{item.place.line},{FIRED}" in record
    assert f"FNDA:{len(item.reached)},{FIRED}" in record
    assert [counts[str(item.place.line + n)] for n in range(length + 1)] == [str(len(item.reached))] * (length + 1)
    assert not any("/claims/" in line or "claim:" in line for each in records for line in each)
    assert len(records) >= 50
    for each in records:
        assert each[0] == "TN:"
        for found, hit, kind, part in (("LF", "LH", "DA", 1), ("FNF", "FNH", "FNDA", 0), ("BRF", "BRH", "BRDA", 3)):
            numbers = [int(x.split(":", 1)[1].split(",")[part]) for x in each if x.startswith(f"{kind}:")]
            assert f"{found}:{len(numbers)}" in each
            assert f"{hit}:{sum(n > 0 for n in numbers)}" in each


class Page(HTMLParser):
    """The places and links of a page."""

    def __init__(self, text):
        """Read it."""
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Collect, and refuse whatever would be fetched."""
        known = dict(attrs)
        assert tag not in {"script", "link", "img", "iframe"}
        self.ids.add(known.get("id"))
        self.links += [known["href"]] if "href" in known else []


def test_the_pages_link_only_to_one_another(base, report, measured, tmp_path, monkeypatch):
    """Every link leads to a page and line that is there; nothing is fetched."""
    monkeypatch.chdir(ROOT)
    index = write_site(tmp_path / "pages", base, report, measured, "zh")
    pages = {file.name: Page(file.read_text("utf-8")) for file in index.parent.iterdir()}

    assert len(pages) >= 100
    assert len(pages["index.html"].links) >= 100
    for name, page in pages.items():
        for link in page.links:
            target, _, line = link.partition("#")
            assert not line or line in pages[target or name].ids
            assert target in pages or not target
    text = (index.parent / page_of(next(i for i in measured.items if i.name == FIRED).place.file)).read_text("utf-8")
    assert "定点医院没有开通异地住院结算" in text


def test_blocks_end_at_the_full_stop_that_ends_them():
    """Not at those of texts, numbers, names and comments."""
    text = 'a:b c:d "x . y" , """z .\n . """ , <http://a.b/> , 1.5 ; # no .\n\n  e:f g.h .\n\n# more .\nx:y a z:w .\n'

    assert Blocks(text).lines(1) == [1, 2, 4]
    assert Blocks(text).lines(7) == [7]


# Excuses --------------------------------------------------------------------------


def test_an_excuse_is_refused_where_it_is_not_needed_not_known_or_empty(base, report, tmp_path):
    """Each at its line; one that is needed stands."""
    file = tmp_path / "uncovered.yaml"
    assert not read_excuses(file)
    excuses = [f"{FIRED}: cannot", f"{OTHER}: not yet", "rule:610100-unfilled: x", "rule:610100-cap-employee:"]
    file.write_text("\n".join(excuses), "utf-8")

    found = [(f.id, f.place.line) for f in excuse_failures(base, report, read_excuses(file))]

    assert found == [("excuse-needless", 1), ("excuse-unknown", 3), ("excuse-empty", 4)]


def test_the_list_of_excuses_may_be_empty(tmp_path):
    """As it is where every rule is tried."""
    (tmp_path / "uncovered.yaml").write_text("# none\n{}\n")

    assert not read_excuses(tmp_path / "uncovered.yaml")


# The command ----------------------------------------------------------------------


def test_the_command_writes_what_is_asked_for(measured, tmp_path, monkeypatch):
    """Text and JSON on standard output, files where they were wanted; of a part of the cases nothing is wanting."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(measured_module, "measure", lambda *_: measured)
    html, lcov = tmp_path / "deep" / "html", tmp_path / "deep" / "lcov.info"
    options = ["--coverage-html", html, "--coverage-lcov", lcov, "--format", "json", "--lang", "zh"]

    result = CliRunner().invoke(main, ["test", str(FILE), *map(str, options)])

    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["passed"]
    assert found["coverage"]["counts"]["rule"]["reached"] >= 10
    assert short(expand(FIRED)) == FIRED
    assert (html / "index.html").is_file()
    assert lcov.read_text("utf-8").startswith("TN:\nSF:")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--mutate", "--accept"], "leave out --accept"),
        (["--fail-fast", "--coverage"], "leave one out"),
        (["--decision", "cap"], "add --mutate"),
        (["--filter", "there is no such case"], "there is no case whose name contains"),
    ],
)
def test_options_that_do_not_go_together(options, told, monkeypatch):
    """A line on standard error that says what to do, and status 2."""
    monkeypatch.chdir(ROOT)

    result = CliRunner().invoke(main, ["test", str(FILE), *options])

    assert result.exit_code == 2
    assert told in result.stderr
    assert not result.stdout
