"""Everything with a name of ours says what it is, as the first part of its name promises; else nothing reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yidi.finding import NOWHERE, Finding
from yidi.messages import phrase
from yidi.names import ID, NS, SKOS, TYPE, individual, local, short, term
from yidi.reading.graph import Graph
from yidi.reading.places import AREA_CLASSES
from yidi.reading.reader import Reader

_CLASSES: Final = {
    "area": AREA_CLASSES,
    "change": ("Change",),
    "claim": ("ClaimedRule",),
    "decision": ("Decision",),
    "disagreement": ("Disagreement",),
    "division": ("Division",),
    "enquiry": ("Enquiry",),
    "group": ("RuleGroup",),
    "hospital": ("MedicalInstitution",),
    "rule": ("Rule",),
    "source": ("Provision", "Document"),
    "step": ("ProcessStep",),
}
"""Of which classes the things are whose names begin so; the first stands for all in what is said."""
_CONCEPT: Final = SKOS + "Concept"
_IN_SCHEME: Final = SKOS + "inScheme"
_BROADER: Final = SKOS + "broader"


def wrong_classes(graph: Graph) -> Iterator[Finding]:
    """Things without a class, or of another one than their name promises, and codes that are in no list or in two."""
    known: dict[tuple[str, tuple[str, ...]], object] = {}
    for subject in graph:
        if not subject.startswith((ID, NS)):
            continue
        types = graph.iris(subject, TYPE)
        kind = subject[len(ID) :].partition("/")[0] if subject.startswith(ID) else ""
        code_list = individual("list", kind)
        promised = {term(name) for name in _CLASSES.get(kind, ())}
        if len(ours := [t for t in types if t.startswith(NS)]) > 1 and not promised.isdisjoint(ours):
            place = graph.place(subject, TYPE, ours[-1]) or NOWHERE
            yield Finding("predicate-repeated", place, {"subject": short(subject), "predicate": "a (rdf:type)"})
            continue
        if (kind, types) not in known:
            known[kind, types] = _wanted(graph, kind, code_list, types)
        if wanted := known[kind, types]:
            place = graph.place(subject, TYPE) or graph.place(subject) or NOWHERE
            yield Finding("class-wrong", place, {"subject": short(subject), "wanted": wanted})
        elif kind and code_list in graph:
            yield from _misfiled(graph, subject, code_list)


def _wanted(graph: Graph, kind: str, code_list: str, types: tuple[str, ...]) -> object:
    """What a thing should be, or nothing if it is that; where its kind is not known, something it should be."""
    if classes := _CLASSES.get(kind):
        ours = [t for t in types if t.startswith(NS)]
        is_right = any(term(name) in types for name in classes) and len(ours) == 1
        is_foreign = types and not ours  # such as a prov:Entity among the sources
        return None if is_right or is_foreign else f"yidi:{classes[0]}"
    if kind and code_list in graph:
        return None if _CONCEPT in types else "skos:Concept"
    return None if types else phrase("some-class")


def _misfiled(graph: Graph, code: str, code_list: str) -> Iterator[Finding]:
    """A code that is in no list, in another than its name says, or below a code of another list."""
    reader = Reader(graph)
    schemes = graph.objects(code, _IN_SCHEME)
    if not schemes:
        details = {"predicate": "skos:inScheme", "hint": f"skos:inScheme {short(code_list)}"}
        yield Finding("predicate-missing", graph.place(code) or NOWHERE, {"subject": short(code), **details})
    for scheme in schemes:
        if scheme != code_list and (not isinstance(scheme, str) or scheme in graph):
            reader.invalid(code, _IN_SCHEME, scheme, short(code_list))
    for wider in graph.iris(code, _BROADER):
        if wider in graph and code_list not in graph.iris(wider, _IN_SCHEME):
            reader.invalid(code, _BROADER, wider, phrase("a-code", list=local(code_list)))
    yield from reader.findings
