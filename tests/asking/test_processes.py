"""The processes answer what a caseworker asks: every step in its order, those that fit, and on what they rest."""

import re
from pathlib import Path

import pytest

from yidi.asking import ask
from yidi.base import read_graph
from yidi.files import read_files
from yidi.names import DCTERMS, TYPE, individual, local, term
from yidi.reading.graph import Graph

ROOT = Path(__file__).parents[2]
PROCESSES = 32
STEPS_AT_LEAST = 220


@pytest.fixture(scope="module")
def graph(base) -> Graph:
    """Give all statements of the base."""
    return read_graph(read_files(base.folder))[0]


@pytest.fixture(scope="module")
def steps(graph):
    """Give the steps of the base."""
    return graph.instances(term("ProcessStep"))


@pytest.fixture(scope="module")
def rows(base, asker):
    """Give what asks a query of the built-in base."""

    def asked(name, **given):
        return ask(asker.store, asker.library[name], given, base).rows()

    return asked


def numbers(rows):
    """Give the steps by number."""
    found = {}
    for row in rows:
        found.setdefault(row["number"], []).append(row["step"])
    return found


def test_every_process_has_its_steps_from_the_first_to_the_last(graph, steps):
    """No process is empty, none has a gap, and none is lost."""
    held = {process: set() for process in graph.instances(term("Process"))}
    for step in steps:
        held[graph.iri(step, term("stepOf"))].add(int(graph.text(step, term("order"))))

    assert len(held) == PROCESSES
    assert len(steps) >= STEPS_AT_LEAST
    assert {local(p): sorted(n) for p, n in held.items()} == {
        local(p): list(range(1, max(n) + 1)) for p, n in held.items()
    }


def test_each_process_can_be_asked_for(rows):
    """By the code that the list of processes gives, with as many stages as it says."""
    listed = rows("processes", lang="en")

    assert len(listed) == PROCESSES
    for row in listed:
        asked = rows("process-steps", process=row["process"], lang="en")
        assert set(numbers(asked)) <= set(range(1, row["stages"] + 1)), row["process"]
        assert asked[0]["number"] == 1, row["process"]
        assert all(r["label"] and r["detail"] and r["who"] and r["basis"] for r in asked), row["process"]


def test_no_step_is_lost(rows, steps, graph):
    """Those of the nation answer without a place, all others with one that they are for."""
    for step in steps:
        area = local(graph.iri(step, term("jurisdiction")))
        wide = {"320000": "320100", "330000": "330100", "340000": "340100", "140000": "140100", "440000": "440100"}
        place = {} if area == "100000" else {"area": {**wide, "510000": "510100"}.get(area, area)}
        asked = rows("process-steps", process=local(graph.iri(step, term("stepOf"))), day="2026-11-01", **place)

        assert local(step) in [row["step"] for row in asked]


def test_every_channel_is_in_a_step_or_a_rule(base, graph, steps):
    """A code that nothing names would be no channel."""
    used = {c for s in steps for c in graph.iris(s, term("filingChannel"))}
    rules = graph.instances(term("Rule"))
    used |= {c for r in rules for name in ("filingChannel", "value") for c in graph.iris(r, term(name))}
    channels = {c.iri for c in base.vocabulary.lists["channel"].concepts}

    assert len(channels) >= 32
    assert channels - used == set()


def test_a_statement_that_a_step_carries_is_its_basis(graph, steps):
    """The link goes both ways; but a question is only answered, and a local text may say what a wider one does."""
    carried = [
        (provision, step)
        for provision in graph.instances(term("Provision"))
        if re.fullmatch(r"s[0-4]-\d+", local(provision))
        and local(graph.iri(provision, term("statementKind"))) != "question"
        for step in graph.iris(provision, term("carriedBy"))
        if step in steps
    ]

    assert len(carried) >= 100
    assert [pair for pair in carried if pair[0] not in graph.iris(pair[1], term("basis"))] == []


def test_the_basis_of_a_step_of_a_place_is_not_for_another_province(graph, steps):
    """A step of the nation may rest on a local text only beside a wider one."""
    local_only = [
        local(step)
        for step in steps
        if graph.iri(step, term("jurisdiction")) == individual("area", "100000")
        and all(
            graph.iri(graph.iri(p, DCTERMS + "isPartOf"), term("authority"))
            in (individual("authority", "provincial"), individual("authority", "municipal"))
            for p in graph.iris(step, term("basis"))
        )
    ]

    assert local_only == []


