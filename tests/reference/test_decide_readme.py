"""queries/decide/README.md says what is there: the stages, their rhythm, a row, and the worked example."""

import re

import pyoxigraph as ox
from by_hand import BASE, ROOT, TABS, blocks, decide, run, solutions

from yidi.names import ID, local
from yidi.reference import stages

README = (ROOT / "queries/decide/README.md").read_text(encoding="utf-8")


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
