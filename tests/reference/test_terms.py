"""Every term that a query names is declared in the ontology."""

import re
from pathlib import Path

import pyoxigraph as ox

from yidi.names import NS

ROOT = Path(__file__).parents[2]
COMMENT = re.compile(r"(?m)(^|\s)#.*$")
NAME = re.compile(r"\byidi:([A-Za-z][A-Za-z0-9]*)")


def declared():
    """Give the terms of which the ontology says what they are."""
    subjects = set()
    for path in (ROOT / "ontology").glob("*.ttl"):
        subjects |= {quad.subject.value for quad in ox.parse(path=path) if isinstance(quad.subject, ox.NamedNode)}
    return {name.removeprefix(NS) for name in subjects if name.startswith(NS)}


def named(folder):
    """Give the terms that the queries of a folder name outside their comments, each with the files that do."""
    found = {}
    for path in sorted((ROOT / folder).rglob("*.rq")):
        for name in NAME.findall(COMMENT.sub("", path.read_text(encoding="utf-8"))):
            found.setdefault(name, set()).add(path.stem)
    return found


def test_every_term_that_a_query_names_is_declared():
    terms = declared()
    found = named("queries")
    assert {} == {name: files for name, files in found.items() if name not in terms}
    assert len(found) >= 120


def test_the_terms_of_the_stages_alone_are_used_by_them():
    """No term is kept that no stage names any more."""
    subjects = {quad.subject for quad in ox.parse(path=ROOT / "ontology/reference-terms.ttl")}
    terms = {node.value.removeprefix(NS) for node in subjects if isinstance(node, ox.NamedNode)}
    found = named("queries/decide")
    assert set() == terms - found.keys()
    assert len(terms) == 42
    assert len(found) >= 80
