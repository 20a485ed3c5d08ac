"""The stages give the same results in every store, and leave it as they found it."""

from pathlib import Path

import pytest
from agreement import check_agreement
from pyoxigraph import RdfFormat, parse
from stores import GRAPH, oxigraph, triples

from yidi.cases.case import parse_case
from yidi.cases.file import read_cases
from yidi.errors import StoreError
from yidi.names import ID
from yidi.reference.engine import ReferenceEngine
from yidi.reference.stages import stage
from yidi.reference.workbench import StoreBench
from yidi.store.store import open_store

FILES = ("demo", "611000-shangluo")
MOST = 20
NAME = f"{ID}run/test"


class Failing(StoreBench):
    """A bench whose store goes away when a stage is asked for."""

    def __init__(self, store, name, last):
        super().__init__(store, name)
        self.last = stage(last)

    def construct(self, text):
        """Give what a query makes, or nothing any more."""
        if text == self.last:
            raise StoreError("the store is away", "away")
        return super().construct(text)


@pytest.fixture(scope="module")
def parsed(base):
    """Give some example cases: several areas and kinds of care, slices, and facts that nobody knows."""
    folder = Path(__file__).parents[1] / "cases"
    raws = [raw for name in FILES for raw in read_cases(folder / f"{name}.yaml", "en", base.vocabulary, base.hospitals)]
    found = [parse_case(raw.mapping.get("given", raw.mapping), base.case_vocabulary) for raw in raws[:MOST]]
    assert len(found) == MOST
    return found


@pytest.fixture(scope="module", params=["memory", "disk", "server"])
def store(request, base, tmp_path_factory):
    """Give each kind of store, with the base and a graph of somebody's own."""
    if request.param == "server":
        with oxigraph() as address:
            yield from opened(address, base)
    else:
        where = "memory" if request.param == "memory" else str(tmp_path_factory.mktemp("store") / "here")
        yield from opened(where, base)


def somebodys_case():
    """Give a case that lies in the same store and is nobody's business."""
    document = Path(__file__).parents[2] / "docs" / "example.ttl"
    found = [quad.triple for quad in parse(document.read_bytes(), RdfFormat.TURTLE)]
    assert len(found) > 20
    return found


def opened(where, base):
    """Give the store at a place, and close it afterwards."""
    store = open_store(where, base, writable=True)
    store.replace(GRAPH, [*triples("own", 3), *somebodys_case()])
    yield store
    store.close()


def test_every_store_gives_the_same_results(base, store, parsed):
    """As the tables: values, prevailing and beaten rules, bounds, open axes; afterwards the graphs are as before."""
    before = dict(store.graphs())
    painted, _ = base.engine.run_cases(parsed)
    reference = ReferenceEngine(base.engine, StoreBench(store, NAME)).run(parsed)

    check_agreement(base, painted, reference, parsed)
    assert before == dict(store.graphs())
    assert len(before) == 3


@pytest.mark.parametrize("last", ["07-in-force", "14-split", "18-decided"])
def test_a_run_that_fails_leaves_nothing_behind(base, store, parsed, last):
    """Whether it fails before the rounds, among the cells, or at the end of a round."""
    before = dict(store.graphs())
    with pytest.raises(StoreError, match="the store is away"):
        ReferenceEngine(base.engine, Failing(store, NAME, last)).run(parsed[:1])

    assert before == dict(store.graphs())
