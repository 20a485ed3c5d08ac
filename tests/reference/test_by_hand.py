"""docs/deciding-with-sparql.md does what it says: its commands, run by bash and curl against a real server."""

import sys
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox
import pytest
from agreement import check_agreement
from by_hand import BASE, LOCAL, PAGE, ROOT, SCRIPT, TABS, blocks, decide, graphs, run, solutions
from stores import OXIGRAPH, oxigraph

from yidi.cases.case import parse_case
from yidi.cases.file import read_cases
from yidi.cases.rdf import case_triples
from yidi.deciding.columns import add_defaults, encode
from yidi.names import ID, local
from yidi.reference.results import ReferenceResults, gather
from yidi.reference.run import Said

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
    if isinstance(value, int):
        return Decimal(value)
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
    """Give value and rules of each decision as the result of the stages gives them; of an open one its certain part."""
    found = {}
    for _, decision, _, what, said, _, _ in rows:
        values, rules = found.setdefault(local(decision.value), (set(), set()))
        if local(what.value) == "prevailing":
            rules.add(said.value)
        elif local(what.value) in ("value", "certain"):
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
    # Of what is told as far as it is certain the answer names the rules of that part, the result those of the rest too.
    for name, table in base.tables.items():
        if table.decision.certain_part:
            assert expected[name][1] <= found[name][1]
            found[name] = found[name][0], expected[name][1]

    assert base.tables.keys() == found.keys()
    assert expected == {name: said for name, said in found.items() if name not in silent}
    defaults = frozenset({Decimal(1)}), frozenset({False})
    assert {frozenset({"notKnown"}), *defaults} == {frozenset(found[name][0]) for name in silent}
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
