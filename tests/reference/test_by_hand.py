"""docs/deciding-with-sparql.md does what it says: its commands, run by bash and curl against a real server."""

import os
import re
import subprocess
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox
import pytest
from agreement import check_agreement
from stores import OXIGRAPH, oxigraph

from yidi.cases.case import parse_case
from yidi.cases.file import read_cases
from yidi.cases.rdf import case_triples
from yidi.deciding.columns import add_defaults, encode
from yidi.names import ID, local
from yidi.reference import stages
from yidi.reference.results import ReferenceResults, gather
from yidi.reference.run import Said

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/deciding-with-sparql.md").read_text(encoding="utf-8")
README = (ROOT / "queries/decide/README.md").read_text(encoding="utf-8")
SCRIPT = ROOT / "docs/decide.sh"
TABS = "text/tab-separated-values"
LOCAL = "http://localhost:7878"
BASE = f"{ID}base"


def blocks(text, language):
    """Give the blocks of a document in a language."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def run(command, address="", cwd=ROOT, **environment):
    """Give what bash makes of a command, which stops at its first failure."""
    server = {"QUERY": address, "STORE": address.replace("/query", "/store")} if address else {}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=cwd,
        env=os.environ | server | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def decide(address, path, kind="text/csv"):
    """Give the result of docs/decide.sh for a file of cases."""
    ran = run(f"docs/decide.sh '{path}'", address, TYPE=kind)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def solutions(text):
    """Give a result in TSV as rows of terms."""
    return [tuple(row) for row in ox.parse_query_results(text.encode(), ox.QueryResultsFormat.TSV)]


def graphs(address):
    """Give the names of all graphs of a server."""
    text = "select distinct ?graph where { graph ?graph { ?s ?p ?o } } order by ?graph"
    return run(f"curl -sSf \"$QUERY\" --data-urlencode 'query={text}' -H 'Accept: text/csv'", address).stdout.split()[
        1:
    ]


@pytest.fixture(scope="module")
def server():
    """Give the address of a server, just started as the page starts it, into which its commands have put the base."""
    assert ["$ oxigraph serve\n"] == blocks(PAGE, "console")[:1]
    with oxigraph("serve") as address:
        where, base, _ = blocks(PAGE, "sh")
        ran = run(where.replace(LOCAL, address.removesuffix("/query")) + base)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
        yield address


# What the page shows is what there is ----------------------------------------------


def test_the_case_and_the_script_shown_are_the_files():
    assert [(ROOT / "docs/example.ttl").read_text(encoding="utf-8")] == blocks(PAGE, "turtle")
    assert [SCRIPT.read_text(encoding="utf-8")] == blocks(PAGE, "bash")
    assert 2 == PAGE.count(f"={LOCAL}/")
    assert OXIGRAPH.is_file()


def test_the_base_put_there_by_hand_is_the_one_that_yidi_puts_there(server):
    """The same graphs, with as many statements but for the hash by which Yidi knows its own."""
    count = "select ?graph (count(*) as ?size) where { graph ?graph { ?s ?p ?o } } group by ?graph"
    by_hand = run(f"curl -sSf \"$QUERY\" --data-urlencode 'query={count}' -H 'Accept: {TABS}'", server).stdout
    with oxigraph("serve") as other:
        listed = run(f"'{sys.executable}' -m yidi.cli load --list --store {other}")
        assert (listed.returncode, listed.stderr) == (0, "")
        by_yidi = run(f"curl -sSf \"$QUERY\" --data-urlencode 'query={count}' -H 'Accept: {TABS}'", other).stdout
    sizes, others = ({g.value: int(n.value) for g, n in solutions(text)} for text in (by_hand, by_yidi))

    assert [BASE, f"{BASE}/rows"] == sorted(sizes)
    assert {**sizes, BASE: sizes[BASE] + 1} == others


def test_the_result_shown_is_the_one_given(server, tmp_path):
    """By the page's own commands, one after the other."""
    command = blocks(PAGE, "sh")[2].replace("result.csv", f"{tmp_path}/result.csv")
    ran = run(command, server)
    shown = blocks(PAGE, "console")[1].splitlines()
    read = run(shown[0].removeprefix("$ "), cwd=tmp_path)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert shown[1:] == [line.rstrip() for line in read.stdout.splitlines()]
    assert len(shown) > 15


# What it decides is what Yidi decides ------------------------------------------------


