"""What pySHACL finds, in terms that can be compared with ours."""

from collections import Counter

import pyoxigraph as ox
import pyshacl
import rdflib

from yidi.shacl import Data
from yidi.shacl.paths import read_path
from yidi.shacl.terms import sh


def results(shapes, data):
    """Give the results of pySHACL as a multiset; it writes into its shapes graph, so both graphs are made for it."""
    _, report, _ = pyshacl.validate(_graph(data), shacl_graph=_graph(shapes), inplace=True)
    if isinstance(report, Exception):
        raise report
    found = Data(ox.Triple(*map(_back, triple)) for triple in report)

    def one(node, name):
        return found.values(sh(name)).get(node, (None,))[0]

    counted = Counter()
    for nodes in found.values(sh("result")).values():
        for node in nodes:
            path = one(node, "resultPath")
            counted[
                _told(one(node, "focusNode")),
                path and read_path(found, path),
                _told(one(node, "value")),
                one(node, "sourceConstraintComponent"),
                _told(one(node, "sourceShape")),
                one(node, "resultSeverity"),
            ] += 1
    return counted


def ours(report):
    """Give our results in the same terms."""
    return Counter(
        (_told(each.focus), each.path, _told(each.value), each.component, _told(each.shape), each.severity)
        for each in report.results
    )


def _told(term):
    """Give a term; pySHACL names blank nodes anew."""
    return "blank" if isinstance(term, ox.BlankNode) else term


def _graph(triples):
    graph = rdflib.Graph(bind_namespaces="none")
    for triple in triples:
        graph.add((_there(triple.subject), _there(triple.predicate), _there(triple.object)))
    return graph


def _there(term):
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == rdflib.XSD.string.toPython()
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False)


def _back(term):
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or rdflib.XSD.string)))