def test_a_channel_leaves_out_the_steps_of_the_others(rows):
    """The app has no window, and the window no notice to tick."""
    app = [r["step"] for r in rows("process-steps", process="file-for-oneself", channel="national-app")]
    window = [r["step"] for r in rows("process-steps", process="file-for-oneself", channel="agency-window")]

    assert {"file-national-app", "file-notice", "file-submit"} <= set(app)
    assert {"file-window", "file-hand-in"} <= set(window)
    assert not {"file-window", "file-hand-in", "file-alipay"} & set(app)
    assert not {"file-national-app", "file-notice", "file-submit"} & set(window)


def test_a_narrower_code_has_the_steps_of_the_wider(rows):
    """Self-service is of the national app; a referral has its own materials only."""
    asked = rows("process-steps", process="file-for-oneself", channel="national-app-self-service", type="referral")
    found = [r["step"] for r in asked]

    assert {"file-national-app", "file-decision-self-service", "file-materials-referral"} <= set(found)
    assert not {"file-decision-quick", "file-materials-worker"} & set(found)
    assert "file-materials-worker" in [
        r["step"] for r in rows("process-steps", process="file-for-oneself", type="long-term")
    ]


@pytest.mark.parametrize(
    ("area", "there", "not_there"),
    [
        ("320100", {"claim-decision", "claim-decision-jiangsu"}, {"claim-hand-in-xiamen"}),
        ("350200", {"claim-decision", "claim-hand-in-xiamen"}, {"claim-decision-jiangsu"}),
        (None, {"claim-decision"}, {"claim-decision-jiangsu", "claim-hand-in-xiamen"}),
    ],
)
def test_the_steps_of_a_place_stand_beside_those_of_the_nation(rows, area, there, not_there):
    """Of no other place, and of none where none is named."""
    found = {r["step"] for r in rows("process-steps", process="manual-claim", **({"area": area} if area else {}))}

    assert there <= found
    assert not not_there & found


def test_a_step_has_its_days(rows):
    """Tianjin opened its self-service on 1 April 2021."""
    asked = {"process": "file-for-oneself", "area": "120000", "channel": "national-app-self-service"}
    before = {r["step"] for r in rows("process-steps", day="2021-03-31", **asked)}
    after = {r["step"] for r in rows("process-steps", day="2021-04-01", **asked)}

    assert after - before == {"file-decision-tianjin", "file-notice-tianjin"}
    assert before - after == set()


def test_what_only_a_page_says_is_not_official(rows):
    """Authority and standing are those of the strongest document, as it was seen."""
    asked = {r["step"]: r for r in rows("process-steps", process="transfer-insurance", lang="en")}

    assert (asked["transfer-when"]["authority"], asked["transfer-when"]["official"]) == ("national", True)
    assert (asked["transfer-out"]["authority"], asked["transfer-out"]["official"]) == ("other", False)
    assert asked["transfer-out"]["within"] == "10 Working days"


def test_a_step_names_where_to_go_on(graph, steps):
    """Every process that a step leads to is one, and no step leads to its own."""
    onward = [(s, p) for s in steps for p in graph.iris(s, term("leadsTo"))]

    assert len(onward) >= 50
    assert [s for s, p in onward if term("Process") not in graph.iris(p, TYPE)] == []
    assert [s for s, p in onward if p == graph.iri(s, term("stepOf"))] == []


def test_the_statement_has_two_equations(rows):
    """The amounts by scope and by payer, each with the total."""
    found = {}
    for row in rows("settlement-statement", lang="en"):
        if row["equation"]:
            found.setdefault(row["equation"], []).append(row["item"])

    assert sorted(found.values()) == [
        ["total", "funds-total", "cash"],
        ["total", "within-scope", "class-b-self-pay", "above-limit", "out-of-catalogue"],
    ]


def test_the_step_shown_in_the_documentation_is_the_step():
    """Line by line as it stands in its file."""
    page = (ROOT / "docs/processes.md").read_text("utf-8")
    shown = page[page.index("```turtle\n") + len("```turtle\n") :].split("```")[0]

    assert shown in (ROOT / "ontology/processes/late-filing.ttl").read_text("utf-8")
