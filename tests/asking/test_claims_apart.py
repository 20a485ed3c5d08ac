"""What is claimed is asked for by name: every other named query answers as if no claim were in the base."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from yidi.asking import bound, read_arguments
from yidi.asking.read import read_query
from yidi.store.content import content_store

FILES = sorted((Path(__file__).parents[2] / "queries").glob("*.rq"))
OF_CLAIMS = "unofficial-claims"
CLAIMED = "530100"
"""An area of which a good deal is claimed."""


@pytest.fixture(scope="module")
def stores(base):
    """Give what is asked, and the same without any statement of a claim."""
    whole, without = content_store(base), content_store(base)
    for claim in base.claims:
        for quad in whole.quads_for_pattern(ox.NamedNode(claim), None, None, None):
            without.remove(quad)
    assert len(whole) - len(without) > 10 * len(base.claims)
    return whole, without


def rows(store, text):
    return sorted(str(row) for row in store.query(text, use_default_graph_as_union=True))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_claims_are_in_no_answer_but_that_about_them(path, base, stores):
    query, _ = read_query(path.name, path.read_bytes())
    arguments = dict(query.header.example.parameters)
    if "area" in query.parameters:
        arguments["area"] = CLAIMED
    text = bound(query, read_arguments(query, arguments, base))

    assert (rows(stores[0], text) != rows(stores[1], text)) == (path.stem == OF_CLAIMS)
