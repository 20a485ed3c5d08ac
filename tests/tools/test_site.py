"""The documentation site: a small one is built in both languages, complete for its areas, and holds together."""

import importlib
import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from yidi.findings import FINDINGS
from yidi.names import NS, short

ROOT = Path(__file__).parents[2]
AREAS = frozenset({"360100"})
LANGUAGES = ("zh", "en")
LEAST_PAGES = 700
LARGEST_INDEX = 2_000_000


@pytest.fixture(scope="module")
def tools():
    """Give the modules of the tool; its folder comes last in the path, so that it hides nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(ROOT / "tools")])
        names = ("build", "diagram", "guide", "links", "model", "run", "world")
        yield {name: importlib.import_module(f"website.{name}") for name in names}


@pytest.fixture(scope="module")
def world(tools):
    return tools["world"].World(ROOT, AREAS, run=False)


@pytest.fixture(scope="module")
def site(tools, world, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    pages = tools["build"].build(world, folder)
    return folder, pages


def test_the_site_holds_together(site, world):
    """Links and anchors lead somewhere, elements close, no two pages are one file."""
    _, pages = site

    assert world.failures == []
    assert len(pages) > LEAST_PAGES


def test_everything_has_its_page_in_both_languages(site, world):
    folder, pages = site
    names = {page.name for page in pages} | {entry.name for page in pages for entry in page.entries}
    rules = [r.iri for r in world.base.rules.values() if {"100000", "360000", "360100"} & {*r.jurisdictions}]
    terms = [iri for iri in world.graph if iri.startswith(NS)]
    wanted = {
        "terms": (terms, 300),
        "decisions": ([d.iri for d in world.base.vocabulary.decisions.values()], 42),
        "rules": (rules, 120),
        "areas": ([f"https://w3id.org/yidi/id/area/{c}" for c in ("100000", "360000", "360100")], 3),
        "queries": ([f"https://w3id.org/yidi/id/query/{q.name}" for q in world.library], 37),
        "findings": ([f"finding {name}" for name in FINDINGS], 75),
        "codes": ([c.iri for each in world.base.vocabulary.lists.values() for c in each.concepts], 280),
        "provisions": (list(world.base.sources), 790),
        "disagreements": ([d.iri for d in world.base.disagreements], 49),
        "inputs": ([f"input {name}" for name in world.base.vocabulary.inputs], 47),
    }
    for what, (those, least) in wanted.items():
        assert len(those) >= least, what
        assert [] == [name for name in those if name not in names], what
    assert sum(page.kind == "shape" for page in pages) >= 200
    assert [] == [page.path for page in pages for lang in LANGUAGES if not (folder / lang / page.path).is_file()]


def test_labels_are_in_the_language_of_the_page(site):
    """What the base calls by two names has the one of the language; the other only where the names agree."""
    folder, pages = site
    things = [page for page in pages if page.name.startswith("http") and page.labels["zh"] != page.labels["en"]]
    wrong = []
    for page in things:
        for lang, other in (LANGUAGES, LANGUAGES[::-1]):
            head = (folder / lang / page.path).read_text("utf-8").partition("<title>")[2].partition("</title>")[0]
            if not head.startswith(_escaped(page.labels[lang])):
                wrong.append((page.path, lang, other))
    assert wrong == []
    assert len(things) > 500
    assert short(things[0].name)


def _escaped(text):
    for plain, named in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;")):
        text = text.replace(plain, named)
    return text


def test_the_search_index_is_small_and_complete(site):
    folder, pages = site
    text = (folder / "assets/search.js").read_text("utf-8")
    things = json.loads("[" + text.partition("things:[")[2].rpartition("]};")[0] + "]")

    assert len(text.encode()) < LARGEST_INDEX
    assert len(things) == len(pages) + sum(len(page.entries) for page in pages)
    assert ["江西跨省转诊和急诊先行自付"] == [t[2] for t in things if t[1] == "rules/360000-reduction-referral.html"]


def test_a_rule_says_what_beats_it_and_which_cases_try_it(site):
    folder, _ = site
    page = (folder / "zh/rules/360000-reduction-referral.html").read_text("utf-8")

    assert "先行自付 10%" in page
    assert "南昌职工转诊到上海，已备案：先行自付10%" in page
    assert "ontology/rules/360000-jiangxi.ttl:" in page


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<p id="a"><a href="#a">x</a></p>', []),
        ("<p><b>x</p></b>", ["</p> closes what is not open, at character 7"]),
        ("<p>", ["<p> is never closed"]),
        ('<p id="a"></p><p id="a"></p>', ["the id a stands twice"]),
        ("<p>1 < 2</p>", ["a bare < at character 5"]),
    ],
)
def test_what_is_wrong_with_a_page_is_found(tools, text, fault):
    assert fault == tools["links"].read(text).faults


def test_a_dead_link_is_found(tools, tmp_path):
    (tmp_path / "a.html").write_text('<a href="b.html">x</a><a href="a.html#y">y</a>', "utf-8")

    assert ["a.html: b.html leads nowhere", "a.html: a.html#y has no such anchor"] == list(
        tools["links"].faults(tmp_path)
    )


def test_a_drawing_keeps_boxes_apart_and_edges_forward(tools):
    """Nodes of one column do not overlap, and each edge leads to a column further right."""
    diagram = tools["diagram"]
    names = [f"n{i}" for i in range(12)]
    edges = sorted({(f"n{i}", f"n{j}") for i in range(12) for j in range(i + 1, 12) if (i * 7 + j) % 4 == 0})
    layers, chains = diagram._layers(names, edges)
    heights = diagram._heights(layers, chains, diagram.Size())
    column = {name: n for n, layer in enumerate(layers) for name in layer}

    assert all(column[a] < column[b] for a, b in edges)
    for layer in layers:
        real = [heights[name] for name in layer if "\t" not in name]
        assert all(b - a >= diagram.Size().height for a, b in pairwise(real))


def test_an_example_that_prints_something_else_is_a_fault(tools, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(
        "# A page\n\nSave this as `x.txt`:\n\n```text\nhello\n```\n\n"
        "```console\n$ yidi --version\nyidi, version …\n$ yidi --version\nsomething else\n$ yidi serve\n```\n",
        "utf-8",
    )
    document = tools["guide"].read(tmp_path, "docs/page.md", run=True)
    first, second, endless = document.ran[9]

    assert (first.fault, first.line) == ("", 10)
    assert (second.fault, second.line) == ("does not print “something else”", 12)
    assert endless.printed is None


@pytest.mark.parametrize(
    ("line", "runs"),
    [
        ("yidi --version   # OLD NEW in a remark", True),
        ("yidi decide CASE…", False),
        ("yidi diff OLD NEW", False),
        ("yidi serve --store x", False),
        ("make demo", None),
    ],
)
def test_which_lines_are_commands_to_run(tools, tmp_path, line, runs):
    place = tools["run"].Workplace(tmp_path)
    found = list(place.block(line, 1, "sh"))
    place.close()

    assert [] == found if runs is None else [runs] == [each.printed is not None for each in found]