def plain(value):
    """Give a value of an answer, or of the result, as text, number or truth value."""
    if isinstance(value, list):
        return {plain(each) for each in value}
    if isinstance(value, dict):
        return frozenset(value["anyOf"])
    if isinstance(value, bool):
        return value
    text = value.removeprefix(f"{ID}rule/") if value.startswith(f"{ID}rule/") else local(value)
    try:
        return Decimal(value)
    except InvalidOperation:
        return {"true": True, "false": False}.get(text, text)


def answered(base, case):
    """Give value and rules of each decision as `base.decide` gives them."""
    found = {}
    for reason in base.decide(case)["because"]:
        values, rules = found.setdefault(reason["decision"], (set(), set()))
        value = plain(reason["value"])
        values |= value if isinstance(value, set) else {value}
        rules |= {reason["rule"], *(each["rule"] for each in reason.get("also", ()))}
    return found


def by_hand(base, rows):
    """Give value and rules of each decision as the result of the stages gives them."""
    found = {}
    for _, decision, _, what, said, _, _ in rows:
        values, rules = found.setdefault(local(decision.value), (set(), set()))
        if local(what.value) == "prevailing":
            rules.add(said.value)
        elif local(what.value) == "value":
            alternatives = base.rules.get(said.value)
            values.add(frozenset(v.text for v in alternatives.values) if alternatives else plain(said.value))
    return found


@pytest.mark.parametrize("parts", ["blank", "named"])
def test_the_example_is_decided_as_by_yidi(server, base, tmp_path, parts):
    """Every decision, with its value and the rules that prevail; its parts are blank nodes, or IRIs."""
    (raw,) = read_cases(ROOT / "docs/example.yaml")
    path = ROOT / "docs/example.ttl"
    if parts == "named":
        node = ox.NamedNode("https://example.org/case/1")
        parsed = parse_case(raw.mapping, base.case_vocabulary)
        path = tmp_path / "named.ttl"
        path.write_bytes(
            ox.serialize(case_triples(parsed, node, base.vocabulary, base.places), format=ox.RdfFormat.TURTLE)
        )
    found = by_hand(base, solutions(decide(server, path, TABS)))
    expected = answered(base, raw.mapping)
    silent = {name for name, (_, rules) in found.items() if not rules}

    assert base.tables.keys() == found.keys()
    assert expected == {name: said for name, said in found.items() if name not in silent}
    assert {frozenset({"notKnown"}), frozenset({Decimal(1)})} == {frozenset(found[name][0]) for name in silent}
    assert 15 <= len(expected)


def test_many_cases_are_decided_as_by_yidi(server, base, tmp_path):
    """Values, prevailing and beaten rules, bounds, and what is open, of cases with unknown facts and slices."""
    cases = [raw.mapping.get("given", raw.mapping) for raw in read_cases(ROOT / "tests/cases/demo.yaml")]
    parsed = [parse_case(case, base.case_vocabulary) for case in cases]
    nodes = {f"https://example.org/{i}": i for i in range(len(parsed))}
    triples = [
        triple
        for (name, case) in zip(nodes, parsed, strict=True)
        for triple in case_triples(case, ox.NamedNode(name), base.vocabulary, base.places)
    ]
    path = tmp_path / "cases.ttl"
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE))
    said = [
        Said(
            case,
            local(decision.value),
            part and part.value,
            local(what.value),
            term,
            by and by.value,
            why and local(why.value),
        )
        for case, decision, part, what, term, by, why in solutions(decide(server, path, TABS))
    ]
    engine = base.engine
    columns = add_defaults(encode(parsed, engine.encoder), engine.defaults)
    painted, _ = engine.run_cases(parsed)

    check_agreement(base, painted, ReferenceResults(base, columns, engine.plan, gather(said, nodes)), parsed)
    assert len(parsed) == 8


def test_two_runs_at_once_do_not_meet(server):
    """Each has graphs of its own, and nothing of them is left."""
    alone = sorted(decide(server, "docs/example.ttl").splitlines())
    both = run("docs/decide.sh docs/example.ttl > /dev/stderr & docs/decide.sh docs/example.ttl; wait", server)

    assert alone == sorted(both.stdout.splitlines())
    assert alone == sorted(both.stderr.splitlines())
    assert [BASE, f"{BASE}/rows"] == graphs(server)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "@prefix yidi: <https://w3id.org/yidi/ns#> . [] a yidi:Case .",
            "no case that has an IRI and a place of insurance",
        ),
        ('<http://example.org/a> <http://example.org/b> "c', "Unexpected end of file"),
    ],
)
def test_what_cannot_be_decided_is_told(server, tmp_path, text, told):
    """A case without a name, a file that is not Turtle: a message, nothing on the output, and nothing left behind."""
    path = tmp_path / "case.ttl"
    path.write_text(text, encoding="utf-8")
    ran = run(f"docs/decide.sh {path}", server)

    assert (1, "") == (ran.returncode, ran.stdout)
    assert told in ran.stderr
    assert [BASE, f"{BASE}/rows"] == graphs(server)


# The page on the meaning of the queries ------------------------------------------------


def test_every_stage_is_described_in_its_place():
    """The table has the files in their order, each with the rhythm in which the engine runs it."""
    files = sorted(path.stem for path in (ROOT / "queries/decide").glob("*.rq"))
    table = re.findall(r"^\| `(\d\d-[a-z-]+)` \| .* \| (.*) \| (.*) \|$", README, re.MULTILINE)
    rhythm = [(name, "once for a base", "rows") for name in stages.ROWS]
    rhythm += [(name, "once for the cases", "facts") for name in stages.GIVEN]
    rhythm += [(stages.FACTS, "in each round", "facts"), (stages.DUE, "in each round", "cells")]
    rhythm += [(name, "in each round", "cells") for name in stages.CELLS]
    rhythm += [(stages.SPLIT, "in each round, until it constructs nothing", "cells")]
    rhythm += [(name, "in each round", "cells") for name in stages.CLOSE]
    rhythm += [(stages.DECIDED, "in each round", "facts"), (stages.RESULT, "at the end", "nowhere")]

    assert files == [name for name, _, _ in table]
    assert sorted(rhythm) == table
    assert len(files) == 19


def test_the_row_shown_is_the_one_made(server):
    """All that is said of it."""
    (shown,) = blocks(README, "turtle")
    lists = "area decision requirement rule travel zone"
    prefixes = "".join(f"@prefix {name}: <{ID}{name}/> .\n" for name in lists.split())
    prefixes += "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix yidi: <https://w3id.org/yidi/ns#> .\n"
    expected = {str(quad.triple) for quad in ox.parse((prefixes + shown).encode(), format=ox.RdfFormat.TURTLE)}
    row = f"{ID}rule/100000-requirement-emergency@100000"
    rows = run(f'curl -sSf "$STORE?graph={BASE}/rows" -H "Accept: application/n-triples"', server).stdout
    made = {
        str(quad.triple) for quad in ox.parse(rows.encode(), format=ox.RdfFormat.N_TRIPLES) if quad.subject.value == row
    }

    assert expected == made


EXAMPLE = """
@prefix division: <https://w3id.org/yidi/id/division/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix yidi: <https://w3id.org/yidi/ns#> .
<https://example.org/jiashan> yidi:person <https://example.org/p> ; yidi:visit [
    yidi:emergency true ; yidi:admittedOn "2025-06-10"^^xsd:date ; yidi:hospital [ yidi:region division:330421 ] ] .
<https://example.org/not-said> yidi:person <https://example.org/p> ; yidi:visit [
    yidi:admittedOn "2025-06-10"^^xsd:date ; yidi:hospital [ yidi:region division:330421 ] ] .
<https://example.org/hangzhou> yidi:person <https://example.org/p> ; yidi:visit [
    yidi:admittedOn "2025-06-10"^^xsd:date ; yidi:hospital [ yidi:region division:330100 ] ] .
<https://example.org/p> yidi:insuredIn division:310118 .
"""


def test_the_worked_example_comes_out_as_told(server, tmp_path):
    """What is said of Qingpu, Jiashan and Hangzhou: outcomes, defeats with their reasons, and what stays open."""
    path = tmp_path / "qingpu.ttl"
    path.write_text(EXAMPLE, encoding="utf-8")
    found = {}
    for case, decision, _, what, said, by, why in solutions(decide(server, path, TABS)):
        if local(decision.value) == "filingRequirement" and local(what.value) not in ("least", "most"):
            line = " ".join(term.value.rpartition("/")[2].rpartition("#")[2] for term in (what, said, by, why) if term)
            found.setdefault(local(case.value), set()).add(line)
    zone, emergency, usual = (
        f"{name}"
        for name in (
            "310000-requirement-demonstration-zone",
            "100000-requirement-emergency",
            "100000-requirement-inter-provincial",
        )
    )
    exempt = {
        "value exempt",
        f"prevailing {zone}",
        f"loser {usual} {zone} beatsAsNarrower",
        f"loser {emergency} {zone} beatsByOverride",
        f"loser {usual} {emergency} beatsAsMoreSpecific",
    }
    either = {
        "undeterminedBy emergency",
        f"prevailing {usual}",
        f"prevailing {emergency}",
        f"loser {usual} {emergency} beatsAsMoreSpecific",
    }

    assert {"jiashan": exempt, "not-said": exempt, "hangzhou": either} == found
